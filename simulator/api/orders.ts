/** How orders are named, found, and shown in answers. */
import type { Fields } from '../../app/wechat/xml.ts'
import { couponSum, settlementFee } from '../charge.ts'
import { type AnswerFields, refusal, type Outcome } from '../errors.ts'
import type { Order, TradeState } from '../model.ts'
import { chinaDigits, type World } from '../world.ts'

/** Numbers are unique per merchant, and per sub-merchant under a service provider. */
export const orderKey = (fields: Fields, outTradeNo: string): string =>
  `${fields.get('mch_id') ?? ''}/${fields.get('sub_mch_id') ?? ''}/${outTradeNo}`

/** pay.weixin.qq.com/doc/global/v2/en/4013665567: 1 to 32 of letters, digits and `_-|*@`. */
export const OUT_TRADE_NO = /^[\w\-|*@]{1,32}$/

/** Finds what a request names by `transaction_id` (which wins) or `out_trade_no`; an error names what is wrong with them. */
export function findOrder(world: World, fields: Fields): Order | Outcome {
  const transactionId = fields.get('transaction_id') ?? ''
  const outTradeNo = fields.get('out_trade_no') ?? ''
  if (transactionId === '' && outTradeNo === '')
    return refusal('LACK_PARAMS', '缺少参数：transaction_id,out_trade_no')
  const own = orderKey(fields, '')
  if (transactionId !== '') {
    if (!/^\d{28}$/.test(transactionId)) return refusal('INVALID_TRANSACTIONID')
    const found = [...world.books.orders.values()].find(
      (order) => order.transactionId === transactionId && order.key.startsWith(own),
    )
    return found ?? refusal('ORDERNOTEXIST')
  }
  if (!OUT_TRADE_NO.test(outTradeNo)) return refusal('PARAM_ERROR', '商户订单号不符合规则')
  return world.books.orders.get(own + outTradeNo) ?? refusal('ORDERNOTEXIST')
}

export const isOrder = (found: Order | Outcome): found is Order => 'outTradeNo' in found

const STATE_TEXTS: Readonly<Record<TradeState, string>> = {
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  NOTPAY: '订单未支付',
  CLOSED: '订单已关闭',
  REVOKED: '订单已撤销',
  USERPAYING: '需要用户输入支付密码',
  PAYERROR: '支付失败，请撤销订单重新下单支付',
  ACCEPT: '已接收，等待扣款',
}

export const stateText = (state: TradeState): string => STATE_TEXTS[state]

function couponFields(order: Order, { listed }: { listed: boolean }): AnswerFields {
  if (order.coupons.length === 0) return []
  const free = order.coupons.some(({ type }) => type === 'NO_CASH')
  return [
    ...(free ? [['settlement_total_fee', settlementFee(order)] as const] : []),
    ['coupon_fee', couponSum(order)],
    ...(listed
      ? [
          ['coupon_count', order.coupons.length] as const,
          ...order.coupons.flatMap(({ id, type, fee }, n) => [
            [`coupon_type_${n}`, type] as const,
            [`coupon_id_${n}`, id] as const,
            [`coupon_fee_${n}`, fee] as const,
          ]),
        ]
      : []),
  ]
}

/** What a paid submit and a query of a paid order say alike. */
export function paymentFields(order: Order, { listed }: { listed: boolean }): AnswerFields {
  return [
    ['openid', order.openId],
    ['is_subscribe', 'N'],
    ...(order.subAppId === ''
      ? []
      : ([
          ['sub_openid', `sub${order.openId.slice(3)}`],
          ['sub_is_subscribe', 'N'],
        ] as const)),
    ['trade_type', 'MICROPAY'],
    ['bank_type', order.bankType],
    ['fee_type', order.feeType],
    ['total_fee', order.totalFee],
    ...couponFields(order, { listed }),
    ['cash_fee', order.cashFee],
    ['cash_fee_type', order.cashFeeType],
    ...(order.rate === '' ? [] : [['rate', order.rate] as const]),
    ['transaction_id', order.transactionId],
    ['out_trade_no', order.outTradeNo],
    ['attach', order.attach],
    ['time_end', order.paidAtMs === null ? '' : chinaDigits(order.paidAtMs)],
  ]
}
