import { type Day, plusDays, readDay, startOf } from '../../app/reconciliation/day.ts'

/** A month of WeChat's calendar, `yyyyMM`. */
export type Month = string

/** The month that a day is in. */
export const monthOf = (day: Day): Month => day.slice(0, 6)

/** Noon in UTC: far from every midnight that could make it another day. */
const noonOf = (day: Day): Date => new Date(startOf(day) + 12 * 3_600_000)

const OFFSET_MS = 8 * 3_600_000

/** 0 is Monday. */
const weekdayOf = (day: Day): number => (new Date(startOf(day) + OFFSET_MS).getUTCDay() + 6) % 7

const firstOf = (month: Month): Day => {
  const day = readDay(`${month}01`)
  if (day === null) throw new Error(`no month: ${month}`)
  return day
}

/** The month so many months later; negative for earlier. */
export function plusMonths(month: Month, months: number): Month {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + months
  return `${Math.floor(at / 12)}${String((at % 12) + 1).padStart(2, '0')}`
}

/** The weeks that show a month, each from Monday to Sunday; days of the months beside it fill them up. */
export function weeksOf(month: Month): readonly (readonly Day[])[] {
  const first = firstOf(month)
  const weeks: Day[][] = []
  for (let day = plusDays(first, -weekdayOf(first)); ; day = plusDays(day, 7)) {
    if (weeks.length > 0 && monthOf(day) !== month) return weeks
    weeks.push(Array.from({ length: 7 }, (_, at) => plusDays(day, at)))
  }
}

/** "Thu, 26 Nov 2026" */
export const dayName = (day: Day, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(noonOf(day))

/** "November 2026" */
export const monthName = (month: Month, language: string): string =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    noonOf(firstOf(month)),
  )

/** Names of the weekdays from Monday on. */
export const weekdayNames = (language: string): readonly string[] => {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  // The first of June 2026 is a Monday.
  return Array.from({ length: 7 }, (_, at) => format.format(Date.UTC(2026, 5, 1 + at)))
}

const STEPS: { readonly [code: string]: number | undefined } = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
}

/** The day that a key leads to: arrows go by days and weeks, page keys to the same weekday of the month beside. Null: to none. */
export function dayFor(code: string, from: Day): Day | null {
  const step = STEPS[code]
  if (step !== undefined) return plusDays(from, step)
  if (code !== 'PageUp' && code !== 'PageDown') return null
  const turn = code === 'PageUp' ? -1 : 1
  const near = plusDays(from, 28 * turn)
  return monthOf(near) === monthOf(from) ? plusDays(from, 35 * turn) : near
}
