import { z } from 'zod'
import { LANGUAGES, type Language } from '../language.ts'
import type { PinClaim, ProofFault } from '../people/prove.ts'
import type { EpochMs } from '../ports.ts'
import { type Day, readDay } from '../reconciliation/day.ts'
import { CLASSES } from '../reconciliation/difference.ts'
import type { OurRefundState } from '../reconciliation/our-record.ts'
import type { Remedy, RemedyFault, RemedyKind } from '../reconciliation/remedy.ts'
import type { DayReport, DaySummary, StoredDifference } from '../reconciliation/report.ts'
import {
  type LineFilter,
  type LinePage,
  LINES_MAX,
  type PageWish,
} from '../reconciliation/store.ts'

/** How far the work on a day is. */
export interface ReconciliationProgress {
  readonly day: Day
  readonly phase: 'fetching' | 'reading-bill' | 'reading-books' | 'matching' | 'saving'
  /** Bytes, lines, records or parts so far. */
  readonly done: number
  /** Null: not known. */
  readonly total: number | null
}

/** What the manager's calendar shows. */
export interface ReconciliationCalendar {
  /** The days of the span in order, from the first sale on: what was before is nobody's to compare. */
  readonly days: readonly DaySummary[]
  /** The latest day whose bill may be there. */
  readonly latest: Day
  /** The work under way; null when there is none. */
  readonly progress: ReconciliationProgress | null
  /** A day is fetched by itself at about this time; null when that is switched off or nothing is due. */
  readonly nextFetchAtMs: EpochMs | null
}

/** A difference, with the remedies that can be taken here and now. */
export interface DifferenceView {
  readonly difference: StoredDifference
  readonly remedies: readonly RemedyKind[]
  /** Where the refund stands that was begun last; null or not there: none was, or it is not known here. */
  readonly refundStands?: OurRefundState | null
}

/** Files that a day can be written into. `journal`: bookings for the accounts. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'pdf', 'journal'] as const

/** See `EXPORT_FORMATS`. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Why there is nothing to show: reconciliation has a place only where WeChat's own bill can be had, or was opened as a file. */
export type NoReconciliation =
  /** Whoever is signed in may not reconcile. */
  | { readonly kind: 'not-allowed' }
  | {
      readonly kind: 'not-available'
      /** `unreachable`: the merchant's backend has the days, and does not answer. `not-set-up`: the till cannot sell. */
      readonly because: 'not-set-up' | 'unreachable' | 'store-broken'
    }

/** Calls about reconciliation. All of them need somebody who may reconcile; main checks it. */
export interface ReconciliationCalls {
  reconciliationCalendar: {
    ask: { from: Day; to: Day }
    value: ReconciliationCalendar
    error: NoReconciliation
  }
  reconciliationDay: { ask: { day: Day }; value: DayReport; error: NoReconciliation }
  reconciliationLines: {
    ask: { day: Day; filter: LineFilter; page: PageWish }
    value: LinePage
    error: NoReconciliation
  }
  reconciliationDifference: {
    ask: { id: string }
    value: DifferenceView
    error: NoReconciliation | { readonly kind: 'no-such-difference' }
  }
  /**
   * Fetches a day's bill and reconciles it; again, when that was done before. Resolves when the work has begun: what comes of it
   * is told by `reconciliationProgress` and `reconciliationChanged`.
   */
  reconcileDay: {
    ask: { day: Day }
    value: null
    error: NoReconciliation | { readonly kind: 'busy' } | { readonly kind: 'not-due' }
  }
  /** Lets the manager choose a bill that was downloaded by hand, and reconciles that. */
  importBill: {
    ask: { day: Day }
    value: null
    error:
      | NoReconciliation
      | { readonly kind: 'busy' }
      | { readonly kind: 'nothing-chosen' }
      | { readonly kind: 'bill-too-large' }
  }
  /** Ends the work under way; what was there before stays. */
  cancelReconciliation: { ask: null; value: null; error: never }
  takeRemedy: {
    ask: { id: string; remedy: Remedy; approval: PinClaim | null }
    value: DifferenceView
    error: NoReconciliation | RemedyFault | ProofFault | { readonly kind: 'approval-needed' }
  }
  /** Writes a day into a file that the manager chooses. */
  exportDay: {
    ask: { day: Day; format: ExportFormat; language: Language }
    value: { readonly file: string }
    error:
      | NoReconciliation
      | { readonly kind: 'nothing-chosen' }
      | { readonly kind: 'not-reconciled' }
      | { readonly kind: 'not-written'; readonly detail: string }
  }
}

/** What main tells the page about reconciliation. */
export interface ReconciliationNotices {
  /** Null: the work has ended, well or not; the days tell. */
  reconciliationProgress: ReconciliationProgress | null
  /** A day is not as it was: its report, its differences or its bill. */
  reconciliationChanged: { readonly day: Day }
}

const day = z.string().transform((text, context): Day => {
  const read = readDay(text)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: 'no day' })
  return z.NEVER
})
const id = z.string().min(1).max(200)
const note = z.string().max(500)

const filter = z.strictObject({
  classes: z.array(z.enum(CLASSES)).max(CLASSES.length).optional(),
  openOnly: z.boolean().optional(),
  till: z.string().max(64).optional(),
  cashier: z.string().max(64).optional(),
  hour: z.int().min(0).max(23).optional(),
  text: z.string().max(64).optional(),
})

const remedy = z.union([
  z.strictObject({ kind: z.enum(['query', 'resend-refund']) }),
  z.strictObject({ kind: z.literal('refund'), reason: z.string().max(80) }),
  z.strictObject({ kind: z.literal('assign'), till: z.string().min(1).max(64), note }),
  z.strictObject({
    kind: z.enum(['mark-paid', 'record-refund', 'record-loss', 'explain', 'note']),
    note,
  }),
])

/** One decoder for each call. */
export const reconciliationAsks: {
  readonly [K in keyof ReconciliationCalls]: z.ZodType<ReconciliationCalls[K]['ask']>
} = {
  reconciliationCalendar: z.strictObject({ from: day, to: day }),
  reconciliationDay: z.strictObject({ day }),
  reconciliationLines: z.strictObject({
    day,
    filter,
    page: z.strictObject({
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(LINES_MAX),
    }),
  }),
  reconciliationDifference: z.strictObject({ id }),
  reconcileDay: z.strictObject({ day }),
  importBill: z.strictObject({ day }),
  cancelReconciliation: z.null(),
  exportDay: z.strictObject({ day, format: z.enum(EXPORT_FORMATS), language: z.enum(LANGUAGES) }),
  takeRemedy: z.strictObject({
    id,
    remedy,
    approval: z.strictObject({ personId: id, pin: z.string().max(32) }).nullable(),
  }),
}
