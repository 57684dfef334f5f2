import type { Language } from '../language.ts'
import type { Result } from '../result.ts'
import type { EpochMs } from '../ports.ts'
import type { Day } from './day.ts'
import type { OurBooks } from './our-record.ts'
import type { MatchProgress, ReconcileFault } from './reconcile.ts'
import type { BillFacts } from './report.ts'
import type { Rules } from './rules.ts'
import type { ReconciliationStore } from './store.ts'

/** A bill that is kept, by what the engine finds it with. */
export interface BillToMatch {
  /** Null: WeChat says that nothing was sold. */
  readonly file: string | null
  readonly facts: Omit<BillFacts, 'rows'>
  /** What was asked for where nothing was sold: a list without rows has no columns to tell it by. Absent: all. */
  readonly covers?: 'payments' | 'refunds'
}

/** A day to be reconciled. */
export interface DayWork {
  readonly day: Day
  readonly bill: BillToMatch
  readonly rules: Rules
  /** The next day's bill was matched already. */
  readonly nextBillSeen: boolean
  readonly atMs: EpochMs
}

/** What a day is written into, and where. */
export interface ExportWish {
  readonly day: Day
  /** `journal`: bookings for the accounts, as CSV. */
  readonly format: 'csv' | 'xlsx' | 'journal'
  readonly language: Language
  readonly file: string
}

/** What the engine needs of its host while it works. */
export interface EngineHooks {
  readonly books: OurBooks
  readonly onProgress: (progress: MatchProgress | { readonly phase: 'saving' }) => void
  /** Looked at between two pieces of work. */
  readonly isCancelled: () => boolean
}

/** Matches days and keeps what comes of it: in a process of its own at the till, so that no scan waits for it. */
export interface Engine {
  readonly store: Omit<ReconciliationStore, 'write'>
  /** Writes a day into a file: whole, or not at all. False: the day has no report. Rejects when the file cannot be written. */
  readonly exportDay: (wish: ExportWish) => Promise<boolean>
  /** Reconciles a day. When it fails, what was known of the day before stays. One day at a time. */
  readonly reconcile: (work: DayWork, hooks: EngineHooks) => Promise<Result<null, ReconcileFault>>
}
