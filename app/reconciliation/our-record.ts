import type { EpochMs } from '../ports.ts'
import type { BillAmount } from './bill-row.ts'

/** Where one of our attempts stands, as far as money is concerned. */
export type OurPaymentState =
  /** The payer was charged, and we know it. */
  | 'paid'
  /** Proven that nobody was charged. */
  | 'not-charged'
  /** Proven undone; money that had moved went back. */
  | 'revoked'
  /** Not settled yet. */
  | 'open'

/** One attempt to charge, as our books have it. */
export interface OurPayment {
  readonly kind: 'payment'
  readonly orderNumber: string
  /** Attempts of one sale share it. */
  readonly saleId: string
  /** Which till took it: its name or id. */
  readonly till: string
  /** Who took it; null when nobody was signed in. */
  readonly cashier: string | null
  readonly amount: BillAmount
  /** When it was submitted, by our clock, which may be wrong. */
  readonly submittedAtMs: EpochMs
  readonly state: OurPaymentState
  /** WeChat's time of the payment; null unless paid. */
  readonly paidAtMs: EpochMs | null
  /** WeChat's own number; empty unless paid. */
  readonly transactionId: string
}

/** Where one of our refunds stands. */
export type OurRefundState =
  /** The payer has the money. */
  | 'refunded'
  /** WeChat took it on. */
  | 'accepted'
  /** Proven that nothing was given back. */
  | 'refused'
  /** Not known, or a person has to look. */
  | 'open'

/** One refund, as our books have it. */
export interface OurRefund {
  readonly kind: 'refund'
  readonly refundNumber: string
  /** Number of the order that is refunded. */
  readonly orderNumber: string
  readonly till: string
  readonly cashier: string | null
  readonly amount: BillAmount
  readonly requestedAtMs: EpochMs
  readonly state: OurRefundState
}

/** Anything in our books that a bill may have a row for. */
export type OurRecord = OurPayment | OurRefund

/** A stretch of time, the end excluded. */
export interface Span {
  readonly fromMs: EpochMs
  readonly toMs: EpochMs
}

/**
 * Our side. What is read may change while it is read: a payment that is settled meanwhile is seen in either state.
 */
export interface OurBooks {
  /**
   * Payments submitted and refunds requested in a span, in blocks of bounded size, in any order. None comes twice.
   */
  readonly read: (span: Span) => AsyncIterable<readonly OurRecord[]>
  /**
   * The payments of these order numbers, whenever they were made, and all their refunds. Numbers that we do not have are
   * simply not among them.
   */
  readonly find: (orderNumbers: readonly string[]) => Promise<readonly OurRecord[]>
}
