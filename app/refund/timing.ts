import type { Timing } from '../payment/timing.ts'

/** How long a refund waits for what. Milliseconds, unless it says otherwise. */
export interface RefundTiming {
  /** The first pause; each further one is twice as long. */
  readonly askEveryMs: number
  /** The longest pause while the result is unknown. */
  readonly pauseMaxMs: number
  /** Before it is sent again when WeChat says that requests come too often (refund page: one minute). */
  readonly tooOftenMs: number
  /** When "no such refund" becomes proof that no request of it is under way any more. */
  readonly absentAfterMs: number
  /** Tries without a clear answer before a manager is told. */
  readonly triesInForeground: number
  /** The longest pause while the money is on its way. */
  readonly arrivalPauseMaxMs: number
  /** Queries that may find the money still on its way before a manager is told. */
  readonly arrivalAsksMax: number
}

const HOUR_MS = 3_600_000

/** The refund's times where the payments' are these. */
export const refundTimingFor = (timing: Timing): RefundTiming => ({
  askEveryMs: timing.queryEveryMs,
  pauseMaxMs: timing.backgroundPauseMaxMs,
  tooOftenMs: 60_000,
  absentAfterMs: timing.absentAfterMs,
  triesInForeground: timing.revokesInForeground,
  arrivalPauseMaxMs: HOUR_MS,
  // About ten pauses up to an hour each, then a week: bank cards take three working days (refund page).
  arrivalAsksMax: 10 + 7 * 24,
})

/** The pause after `tries` tries, doubling up to a longest one. */
export const pauseAfter = (
  { askEveryMs }: RefundTiming,
  tries: number,
  longestMs: number,
): number =>
  // Capped before it is used as an exponent: asking may go on for weeks.
  Math.min(askEveryMs * 2 ** Math.min(tries, 20), longestMs)
