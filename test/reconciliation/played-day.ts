/**
 * A day that is known in full: orders in the simulator's books, what a till would have of them, and the bill that the
 * simulator makes, with differences that were put into it. Everything follows from the seed.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { openFileSpill } from '../../adapters/reconciliation/file-spill.ts'
import { readBillFile } from '../../adapters/reconciliation/bill-file.ts'
import type { Random } from '../../app/ports.ts'
import { type Day, plusDays, readDay, startOf } from '../../app/reconciliation/day.ts'
import type { OurBooks, OurRecord } from '../../app/reconciliation/our-record.ts'
import { reconcileDay, type ReconcileFault } from '../../app/reconciliation/reconcile.ts'
import type { DayTotals } from '../../app/reconciliation/report.ts'
import { DEFAULT_RULES } from '../../app/reconciliation/rules.ts'
import type { DayWriter, Elsewhere } from '../../app/reconciliation/store.ts'
import type { Result } from '../../app/result.ts'
import { bill, type BillEdit } from '../../simulator/api/bill.ts'
import {
  injectDifferences,
  type Injectable,
  type Injected,
} from '../../simulator/api/bill-differences.ts'
import type { Order, Refund } from '../../simulator/model.ts'
import { createRandom } from '../../simulator/random.ts'
import { createService } from '../../simulator/service.ts'
import type { World } from '../../simulator/world.ts'
import { handClock } from '../support/hand-clock.ts'
import { type MemoryWriter, memoryWriter } from './memory-writer.ts'

const found = readDay('20260314')
if (found === null) throw new Error('no day')
export const DAY: Day = found
export const NEXT: Day = plusDays(DAY, 1)

export const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const upTo = (random: Random, count: number): number => Number(random.digits(9)) % count

const TILLS = ['T1', 'T2', 'T3'] as const

/** Millisecond times: bills know only seconds, and tills more. */
const timeOn = (random: Random, day: Day): number => startOf(day) + upTo(random, DAY_MS)

function anOrder(random: Random, number: number, parts: Partial<Order>): Order {
  const createdAtMs = parts.createdAtMs ?? 0
  const outTradeNo = `2026${String(number).padStart(10, '0')}${random.digits(16)}`
  return {
    key: `1900000109 ${outTradeNo}`,
    outTradeNo,
    transactionId: `4200001${random.digits(21)}`,
    appId: 'wx5f0c2b7d9a1e3864',
    mchId: '1900000109',
    subAppId: '',
    subMchId: '',
    deviceInfo: TILLS[upTo(random, TILLS.length)] ?? 'T1',
    body: random.digits(1) === '7' ? 'Tea, green`leaf' : 'Shop-Goods',
    attach: '',
    // No two alike, so that no charge looks like another one's second.
    totalFee: 100 + number * 7 + upTo(random, 7),
    feeType: upTo(random, 8) === 0 ? 'HKD' : 'CNY',
    cashFee: 0,
    cashFeeType: 'CNY',
    rate: '',
    coupons: [],
    payerId: 'alice',
    openId: `o${random.letters(27)}`,
    bankType: 'CFT',
    codeHash: random.letters(20),
    fingerprint: '',
    state: 'SUCCESS',
    refusal: '',
    dialog: null,
    createdAtMs,
    paidAtMs: createdAtMs + 500 + upTo(random, 20_000),
    endedAtMs: null,
    refundedFee: 0,
    ...parts,
  }
}

const aRefundOf = (random: Random, order: Order, requestedAtMs: number): Refund => ({
  orderKey: order.key,
  outTradeNo: order.outTradeNo,
  transactionId: order.transactionId,
  outRefundNo: `R${random.digits(24)}`,
  refundId: `5030000${random.digits(21)}`,
  refundFee: upTo(random, 3) === 0 ? order.totalFee : 1 + upTo(random, order.totalFee - 1),
  totalFee: order.totalFee,
  cashRefundFee: 0,
  account: '',
  description: '',
  status: upTo(random, 2) === 0 ? 'PROCESSING' : 'SUCCESS',
  requestedAtMs,
  settledAtMs: null,
})

const put = (world: World, value: Order): Order => {
  world.books.put({ kind: 'order', value })
  return value
}

