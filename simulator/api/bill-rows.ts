/** The rows of a day's bill (layout: pay.weixin.qq.com/wiki/doc/api/wxpay/en/pay/chapter8_6.shtml). */
import { majorDigits, isCurrency } from '../../app/money.ts'
import { settlementFee } from '../charge.ts'
import type { Order, Refund } from '../model.ts'
import { chinaDigits, chinaText, type World } from '../world.ts'

export type BillRow = Readonly<Record<string, string>>

const COMMON = [
  '交易时间', '公众账号ID', '商户号', '特约商户号', '设备号', '微信订单号', '商户订单号', '用户标识', '交易类型', '交易状态',
  '付款银行', '货币种类', '应结订单金额', '代金券金额',
] // prettier-ignore
const REFUND_TIMES = ['退款申请时间', '退款成功时间']
const REFUND_PART = [
  '微信退款单号', '商户退款单号', '退款金额', '充值券退款金额', '退款类型', '退款状态',
] // prettier-ignore
const GOODS = ['商品名称', '商户数据包', '手续费', '费率', '订单金额']

/** Columns of each kind of bill, in order. */
export const BILL_COLUMNS = {
  ALL: [...COMMON, ...REFUND_PART, ...GOODS, '申请退款金额', '费率备注'],
  SUCCESS: [...COMMON, ...GOODS, '费率备注'],
  REFUND: [...COMMON, ...REFUND_TIMES, ...REFUND_PART, ...GOODS, '申请退款金额', '费率备注'],
} as const

export type BillKind = keyof typeof BILL_COLUMNS

export const major = (minor: number, currency: string): string =>
  `${minor < 0 ? '-' : ''}${majorDigits({
    minor: Math.abs(minor),
    currency: isCurrency(currency) ? currency : 'CNY',
  })}`

/** The merchant's fee, rounded to the smallest unit; the bill shows it with five decimals. */
export const feeOf = (minor: number, ratePpm: number): number =>
  Math.round((minor * ratePpm) / 1_000_000)

export const feeText = (minor: number, currency: string): string => {
  const text = major(minor, currency)
  const [, decimals = ''] = text.split('.')
  return `${text}${decimals === '' ? '.' : ''}${'0'.repeat(5 - decimals.length)}`
}

interface Event {
  readonly atMs: number
  readonly order: Order
  readonly refund: Refund | null
  readonly state: 'SUCCESS' | 'REFUND' | 'REVOKED'
}

/** Payments, refunds and revokes of a day (UTC+8) in the order of their time. Orders never paid are not in a bill. */
function eventsOf({ books }: World, date: string): readonly Event[] {
  const events: Event[] = []
  for (const order of books.orders.values()) {
    if (order.paidAtMs === null) continue
    events.push({ atMs: order.paidAtMs, order, refund: null, state: 'SUCCESS' })
    if (order.endedAtMs !== null)
      events.push({ atMs: order.endedAtMs, order, refund: null, state: 'REVOKED' })
  }
  for (const refund of books.refunds.values()) {
    const order = books.orders.get(refund.orderKey)
    if (order) events.push({ atMs: refund.requestedAtMs, order, refund, state: 'REFUND' })
  }
  return events
    .filter(({ atMs }) => chinaDigits(atMs).startsWith(date))
    .toSorted((a, b) => a.atMs - b.atMs)
}

/** The row that a payment of this order at that moment would have. */
export const paymentRow = (world: World, order: Order, atMs: number): BillRow =>
  rowOf(world, { atMs, order, refund: null, state: 'SUCCESS' })

function rowOf({ settings }: World, { atMs, order, refund, state }: Event): BillRow {
  const { feeType } = order
  const paid = state === 'SUCCESS'
  const back = paid ? 0 : (refund?.refundFee ?? order.totalFee)
  const fee = paid
    ? feeOf(settlementFee(order), settings.feeRatePpm)
    : -feeOf(back, settings.feeRatePpm)
  const money = (minor: number): string => major(minor, feeType)
  const coupons = order.totalFee - settlementFee(order)
  const backAtMs = refund ? refund.settledAtMs : paid ? null : atMs
  return {
    交易时间: chinaText(atMs),
    公众账号ID: order.appId,
    商户号: order.mchId,
    特约商户号: order.subMchId === '' ? '0' : order.subMchId,
    设备号: order.deviceInfo,
    微信订单号: order.transactionId,
    商户订单号: order.outTradeNo,
    用户标识: order.openId,
    交易类型: 'MICROPAY',
    交易状态: state,
    付款银行: order.bankType,
    货币种类: feeType,
    应结订单金额: money(paid ? settlementFee(order) : 0),
    代金券金额: money(paid ? coupons : 0),
    退款申请时间: paid ? '' : chinaText(atMs),
    退款成功时间: backAtMs === null ? '' : chinaText(backAtMs),
    微信退款单号: refund?.refundId ?? '0',
    商户退款单号: refund?.outRefundNo ?? '0',
    退款金额: money(back),
    充值券退款金额: money(refund ? refund.refundFee - refund.cashRefundFee : 0),
    退款类型: paid ? '' : 'ORIGINAL',
    退款状态: paid ? '' : (refund?.status ?? 'SUCCESS'),
    商品名称: order.body,
    商户数据包: order.attach,
    手续费: feeText(fee, feeType),
    费率: `${(settings.feeRatePpm / 10_000).toFixed(2)}%`,
    订单金额: money(paid ? order.totalFee : 0),
    申请退款金额: money(back),
    费率备注: '',
    // Only statements have these columns.
    用户支付币种: order.cashFeeType,
    用户支付金额: major(paid ? order.cashFee : 0, order.cashFeeType),
    用户退款金额: major(paid ? 0 : (refund?.cashRefundFee ?? order.cashFee), order.cashFeeType),
    支付汇率: order.rate,
  }
}

export const billRows = (world: World, date: string, subMchId: string): readonly BillRow[] =>
  eventsOf(world, date)
    .filter(({ order }) => subMchId === '' || order.subMchId === subMchId)
    .map((event) => rowOf(world, event))
