import { DAY_MS, endOf, dayOf } from '../../app/reconciliation/day.ts'

/** More than what the rules take for "near midnight", and than a test takes. */
const MARGIN_MS = 10 * 60_000

/**
 * Whether the day in UTC+8 has just begun or soon ends. What tests sell in the real app is sold now, and around midnight it may count
 * on either day: that is a class of differences of its own, which is tested with times of its own.
 */
export function dayTurns(nowMs: number): boolean {
  const leftMs = endOf(dayOf(nowMs)) - nowMs
  return leftMs < MARGIN_MS || leftMs > DAY_MS - MARGIN_MS
}
