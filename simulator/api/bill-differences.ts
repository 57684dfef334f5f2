/** Makes a day's bill differ from the books in chosen ways, so that reconciliation can be tried: any number of each class. */
import type { Random } from '../../app/ports.ts'
import type { DifferenceClass } from '../../app/reconciliation/difference.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import { settlementFee } from '../charge.ts'
import type { Order, Refund } from '../model.ts'
import { createRandom } from '../random.ts'
import { chinaDigits, chinaText, type World } from '../world.ts'
import { type BillEdit, SPOILINGS } from './bill.ts'
import { type BillRow, feeOf, feeText, major, paymentRow } from './bill-rows.ts'

/** Classes that a bill can be made to have: all but the one where nothing differs. */
export const INJECTABLE = [
  'paid-there-only',
  'unknown-here',
  'next-bill',
  'absent-there',
  'amount-differs',
  'discounted',
  'fee-differs',
  'refund-unknown-here',
  'refund-absent-there',
  'refund-differs',
  'revoked-there',
  'charged-twice',
  'currency-or-time',
  'bill-unusable',
] as const satisfies readonly DifferenceClass[]

export type Injectable = (typeof INJECTABLE)[number]

/** One difference as a report should name it. */
export interface Injected {
  readonly class: DifferenceClass
  readonly outTradeNo: string
  readonly outRefundNo: string | null
}

/** A day and how many of each class its bill is to have. */
export interface DifferencesAsk {
  readonly date: string
  readonly seed: string
  readonly counts: Partial<Record<Injectable, number | undefined>>
}

/** The books hold too little of what this class is made from. */
export interface TooFew {
  readonly kind: `too-few-orders-for-${Injectable}`
}

/** One difference: how the bill comes to have it, and what a report should say. */
interface Made {
  readonly edits: readonly BillEdit[]
  readonly injected: readonly Injected[]
}

/** What differences are made from; each thing is taken once, so that no two of them meet in one order. */
interface Stock {
  /** Paid on the day, whole, not given back. */
  readonly paid: Order[]
  /** Of those, the ones of the day's last minutes. */
  readonly late: Order[]
  /** Made on the day and never paid. */
  readonly unpaid: Order[]
  readonly refunds: Refund[]
}

interface Maker {
  readonly world: World
  readonly date: string
  readonly random: Random
  readonly stock: Stock
}

const DAY_MS = 86_400_000
/** The last minutes of a day: what is made there may be looked for in the next bill. */
const LATE_MS = 240_000
/** Earlier than this a missing row is missing, however near to midnight one may look. */
const EARLY_MS = 600_000

