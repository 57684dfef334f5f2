import type { Money } from '../money.ts'
import type { ErrorAnswer, NoAnswer } from '../ports.ts'
import { makeCall, type NotSent, whenVerified, type Wire } from './call.ts'
import { clip, type OutgoingField } from './field-rules.ts'
import { integerOf, missing, noAnswer } from './judge.ts'
import type { Fields } from './xml.ts'

/** Names a paid order, by WeChat's number where it is known. */
export type PaidOrder =
  | { readonly by: 'transaction'; readonly transactionId: string }
  | { readonly by: 'order'; readonly outTradeNo: string }

/** Money to give back. Repeating it with the same number and the same amounts refunds once. */
export interface RefundRequest {
  readonly order: PaidOrder
  /** The merchant's number of this refund (`out_refund_no`): a retry must use the same one. */
  readonly outRefundNo: string
  /** What the order cost; must be the order's own amount. */
  readonly total: Money
  /** What to give back, in the order's currency. */
  readonly amount: Money
  /** The payer reads it. Empty for none. */
  readonly reason: string
  /** Take it from the recharged balance instead of today's takings. */
  readonly fromBalance?: boolean
  readonly notifyUrl?: string
}

/** A refund that WeChat took on. The money is on its way: whether it arrived, a query says. */
export interface AcceptedRefund {
  /** WeChat's number of the refund. */
  readonly refundId: string
  readonly outRefundNo: string
  readonly transactionId: string
  readonly refundMinor: number
  /** Without free coupons; null when none were used. */
  readonly settlementRefundMinor: number | null
  /** What the payer gets in cash, without coupons; null when WeChat did not say. */
  readonly cashRefundMinor: number | null
}

/** Answer to a refund. After anything but `accepted`, ask again with the same number: it refunds once. */
export type RefundAnswer =
  { readonly kind: 'accepted'; readonly refund: AcceptedRefund } | ErrorAnswer | NoAnswer | NotSent

/** Gives money back: `/secapi/pay/refund` (V2 merchant book, page "apply for refund"). */
export async function refund(wire: Wire, request: RefundRequest): Promise<RefundAnswer> {
  const { order, outRefundNo } = request
  if (request.amount.currency !== request.total.currency)
    return { kind: 'not-sent', cause: 'configuration', detail: 'two currencies' }
  return makeCall<RefundAnswer>(wire, {
    operation: 'refund',
    path: '/secapi/pay/refund',
    outTradeNo: order.by === 'order' ? order.outTradeNo : '',
    fields: refundFields(request),
    timeoutMs: wire.timeouts.revokeMs,
    read: whenVerified(
      wire,
      [orderField(order), ['out_refund_no', outRefundNo]],
      (verified): RefundAnswer => {
        if (verified.kind === 'verified') return acceptedFrom(verified.fields, request)
        const { code, description } = verified
        return { kind: 'error', code, description }
      },
    ),
  })
}

/** The field that names the order. */
export const orderField = (order: PaidOrder): readonly [string, string] =>
  order.by === 'transaction'
    ? ['transaction_id', order.transactionId]
    : ['out_trade_no', order.outTradeNo]

const refundFields = (request: RefundRequest): readonly OutgoingField[] => [
  orderField(request.order),
  ['out_refund_no', request.outRefundNo],
  ['total_fee', request.total.minor],
  ['refund_fee', request.amount.minor],
  ['refund_fee_type', request.amount.currency],
  ['refund_desc', clip(request.reason, 80)],
  ['refund_account', request.fromBalance === true ? 'REFUND_SOURCE_RECHARGE_FUNDS' : ''],
  ['notify_url', request.notifyUrl ?? ''],
]

function acceptedFrom(fields: Fields, { total, amount, outRefundNo }: RefundRequest): RefundAnswer {
  const lacking = missing(fields, ['out_refund_no', 'refund_id', 'refund_fee'])
  if (lacking !== null) return noAnswer('mismatch', `${lacking} is missing`)
  const refundMinor = integerOf(fields, 'refund_fee')
  if (refundMinor !== amount.minor) return noAnswer('mismatch', 'refund_fee is another one')
  if (fields.has('total_fee') && integerOf(fields, 'total_fee') !== total.minor)
    return noAnswer('mismatch', 'total_fee is another one')
  const currency = fields.get('refund_fee_type') || fields.get('fee_type') || amount.currency
  if (currency !== amount.currency) return noAnswer('mismatch', 'the currency is another one')
  return {
    kind: 'accepted',
    refund: {
      refundId: fields.get('refund_id') ?? '',
      outRefundNo,
      transactionId: fields.get('transaction_id') ?? '',
      refundMinor,
      settlementRefundMinor: integerOf(fields, 'settlement_refund_fee'),
      cashRefundMinor: integerOf(fields, 'cash_refund_fee'),
    },
  }
}
