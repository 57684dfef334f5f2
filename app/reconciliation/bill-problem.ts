/** Sums and counts that a bill's last line says. */
export type TotalName =
  'rows' | 'order' | 'settlement' | 'refund' | 'asked-refund' | 'coupon-refund' | 'fee'

/** Why a file is no bill that can be used. `line` counts from 1. Never taken for a day without differences. */
export type BillFileProblem =
  /** It ends before its sums: cut off on its way. */
  | { readonly kind: 'cut-off'; readonly line: number }
  /** Not UTF-8. */
  | { readonly kind: 'encoding' }
  | { readonly kind: 'gzip' }
  /** Larger than any bill may be. */
  | { readonly kind: 'too-large' }
  /** Columns without which nothing can be matched. */
  | { readonly kind: 'columns-missing'; readonly columns: readonly string[] }
  /** A line that is no row: another number of cells than the header has, or none at all. */
  | { readonly kind: 'row-malformed'; readonly line: number }
  /** A cell that is not what its column holds. */
  | { readonly kind: 'cell-malformed'; readonly line: number; readonly column: string }
  /** Rows and sums disagree; amounts in hundred-thousandths of a major unit, as text. */
  | {
      readonly kind: 'totals-differ'
      readonly total: TotalName
      readonly said: string
      readonly counted: string
    }
  /** It lists payments or refunds only, and the day was compared with more than that, or with the other list. */
  | { readonly kind: 'part-only' }
  | { readonly kind: 'wrong-day'; readonly line: number }
  | { readonly kind: 'wrong-merchant'; readonly line: number }

/** Why WeChat gave no bill. */
export type BillFetchProblem =
  /** Not written yet: after 10:00 (UTC+8) of the next day it is. */
  | { readonly kind: 'not-ready' }
  /** WeChat's own fault, or the line's. */
  | { readonly kind: 'try-again'; readonly detail: string }
  /** The permission is closed, or the request is not accepted: somebody has to look at the set-up. */
  | { readonly kind: 'not-allowed' | 'bad-request' | 'unrecognised'; readonly detail: string }

/** The bill may be good, but the comparison broke off: a disk, a database, or a process that ended. What, is in the log. */
export interface NotCompared {
  readonly kind: 'not-compared'
}

/** Why a day has no usable bill, or was not compared with it. */
export type BillProblem = BillFileProblem | BillFetchProblem | NotCompared
