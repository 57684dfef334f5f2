/**
 * What the checkers read: WeChat's books, what left over the line, and what was on the cashiers' screens. Nothing here
 * comes from the app's code, and nothing of the app is imported in this folder.
 */

/** An order in WeChat's books. */
export interface BookedOrder {
  readonly outTradeNo: string
  readonly totalFee: number
  /** Every state that it had, with the true time. */
  readonly states: readonly { readonly atMs: number; readonly state: string }[]
  /** What the shop got (positive) or gave back by a revoke (negative), in minor units. */
  readonly movements: readonly { readonly atMs: number; readonly amount: number }[]
  /** What it gave back by refunds. */
  readonly refunded: readonly { readonly atMs: number; readonly amount: number }[]
}

/** A refund in WeChat's books. */
export interface BookedRefund {
  readonly outRefundNo: string
  readonly outTradeNo: string
  readonly amount: number
  readonly states: readonly { readonly atMs: number; readonly state: string }[]
}

/** A request of a till or node whose first byte left. */
export interface SentRequest {
  readonly atMs: number
  readonly operation: 'submit' | 'query' | 'revoke'
  readonly outTradeNo: string
  readonly by: string
}

/** The same about a refund. */
export interface SentRefund {
  readonly atMs: number
  readonly operation: 'refund' | 'refund-query'
  readonly outRefundNo: string
  /** Empty in a query, which names the refund alone. */
  readonly outTradeNo: string
  /** Whole minor units; empty in a query. */
  readonly amount: string
  readonly by: string
}

/** An answer that a till or node heard from the line. */
export interface HeardAnswer {
  readonly atMs: number
  readonly by: string
  readonly what: 'payment' | 'refund'
  /** Order number or refund number that was asked about. */
  readonly number: string
  /** False: somebody on the line, who does not know the key, made it. */
  readonly genuine: boolean
}

/** A state of a payment or refund that no end of a process or machine can take away any more. */
export interface DurableRecord {
  /** The first moment at which it was. */
  readonly atMs: number
  /** `till 0`, or the database of the nodes. */
  readonly place: string
  readonly what: 'payment' | 'refund'
  /** Order number or refund number. */
  readonly number: string
  readonly state: string
}

/** Somebody asked for a refund at a till. */
export interface RefundAsked {
  readonly atMs: number
  readonly till: number
  readonly outTradeNo: string
  readonly amountMinor: number
  /** Whether the till said that it has begun; null: it said neither, e.g. because it died. */
  readonly started: boolean | null
}

/** One refund as it was painted. */
export interface RefundLine {
  readonly atMs: number
  readonly till: number
  readonly outRefundNo: string
  readonly outTradeNo: string
  readonly amountMinor: number
  readonly state: string
  /** Why a person has to look; null elsewhere. */
  readonly problem: string | null
}

/** One sale as it was painted. */
export interface ScreenLine {
  readonly atMs: number
  readonly till: number
  readonly place: 'counter' | 'background' | 'recent'
  readonly saleId: string
  readonly outTradeNo: string | null
  readonly amountMinor: number
  readonly screen: string
}

/** A cashier wants to serve the next customer. */
export interface NextWish {
  readonly till: number
  readonly askedAtMs: number
  /** When a new sale waited for its code; null: never. */
  readonly reachedAtMs: number | null
}

export interface Evidence {
  readonly orders: readonly BookedOrder[]
  readonly refunds: readonly BookedRefund[]
  readonly sentRefunds: readonly SentRefund[]
  readonly refundsAsked: readonly RefundAsked[]
  readonly refundLines: readonly RefundLine[]
  /** A refund that somebody wants to be made sure of once more, because a bill lacks it. */
  readonly refundsDoubted: readonly { readonly atMs: number; readonly outRefundNo: string }[]
  readonly sent: readonly SentRequest[]
  readonly screen: readonly ScreenLine[]
  readonly durable: readonly DurableRecord[]
  readonly heard: readonly HeardAnswer[]
  readonly nextWishes: readonly NextWish[]
  /** When a till's program was started. */
  readonly starts: readonly { readonly till: number; readonly atMs: number }[]
  /** From here on nothing in the world was broken. */
  readonly calmAtMs: number
  readonly endMs: number
  /** Nothing was ever broken, and no process died. */
  readonly faultless: boolean
  /** Payment codes and keys. */
  readonly secrets: readonly string[]
  /** Everything that was written down or shown, by where. */
  readonly leftovers: readonly { readonly where: string; readonly text: string }[]
}

/** A promise that was not kept. */
export interface Violation {
  readonly check: string
  readonly text: string
}
