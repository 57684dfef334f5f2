import type { EpochMs } from '../ports.ts'

/** All times of the API are UTC+8, all year (Parameter Specifications, QuickPay chapter 2). */
const OFFSET_MS = 8 * 3_600_000

/** `yyyyMMddHHmmss`, as `time_start` and `time_expire` want it. */
export const chinaDateTime = (atMs: EpochMs): string =>
  new Date(atMs + OFFSET_MS).toISOString().replaceAll(/\D/g, '').slice(0, 14)

/** `yyyyMMdd`: the day a payment is booked on, as `bill_date` wants it. */
export const chinaDate = (atMs: EpochMs): string => chinaDateTime(atMs).slice(0, 8)
