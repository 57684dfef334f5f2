import { NO_TALLY, NO_TOTALS, type CountAsk, type Figures } from '../../app/shift/figures.ts'
import { type CountedEntry, createFold } from '../../app/shift/fold.ts'
import type { ShiftReport } from '../../app/shift/record.ts'

/** What is counted unless a test says otherwise: everything, by clocks of UTC+8. */
export const countOf = (toSeq: number, parts: Partial<CountAsk> = {}): CountAsk => ({
  fromSeq: 0,
  toSeq,
  openedSeq: 0,
  currency: 'CNY',
  zones: [{ fromMs: 0, minutes: 480 }],
  carried: [],
  ...parts,
})

/** What the fold counts of some entries. */
export function folded(ask: CountAsk, entries: readonly CountedEntry[]): Figures {
  const fold = createFold(ask)
  for (const entry of entries) fold.take(entry)
  return fold.figures()
}

const NOTHING: Figures = {
  outcomes: NO_TOTALS,
  byCashier: [],
  byHour: [],
  withoutShift: NO_TALLY,
  others: [],
  unresolved: [],
}

/** A Z of a quiet day unless told otherwise. */
export const aReport = (parts: Partial<ShiftReport> = {}): ShiftReport => ({
  kind: 'z',
  number: 1,
  place: { name: 'Corner Tea', branch: '', till: '3', realMoney: true },
  currency: 'CNY',
  opening: { atMs: 1_764_000_000_000, by: 'Chen', currency: 'CNY', floatMinor: 10_000, seq: 0 },
  atMs: 1_764_030_000_000,
  by: 'Chen',
  zoneMinutes: 480,
  fromSeq: 0,
  toSeq: 9,
  journalHash: 'ab12',
  previousHash: '',
  figures: NOTHING,
  refunds: null,
  drawer: { floatMinor: 10_000, movements: [], expectedMinor: 10_000, countedMinor: 9_500 },
  ...parts,
})
