/** Query refund: `/pay/refundquery` (pay.weixin.qq.com/doc/v2/merchant/4011941304). */
import type { Fields } from '../../app/wechat/xml.ts'
import { type AnswerFields, type Outcome, refusal, success } from '../errors.ts'
import type { Order, Refund } from '../model.ts'
import { chinaText, type World } from '../world.ts'
import { findOrder, isOrder, orderKey } from './orders.ts'

const PAGE = 10

export function refundQuery(world: World, fields: Fields): Outcome {
  const own = [...world.books.refunds.values()].filter((refund) =>
    refund.orderKey.startsWith(orderKey(fields, '')),
  )
  const text = (name: string): string => fields.get(name) ?? ''
  // One of four ways to name refunds, the first of these that is there.
  if (text('refund_id') !== '')
    return found(
      world,
      own.filter(({ refundId }) => refundId === text('refund_id')),
    )
  if (text('out_refund_no') !== '')
    return found(
      world,
      own.filter(({ outRefundNo }) => outRefundNo === text('out_refund_no')),
    )
  const order = findOrder(world, fields)
  if (!isOrder(order))
    return order.kind === 'error' && order.code === 'ORDERNOTEXIST'
      ? refusal('REFUNDNOTEXIST')
      : order
  const refunds = own.filter(({ orderKey: key }) => key === order.key)
  const offset = Number(text('offset'))
  if (!Number.isSafeInteger(offset) || offset < 0 || (offset > 0 && offset >= refunds.length))
    return refusal('PARAM_ERROR', '参数错误：offset')
  return found(world, refunds.slice(offset, offset + PAGE), refunds.length)
}

function found(world: World, refunds: readonly Refund[], total = refunds.length): Outcome {
  const order = world.books.orders.get(refunds[0]?.orderKey ?? '')
  if (!order) return refusal('REFUNDNOTEXIST')
  return success([
    ['transaction_id', order.transactionId],
    ['out_trade_no', order.outTradeNo],
    ['total_fee', order.totalFee],
    ['fee_type', order.feeType],
    ['cash_fee', order.cashFee],
    ...(total > PAGE ? [['total_refund_count', total] as const] : []),
    ['refund_count', refunds.length],
    ...refunds.flatMap((refund, n) => refundFields(order, refund, n)),
  ])
}

const receiverOf = ({ bankType }: Order): string =>
  bankType === 'CFT' ? '支付用户的零钱' : `${bankType}0403`

function refundFields(order: Order, refund: Refund, n: number): AnswerFields {
  const coupons = refund.refundFee - refund.cashRefundFee
  const settled = refund.settledAtMs === null ? '' : chinaText(refund.settledAtMs)
  return [
    [`out_refund_no_${n}`, refund.outRefundNo],
    [`refund_id_${n}`, refund.refundId],
    [`refund_channel_${n}`, 'ORIGINAL'],
    [`refund_fee_${n}`, refund.refundFee],
    ...(order.coupons.length > 0 ? [[`coupon_refund_fee_${n}`, coupons] as const] : []),
    [`refund_status_${n}`, refund.status],
    [`refund_account_${n}`, refund.account],
    // Spelled like this in the real API too.
    [`refund_recv_accout_${n}`, receiverOf(order)],
    ...(settled === '' ? [] : [[`refund_success_time_${n}`, settled] as const]),
  ]
}
