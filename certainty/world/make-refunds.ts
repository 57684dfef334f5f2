import { type Draw, drawsOf, oneOf, seedOf, wholeNumber } from './draws.ts'
import { refundFaultsFor } from './make-faults.ts'
import type { Act, Action, Plan, PlannedDeath, PlannedDiskFault } from './plan.ts'

/** Worlds of this share have somebody who gives money back. */
const SHARE = 0.3

/** The plan of a seed, with refunds or without; drawn apart, so that all that was there before stays as it is. */
export function withRefunds(plan: Plan, faultless: boolean): Plan {
  const draw = drawsOf(seedOf(`refunds ${plan.seed}`))
  if (draw() >= SHARE) return plan
  const has = (share: number): boolean => draw() < share
  // Only what is paid can be given back: most of it happens after the first customers.
  const calmAtMs = plan.calmAtMs + wholeNumber(draw, 5_000, 60_000)
  const tills = [...plan.tills.keys()]
  const made = tills.flatMap((till) => refundsAt(draw, { till, calmAtMs, faultless }))
  const actions = [...plan.actions, ...made].toSorted((a, b) => a.atMs - b.atMs)
  const wechat: Plan['wechat'] = {
    ...plan.wechat,
    refundSettlesAfterMs: oneOf(draw, [0, 2_000, 5_000, 20_000, 400_000]),
    refundIntervalMs: !faultless && has(0.2) ? 10_000 : 0,
  }
  const calm = { ...plan, wechat, actions, calmAtMs }
  if (faultless) return calm
  return {
    ...calm,
    lineFaults: has(0.75) ? [...plan.lineFaults, ...refundFaultsFor(draw)] : plan.lineFaults,
    diskFaults: has(0.2)
      ? [...plan.diskFaults, ...tills.flatMap((till) => diskFaults(draw, till))]
      : plan.diskFaults,
    deaths: has(0.45)
      ? [...plan.deaths, ...tills.flatMap((till) => deaths(draw, till))]
      : plan.deaths,
  }
}

function refundsAt(
  draw: Draw,
  { till, calmAtMs, faultless }: { till: number; calmAtMs: number; faultless: boolean },
): readonly Action[] {
  const actions: Action[] = []
  const earliestMs = Math.floor(calmAtMs / 4)
  const at = (): number => wholeNumber(draw, earliestMs, calmAtMs - 1)
  const add = (atMs: number, act: Act): void => void actions.push({ atMs, till, act })
  for (let left = wholeNumber(draw, 1, 5); left > 0; left -= 1) {
    const share = oneOf(draw, [1, 1, 0.5, 0.3, 0.01, 1.01])
    const act: Act = { kind: 'refund', sale: wholeNumber(draw, 0, 2), share }
    const atMs = at()
    add(atMs, act)
    // Asked for twice: at once, or a moment later.
    if (draw() < 0.3) add(Math.min(calmAtMs - 1, atMs + oneOf(draw, [0, 0, 150, 3_000])), act)
  }
  for (let left = wholeNumber(draw, 0, 4); left > 0; left -= 1) {
    const wish = oneOf(draw, ['ask-again', 'send-again', 'give-up'] as const)
    add(at(), { kind: 'refund-press', wish })
  }
  if (!faultless && draw() < 0.2) add(at(), { kind: 'refund-resend', refund: wholeNumber(draw, 0, 3) }) // prettier-ignore
  return actions
}

function diskFaults(draw: Draw, till: number): readonly PlannedDiskFault[] {
  return Array.from({ length: wholeNumber(draw, 1, 4) }, () => ({
    of: 'refunds' as const,
    till,
    nth: wholeNumber(draw, 1, 20),
    how: oneOf(draw, ['fails', 'fails-but-kept'] as const),
  }))
}

/** Later than those that strike the payments: a refund comes when much has been done already. */
function deaths(draw: Draw, till: number): readonly PlannedDeath[] {
  return Array.from({ length: wholeNumber(draw, 1, 4) }, () => ({
    till,
    step: wholeNumber(draw, 40, 400),
    backAfterMs: wholeNumber(draw, 500, 30_000),
    clockByMs: draw() < 0.2 ? wholeNumber(draw, -1_000_000_000, 1_000_000_000) : 0,
  }))
}
