import type { RefundReason } from './code-table-texts-refund.ts'
import type { RefusalReason } from './code-table-texts-refusal.ts'
import type { WaitingReason } from './code-table-texts-waiting.ts'

/**
 * What an error code on a submit means:
 * - `refused`: proven that this order number charged nobody
 * - `password`: the payer is typing it; query after the pause
 * - `ask-now`: WeChat knows this number from an earlier call; query before anything is said
 * - `ask-later`: nobody knows yet; query after the pause
 */
export type SubmitRuling = 'refused' | 'password' | 'ask-now' | 'ask-later'

/** What an error code on a query means: WeChat has no such order (yet), or nothing at all was learnt. */
export type QueryRuling = 'absent' | 'ask-later'

/**
 * What an error code on a revoke means:
 * - `ask`: not confirmed; query, then revoke again
 * - `payer-busy`: refused while the payer's password sheet is open; query, pause, revoke again
 * - `absent`: WeChat has no such order (yet)
 * - `too-old`: over seven days; only a refund helps
 */
export type RevokeRuling = 'ask' | 'payer-busy' | 'absent' | 'too-old'

/**
 * What an error code on a refund means. A refund is only ever sent again under its own number:
 * - `send-again`: after a short pause, with the same data
 * - `send-later`: after a minute, with the same data
 * - `ask`: query the refund before anything else
 * - `refused`: nothing was refunded, and never will be under this number
 * - `funds-low`: nothing was refunded; a person tops up the account, then it is sent again
 * - `too-old`: over a year; WeChat cannot return this money any more
 */
export type RefundRuling = 'send-again' | 'send-later' | 'ask' | 'refused' | 'funds-low' | 'too-old'

/** What an error code on a refund query means: WeChat knows no such refund, or nothing was learnt. */
export type RefundQueryRuling = 'absent' | 'ask-later'

/** Who has to act on a code, besides the cashier who reads it. */
export type Audience = 'cashier' | 'operator' | 'developer'

/** Names one explanation. */
export type Reason = RefusalReason | WaitingReason | RefundReason

/** One documented error code of one operation. */
export interface CodeRow<Ruling> {
  readonly ruling: Ruling
  readonly reason: Reason
  readonly tell: Audience
  /** The page that documents the code, or the forum where merchants report it. */
  readonly page: string
}

/** A submit's code means something else once the number may have been submitted before. */
export interface SubmitRow extends CodeRow<SubmitRuling> {
  readonly again: { readonly ruling: SubmitRuling; readonly reason: Reason }
}

/** The rows of one operation, by `err_code`. A Map: a code named like an object's own member finds nothing. */
export type CodeTable<Row> = ReadonlyMap<string, Row>
