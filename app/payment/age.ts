import type { Command, PaymentEvent } from './event.ts'
import type { Age } from './state.ts'
import type { Timing } from './timing.ts'

type Restarted = Extract<PaymentEvent, { readonly type: 'restarted' }>

/** Ages from young to old. */
export const AGES: readonly Age[] = ['new', 'revocable', 'overdue', 'code-dead', 'irrevocable']

/** Time from submit at which each age is reached. */
export const ageStartsAtMs = (timing: Timing): { readonly [A in Age]: number } => ({
  new: 0,
  revocable: timing.noRevokeBeforeMs,
  overdue: timing.giveUpAfterMs,
  'code-dead': timing.absentAfterMs,
  irrevocable: timing.revocableForMs,
})

/** Whether an attempt is at least as old as `least`. */
export const atLeast = (age: Age, least: Age): boolean => AGES.indexOf(age) >= AGES.indexOf(least)

/**
 * The age of an attempt submitted `elapsedMs` ago. A clock that was set back makes it look younger
 * (never below zero), which only means waiting longer.
 */
export function ageAfter(timing: Timing, elapsedMs: number): Age {
  const starts = ageStartsAtMs(timing)
  return AGES.findLast((age) => starts[age] <= Math.max(0, elapsedMs)) ?? 'new'
}

/** The wait for the age after this one, counted from `elapsedMs` after the submit; none when it is the last. */
export function waitForNextAge(timing: Timing, age: Age, elapsedMs: number): readonly Command[] {
  const next = AGES[AGES.indexOf(age) + 1]
  if (next === undefined) return []
  const delayMs = Math.max(0, ageStartsAtMs(timing)[next] - Math.max(0, elapsedMs))
  return [{ type: 'wait-for-age', age: next, delayMs }]
}

/** Time from submit at which `age` begins. */
export const reachedAtMs = (timing: Timing, age: Age): number => ageStartsAtMs(timing)[age]

/** The older of two ages. */
export const older = (one: Age, other: Age): Age => (atLeast(one, other) ? one : other)

/**
 * The age of an attempt after a restart, and the wait for the next one. What was known before is not forgotten because a wall
 * clock was set back; nor does a clock that jumped ahead prove anything: it only makes giving up come sooner. That the
 * code is dead, or the order too old to revoke, is believed once this process has itself waited so long (decision 5).
 */
export function ageAfterRestart(
  timing: Timing,
  known: Age,
  { elapsedMs, clock }: Pick<Restarted, 'elapsedMs' | 'clock'>,
): { readonly age: Age; readonly waits: readonly Command[] } {
  const told = ageAfter(timing, elapsedMs)
  if (clock === 'steady') {
    const age = older(known, told)
    return { age, waits: waitForNextAge(timing, age, elapsedMs) }
  }
  const age = older(known, atLeast(told, 'overdue') ? 'overdue' : told)
  return { age, waits: waitForNextAge(timing, age, 0) }
}
