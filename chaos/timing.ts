import { DEFAULT_TIMING, type Timing } from '../app/payment/timing.ts'

/** The time-outs of calls, as the configuration names them. */
interface CallTimes {
  readonly connectTimeoutMs: number
  readonly submitTimeoutMs: number
  readonly queryTimeoutMs: number
  readonly revokeTimeoutMs: number
}

/** How long WeChat's codes and orders live here. */
export const CODE_LIFE_MS = 14_000
export const ORDER_LIFE_MS = 13_000

/**
 * The flow's times, all about four times shorter: minutes hold many payments, and a busy machine still answers in time. Their order is as in life: a
 * code is dead before "no such order" is believed.
 */
export const TIMING: Timing & CallTimes = {
  ...DEFAULT_TIMING,
  queryEveryMs: 700,
  giveUpAfterMs: 7_000,
  noRevokeBeforeMs: 5_000,
  absentAfterMs: 14_200,
  backgroundPauseMaxMs: 4_000,
  connectTimeoutMs: 2_000,
  submitTimeoutMs: 3_000,
  queryTimeoutMs: 3_000,
  // As in life longer than it takes until a silent node loses its payments: an owner that was paused still hears an answer.
  revokeTimeoutMs: 7_000,
}

/** A node that is silent for so long loses its payments to the others. */
export const DEAD_AFTER_MS = 3_000
