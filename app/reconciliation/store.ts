import type { EpochMs } from '../ports.ts'
import type { BillProblem } from './bill-problem.ts'
import type { Day } from './day.ts'
import type { Difference, DifferenceClass } from './difference.ts'
import type { RemedyDone } from './remedy.ts'
import type {
  BillFacts,
  DayReport,
  DaySummary,
  DayTotals,
  NewLine,
  ReportLine,
  StoredDifference,
} from './report.ts'

/** Which lines of a day are wanted. What is left out does not narrow. */
export interface LineFilter {
  /** Only lines with a difference of one of these classes. */
  readonly classes?: readonly DifferenceClass[] | undefined
  /** Only lines with a difference that nobody has dealt with. */
  readonly openOnly?: boolean | undefined
  readonly till?: string | undefined
  readonly cashier?: string | undefined
  /** Hour of the day in UTC+8. */
  readonly hour?: number | undefined
  /** Part of an order or refund number. */
  readonly text?: string | undefined
}

/** A stretch of the lines that fit: those with differences first, then by time. */
export interface LinePage {
  readonly lines: readonly ReportLine[]
  /** How many fit in all. */
  readonly total: number
}

/** Where a page begins and how long it may be. */
export interface PageWish {
  readonly offset: number
  /** At most `LINES_MAX`. */
  readonly limit: number
}

/** Lines that are handed over at once. */
export const LINES_MAX = 500

/** Reads all lines of a day once, for files. */
export interface EveryLine {
  /**
   * The lines in the order of the pages, in blocks. Each block begins where the last one ended, so that a million of them cost a
   * million reads; pages by offset would cost more the further they are.
   */
  readonly everyLine: (
    day: Day,
  ) => AsyncIterable<readonly ReportLine[]> | Iterable<readonly ReportLine[]>
}

/** An order that lies in another day's bill than our day: near midnight the two sides may count it differently. */
export interface Elsewhere {
  readonly orderNumber: string
  readonly refundNumber: string | null
  /** Day of our books. */
  readonly ourDay: Day
  /** What its row is. */
  readonly row: 'payment' | 'revoke' | 'refund'
}

/** What a reconciliation writes while it runs. All of it counts at `commit`, or nothing. */
export interface DayWriter {
  readonly line: (line: NewLine) => Promise<void> | void
  readonly difference: (difference: Difference) => Promise<void> | void
  /** A row of this day's bill that belongs to another day of ours. */
  readonly elsewhere: (one: Elsewhere) => Promise<void> | void
  /**
   * Makes it the day's report. Differences found before keep what became of them; those not found any more are explained as
   * gone. Doing the same again changes nothing.
   */
  readonly commit: (totals: DayTotals, bill: BillFacts, atMs: EpochMs) => Promise<void>
  /** Forgets what was written. */
  readonly abandon: () => Promise<void>
}

/** Keeps reconciled days. One writer at a time; what it writes is durable when its promise resolves. */
export interface ReconciliationStore {
  /** Days that were tried or reconciled, in order. Days without an entry are not among them. */
  readonly days: (from: Day, to: Day) => Promise<readonly DaySummary[]>
  readonly day: (day: Day) => Promise<DayReport | null>
  readonly lines: (day: Day, filter: LineFilter, page: PageWish) => Promise<LinePage>
  readonly difference: (id: string) => Promise<StoredDifference | null>
  /** A day's differences, open ones first, for exports and for the drill-down. */
  readonly differences: (day: Day, page: PageWish) => Promise<readonly StoredDifference[]>
  /** Rows of other days' bills that are about this day of ours. */
  readonly elsewhereOf: (day: Day) => Promise<readonly Elsewhere[]>
  readonly write: (day: Day) => Promise<DayWriter>
  /** Notes that a day has no usable bill. A report that it has already stays. */
  readonly failed: (
    day: Day,
    failure: {
      readonly problem: BillProblem
      readonly atMs: EpochMs
      readonly nextTryAtMs: EpochMs | null
    },
  ) => Promise<void>
  /** Adds a remedy to a difference; one that settles it resolves it. Null: there is none of that id. */
  readonly remedy: (id: string, done: RemedyDone) => Promise<StoredDifference | null>
}
