import type { EpochMs } from '../ports.ts'
import type { RefundEvent } from './event.ts'
import type { RefundState } from './state.ts'

/** Somebody who asked for a refund or approved it. */
export interface RefundPerson {
  readonly id: string
  readonly name: string
}

/** What is known of a refund from its beginning. */
export interface RefundFacts {
  /** Empty: of an order that only WeChat's bill has; no sale of this till's belongs to it. */
  readonly saleId: string
  /** Null where nobody signs in. */
  readonly askedBy: RefundPerson | null
  readonly approvedBy: RefundPerson | null
}

/** A refund's event as the journal keeps it. */
export type RefundJournalEvent =
  RefundEvent | { readonly type: 'refund-requested'; readonly facts: RefundFacts }

/** One durable fact: what happened to a refund, and where it stands since. */
export interface RefundEntry {
  readonly outRefundNo: string
  readonly atMs: EpochMs
  readonly event: RefundJournalEvent
  readonly state: RefundState
}

/** An entry with its place in the journal. */
export interface StoredRefundEntry extends RefundEntry {
  readonly seq: number
}

/** A refund as the journal gives it back. */
export interface SavedRefund {
  readonly facts: RefundFacts
  readonly state: RefundState
}

/** The till's memory of refunds, apart from the payments'. Append-only; a number is requested once, never again. */
export interface RefundJournal {
  /** Resolves when the entry survives a power cut; rejects when it may not. */
  readonly append: (entry: RefundEntry) => Promise<void>
  /** All refunds of a sale, the oldest first. */
  readonly ofSale: (saleId: string) => readonly SavedRefund[]
  /** All refunds of an order number, the oldest first. */
  readonly ofOrder: (outTradeNo: string) => readonly SavedRefund[]
  /** All that are not settled. */
  readonly unsettled: () => readonly SavedRefund[]
  readonly refund: (outRefundNo: string) => SavedRefund | null
}
