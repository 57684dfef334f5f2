import type { Money } from '../money.ts'
import type { EpochMs, NotSentCause, Order, PaymentEvidence } from '../ports.ts'

/** One purchase of one customer. It may take several attempts; at most one of them ends paid. */
export interface Sale {
  readonly saleId: string
  readonly amount: Money
  /** What the payer reads on the phone (`body`). */
  readonly description: string
  /** The cashier's own note or order reference; never sent to WeChat. Empty when there is none. */
  readonly note: string
  readonly startedAtMs: EpochMs
  /** Who took it. Not there where nobody signs in, and in journals from before anybody did. */
  readonly cashier?: SaleCashier
}

/** Who takes a payment: the id in the records, the name for people. */
export interface SaleCashier {
  readonly id: string
  readonly name: string
  /** `backend`: one of the merchant's operators, whom the backend knows by this id. */
  readonly source: 'till' | 'backend'
}

/** One try to charge one payment code under one merchant order number. */
export interface Attempt {
  readonly outTradeNo: string
  /** 1 for the sale's first attempt. */
  readonly number: number
  /** Wall clock at the moment the intent was made durable, just before the submit left. */
  readonly submittedAtMs: EpochMs
}

/**
 * How old an attempt is, in the steps at which something becomes allowed or due. Each includes those before:
 * - `revocable`: WeChat accepts a revoke (15 s)
 * - `overdue`: waiting for the payer ends, the order is revoked (30 s)
 * - `code-dead`: the payment code has expired, a submit still under way would be refused (60 s)
 * - `irrevocable`: too old to revoke by our own clock, where only a refund helps (7 days)
 */
export type Age = 'new' | 'revocable' | 'overdue' | 'code-dead' | 'irrevocable'

/** What the payer or WeChat still owes us: the password, or any result at all. */
export type WaitingFor = 'password' | 'result'

/** The call to WeChat that is under way. Never more than one for a sale, so no answer can be mistaken for another's. */
export type CallUnderWay = 'none' | 'query' | 'revoke'

/** Why an attempt is revoked. */
export type RevokeCause = 'gave-up' | 'stop-pressed' | 'payment-failed'

/** Why an attempt is proven not to have charged anyone. */
export type Refusal =
  | { readonly kind: 'error-code'; readonly code: string; readonly description: string }
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause; readonly detail: string }

/** How an attempt's charge was undone, or proven never to have been made. */
export type RevokedProof =
  /** WeChat says REVOKED or CLOSED. */
  | 'closed-at-wechat'
  /** WeChat says the money went back (REFUND). */
  | 'returned'
  /**
   * After a revoke that left when the code was dead, WeChat knows no order: either none ever came, or that revoke undid what
   * had come. Nothing is held, nothing can come any more.
   */
  | 'never-arrived'

/** Why a person has to look. The background resolver goes on all the same. */
export type Problem =
  /** The revoke was tried often and WeChat has not confirmed it. */
  | 'revoke-not-confirmed'
  /** Paid, but too old to revoke: give the money back by a refund. */
  | 'refund-needed'
  /** Paid and then refunded by somebody else, perhaps in part, before this till knew. */
  | 'refunded-elsewhere'

/** What revoking needs to know of itself. */
export interface Revoking {
  readonly sale: Sale
  readonly attempt: Attempt
  readonly age: Age
  readonly cause: RevokeCause
  readonly call: CallUnderWay
  /** Revokes that may have left so far. After the first, a SUCCESS no longer means "hand over". */
  readonly revokes: number
  /** The last revoke was accepted as done, or met no order. */
  readonly accepted: boolean
  /** WeChat called the order too old to revoke, and has accepted no revoke since. Not there in journals from before. */
  readonly tooOld: boolean
  /** What leaves once the pause is over, and sooner when somebody asks. Not there in journals from before. */
  readonly owed: 'query' | 'revoke'
  /**
   * How old the attempt was when the last revoke left. "No such order" is proof only after a revoke that left when the code was
   * dead: one from before may have met nothing because the submit was still to arrive (decision 5).
   */
  readonly revokedAtAge: Age
  /** WeChat said SUCCESS after a revoke had been sent: money moved and must come back. */
  readonly moneySeen: boolean
}

/** Where a sale stands. Each state holds only what is true in it. */
export type PaymentState =
  /** The amount is set, nobody has been charged. */
  | { readonly kind: 'awaiting-code'; readonly sale: Sale }
  /** The intent is durable and the submit may have left. */
  | {
      readonly kind: 'submitting'
      readonly sale: Sale
      readonly attempt: Attempt
      readonly age: Age
      readonly stopPressed: boolean
    }
  /** WeChat has not decided: asked every few seconds until it has, or until the attempt is overdue. */
  | {
      readonly kind: 'confirming'
      readonly sale: Sale
      readonly attempt: Attempt
      readonly age: Age
      readonly waitingFor: WaitingFor
      readonly call: CallUnderWay
    }
  /** Being revoked, until a query shows the outcome. */
  | ({ readonly kind: 'revoking' } & Revoking)
  /** Not settled at the till's own pace: a manager is told, the resolver goes on slowly. */
  | ({
      readonly kind: 'needs-attention'
      readonly problem: Problem
      readonly tries: number
    } & Revoking)
  /** The money moved: hand over. */
  | {
      readonly kind: 'paid'
      readonly sale: Sale
      readonly attempt: Attempt
      readonly payment: PaymentEvidence
    }
  /** Proven not charged: a new code may be scanned at once. */
  | {
      readonly kind: 'not-charged'
      readonly sale: Sale
      readonly attempt: Attempt
      readonly refusal: Refusal
    }
  /** Proven undone: a new code may be scanned. */
  | {
      readonly kind: 'revoked'
      readonly sale: Sale
      readonly attempt: Attempt
      readonly cause: RevokeCause | 'closed-by-wechat'
      readonly proof: RevokedProof
    }
  /** Given up by the cashier before any code was scanned. */
  | { readonly kind: 'abandoned'; readonly sale: Sale }

/** States in which WeChat still owes an answer and the resolver works. */
export type OpenState = Extract<
  PaymentState,
  { readonly kind: 'submitting' | 'confirming' | 'revoking' | 'needs-attention' }
>

/** Whether an attempt is undecided, so that no new one may start. */
export const isOpen = (state: PaymentState): state is OpenState =>
  state.kind === 'submitting' ||
  state.kind === 'confirming' ||
  state.kind === 'revoking' ||
  state.kind === 'needs-attention'

/** Whether a new payment code may be charged for this sale: nothing earlier can still take money. */
export const takesCode = (
  state: PaymentState,
): state is Extract<PaymentState, { readonly kind: 'awaiting-code' | 'not-charged' | 'revoked' }> =>
  state.kind === 'awaiting-code' || state.kind === 'not-charged' || state.kind === 'revoked'

/** The order as WeChat is asked about it. */
export const orderOf = (state: { readonly sale: Sale; readonly attempt: Attempt }): Order => ({
  outTradeNo: state.attempt.outTradeNo,
  amount: state.sale.amount,
  description: state.sale.description,
  note: state.sale.note,
  ...(state.sale.cashier?.source === 'backend' ? { operator: state.sale.cashier.id } : {}),
})
