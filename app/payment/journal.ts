import type { EpochMs } from '../ports.ts'
import type { PaymentEvent } from './event.ts'
import type { PaymentState } from './state.ts'

/** A payment event as the journal keeps it: without the payment code. */
export type JournalEvent =
  | { readonly type: 'sale-started' }
  | Exclude<PaymentEvent, { readonly type: 'code-scanned' }>
  | { readonly type: 'code-scanned'; readonly outTradeNo: string; readonly atMs: EpochMs }

/** One durable fact: what happened to a sale, and where it stands since. */
export interface JournalEntry {
  readonly saleId: string
  readonly atMs: EpochMs
  readonly event: JournalEvent
  readonly state: PaymentState
}

/** An entry with its place in the journal: the first has number 1, and none is left out. */
export interface StoredEntry extends JournalEntry {
  readonly seq: number
}

/**
 * Where a sale stands in the shop: in front of the cashier, resolving in the background, or left. A
 * sale that was not left comes back after a restart, settled or not: somebody may not have seen how it ended.
 */
export type Place = 'counter' | 'background' | 'left'

/** A sale as the journal gives it back. */
export interface SavedSale {
  readonly state: PaymentState
  readonly place: Place
}

/**
 * The till's memory. Append-only. An order number can be written by one `code-scanned` only: a second
 * one with the same number is refused, so that no number is ever used twice.
 */
export interface Journal {
  /** Resolves when the entry survives a power cut; rejects when it may not. */
  readonly append: (entry: JournalEntry) => Promise<void>
  /** Remembers where a sale stands; new ones stand at the counter. Rejects when it may not survive a power cut. */
  readonly move: (saleId: string, place: Place) => Promise<void>
}

/** The event without its payment code, which is never stored. */
export function forJournal(event: PaymentEvent): JournalEvent {
  if (event.type !== 'code-scanned') return event
  const { type, outTradeNo, atMs } = event
  return { type, outTradeNo, atMs }
}
