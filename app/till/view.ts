import type { Currency } from '../money.ts'
import type { EpochMs } from '../ports.ts'
import type { Problem, Refusal, RevokeCause, RevokedProof } from '../payment/state.ts'

/** What the cashier is told about a sale, and what to do with the goods (see `goodsFor`). */
export type Screen =
  /** Scan the customer's code. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'charging' }
  /** The payer types the password; counts down to `giveUpAtMs`. */
  | { readonly kind: 'password'; readonly giveUpAtMs: EpochMs }
  /** Nobody knows yet; counts down to `giveUpAtMs`. */
  | { readonly kind: 'unknown'; readonly giveUpAtMs: EpochMs }
  /** Being revoked. */
  | { readonly kind: 'stopping'; readonly cause: RevokeCause }
  /** Charged after a revoke was sent: the money is on its way back, nothing may be handed over. */
  | { readonly kind: 'returning' }
  | {
      readonly kind: 'paid'
      readonly transactionId: string
      readonly cash: { readonly minor: number; readonly currency: string } | null
    }
  | { readonly kind: 'not-charged'; readonly refusal: Refusal }
  | {
      readonly kind: 'stopped'
      readonly cause: RevokeCause | 'closed-by-wechat'
      readonly proof: RevokedProof
    }
  | { readonly kind: 'needs-attention'; readonly problem: Problem }
  | { readonly kind: 'abandoned' }

/** What to do with the goods: the one thing a screen must say. */
export type Goods = 'none' | 'hold' | 'hand-over' | 'keep'

/** What each screen says about the goods. */
export const GOODS: { readonly [K in Screen['kind']]: Goods } = {
  ready: 'none',
  charging: 'hold',
  password: 'hold',
  unknown: 'hold',
  stopping: 'hold',
  returning: 'hold',
  paid: 'hand-over',
  'not-charged': 'keep',
  stopped: 'keep',
  'needs-attention': 'hold',
  abandoned: 'none',
}

/** A sale as the screens show it. Holds no payment code and nothing secret. */
export interface SaleView {
  readonly saleId: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly note: string
  readonly startedAtMs: EpochMs
  /** Order number of the latest attempt; null before the first. */
  readonly outTradeNo: string | null
  /** Attempts so far. */
  readonly attempts: number
  readonly screen: Screen
  /** Who took it; not there where nobody signs in. */
  readonly cashier?: string
  /** Found unfinished in the journal when the till started. */
  readonly restored: boolean
  /** Counts up with every change of this sale; a painted verdict is acknowledged with it. */
  readonly version: number
}

/** A scan that was not charged, and why. Nothing was sent. */
export type ScanNotice =
  /** Another wallet's code. */
  | { readonly kind: 'other-wallet'; readonly wallet: 'alipay' | 'unionpay' }
  | { readonly kind: 'goods-barcode' }
  /** A code to pay somebody, or a web address: the payer shows the wrong page. */
  | { readonly kind: 'collect-code' }
  | { readonly kind: 'incomplete-code' }
  | { readonly kind: 'unreadable-code' }
  /** The code of a printed slip, of a sale that is not to be shown now or that this till does not know. */
  | { readonly kind: 'receipt' }
  /** This very code was scanned before: each is good for one payment. */
  | { readonly kind: 'same-code' }
  /** A payment is still open: nothing may be charged now. */
  | { readonly kind: 'payment-open' }
  /** Nobody is signed in. */
  | { readonly kind: 'signed-out' }
  /** No amount was entered yet. */
  | { readonly kind: 'no-amount' }
  /** The sale is already paid. */
  | { readonly kind: 'already-paid' }

/** Everything the cashier's screen shows of sales. */
export interface TillView {
  /** Counts up with every change. */
  readonly version: number
  readonly current: SaleView | null
  /** Parked or restored sales: undecided ones, and decided ones that nobody has acknowledged yet. */
  readonly background: readonly SaleView[]
  /** The latest finished sales, newest first. */
  readonly recent: readonly SaleView[]
  /** Explains the latest scan that was not charged; `at` differs for each. */
  readonly notice: { readonly at: number; readonly scan: ScanNotice } | null
  /** The journal cannot be written: nothing can be sold until it can. */
  readonly journalBroken: boolean
}
