import { z } from 'zod'
import type { JournalEvent } from '../payment/journal.ts'
import type { PaymentState } from '../payment/state.ts'
import { SALE_GROUPS, type SaleGroup, type SearchPlace } from '../search/search.ts'
import type { SaleView } from '../till/view.ts'
import type { Day } from '../zone.ts'

/** What sales are looked for: all that is not null, or not empty, must fit. */
export interface SalesAsk {
  /** The last digits of an order number or of WeChat's transaction id, or a whole one. */
  readonly digits: string
  readonly amountMinor: number | null
  /** A day of the shop's calendar on which the sale was started. */
  readonly day: Day | null
  readonly group: SaleGroup | null
  /** Goes on after the page that gave this; null for the first. */
  readonly after: SearchPlace | null
}

/** A page of found sales. */
export interface SalesPage {
  readonly sales: readonly SaleView[]
  /** Where the next page starts; null when there is none. */
  readonly next: SearchPlace | null
  /** Entries of the journal that the search does not know yet: after an update, old ones are taken up bit by bit. */
  readonly behind: number
}

/** One entry of a sale's history: what happened, and where the sale stood afterwards. Holds no payment code: the journal has none. */
export interface HistoryEntry {
  readonly seq: number
  readonly atMs: number
  readonly event: JournalEvent
  readonly state: PaymentState['kind']
  /** Order number of the attempt that it is about; null before the first. */
  readonly outTradeNo: string | null
}

/** A sale and its evidence, in the order in which it happened. */
export interface SaleHistory {
  readonly sale: SaleView
  readonly entries: readonly HistoryEntry[]
}

export const salesAsk: z.ZodType<SalesAsk> = z.strictObject({
  digits: z.string().regex(/^\d{0,32}$/),
  amountMinor: z.int().positive().nullable(),
  day: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .nullable(),
  group: z.enum(SALE_GROUPS).nullable(),
  after: z.strictObject({ startedAtMs: z.number(), firstSeq: z.int().nonnegative() }).nullable(),
})
