/** Submit Quick Pay: `/pay/micropay` (pay.weixin.qq.com/doc/v2/merchant/4011937125). */
import { createHash } from 'node:crypto'
import type { Fields } from '../../app/wechat/xml.ts'
import { charge, couponSum, exchange, rateBetween } from '../charge.ts'
import { openDialog, watchDeadline } from '../dialog.ts'
import { type Outcome, refusal, success } from '../errors.ts'
import type { Order, Payer } from '../model.ts'
import { balanceOf, hashCode } from '../payers.ts'
import { chinaDigits, type World } from '../world.ts'
import { checkSubmit } from './check.ts'
import { type CodeHolder, holderOf, useCode } from './codes.ts'
import { orderKey, paymentFields } from './orders.ts'

/** A repeated submit must say the same in all but these. */
const MAY_DIFFER = ['nonce_str', 'sign', 'sign_type', 'auth_code', 'time_start', 'time_expire']

const fingerprintOf = (fields: Fields): string => {
  const kept = [...fields]
    .filter(([name, value]) => value !== '' && !MAY_DIFFER.includes(name))
    .map((field) => JSON.stringify(field))
    .toSorted()
  return createHash('sha256').update(kept.join()).digest('hex')
}

/** `unpaid` makes the order but leaves it not charged: a bank that never answered. */
export type SubmitEffect = 'done' | 'unpaid'

export function submit(world: World, fields: Fields, effect: SubmitEffect = 'done'): Outcome {
  const wrong = checkSubmit(fields, { global: world.settings.globalFields })
  if (wrong) return wrong
  const known = world.books.orders.get(orderKey(fields, fields.get('out_trade_no') ?? ''))
  if (known) return repeated(world, fields, known)
  const holder = holderOf(world, fields.get('auth_code') ?? '')
  if (!holder.ok) return holder.error
  const order = openOrder(world, fields, holder.value)
  if (effect === 'unpaid') {
    watchDeadline(world, order)
    return refusal('SYSTEMERROR')
  }
  return collect(world, order, holder.value.payer)
}

/** The number was seen before: the same request again gets the present state, anything else is refused. */
function repeated(world: World, fields: Fields, known: Order): Outcome {
  const code = fields.get('auth_code') ?? ''
  if (known.state === 'SUCCESS' || known.state === 'REFUND') return refusal('ORDERPAID')
  if (known.state === 'REVOKED') return refusal('ORDERREVERSED')
  if (known.state === 'CLOSED') return refusal('ORDERCLOSED')
  if (fingerprintOf(fields) !== known.fingerprint)
    return refusal('INVALID_REQUEST', '重入请求数据和已存在的业务单据数据不一致')
  if (hashCode(code) !== known.codeHash) {
    const holder = holderOf(world, code)
    const other = holder.ok && holder.value.payer.id !== known.payerId
    return refusal(other ? 'BUYER_MISMATCH' : 'INVALID_REQUEST')
  }
  if (known.state === 'PAYERROR')
    return refusal(known.refusal === '' ? 'TRADE_ERROR' : known.refusal)
  return refusal('USERPAYING')
}

function newTransactionId({ clock, random }: World): string {
  return `4200${random.digits(6)}${chinaDigits(clock.nowMs()).slice(0, 8)}${random.digits(10)}`
}

function openOrder(world: World, fields: Fields, { payer, hash }: CodeHolder): Order {
  const text = (name: string): string => fields.get(name) ?? ''
  const key = orderKey(fields, text('out_trade_no'))
  const totalFee = Number(text('total_fee'))
  const feeType = text('fee_type') === '' ? 'CNY' : text('fee_type')
  const { coupons } = payer
  const dueFee = Math.max(0, totalFee - couponSum({ coupons }))
  useCode(world, hash, key)
  if (coupons.length > 0) world.books.put({ kind: 'payer', value: { ...payer, coupons: [] } })
  const order: Order = {
    key,
    outTradeNo: text('out_trade_no'),
    transactionId: newTransactionId(world),
    appId: text('appid'),
    mchId: text('mch_id'),
    subAppId: text('sub_appid'),
    subMchId: text('sub_mch_id'),
    deviceInfo: text('device_info'),
    body: text('body'),
    attach: text('attach'),
    totalFee,
    feeType,
    cashFee: exchange(dueFee, feeType, payer.currency),
    cashFeeType: payer.currency,
    rate: rateBetween(feeType, payer.currency),
    coupons,
    payerId: payer.id,
    openId: payer.openId,
    bankType: payer.bankType,
    codeHash: hash,
    fingerprint: fingerprintOf(fields),
    state: 'NOTPAY',
    refusal: '',
    dialog: null,
    createdAtMs: world.clock.nowMs(),
    paidAtMs: null,
    endedAtMs: null,
    refundedFee: 0,
  }
  return world.books.put({ kind: 'order', value: order })
}

/** Payments of this payer today (UTC+8) that needed no password. */
function passwordFreeToday({ books, clock }: World, payer: Payer): number {
  const today = chinaDigits(clock.nowMs()).slice(0, 8)
  return [...books.orders.values()].filter(
    ({ payerId, paidAtMs, createdAtMs }) =>
      payerId === payer.id &&
      paidAtMs === createdAtMs &&
      chinaDigits(createdAtMs).startsWith(today),
  ).length
}

function asksPassword(world: World, order: Order, payer: Payer): boolean {
  if (payer.passwordRule !== 'by-rule') return payer.passwordRule === 'always'
  const limit = payer.passwordFreeLimit ?? world.settings.passwordAboveMinor
  const perDay = payer.passwordFreePerDay
  return order.cashFee > limit || (perDay !== null && passwordFreeToday(world, payer) >= perDay)
}

function collect(world: World, order: Order, payer: Payer): Outcome {
  const poor = balanceOf(world, payer) < order.cashFee
  if (poor && payer.whenPoor === 'refused') {
    const endedAtMs = world.clock.nowMs()
    const refused = { ...order, state: 'PAYERROR', refusal: 'NOTENOUGH', endedAtMs } as const
    world.books.put({ kind: 'order', value: refused })
    return refusal('NOTENOUGH')
  }
  if (poor || asksPassword(world, order, payer)) {
    openDialog(world, order, poor ? 'not-enough' : 'password')
    watchDeadline(world, order)
    return refusal('USERPAYING')
  }
  charge(world, order, payer)
  const paid = world.books.orders.get(order.key) ?? order
  return success(paymentFields(paid, { listed: false }))
}
