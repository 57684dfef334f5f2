import type { Money } from '../money.ts'
import type { RefundTold } from './progress.ts'
import type { ErrorAnswer, NoAnswer, NotSentCause } from '../ports.ts'

/** Names one refund towards WeChat Pay and carries all that its answers are compared with. */
export interface RefundOrder {
  /** The merchant's number of the refund (`out_refund_no`): made once; every retry uses the same. */
  readonly outRefundNo: string
  /** Number of the order that was paid. */
  readonly outTradeNo: string
  /** What the order cost, whole. */
  readonly total: Money
  /** What goes back, in the order's currency. */
  readonly amount: Money
  /** The payer reads it. Empty for none. */
  readonly reason: string
}

/** Answer to a refund (`/secapi/pay/refund`). */
export type RefundAnswer =
  /** WeChat took it on; whether the money arrived, only a query says. */
  | { readonly kind: 'accepted'; readonly refundId: string }
  | ErrorAnswer
  | NoAnswer
  | RefundTold
  /** The merchant's backend refused this request as a whole, so that it refunded nothing. Says nothing about earlier ones. */
  | { readonly kind: 'declined'; readonly detail: string }
  /** No byte of this request left: it refunded nothing. Says nothing about earlier ones. */
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause; readonly detail: string }

/**
 * Where a refund stands at WeChat (`refund_status`). `CHANGE`: it cannot arrive, because the payer's card is dead: a person
 * has to act in WeChat's merchant platform. `REFUNDCLOSE`: given up, the money is still the merchant's.
 */
export type RefundStatus = 'SUCCESS' | 'PROCESSING' | 'REFUNDCLOSE' | 'CHANGE' | 'UNRECOGNISED'

/** What WeChat knows of a refund. */
export interface KnownRefund {
  /** WeChat's own number of it. */
  readonly refundId: string
  readonly amountMinor: number
  readonly status: RefundStatus
  /** Where it went, as WeChat writes it; empty when not said. */
  readonly receiver: string
  /** `yyyy-MM-dd HH:mm:ss` in UTC+8; empty before it arrived. */
  readonly succeededAt: string
}

/** Answer to a refund query (`/pay/refundquery`). One that could not be sent is a `no-answer` too. */
export type RefundQueryAnswer =
  { readonly kind: 'found'; readonly refund: KnownRefund } | ErrorAnswer | NoAnswer | RefundTold

/** What a person may want of a refund that needs attention. */
export type RefundWish = 'send-again' | 'give-up'

/**
 * The way to give money back through WeChat Pay. No function rejects: whatever goes wrong is an answer. Every call ends within
 * its time-out and is aborted then.
 */
export interface RefundGateway {
  /** May be repeated with the same data: WeChat refunds one number once. */
  readonly refund: (order: RefundOrder) => Promise<RefundAnswer>
  readonly queryRefund: (order: RefundOrder) => Promise<RefundQueryAnswer>
  /** Passes a person's wish on to a backend that runs the refund. Not there where this program runs it itself. */
  readonly wish?: (order: RefundOrder, wish: RefundWish) => Promise<RefundQueryAnswer>
}
