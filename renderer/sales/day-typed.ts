import type { Day } from '../../app/zone.ts'

const DAY = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))$/

/** The day that somebody typed ("2026-11-27", "2026/11/27", "20261127"); null for what is none, or not a whole one yet. */
export function dayTyped(text: string): Day | null {
  const [, year = '', , month, date, monthAlone, dateAlone] = DAY.exec(text.trim()) ?? []
  const [mm = '', dd = ''] = [month ?? monthAlone, date ?? dateAlone]
  const day = `${year}-${mm.padStart(2, '0')}-${dd.padStart(2, '0')}`
  const atMs = Date.parse(`${day}T00:00:00Z`)
  // The 31st of a month of 30 days is no day.
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day) ? day : null
}
