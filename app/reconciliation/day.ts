import type { EpochMs } from '../ports.ts'

declare const chinaDay: unique symbol

/** A day as WeChat counts them: `yyyyMMdd` in UTC+8, whatever zone the shop is in. Only `readDay` and `dayOf` make one. */
export type Day = string & { readonly [chinaDay]: true }

const OFFSET_MS = 8 * 3_600_000

/** Length of every day: UTC+8 has no summer time. */
export const DAY_MS = 86_400_000

/** The hour (UTC+8) of the next day from which a day's bill is promised to be there (QuickPay chapter 8_6). */
const BILL_HOUR = 10

/** Days by their number since 1970: a reconciliation asks for the same few a million times. */
const known = new Map<number, Day>()
const KNOWN_MAX = 1_000

/** The day on which a moment falls. */
export function dayOf(atMs: EpochMs): Day {
  const number = Math.floor((atMs + OFFSET_MS) / DAY_MS)
  const found = known.get(number)
  if (found !== undefined) return found
  // Made of eight digits of a valid date right here, which is all that the brand promises.
  const day = new Date(number * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '') as Day
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(number, day)
  return day
}

/** The day that a text names, or null when it names none: `20260230` is no day. */
export function readDay(text: string): Day | null {
  if (!/^20\d{6}$/.test(text)) return null
  const startMs = Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}T00:00:00Z`)
  if (Number.isNaN(startMs)) return null
  const day = dayOf(startMs - OFFSET_MS)
  return day === text ? day : null
}

/** The first moment of a day. */
export const startOf = (day: Day): EpochMs =>
  Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`) - OFFSET_MS

/** The first moment after a day. */
export const endOf = (day: Day): EpochMs => startOf(day) + DAY_MS

/** A day so many days later; negative for earlier. */
export const plusDays = (day: Day, days: number): Day => dayOf(startOf(day) + days * DAY_MS)

/** When a day's bill may be asked for: at 10:00 of the next one. */
export const billReadyAt = (day: Day): EpochMs => endOf(day) + BILL_HOUR * 3_600_000

/** The latest day whose bill may be there at a moment. */
export const latestBillDay = (nowMs: EpochMs): Day =>
  plusDays(dayOf(nowMs - BILL_HOUR * 3_600_000), -1)

/** Hour of the day in UTC+8, 0–23. */
export const hourOf = (atMs: EpochMs): number =>
  Math.floor(((atMs + OFFSET_MS) % DAY_MS) / 3_600_000)

/** A time as bills write it, `yyyy-MM-dd HH:mm:ss` in UTC+8, or null. */
export function readBillTime(text: string): EpochMs | null {
  if (!/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null
  const atMs = Date.parse(`${text.slice(0, 10)}T${text.slice(11)}Z`)
  return Number.isNaN(atMs) ? null : atMs - OFFSET_MS
}

/** A time as payments carry it, `yyyyMMddHHmmss` in UTC+8 (`time_end`), or null. */
export const readTimeEnd = (text: string): EpochMs | null =>
  /^\d{14}$/.test(text)
    ? readBillTime(text.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3 $4:$5:$6'))
    : null
