import type { EpochMs } from '../ports.ts'

/** Wrong PINs of one person, as they are kept over a restart. */
export interface Tries {
  /** In a row, since the last right one or the last lock. */
  readonly wrong: number
  /** Until then no PIN of this person is looked at; null: not locked. */
  readonly lockedUntilMs: EpochMs | null
}

/** With 6 digits, five tries in this time need years to find a PIN. */
export const TRIES_MAX = 5
export const LOCKED_FOR_MS = 15 * 60_000

export const NO_TRIES: Tries = { wrong: 0, lockedUntilMs: null }

/** A try that may be made, and what is to be kept before the PIN is looked at. */
export type SpentTry =
  | { readonly kind: 'spent'; readonly tries: Tries; readonly left: number }
  | { readonly kind: 'locked'; readonly untilMs: EpochMs }

/**
 * Spends a try before its PIN is looked at: who ends the program in between has used it up all the same. A right PIN gives
 * all of them back.
 */
export function spendTry(tries: Tries, nowMs: EpochMs): SpentTry {
  const { lockedUntilMs } = tries
  if (lockedUntilMs !== null && nowMs < lockedUntilMs)
    return { kind: 'locked', untilMs: lockedUntilMs }
  const wrong = (lockedUntilMs === null ? tries.wrong : 0) + 1
  const lock = wrong >= TRIES_MAX
  return {
    kind: 'spent',
    tries: { wrong, lockedUntilMs: lock ? nowMs + LOCKED_FOR_MS : null },
    left: TRIES_MAX - wrong,
  }
}