/** Fills the books of two days: payments, refusals, revokes, refunds of today's and of last week's orders. */
function fill(world: World, random: Random, orders: number): void {
  for (let number = 0; number < orders; number += 1) {
    const day = upTo(random, 4) === 0 ? NEXT : DAY
    const createdAtMs = timeOn(random, day)
    const chance = upTo(random, 20)
    if (chance < 2) {
      const state = (['NOTPAY', 'PAYERROR', 'REVOKED', 'CLOSED'] as const)[upTo(random, 4)]
      put(world, anOrder(random, number, { createdAtMs, paidAtMs: null, ...(state && { state }) }))
    } else if (chance === 2) {
      const order = anOrder(random, number, { createdAtMs })
      // Ten seconds later, but never over midnight: the crossing ones have a test of their own.
      const endedAtMs = Math.min((order.paidAtMs ?? 0) + 10_000, startOf(plusDays(day, 1)) - 1)
      put(world, { ...order, state: 'REVOKED', paidAtMs: Math.min(order.paidAtMs ?? 0, endedAtMs), endedAtMs }) // prettier-ignore
    } else {
      const order = put(world, inDay(anOrder(random, number, { createdAtMs }), day))
      if (chance > 4) continue
      const atMs = Math.min((order.paidAtMs ?? 0) + 60_000 + upTo(random, HOUR_MS), startOf(plusDays(day, 1)) - 1) // prettier-ignore
      world.books.put({ kind: 'refund', value: aRefundOf(random, order, atMs) })
    }
  }
  for (let number = 0; number < orders / 10; number += 1) {
    const createdAtMs = timeOn(random, plusDays(DAY, -1 - upTo(random, 30)))
    const old = put(world, anOrder(random, orders + number, { createdAtMs }))
    world.books.put({ kind: 'refund', value: aRefundOf(random, old, timeOn(random, DAY)) })
  }
  // Enough of the last minutes of the day.
  for (let number = 0; number < 6; number += 1) {
    const createdAtMs = startOf(NEXT) - 200_000 + upTo(random, 170_000)
    put(world, inDay(anOrder(random, 2 * orders + number, { createdAtMs }), DAY))
  }
  neighbours(world, random, 3 * orders)
}

const inDay = (order: Order, day: Day): Order => ({
  ...order,
  paidAtMs: Math.min(order.paidAtMs ?? 0, startOf(plusDays(day, 1)) - 1),
})

/** Two customers who buy the same thing one after the other: nothing is wrong with them. */
function neighbours(world: World, random: Random, number: number): void {
  const createdAtMs = startOf(DAY) + 12 * HOUR_MS
  const first = anOrder(random, number, { createdAtMs })
  const { deviceInfo, totalFee, feeType } = first
  put(world, first)
  put(world, anOrder(random, number + 1, { createdAtMs: createdAtMs + 30_000, deviceInfo, totalFee, feeType })) // prettier-ignore
}

const cutToSeconds = (atMs: number): number => atMs - (atMs % 1_000)

/** What a till that saw everything right has in its books. Shares no code with what is tested. */
export function oursOf({ books }: World, tills: ReadonlyMap<string, string>): readonly OurRecord[] {
  const stateOf = ({ state, paidAtMs }: Order) =>
    state === 'SUCCESS' || state === 'REFUND'
      ? 'paid'
      : state === 'PAYERROR'
        ? 'not-charged'
        : state === 'REVOKED' || state === 'CLOSED'
          ? 'revoked'
          : paidAtMs === null
            ? 'open'
            : 'paid'
  const payments = [...books.orders.values()].map((order): OurRecord => {
    const state = stateOf(order)
    return {
      kind: 'payment',
      orderNumber: order.outTradeNo,
      saleId: `sale of ${order.outTradeNo}`,
      till: tills.get(order.outTradeNo) ?? '',
      cashier: 'chen',
      amount: { minor: order.totalFee, currency: order.feeType },
      submittedAtMs: order.createdAtMs,
      state,
      paidAtMs: state === 'paid' ? cutToSeconds(order.paidAtMs ?? 0) : null,
      transactionId: state === 'paid' ? order.transactionId : '',
    }
  })
  const refunds = [...books.refunds.values()].map((refund): OurRecord => {
    const order = books.orders.get(refund.orderKey)
    return {
      kind: 'refund',
      refundNumber: refund.outRefundNo,
      orderNumber: refund.outTradeNo,
      till: tills.get(refund.outTradeNo) ?? '',
      cashier: null,
      amount: { minor: refund.refundFee, currency: order?.feeType ?? 'CNY' },
      requestedAtMs: refund.requestedAtMs,
      state: refund.status === 'SUCCESS' ? 'refunded' : 'accepted',
    }
  })
  return [...payments, ...refunds]
}

