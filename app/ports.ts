import type { Money } from './money.ts'
import type { Told } from './payment/progress.ts'

/** Milliseconds since 1970 UTC. */
export type EpochMs = number

/** Time, so that simulations and tests can own it. */
export interface Clock {
  /** Wall clock. May jump: use it to label and to resume after a restart, never to measure a wait. */
  readonly nowMs: () => EpochMs
  /** Calls `run` once after `delayMs` (measured monotonically). The returned function cancels it; cancelling late is harmless. */
  readonly after: (delayMs: number, run: () => void) => () => void
}

/** Randomness fit for nonces and order numbers. */
export interface Random {
  /** `length` decimal digits, each equally likely. */
  readonly digits: (length: number) => string
  /** `length` characters of A–Z, a–z and 0–9. */
  readonly letters: (length: number) => string
}

/**
 * What a verified answer says about a payment that was made. Only built from an answer whose
 * signature, merchant, order number, amount and currency were all checked.
 */
export interface PaymentEvidence {
  /** WeChat's own order number (28 digits). */
  readonly transactionId: string
  /** `yyyyMMddHHmmss` in UTC+8, as WeChat wrote it. */
  readonly timeEnd: string
  /** What the payer really paid, in the payer's currency; null when WeChat did not say. */
  readonly cash: { readonly minor: number; readonly currency: string } | null
  /** `bank_type`: CFT is the balance, others name a bank. Empty when WeChat did not say. */
  readonly bankType: string
}

/** Names one attempt towards WeChat Pay and carries all that its answers are compared with. */
export interface Order {
  /** Merchant order number (`out_trade_no`): made on the till, used once, never again. */
  readonly outTradeNo: string
  readonly amount: Money
  /** What the payer reads on the phone (`body`), e.g. "Shop-Goods". */
  readonly description: string
  /** The cashier's own; the merchant's backend keeps it, WeChat never sees it. Empty when there is none. */
  readonly note: string
  /** Who takes the payment, where the merchant's backend knows them. WeChat never sees it. */
  readonly operator?: string
}

/**
 * Why nothing trustworthy came back although the request may have left:
 * - `timeout`, `broken`: no answer, or the line broke
 * - `unreadable`: not the XML (or not the size) that WeChat answers with
 * - `bad-signature`: not signed with the merchant's key
 * - `mismatch`: signed, but about another merchant, order or amount
 * - `refused-unsigned`: `return_code` is not SUCCESS; such answers carry no signature and prove nothing
 */
export type NoAnswerCause =
  'timeout' | 'broken' | 'unreadable' | 'bad-signature' | 'mismatch' | 'refused-unsigned'

/** Nothing to be believed. `detail` is for the log and the evidence screen; it holds no secrets. */
export interface NoAnswer {
  readonly kind: 'no-answer'
  readonly cause: NoAnswerCause
  readonly detail: string
}

/** A verified `result_code=FAIL`. `code` is WeChat's `err_code`, known to us or not. */
export interface ErrorAnswer {
  readonly kind: 'error'
  readonly code: string
  readonly description: string
}

/** Answer to a submit (`/pay/micropay`). */
export type SubmitAnswer =
  | { readonly kind: 'paid'; readonly payment: PaymentEvidence }
  | ErrorAnswer
  | NoAnswer
  | Told
  /** No byte of the request left this machine on any host, or the backend refused it as a whole: proven not charged. */
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause; readonly detail: string }

/**
 * Why a submit never reached WeChat:
 * - `unreachable`: no route or name
 * - `tls`: the other side's identity could not be proven
 * - `configuration`: our own set-up is wrong
 * - `refused`: the merchant's backend takes nothing from this till (`detail` is its problem code)
 */
export type NotSentCause = 'unreachable' | 'tls' | 'configuration' | 'refused'

/** Order states that are not "paid" (`trade_state`), and any that WeChat may invent later. */
export type TradeState =
  'REFUND' | 'NOTPAY' | 'CLOSED' | 'REVOKED' | 'USERPAYING' | 'PAYERROR' | 'ACCEPT' | 'UNRECOGNISED'

/** Answer to a query (`/pay/orderquery`). A query that could not be sent is a `no-answer` too. */
export type QueryAnswer =
  | { readonly kind: 'paid'; readonly payment: PaymentEvidence }
  | { readonly kind: 'order'; readonly tradeState: TradeState; readonly description: string }
  | ErrorAnswer
  | NoAnswer
  | Told

/** Answer to a revoke (`/secapi/pay/reverse`). `recall` true asks to call again. */
export type RevokeAnswer =
  | { readonly kind: 'accepted'; readonly recall: boolean }
  | (ErrorAnswer & { readonly recall: boolean })
  | NoAnswer
  | Told

/**
 * The way to WeChat Pay: directly, or through the merchant's backend. No function rejects: whatever
 * goes wrong is an answer. Every call ends within its time-out and is aborted then, so nothing
 * of it arrives later.
 */
export interface Gateway {
  /** Charges the payer once. Never repeated for the same order once a byte may have left. */
  readonly submit: (order: Order, paymentCode: string) => Promise<SubmitAnswer>
  readonly query: (order: Order) => Promise<QueryAnswer>
  readonly revoke: (order: Order) => Promise<RevokeAnswer>
}
