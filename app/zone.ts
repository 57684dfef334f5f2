import type { EpochMs } from './ports.ts'

/** A day of the shop's calendar, as `yyyy-MM-dd`. */
export type Day = string

/** Times as the shop's clocks show them. */
export interface Zone {
  /** Minutes that the shop's clocks are ahead of UTC at a time. */
  readonly minutesAt: (atMs: EpochMs) => number
  readonly dayOf: (atMs: EpochMs) => Day
  /** The first moment of a day, and the first of the next; null when the text names no day. */
  readonly rangeOf: (day: Day) => { readonly fromMs: EpochMs; readonly toMs: EpochMs } | null
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Whether this names a time zone that the system knows (IANA, e.g. "Asia/Hong_Kong"). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The zone of a name; the machine's own for none. */
export function zoneOf(name: string): Zone {
  const format = new Intl.DateTimeFormat('en', {
    ...(name === '' ? {} : { timeZone: name }),
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const minutesAt = (atMs: EpochMs): number => {
    const parts = new Map(
      format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]),
    )
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
    const shown = Date.UTC(
      part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'),
    ) // prettier-ignore
    return Math.round((shown - Math.floor(atMs / 1000) * 1000) / MINUTE_MS)
  }
  const dayOf = (atMs: EpochMs): Day =>
    new Date(atMs + minutesAt(atMs) * MINUTE_MS).toISOString().slice(0, 10)
  /** Where the clocks skip midnight, the day begins at the first moment that there is. */
  const startOf = (utcMidnightMs: EpochMs): EpochMs => {
    const day = new Date(utcMidnightMs).toISOString().slice(0, 10)
    const starts = [utcMidnightMs - DAY_MS, utcMidnightMs + DAY_MS]
      .map((nearMs) => utcMidnightMs - minutesAt(nearMs) * MINUTE_MS)
      .filter((startMs) => dayOf(startMs) === day && dayOf(startMs - 1) !== day)
    return starts[0] ?? utcMidnightMs - minutesAt(utcMidnightMs) * MINUTE_MS
  }
  return {
    minutesAt,
    dayOf,
    rangeOf(day) {
      const midnight = Date.parse(`${day}T00:00:00Z`)
      if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(midnight)) return null
      return { fromMs: startOf(midnight), toMs: startOf(midnight + DAY_MS) }
    },
  }
}
