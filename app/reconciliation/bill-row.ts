import type { EpochMs } from '../ports.ts'

/** An amount as a bill gives it: whole minor units of a currency that need not be one this program charges in. */
export interface BillAmount {
  readonly minor: number
  readonly currency: string
}

/** What a row says of money that goes back. */
export interface BillRefund {
  /** The merchant's number (`out_refund_no`); empty on revokes. */
  readonly refundNumber: string
  /** WeChat's own number; empty on revokes. */
  readonly refundId: string
  /** What was asked for (申请退款金额); the refund's own amount in bills that have no such column. */
  readonly asked: BillAmount
  /** What the merchant is charged for it (退款金额): less than asked when coupons were returned. */
  readonly settled: BillAmount
  /** `SUCCESS`, `PROCESSING`, `FAIL`, `CHANGE`, …, as written. A refund under way may be counted as made (QuickPay 8_6). */
  readonly status: string
}

/** One row of a bill, understood. */
export interface BillRow {
  /** Line in the file, counted from 1. */
  readonly line: number
  /** `revoke`: the order was paid and then revoked. */
  readonly kind: 'payment' | 'refund' | 'revoke'
  /** Trade time; of a refund row it is not documented whether the payment's or the refund's. */
  readonly atMs: EpochMs
  readonly appId: string
  readonly mchId: string
  /** Empty when there is none. */
  readonly subMchId: string
  /** `device_info` of the submit; empty when none was sent. */
  readonly device: string
  readonly transactionId: string
  /** The merchant's number (`out_trade_no`). */
  readonly orderNumber: string
  /** The payer's open id. Compared, never stored or shown. */
  readonly payer: string
  readonly tradeType: string
  readonly bank: string
  /** What the order cost (订单金额). Zero on rows that give money back. */
  readonly price: BillAmount
  /** What the merchant gets of it (应结订单金额), before the fee. */
  readonly settlement: BillAmount
  /** Coupons and discounts, in the price's currency. */
  readonly couponMinor: number
  /** Hundred-thousandths of a major unit of the settlement's currency. Negative: given back. */
  readonly feeUnits: number
  /** Parts per million; null when the bill names none. */
  readonly ratePpm: number | null
  /** Null on payments. */
  readonly refund: BillRefund | null
}
