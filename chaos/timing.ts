import { DEFAULT_TIMING, type Timing } from '../app/payment/timing.ts'

/** The time-outs of calls, as the configuration names them. */
interface CallTimes {
  readonly connectTimeoutMs: number
  readonly submitTimeoutMs: number
  readonly queryTimeoutMs: number
  readonly revokeTimeoutMs: number
}

/** How long WeChat's codes and orders live here. */
export const CODE_LIFE_MS = 8_500
export const ORDER_LIFE_MS = 8_000

/**
 * The flow's times, all about seven times shorter, so that minutes hold many payments. Their order is as in life: a
 * code is dead before "no such order" is believed.
 */
export const TIMING: Timing & CallTimes = {
  ...DEFAULT_TIMING,
  queryEveryMs: 400,
  giveUpAfterMs: 4_000,
  noRevokeBeforeMs: 2_800,
  absentAfterMs: 8_700,
  backgroundPauseMaxMs: 4_000,
  connectTimeoutMs: 1_000,
  submitTimeoutMs: 1_800,
  queryTimeoutMs: 2_000,
  revokeTimeoutMs: 2_000,
}

/** A node that is silent for so long loses its payments to the others. */
export const DEAD_AFTER_MS = 3_000