const startOf = (date: string): number =>
  Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00+08:00`)

function stockOf({ books }: World, date: string): Stock {
  const orders = [...books.orders.values()]
  const refunds = [...books.refunds.values()]
  const refunded = new Set(refunds.map(({ orderKey }) => orderKey))
  const lateMs = startOf(date) + DAY_MS - LATE_MS
  const earlyMs = startOf(date) + DAY_MS - EARLY_MS
  const on = (atMs: number | null): boolean => atMs !== null && chinaDigits(atMs).startsWith(date)
  const paid = orders.filter(
    ({ paidAtMs, endedAtMs, key }) => on(paidAtMs) && endedAtMs === null && !refunded.has(key),
  )
  return {
    paid: paid.filter(({ paidAtMs }) => (paidAtMs ?? 0) < earlyMs),
    late: paid.filter(({ paidAtMs }) => (paidAtMs ?? 0) >= lateMs),
    unpaid: orders.filter((order) => order.paidAtMs === null && on(order.createdAtMs)),
    refunds: refunds.filter((one) => on(one.requestedAtMs) && one.requestedAtMs < earlyMs),
  }
}

const upTo = (random: Random, count: number): number => Number(random.digits(9)) % count

/** Takes one out at random; undefined when there is none. */
const draw = <T>(random: Random, from: T[]): T | undefined =>
  from.length === 0 ? undefined : from.splice(upTo(random, from.length), 1)[0]

type Make = (maker: Maker) => Made | null

const named = (name: DifferenceClass, outTradeNo: string, outRefundNo: string | null = null) => ({
  class: name,
  outTradeNo,
  outRefundNo,
})

const newIds = (random: Random, date: string): BillRow => ({
  微信订单号: `4200009${random.digits(21)}`,
  商户订单号: `${date}000000${random.digits(16)}`,
})

/** A class that is made by altering the row of a paid order. */
const altering =
  (name: DifferenceClass, cells: (order: Order, maker: Maker) => BillRow): Make =>
  (maker) => {
    const order = draw(maker.random, maker.stock.paid)
    if (order === undefined) return null
    const { outTradeNo } = order
    const alter = [{ outTradeNo, state: 'SUCCESS', cells: cells(order, maker) }]
    return { edits: [{ date: maker.date, alter }], injected: [named(name, outTradeNo)] }
  }

/** A class that is made by adding a row beside a paid order. */
const adding =
  (
    make: (order: Order, row: BillRow, maker: Maker) => readonly [BillRow, readonly Injected[]],
  ): Make =>
  (maker) => {
    const order = draw(maker.random, maker.stock.paid)
    if (order === undefined || order.paidAtMs === null) return null
    const [row, injected] = make(order, paymentRow(maker.world, order, order.paidAtMs), maker)
    return { edits: [{ date: maker.date, add: [row] }], injected }
  }

const priced = ({ feeType }: Order, minor: number, { settings }: World): BillRow => ({
  应结订单金额: major(minor, feeType),
  手续费: feeText(feeOf(minor, settings.feeRatePpm), feeType),
})

const back = ({ feeType }: Order, minor: number): BillRow => ({
  应结订单金额: major(0, feeType),
  订单金额: major(0, feeType),
  代金券金额: major(0, feeType),
  退款金额: major(minor, feeType),
  申请退款金额: major(minor, feeType),
  退款类型: 'ORIGINAL',
  退款状态: 'SUCCESS',
  手续费: feeText(0, feeType),
})

const paidThereOnly: Make = ({ world, date, random, stock }) => {
  const order = draw(random, stock.unpaid)
  if (order === undefined) return null
  const add = [paymentRow(world, { ...order, openId: 'oLate' }, order.createdAtMs)]
  return { edits: [{ date, add }], injected: [named('paid-there-only', order.outTradeNo)] }
}

const nextBill: Make = ({ world, date, random, stock }) => {
  const order = draw(random, stock.late)
  if (order === undefined) return null
  const midnightMs = startOf(date) + DAY_MS
  const row = paymentRow(world, order, midnightMs + 1_000 * upTo(random, 60))
  return {
    edits: [
      { date, drop: [order.outTradeNo] },
      { date: chinaDigits(midnightMs).slice(0, 8), add: [row] },
    ],
    injected: [named('next-bill', order.outTradeNo)],
  }
}

const absentThere: Make = ({ date, random, stock }) => {
  const order = draw(random, stock.paid)
  if (order === undefined) return null
  return {
    edits: [{ date, drop: [order.outTradeNo] }],
    injected: [named('absent-there', order.outTradeNo)],
  }
}

const refundAbsentThere: Make = ({ date, random, stock }) => {
  const refund = draw(random, stock.refunds)
  if (refund === undefined) return null
  const { outTradeNo, outRefundNo } = refund
  return {
    edits: [{ date, dropRefunds: [outRefundNo] }],
    injected: [named('refund-absent-there', outTradeNo, outRefundNo)],
  }
}

const refundDiffers: Make = ({ world, date, random, stock }) => {
  const refund = draw(random, stock.refunds)
  if (refund === undefined) return null
  const { outTradeNo, outRefundNo, orderKey, refundFee } = refund
  const order = world.books.orders.get(orderKey)
  const less = major(refundFee - 1, order?.feeType ?? 'CNY')
  const cells: readonly BillRow[] = [
    { 退款金额: less, 申请退款金额: less },
    { 退款状态: 'CHANGE' },
    { 退款状态: 'FAIL' },
  ]
  const alter = [{ outTradeNo, state: 'REFUND', cells: cells[upTo(random, cells.length)] ?? {} }]
  // Its rows are told by order alone: no other refund of the order may be altered along with it.
  if ([...world.books.refunds.values()].filter((one) => one.orderKey === orderKey).length > 1)
    return { edits: [], injected: [] }
  return {
    edits: [{ date, alter }],
    injected: [named('refund-differs', outTradeNo, outRefundNo)],
  }
}

const HOUR_MS = 3_600_000

/** Another currency, whole hours, or some minutes; always within the day. */
function otherwise(order: Order, { date, random }: Maker): BillRow {
  if (upTo(random, 3) === 0) return { 货币种类: order.feeType === 'CNY' ? 'HKD' : 'CNY' }
  const atMs = order.paidAtMs ?? 0
  const early = atMs - startOf(date) < DAY_MS / 2
  const byMs = upTo(random, 2) === 0 ? 8 * HOUR_MS : 1_020_000 + upTo(random, 900) * 1_000
  return { 交易时间: chinaText(early ? atMs + byMs : atMs - byMs) }
}

const MAKES: Readonly<Record<Injectable, Make>> = {
  'paid-there-only': paidThereOnly,
  'unknown-here': adding((_order, row, { random, date }) => {
    const ids = newIds(random, date)
    const made = { ...row, ...ids, 设备号: 'ELSEWHERE', 用户标识: `o${random.letters(27)}` }
    return [made, [named('unknown-here', ids['商户订单号'] ?? '')]]
  }),
  'next-bill': nextBill,
  'absent-there': absentThere,
  'amount-differs': altering('amount-differs', (order, { world, random }) => {
    const minor = order.totalFee + (upTo(random, 2) === 0 ? 1 : 1 + upTo(random, 5_000))
    return { 订单金额: major(minor, order.feeType), ...priced(order, minor, world), 代金券金额: major(0, order.feeType) } // prettier-ignore
  }),
  discounted: altering('discounted', (order, { world, random }) => {
    const settled = Math.max(0, settlementFee(order) - 1 - upTo(random, order.totalFee))
    const coupon = order.totalFee - settled
    return { 代金券金额: major(coupon, order.feeType), ...priced(order, settled, world) }
  }),
  'fee-differs': altering('fee-differs', (order, { world, random }) => {
    const fee = feeOf(settlementFee(order), world.settings.feeRatePpm)
    return { 手续费: feeText(fee + 2 + upTo(random, 50), order.feeType) }
  }),
  'refund-unknown-here': adding((order, row, { random }) => {
    const outRefundNo = `M${random.digits(20)}`
    const part = 1 + upTo(random, Math.max(1, order.totalFee - 1))
    const refund = { 交易状态: 'REFUND', 微信退款单号: `5030000${random.digits(21)}` }
    const made = { ...row, ...back(order, part), ...refund, 商户退款单号: outRefundNo }
    return [made, [named('refund-unknown-here', order.outTradeNo, outRefundNo)]]
  }),
  'refund-absent-there': refundAbsentThere,
  'refund-differs': refundDiffers,
  'revoked-there': adding((order, row) => {
    const revoke = { 交易状态: 'REVOKED', 退款状态: 'SUCCESS' }
    const made = { ...row, ...back(order, order.totalFee), ...revoke }
    return [made, [named('revoked-there', order.outTradeNo)]]
  }),
  'charged-twice': adding((order, row, { random, date }) => {
    const ids = newIds(random, date)
    const atMs = (order.paidAtMs ?? 0) + 1_000 * (1 + upTo(random, 119))
    const number = ids['商户订单号'] ?? ''
    const made = { ...row, ...ids, 交易时间: chinaText(atMs) }
    // The books do not have it either, or it would not have gone unseen.
    return [made, [named('charged-twice', number), named('unknown-here', number)]]
  }),
  'currency-or-time': altering('currency-or-time', otherwise),
  'bill-unusable': ({ date, random }) => {
    const spoil = SPOILINGS[upTo(random, SPOILINGS.length)] ?? 'cut-off'
    return { edits: [{ date, spoil }], injected: [named('bill-unusable', '')] }
  },
}

/** Chooses orders by the seed and says which differences a report of that day has to name: these and no others. */
export function injectDifferences(
  world: World,
  { date, seed, counts }: DifferencesAsk,
): Result<Made, TooFew> {
  const random = createRandom(`differences ${seed} ${date}`)
  const maker: Maker = { world, date, random, stock: stockOf(world, date) }
  const all: Made[] = []
  for (const name of INJECTABLE) {
    for (let left = counts[name] ?? 0; left > 0;) {
      const made = MAKES[name](maker)
      if (made === null) return fail({ kind: `too-few-orders-for-${name}` })
      all.push(made)
      left -= made.injected.length === 0 ? 0 : 1
    }
  }
  return succeed({
    edits: all.flatMap(({ edits }) => edits),
    injected: all.flatMap(({ injected }) => injected),
  })
}
