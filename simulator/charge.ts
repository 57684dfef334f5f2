/** Moves money for an order, and ends orders. Nobody else does either. */
import { CURRENCY_DIGITS, isCurrency } from '../app/money.ts'
import type { Order, Payer, TradeState } from './model.ts'
import { balanceOf, walletOf } from './payers.ts'
import type { World } from './world.ts'

/** What a hundred units of each currency cost in CNY: made up, but of the right size, and always the same. */
const CNY_PER_UNIT: Readonly<Record<string, number>> = {
  CNY: 1,
  HKD: 0.92,
  USD: 7.2,
  EUR: 7.8,
  GBP: 9.1,
  JPY: 0.048,
  KRW: 0.0053,
  SGD: 5.4,
  AUD: 4.7,
  CAD: 5.2,
  THB: 0.2,
  MOP: 0.89,
  TWD: 0.22,
}

const RATE_UNIT = 100_000_000

const digitsOf = (currency: string): number =>
  isCurrency(currency) ? CURRENCY_DIGITS[currency] : 2

/** Order currency to payer's currency, × 10^8; empty when they are one. */
export function rateBetween(from: string, to: string): string {
  if (from === to) return ''
  const rate = (CNY_PER_UNIT[from] ?? 1) / (CNY_PER_UNIT[to] ?? 1)
  return String(Math.round(rate * RATE_UNIT))
}

/** An amount in the payer's currency, in its minor units. */
export function exchange(minor: number, from: string, to: string): number {
  if (from === to) return minor
  const shift = 10 ** (digitsOf(to) - digitsOf(from))
  return Math.round((minor * shift * Number(rateBetween(from, to))) / RATE_UNIT)
}

export const couponSum = ({ coupons }: Pick<Order, 'coupons'>): number =>
  coupons.reduce((sum, { fee }) => sum + fee, 0)

/** Free coupons are not paid out to the merchant: `settlement_total_fee` is what remains. */
export const settlementFee = ({ totalFee, coupons }: Pick<Order, 'totalFee' | 'coupons'>): number =>
  totalFee - couponSum({ coupons: coupons.filter(({ type }) => type === 'NO_CASH') })

const shopOf = ({ subMchId }: Order): string => `merchant${subMchId === '' ? '' : `/${subMchId}`}`

/** Share of the order's price that the payer paid in cash, in the order's currency. */
const cashPart = (order: Order): number => order.totalFee - couponSum(order)

/** Cash between wallet and shop; through the exchange when their currencies differ. */
function moveCash(
  world: World,
  order: Order,
  { kind, priced, back }: { kind: 'payment' | 'revoke'; priced: number; back: boolean },
): void {
  const wallet = walletOf(order.payerId)
  const shop = shopOf(order)
  const { outTradeNo, feeType, cashFeeType } = order
  const move = (from: string, to: string, amount: number, currency: string): void =>
    world.books.move({
      kind,
      from: back ? to : from,
      to: back ? from : to,
      amount,
      currency,
      outTradeNo,
    })
  if (feeType === cashFeeType) return move(wallet, shop, priced, feeType)
  move(wallet, 'exchange', order.cashFee, cashFeeType)
  move('exchange', shop, priced, feeType)
}

function moveCoupons(world: World, order: Order, back: boolean): void {
  const shop = shopOf(order)
  for (const coupon of order.coupons.filter(({ type }) => type === 'CASH'))
    world.books.move({
      kind: 'coupon',
      from: back ? shop : 'wechat',
      to: back ? 'wechat' : shop,
      amount: coupon.fee,
      currency: order.feeType,
      outTradeNo: order.outTradeNo,
    })
}

const canPay = (world: World, order: Order, payer: Payer): boolean =>
  balanceOf(world, payer) >= order.cashFee

/** Takes the money. `not-enough` leaves everything as it was. */
export function charge(world: World, order: Order, payer: Payer): 'paid' | 'not-enough' {
  if (!canPay(world, order, payer)) return 'not-enough'
  moveCash(world, order, { kind: 'payment', priced: cashPart(order), back: false })
  moveCoupons(world, order, false)
  const paidAtMs = world.clock.nowMs()
  world.books.put({ kind: 'order', value: { ...order, state: 'SUCCESS', dialog: null, paidAtMs } })
  return 'paid'
}

/** Ends an order that was not paid. */
export function endUnpaid(world: World, order: Order, state: TradeState, reason = ''): Order {
  const endedAtMs = world.clock.nowMs()
  const refused = reason === '' ? order.refusal : reason
  const value = { ...order, state, dialog: null, endedAtMs, refusal: refused }
  return world.books.put({ kind: 'order', value })
}

/** Revokes a paid order: every movement of its payment goes back. */
export function giveBack(world: World, order: Order): Order {
  moveCash(world, order, { kind: 'revoke', priced: cashPart(order), back: true })
  moveCoupons(world, order, true)
  const endedAtMs = world.clock.nowMs()
  const state = world.settings.revokedPaidState
  return world.books.put({ kind: 'order', value: { ...order, state, endedAtMs } })
}

/** What of a refund goes back to the payer in cash; the rest are coupons. */
export const cashShare = (order: Order, refundFee: number): number =>
  order.totalFee === 0 ? 0 : Math.round((refundFee * order.cashFee) / order.totalFee)

/** A refund leaves the shop at once and reaches the payer later. */
export function startRefund(world: World, order: Order, refundFee: number): void {
  const { outTradeNo, feeType: currency } = order
  const from = shopOf(order)
  world.books.move({ kind: 'refund', from, to: 'transit', amount: refundFee, currency, outTradeNo })
}

export function finishRefund(world: World, order: Order, refundFee: number): void {
  const { outTradeNo, feeType, cashFeeType } = order
  const move = (from: string, to: string, amount: number, currency: string): void =>
    world.books.move({ kind: 'refund-arrival', from, to, amount, currency, outTradeNo })
  const wallet = walletOf(order.payerId)
  const cash = cashShare(order, refundFee)
  if (feeType === cashFeeType) {
    move('transit', wallet, cash, feeType)
    return move('transit', 'wechat', refundFee - cash, feeType)
  }
  move('transit', 'exchange', refundFee, feeType)
  move('exchange', wallet, cash, cashFeeType)
}

/** What the shop can refund from now. */
export const fundsOf = ({ books }: World, order: Order): number =>
  books.balance(shopOf(order), order.feeType)
