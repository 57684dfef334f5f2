import type { EpochMs, Order, QueryAnswer, RevokeAnswer, SubmitAnswer } from '../ports.ts'
import type { Age } from './state.ts'

/** Whether this order number may have been submitted before this submit ("first": certainly not). */
export type Submission = 'first' | 'again'

/** Something that happened to a sale. */
export type PaymentEvent =
  /** A payment code was read and an order number made for it. The only event that carries a code. */
  | {
      readonly type: 'code-scanned'
      readonly outTradeNo: string
      readonly atMs: EpochMs
      readonly paymentCode: string
    }
  | {
      readonly type: 'submit-answered'
      readonly answer: SubmitAnswer
      readonly submission: Submission
    }
  | { readonly type: 'query-due' }
  | { readonly type: 'query-answered'; readonly answer: QueryAnswer }
  | { readonly type: 'revoke-due' }
  | { readonly type: 'revoke-answered'; readonly answer: RevokeAnswer }
  /** The attempt got older. Also sent after a restart, with all steps that passed meanwhile taken at once. */
  | { readonly type: 'age-reached'; readonly age: Age }
  | { readonly type: 'stop-pressed' }
  | { readonly type: 'ask-again-pressed' }
  /** The merchant's backend says that something has changed: time to ask, and no more than that. */
  | { readonly type: 'news-heard' }
  | { readonly type: 'sale-abandoned' }
  /** The program was started anew and found this sale in its journal. Nothing is under way any more. */
  | {
      readonly type: 'restarted'
      readonly elapsedMs: number
      /** What measured it: a till's wall clock, which may have jumped meanwhile, or one that only runs. */
      readonly clock: 'wall' | 'steady'
    }

/** Work for the runner. It is done only after the state that asked for it is durable. */
export type Command =
  | { readonly type: 'submit'; readonly order: Order; readonly paymentCode: string }
  | { readonly type: 'query'; readonly order: Order }
  | { readonly type: 'revoke'; readonly order: Order }
  /** Raise `query-due` after the pause. Replaces any earlier pause of this sale. */
  | { readonly type: 'wait-for-query'; readonly delayMs: number }
  /** Raise `revoke-due` after the pause. Replaces any earlier pause of this sale. */
  | { readonly type: 'wait-for-revoke'; readonly delayMs: number }
  /** Raise `age-reached` after the pause. */
  | { readonly type: 'wait-for-age'; readonly age: Age; readonly delayMs: number }
