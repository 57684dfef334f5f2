import type { ErrorAnswer, NoAnswer } from '../ports.ts'
import type { RefundStatus } from '../refund/gateway.ts'
import { makeCall, notSentIsNoAnswer, whenVerified, type Wire } from './call.ts'
import { integerOf, missing, noAnswer } from './judge.ts'
import type { Fields } from './xml.ts'

/** Which refunds are asked about: one, or all of an order in pages of ten beginning at `offset`. */
export type RefundQuery =
  | { readonly by: 'refund'; readonly refundId: string }
  | { readonly by: 'refund-number'; readonly outRefundNo: string }
  | { readonly by: 'transaction'; readonly transactionId: string; readonly offset?: number }
  | { readonly by: 'order'; readonly outTradeNo: string; readonly offset?: number }

/** One refund of an order. */
export interface RefundPart {
  readonly outRefundNo: string
  readonly refundId: string
  readonly refundMinor: number
  readonly settlementRefundMinor: number | null
  readonly status: RefundStatus
  /** `ORIGINAL` is the way it was paid; others name another account. Empty when not said. */
  readonly channel: string
  /** Where it went, as WeChat writes it (`refund_recv_accout`). */
  readonly receiver: string
  /** `yyyy-MM-dd HH:mm:ss` in UTC+8; empty before it arrived. */
  readonly succeededAt: string
  readonly coupons: readonly RefundedCoupon[]
}

/** The share of a refund that goes back to a coupon. */
export interface RefundedCoupon {
  readonly couponId: string
  /** `CASH` was paid for by the payer, `NO_CASH` was a present. */
  readonly type: string
  readonly refundMinor: number
}

/** What is known about the refunds asked for. */
export interface Refunds {
  readonly transactionId: string
  readonly outTradeNo: string
  readonly totalMinor: number
  /** Of the whole order, also those on other pages. */
  readonly count: number
  readonly refunds: readonly RefundPart[]
}

/** Answer to a refund query. */
export type RefundQueryAnswer =
  { readonly kind: 'refunds'; readonly refunds: Refunds } | ErrorAnswer | NoAnswer

/** Asks what became of refunds: `/pay/refundquery` (V2 merchant book, page "query refund"). */
export async function queryRefund(wire: Wire, request: RefundQuery): Promise<RefundQueryAnswer> {
  const name = nameOf(request)
  const isOrder = request.by === 'order' || request.by === 'transaction'
  const offset = isOrder ? (request.offset ?? 0) : 0
  const answer = await makeCall<RefundQueryAnswer>(wire, {
    operation: 'refund-query',
    path: '/pay/refundquery',
    outTradeNo: request.by === 'order' ? request.outTradeNo : '',
    fields: [name, ['offset', offset === 0 ? '' : offset]],
    timeoutMs: wire.timeouts.queryMs,
    read: whenVerified(wire, isOrder ? [name] : [], (verified): RefundQueryAnswer => {
      if (verified.kind === 'verified') return refundsFrom(verified.fields, request)
      const { code, description } = verified
      return { kind: 'error', code, description }
    }),
  })
  return notSentIsNoAnswer(answer)
}

function nameOf(request: RefundQuery): readonly [string, string] {
  switch (request.by) {
    case 'refund':
      return ['refund_id', request.refundId]
    case 'refund-number':
      return ['out_refund_no', request.outRefundNo]
    case 'transaction':
      return ['transaction_id', request.transactionId]
    case 'order':
      return ['out_trade_no', request.outTradeNo]
  }
}

/** More than one answer holds by far: a page has ten. */
const PARTS_MAX = 100

function refundsFrom(fields: Fields, request: RefundQuery): RefundQueryAnswer {
  const lacking = missing(fields, ['transaction_id', 'out_trade_no', 'total_fee', 'refund_count'])
  if (lacking !== null) return noAnswer('mismatch', `${lacking} is missing`)
  const count = integerOf(fields, 'refund_count')
  const totalMinor = integerOf(fields, 'total_fee')
  if (count === null || count > PARTS_MAX || totalMinor === null)
    return noAnswer('unreadable', 'a number is none')
  const parts = Array.from({ length: count }, (_, n) => partFrom(fields, n))
  const refunds = parts.filter((part) => part !== null)
  if (refunds.length < count) return noAnswer('unreadable', 'a refund is incomplete')
  if (!refunds.every((part) => answers(part, request)))
    return noAnswer('mismatch', 'about another refund')
  return {
    kind: 'refunds',
    refunds: {
      transactionId: fields.get('transaction_id') ?? '',
      outTradeNo: fields.get('out_trade_no') ?? '',
      totalMinor,
      count: integerOf(fields, 'total_refund_count') ?? count,
      refunds,
    },
  }
}

function answers(part: RefundPart, request: RefundQuery): boolean {
  if (request.by === 'refund') return part.refundId === request.refundId
  if (request.by === 'refund-number') return part.outRefundNo === request.outRefundNo
  return true
}

const STATUSES: readonly RefundStatus[] = ['SUCCESS', 'PROCESSING', 'REFUNDCLOSE', 'CHANGE']

function partFrom(fields: Fields, n: number): RefundPart | null {
  const text = (name: string): string => fields.get(`${name}_${n}`) ?? ''
  const refundMinor = integerOf(fields, `refund_fee_${n}`)
  if (refundMinor === null || text('out_refund_no') === '' || text('refund_status') === '')
    return null
  return {
    outRefundNo: text('out_refund_no'),
    refundId: text('refund_id'),
    refundMinor,
    settlementRefundMinor: integerOf(fields, `settlement_refund_fee_${n}`),
    status: STATUSES.find((known) => known === text('refund_status')) ?? 'UNRECOGNISED',
    channel: text('refund_channel'),
    // Spelled like this by WeChat.
    receiver: text('refund_recv_accout'),
    succeededAt: text('refund_success_time'),
    coupons: couponsFrom(fields, n),
  }
}

function couponsFrom(fields: Fields, n: number): readonly RefundedCoupon[] {
  const count = Math.min(integerOf(fields, `coupon_refund_count_${n}`) ?? 0, PARTS_MAX)
  return Array.from({ length: count }, (_, m) => ({
    couponId: fields.get(`coupon_refund_id_${n}_${m}`) ?? '',
    type: fields.get(`coupon_type_${n}_${m}`) ?? '',
    refundMinor: integerOf(fields, `coupon_refund_fee_${n}_${m}`) ?? 0,
  }))
}
