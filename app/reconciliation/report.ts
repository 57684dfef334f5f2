import type { EpochMs } from '../ports.ts'
import type { BillProblem } from './bill-problem.ts'
import type { Day } from './day.ts'
import type { Difference, DifferenceClass } from './difference.ts'
import type { OurPaymentState, OurRefundState } from './our-record.ts'
import type { RemedyDone } from './remedy.ts'

/** Money that moved, added up in whole minor units. */
export interface Sums {
  readonly payments: number
  readonly paidMinor: number
  /** Refunds, and revokes of what was paid. */
  readonly refunds: number
  readonly refundedMinor: number
}

/** The same money as both sides have it. Theirs counts a day's rows, ours what should be among them. */
export interface BothSides {
  readonly ours: Sums
  readonly theirs: Sums
}

/** Totals of one currency. */
export interface CurrencyTotals extends BothSides {
  readonly currency: string
  /** What WeChat settles, coupons it did not pay for left out. */
  readonly settledMinor: number
  /** Hundred-thousandths of a major unit. */
  readonly feeUnits: number
}

/** A part of a day, for charts: an hour (`00`–`23`, UTC+8), a till or a cashier, in one currency. */
export interface Breakdown extends BothSides {
  readonly by: 'hour' | 'till' | 'cashier'
  /** Empty: not known. */
  readonly name: string
  readonly currency: string
}

/** A bill that was used. */
export interface BillFacts {
  /** SHA-256 of the file as it came, in hexadecimal. */
  readonly sha256: string
  readonly bytes: number
  /** Payments, refunds and revokes together. */
  readonly rows: number
  readonly fetchedAtMs: EpochMs
  /** `none`: WeChat said that nothing was sold; there is no file, and the hash is that of its answer. */
  readonly source: 'wechat' | 'file' | 'none'
}

/** How many of each class a day has; all of them are named. */
export type ClassCounts = Readonly<Record<DifferenceClass, number>>

/** How many states our attempts ended in. */
export type StateCounts = Readonly<Record<OurPaymentState, number>>

/** What is known of a day: what the calendar shows. */
export type DayState =
  /** Not over, or before 10:00 of the next day. */
  | { readonly kind: 'not-due' }
  /** Due, and nobody has fetched it yet. */
  | { readonly kind: 'missing' }
  /** Tried, without success. `nextTryAtMs` is null when only a person can help. */
  | {
      readonly kind: 'failed'
      readonly problem: BillProblem
      readonly atMs: EpochMs
      readonly nextTryAtMs: EpochMs | null
    }
  | {
      readonly kind: 'reconciled'
      readonly atMs: EpochMs
      /** Differences that nobody has dealt with. Zero: the day is done. */
      readonly open: number
      readonly explained: number
      readonly resolved: number
    }

/** A day in the calendar. */
export interface DaySummary {
  readonly day: Day
  readonly state: DayState
}

/** What matching makes of a day besides its differences. */
export interface DayTotals {
  readonly currencies: readonly CurrencyTotals[]
  readonly breakdown: readonly Breakdown[]
  readonly classes: ClassCounts
  readonly states: StateCounts
  /** Lines in all, matched ones included. */
  readonly lines: number
  /** Not there: the bill lists payments and refunds. Otherwise the others were not compared. */
  readonly covers?: 'payments' | 'refunds'
  /** Rows of other tills, which keep their own books. Not there: none. */
  readonly rowsOfOthers?: number
}

/** A day as it was last reconciled. `report` stays when a later try fails. */
export interface DayReport extends DaySummary {
  readonly report: (DayTotals & { readonly bill: BillFacts }) | null
}

/** What WeChat has of a line whose row lies in the bill of a day beside this one: near midnight the two sides may count it differently. */
export const ELSEWHERE = 'ELSEWHERE'

/** One order or refund of a day, with both sides in short, before it is known what is wrong with it. */
export interface NewLine {
  readonly orderNumber: string
  /** Null for payments. */
  readonly refundNumber: string | null
  readonly atMs: EpochMs
  readonly till: string
  readonly cashier: string | null
  readonly currency: string
  /** Null: not on this side. */
  readonly oursMinor: number | null
  readonly theirsMinor: number | null
  readonly oursState: OurPaymentState | OurRefundState | null
  /** `SUCCESS`, `REVOKED`, a refund's status, or `ELSEWHERE`. Null: not in the bill. */
  readonly theirsState: string | null
}

/** A row of the manager's table. */
export interface ReportLine extends NewLine {
  /** The gravest class found for it; `matched` when there is none. */
  readonly class: Exclude<DifferenceClass, 'bill-unusable'>
  /** Ids of its differences, the gravest first. */
  readonly differences: readonly string[]
  /** What became of them together: `open` while one of them is, and `resolved` when a person dealt with one. Not there: it has none. */
  readonly standing?: DifferenceState['kind'] | undefined
}

/**
 * What became of a difference:
 * - `open`: somebody has to look
 * - `explained`: nothing is to be done. `itself`: a coupon, or a row that is expected in the next bill; `other-bill`: the
 *   bill of a day beside it had it; `gone`: reconciled again, the sides agree
 * - `resolved`: a person dealt with it
 */
export type DifferenceState =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'explained'
      readonly because: 'itself' | 'other-bill' | 'gone'
      readonly atMs: EpochMs
    }
  | { readonly kind: 'resolved'; readonly by: RemedyDone }

/** A difference as it is kept, with all that was done about it, the latest last. */
export interface StoredDifference extends Difference {
  readonly state: DifferenceState
  readonly remedies: readonly RemedyDone[]
  readonly foundAtMs: EpochMs
}
