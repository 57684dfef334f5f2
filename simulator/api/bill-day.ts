/** Whether a day's bill can be had: from 9:00 of the next day it is made, after 10:00 (UTC+8) it is there. */
import { chinaDigits, type World } from '../world.ts'

const DAY_MS = 86_400_000

const dayStartMs = (date: string): number =>
  Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00+08:00`)

/** Whether a text names a day: yyyyMMdd. */
export const isDate = (date: string): boolean =>
  /^\d{8}$/.test(date) && chinaDigits(dayStartMs(date) || 0).startsWith(date)

export function whenThere(
  world: World,
  date: string,
  keptDays: number,
): 'too-old' | 'not-over' | 'creating' | 'there' {
  const startMs = dayStartMs(date)
  const nowMs = world.clock.nowMs()
  if (nowMs - startMs > keptDays * DAY_MS) return 'too-old'
  if (world.settings.billToday) return 'there'
  const endMs = startMs + DAY_MS
  if (nowMs < endMs) return 'not-over'
  return nowMs < endMs + 10 * 3_600_000 ? 'creating' : 'there'
}
