import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connectControl } from '../simulator/control-client.ts'
import type { DeedDone } from './disturbances.ts'
import { sellAt } from './own-cashier.ts'
import { createOwnTill, type OwnTill, type OwnTillParts } from './own-till.ts'
import { makePayers } from './payers.ts'
import type { Random } from './random.ts'
import { openCodeList } from './till-log.ts'

/** Our own tills with their cashiers. They sell from the moment they are open. */
export interface OwnTills {
  /** Kills them, each at moments of its own, until `over`. */
  readonly disturb: (over: AbortSignal, done: (deed: DeedDone) => void) => Promise<void>
  /** No new customers. Resolves when no screen shows anything undecided. */
  readonly settle: () => Promise<unknown>
  /** Ends them, and writes down how often they ran. */
  readonly close: () => Promise<void>
}

/** How long one runs until it is killed: it may have just been started, or sold a few times. */
const LIFE_MS = [300, 16_000] as const

/** What tells our own tills apart. */
type OwnTillWish = Pick<OwnTillParts, 'name' | 'url' | 'enrolmentCode'>

/** Starts and enrols a till for each wish. */
export async function openOwnTills(
  wishes: readonly OwnTillWish[],
  parts: Omit<OwnTillParts, keyof OwnTillWish> & { readonly controlUrl: string },
): Promise<OwnTills> {
  const { folder, random, controlUrl } = parts
  const control = connectControl(controlUrl)
  const [closing, over] = [new AbortController(), new AbortController()]
  const opened = await Promise.all(
    wishes.map(async (wish) => {
      const own = random.stream(wish.name)
      const till = createOwnTill({ ...wish, ...parts, random: own.stream('restarts') })
      await till.open()
      const payers = await makePayers(control, wish.name, own.stream('payers'))
      const keepCode = openCodeList(folder)
      const cashier = { till, control, payers, keepCode, random: own.stream('cashier') }
      const selling = sellAt(cashier, { closing: closing.signal, over: over.signal })
      return { till, selling, kills: own.stream('kills') }
    }),
  )
  return {
    disturb: async (until, done) => {
      await Promise.all(opened.map(({ till, kills }) => keepKilling(till, kills, { until, done })))
    },
    settle() {
      closing.abort()
      return Promise.all(opened.map(({ selling }) => selling))
    },
    async close() {
      over.abort()
      await Promise.all(opened.map(({ till }) => till.close()))
      const records = opened.map(({ till }) => till.record())
      writeFileSync(path.join(folder, 'own-tills.json'), JSON.stringify(records))
    },
  }
}

async function keepKilling(
  till: OwnTill,
  random: Random,
  { until, done }: { readonly until: AbortSignal; readonly done: (deed: DeedDone) => void },
): Promise<void> {
  while (!until.aborted) {
    const waitMs = random.between(...LIFE_MS)
    await delay(waitMs, undefined, { signal: until }).catch(() => undefined)
    if (until.aborted || !till.kill()) continue
    done({ deed: 'kill-till', whom: till.name, atMs: Date.now(), forMs: 0 })
  }
}
