import type { EpochMs, NotSentCause } from '../ports.ts'
import type { RefundOrder } from './gateway.ts'

/** One wish to give money back. It has one number for ever, so that it can be sent again without refunding twice. */
export interface Refund extends RefundOrder {
  readonly requestedAtMs: EpochMs
}

/** Why nothing was given back. */
export type RefundRefusal =
  | { readonly kind: 'error-code'; readonly code: string; readonly description: string }
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause; readonly detail: string }
  /** WeChat took it on and gave it up later (`REFUNDCLOSE`). */
  | { readonly kind: 'closed-by-wechat' }
  /** A person gave it up, and WeChat does not know its number. */
  | { readonly kind: 'given-up' }

/** What is known of money that has arrived. */
export interface RefundEvidence {
  /** WeChat's own number of the refund. */
  readonly refundId: string
  /** Where it went, as WeChat writes it; empty when not said. */
  readonly receiver: string
  /** `yyyy-MM-dd HH:mm:ss` in UTC+8; empty when not said. */
  readonly succeededAt: string
}

/** Why a person has to look. */
export type RefundProblem =
  /** Tried often without a clear answer. Goes on by itself under the same number, unless a person gives it up. */
  | 'not-confirmed'
  /** The merchant's account holds too little. Nothing happens until a person sends it again or gives it up. */
  | 'funds-low'
  /** The payer's card is dead: the merchant has to act in WeChat's merchant platform. */
  | 'payer-account-dead'
  /** Accepted, but not arrived after days. */
  | 'not-arrived'
  /** WeChat knows this number with another amount: it was used by somebody else. */
  | 'differs'

/** The call to WeChat that is under way. Never more than one for a refund. */
export type RefundCallUnderWay = 'none' | 'refund' | 'query'

/** What finding out needs to know of itself. */
export interface Confirming {
  readonly refund: Refund
  readonly call: RefundCallUnderWay
  /** A request of this number had no clear answer: it may still take effect, whatever a later one says. */
  readonly doubtful: boolean
  /** Why it is not to be sent any more; believed once WeChat is seen not to know the number. Null: it is to be sent again. */
  readonly refusal: RefundRefusal | null
  /** Calls since the first request that settled nothing. */
  readonly tries: number
}

/** Where a refund stands. Each state holds only what is true in it. */
export type RefundState =
  /** The intent is durable and the first request may have left. */
  | { readonly kind: 'submitting'; readonly refund: Refund }
  /** Not known yet whether WeChat took it on: asked, and sent again under the same number. */
  | ({ readonly kind: 'confirming' } & Confirming)
  /** WeChat took it on: the money is on its way, within minutes or, to a bank card, days. */
  | {
      readonly kind: 'accepted'
      readonly refund: Refund
      readonly refundId: string
      readonly call: 'none' | 'query'
      /** Queries since then that did not see it arrive. */
      readonly asks: number
    }
  /** A person has to look; except with `funds-low`, WeChat is asked on. */
  | ({ readonly kind: 'needs-attention'; readonly problem: RefundProblem } & Confirming)
  /** The payer has the money. */
  | { readonly kind: 'refunded'; readonly refund: Refund; readonly evidence: RefundEvidence }
  /** Proven that nothing was given back: the amount may be refunded again, under another number. */
  | { readonly kind: 'refused'; readonly refund: Refund; readonly refusal: RefundRefusal }

/** Whether nothing changes any more by itself. A refund that the bill lacks can be taken up again by a person. */
export const isSettled = (
  state: RefundState,
): state is Extract<RefundState, { readonly kind: 'refunded' | 'refused' }> =>
  state.kind === 'refunded' || state.kind === 'refused'
