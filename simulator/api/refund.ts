/** Refund: `/secapi/pay/refund` (pay.weixin.qq.com/doc/v2/merchant/4011941301). Success means accepted, not yet arrived. */
import type { Fields } from '../../app/wechat/xml.ts'
import { cashShare, couponSum, finishRefund, fundsOf, startRefund } from '../charge.ts'
import { type AnswerFields, type Outcome, refusal, success, unsigned } from '../errors.ts'
import type { Order, Refund } from '../model.ts'
import { chinaDigits, type World } from '../world.ts'
import { checkRefund } from './check.ts'
import { findOrder, isOrder } from './orders.ts'

const REFUNDABLE_MS = 365 * 86_400_000
const REFUNDS_MAX = 50

export function refund(world: World, fields: Fields): Outcome {
  const wrong = checkRefund(fields)
  if (wrong) return wrong
  const order = findOrder(world, fields)
  if (!isOrder(order)) return order
  const refundFee = Number(fields.get('refund_fee'))
  if (Number(fields.get('total_fee')) !== order.totalFee)
    return refusal('PARAM_ERROR', '订单金额不一致：total_fee')
  const currency = fields.get('refund_fee_type') ?? ''
  if (currency !== '' && currency !== order.feeType)
    return refusal('PARAM_ERROR', '退款币种与订单不一致：refund_fee_type')
  const known = world.books.refunds.get(fields.get('out_refund_no') ?? '')
  if (known) return repeated(world, order, known, refundFee)
  return limits(world, order, refundFee) ?? accept(world, fields, order, refundFee)
}

/** The same number refunds once, however often it is asked for. */
function repeated(world: World, order: Order, known: Refund, refundFee: number): Outcome {
  const same = known.orderKey === order.key && known.refundFee === refundFee
  if (!same) return refusal('REFUND_FEE_MISMATCH')
  return success(refundFields(world.books.orders.get(order.key) ?? order, known))
}

const refundsOf = ({ books }: World, order: Order): readonly Refund[] =>
  [...books.refunds.values()].filter(({ orderKey }) => orderKey === order.key)

function limits(world: World, order: Order, refundFee: number): Outcome | null {
  const nowMs = world.clock.nowMs()
  const { paidAtMs } = order
  // A revoked order has given everything back already.
  if (paidAtMs === null || order.endedAtMs !== null)
    return refusal('ORDERNOTEXIST', '订单不存在或未支付')
  if (nowMs - paidAtMs > REFUNDABLE_MS) return refusal('TRADE_OVERDUE')
  if (refundFee > order.totalFee - order.refundedFee) return unsigned('invalid refund_fee')
  const earlier = refundsOf(world, order)
  if (earlier.length >= REFUNDS_MAX) return refusal('ERROR', '退款次数超过限制')
  const last = Math.max(...earlier.map(({ requestedAtMs }) => requestedAtMs))
  if (nowMs - last < world.settings.refundIntervalMs) return refusal('BIZERR_NEED_RETRY')
  if (fundsOf(world, order) < refundFee)
    return refusal('NOTENOUGH', '基本账户余额不足，请充值后重新发起')
  return null
}

function accept(world: World, fields: Fields, order: Order, refundFee: number): Outcome {
  const { books, clock, random } = world
  const requestedAtMs = clock.nowMs()
  const account = fields.get('refund_account') ?? ''
  const value: Refund = {
    orderKey: order.key,
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId,
    outRefundNo: fields.get('out_refund_no') ?? '',
    refundId: `5000${random.digits(6)}${chinaDigits(requestedAtMs).slice(0, 8)}${random.digits(11)}`,
    refundFee,
    totalFee: order.totalFee,
    cashRefundFee: cashShare(order, refundFee),
    account: account === '' ? 'REFUND_SOURCE_UNSETTLED_FUNDS' : account,
    description: fields.get('refund_desc') ?? '',
    status: 'PROCESSING',
    requestedAtMs,
    settledAtMs: null,
  }
  startRefund(world, order, refundFee)
  const refundedFee = order.refundedFee + refundFee
  const changed = books.put({ kind: 'order', value: { ...order, state: 'REFUND', refundedFee } })
  books.put({ kind: 'refund', value })
  watchRefund(world, value)
  return success(refundFields(changed, value))
}

/** Lets the money arrive when its time has come; called again after a restart. */
export function watchRefund(world: World, { outRefundNo, requestedAtMs }: Refund): void {
  const { books, clock, settings } = world
  const waitMs = requestedAtMs + settings.refundSettlesAfterMs - clock.nowMs()
  clock.after(Math.max(0, waitMs), () => {
    const refunding = books.refunds.get(outRefundNo)
    const order = refunding && books.orders.get(refunding.orderKey)
    if (!order || refunding.status !== 'PROCESSING') return
    if (refunding.requestedAtMs !== requestedAtMs) return
    finishRefund(world, order, refunding.refundFee)
    const settledAtMs = clock.nowMs()
    books.put({ kind: 'refund', value: { ...refunding, status: 'SUCCESS', settledAtMs } })
  })
}

function refundFields(order: Order, made: Refund): AnswerFields {
  const coupons = made.refundFee - made.cashRefundFee
  return [
    ['transaction_id', made.transactionId],
    ['out_trade_no', made.outTradeNo],
    ['out_refund_no', made.outRefundNo],
    ['refund_id', made.refundId],
    ['refund_channel', ''],
    ['refund_fee', made.refundFee],
    ...(couponSum(order) > 0 ? [['coupon_refund_fee', coupons] as const] : []),
    ['total_fee', made.totalFee],
    ['fee_type', order.feeType],
    ['cash_fee', order.cashFee],
    ['cash_fee_type', order.cashFeeType],
    ['cash_refund_fee', made.cashRefundFee],
  ]
}
