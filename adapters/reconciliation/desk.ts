import type {
  NoReconciliation,
  ReconciliationCalls,
  ReconciliationProgress,
} from '../../app/contract/reconciliation.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import type { ExportWish } from '../../app/reconciliation/engine.ts'
import type { StoredDifference } from '../../app/reconciliation/report.ts'
import type { Approver } from '../../app/reconciliation/remedy.ts'
import type { Result } from '../../app/result.ts'

/** One of the page's calls, answered. */
export type DeskCall<K extends keyof ReconciliationCalls> = (
  ask: ReconciliationCalls[K]['ask'],
) => Promise<Result<ReconciliationCalls[K]['value'], ReconciliationCalls[K]['error']>>

/** Why a bill in a file was not taken in. */
export type AdoptFault =
  NoReconciliation | { readonly kind: 'busy' } | { readonly kind: 'bill-too-large' }

/**
 * A manager's days, wherever they are kept: at a till that has WeChat's bills, or in the merchant's backend for all its stores.
 * The screen asks the same of either. A function that rejects found its place broken.
 */
export interface ReconciliationDesk {
  readonly calendar: DeskCall<'reconciliationCalendar'>
  readonly day: DeskCall<'reconciliationDay'>
  readonly lines: DeskCall<'reconciliationLines'>
  readonly difference: DeskCall<'reconciliationDifference'>
  /** The first so many of a day's differences, open ones first. */
  readonly differences: (
    day: Day,
    max: number,
  ) => Promise<Result<readonly StoredDifference[], NoReconciliation>>
  readonly reconcile: DeskCall<'reconcileDay'>
  /** Takes in a bill that lies in a file, and compares the day with that. Rejects when the file cannot be read. */
  readonly adopt: (day: Day, file: string) => Promise<Result<null, AdoptFault>>
  readonly cancel: () => void
  readonly takeRemedy: DeskCall<'takeRemedy'>
  /** Writes a day into a file: whole, or not at all. Rejects when the file cannot be written. */
  readonly exportDay: (
    wish: ExportWish,
  ) => Promise<Result<null, NoReconciliation | { readonly kind: 'not-reconciled' }>>
  readonly close: () => Promise<void>
}

/** What a desk tells, and asks of, whoever has it. */
export interface DeskHost {
  /** Who is at the till; null where nobody signs in. */
  readonly signedIn: () => Approver | null
  /** Null: the work has ended. */
  readonly onProgress: (progress: ReconciliationProgress | null) => void
  readonly onChanged: (day: Day) => void
}