const atOf = (record: OurRecord): number =>
  record.kind === 'payment' ? record.submittedAtMs : record.requestedAtMs

export const booksOf = (records: readonly OurRecord[]): OurBooks => ({
  async *read({ fromMs, toMs }) {
    const fitting = records.filter((record) => atOf(record) >= fromMs && atOf(record) < toMs)
    for (let from = 0; from < fitting.length; from += 7) yield fitting.slice(from, from + 7)
  },
  find: (numbers) =>
    Promise.resolve(records.filter(({ orderNumber }) => numbers.includes(orderNumber))),
})

export interface PlayedDay {
  readonly world: World
  readonly records: readonly OurRecord[]
  readonly injected: readonly Injected[]
  readonly edits: readonly BillEdit[]
}

export function playDay(
  seed: string,
  {
    orders,
    counts,
    devices = true,
  }: {
    orders: number
    counts: Partial<Record<Injectable, number>>
    /** Whether bills name the till (`device_info`), which many shops never send. */
    devices?: boolean
  },
): PlayedDay {
  const random = createRandom(`played day ${seed}`)
  const clock = handClock(startOf(plusDays(DAY, 3)))
  const { worlds } = createService({ clock, seed })
  const world = worlds.real
  fill(world, random, orders)
  const all = [...world.books.orders.values()]
  const tills = new Map(all.map(({ outTradeNo, deviceInfo }) => [outTradeNo, deviceInfo]))
  if (!devices) for (const order of all) put(world, { ...order, deviceInfo: '' })
  const made = injectDifferences(world, { date: DAY, seed, counts })
  if (!made.ok) throw new Error(`${seed}: ${made.error.kind}`)
  return { world, records: oursOf(world, tills), ...made.value }
}

/** Writes a day's bill as WeChat would send it. Null: nothing was sold. */
export function writeBill(
  { world, edits }: Pick<PlayedDay, 'world' | 'edits'>,
  folder: string,
  { day, gzip = false, type = 'ALL' }: { day: Day; gzip?: boolean; type?: string },
): string | null {
  const fields = new Map([
    ['bill_date', day],
    ['bill_type', type],
    ...(gzip ? ([['tar_type', 'GZIP']] as const) : []),
  ])
  const outcome = bill(world, fields, edits)
  if (outcome.kind !== 'file') return null
  const file = path.join(folder, `${day}-${type}.bill`)
  writeFileSync(file, outcome.body)
  return file
}

export interface Reconciled {
  readonly result: Result<DayTotals, ReconcileFault>
  readonly writer: MemoryWriter
}

export async function reconcilePlayed(
  { records }: Pick<PlayedDay, 'records'>,
  { file, folder, day = DAY, nextBillSeen = false, elsewhere = [], rows = 40_000 }: { file: string | null; folder: string; day?: Day; nextBillSeen?: boolean; elsewhere?: readonly Elsewhere[]; rows?: number }, // prettier-ignore
): Promise<Reconciled> {
  const writer = memoryWriter()
  const result = await reconcileInto(writer, { records, file, folder, day, nextBillSeen, elsewhere, rows }) // prettier-ignore
  return { result, writer }
}

export interface PlayedWish {
  readonly records: readonly OurRecord[]
  readonly file: string | null
  readonly folder: string
  readonly day: Day
  readonly nextBillSeen: boolean
  readonly elsewhere: readonly Elsewhere[]
  readonly rows: number
}

export function reconcileInto(
  writer: Pick<DayWriter, 'line' | 'difference' | 'elsewhere'>,
  { records, file, folder, day, nextBillSeen, elsewhere, rows }: PlayedWish,
): Promise<Result<DayTotals, ReconcileFault>> {
  return reconcileDay({
    day,
    rules: { ...DEFAULT_RULES, mchId: '1900000109', agreedRatePpm: 6_000 },
    bill: file === null ? null : readBillFile(file),
    // More buckets than so small a day needs, so that they are used.
    rowsExpected: rows,
    books: booksOf(records),
    openSpill: openFileSpill(folder),
    writer,
    nextBillSeen,
    elsewhere,
    onProgress: () => undefined,
    isCancelled: () => false,
  })
}
