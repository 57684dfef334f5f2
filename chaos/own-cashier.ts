import { setTimeout as delay } from 'node:timers/promises'
import type { ControlClient } from '../simulator/control-client.ts'
import type { OwnScreen, OwnTill } from './own-till.ts'
import type { Random } from './random.ts'

/** Who sells at one of our own tills. */
export interface OwnCashierParts {
  readonly till: OwnTill
  readonly control: ControlClient
  /** Payers who come to this till. */
  readonly payers: readonly [string, ...string[]]
  readonly random: Random
  readonly keepCode: (code: string) => void
}

const DECIDED: readonly string[] = ['paid', 'not-charged', 'stopped', 'abandoned']
/** Between two looks at the screen, after each of which at most one thing is done. */
const LOOK_MS = [100, 500] as const
/** For one look: a payment is stopped in about every third case. */
const STOP_CHANCE = 0.03
const AGAIN_CHANCE = 0.4
const GIVE_UP_CHANCE = 0.05
/** After this the sale is parked, and the next customer is served. */
const PATIENCE_MS = 12_000

/**
 * A cashier of our own till, who looks at the screen and does what it asks for, whether or not the till was started anew in between. Resolves
 * when `closing` is aborted and the screen shows nothing undecided any more, or when `over` is.
 */
export async function sellAt(
  parts: OwnCashierParts,
  { closing, over }: { readonly closing: AbortSignal; readonly over: AbortSignal },
): Promise<void> {
  const { till, random } = parts
  let openSinceMs: number | null = null
  while (!over.aborted) {
    await delay(random.between(...LOOK_MS))
    const screen = till.screen()
    if (screen === null) continue
    if (closing.aborted && screen.screen === 'empty' && screen.background.length === 0) return
    for (const { saleId, screen: shown } of screen.background) {
      if (DECIDED.includes(shown)) till.wish({ wish: 'acknowledge', saleId })
    }
    if (takesNext(screen)) {
      openSinceMs = null
      await servesNext(parts, screen.screen, closing.aborted)
    } else {
      openSinceMs ??= performance.now()
      if (performance.now() - openSinceMs > PATIENCE_MS) till.wish({ wish: 'park' })
      else if (random.chance(STOP_CHANCE)) till.wish({ wish: 'stop' })
    }
  }
}

/** Whether nothing is undecided at the counter. */
const takesNext = ({ screen }: OwnScreen): boolean =>
  screen === 'empty' || screen === 'ready' || DECIDED.includes(screen)

async function servesNext(
  { till, control, payers, random, keepCode }: OwnCashierParts,
  screen: string,
  closing: boolean,
): Promise<void> {
  if (screen === 'empty') {
    if (!closing) till.wish({ wish: 'sell', minor: random.between(100, 5_000) })
    return
  }
  const scans =
    screen === 'ready'
      ? !random.chance(GIVE_UP_CHANCE)
      : (screen === 'not-charged' || screen === 'stopped') && random.chance(AGAIN_CHANCE)
  if (closing || !scans) return till.wish({ wish: 'next' })
  const { code } = await control.refreshCode(random.pick(payers))
  keepCode(code)
  till.wish({ wish: 'scan', code })
}
