import type { Currency } from '../money.ts'
import type { Tally } from './figures.ts'

/** A refund that is not settled. */
export interface OpenRefund {
  readonly outRefundNo: string
  readonly outTradeNo: string
  readonly minor: number
  readonly currency: Currency
  /** WeChat took it on: it is in the sum of what was given back, and its money is on its way. */
  readonly taken: boolean
  /** Who asked for it; null where nobody had signed in. */
  readonly askedBy: string | null
}

/** Refunds by what became of them. */
export interface RefundTotals {
  /** WeChat took it on, which is when the merchant's account pays it. */
  readonly given: Tally
  /** Taken on, here or in a shift before, and given up by WeChat later: the money is the merchant's again. */
  readonly undone: Tally
  /** Never taken on, and proven so. */
  readonly refused: Tally
}

/** What part of the refunds' journal is counted, and how. */
export interface RefundCountAsk {
  /** Entries after this one … */
  readonly fromSeq: number
  /** … up to this one. */
  readonly toSeq: number
  readonly currency: Currency
  /** What was not settled at `fromSeq`. */
  readonly carried: readonly OpenRefund[]
}

/** All that is counted of a shift's refunds. Lists are in a fixed order, so that two of them can be compared. */
export interface RefundFigures {
  /** Of refunds in the shift's currency. */
  readonly totals: RefundTotals
  /** What was given back by who asked for it, in the order of their names; nobody first. */
  readonly byCashier: readonly { readonly cashier: string | null; readonly given: Tally }[]
  /** Of refunds in other currencies: of sales from before the till's currency was changed. */
  readonly others: readonly { readonly currency: Currency; readonly totals: RefundTotals }[]
  /** Not settled at the end, by refund number. */
  readonly open: readonly OpenRefund[]
}

/** Names the first figure in which two counts of refunds differ; null when they agree. */
export function firstRefundDifference(one: RefundFigures, other: RefundFigures): string | null {
  // Both are plain data whose fields are written in the same order.
  const same = (name: keyof RefundFigures): boolean =>
    JSON.stringify(one[name]) === JSON.stringify(other[name])
  const names = ['totals', 'byCashier', 'others', 'open'] as const
  const differing = names.find((name) => !same(name))
  return differing === undefined ? null : `refunds.${differing}`
}
