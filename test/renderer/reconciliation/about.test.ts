import { describe, expect, it } from 'vitest'
import type { BillSide, Difference } from '../../../app/reconciliation/difference.ts'
import type { OurPayment, OurRefund } from '../../../app/reconciliation/our-record.ts'
import { aboutOf } from '../../../renderer/reconciliation/about.ts'
import { startOf, readDay } from '../../../app/reconciliation/day.ts'

const day = readDay('20260314')
if (day === null) throw new Error('no day')
const noonMs = startOf(day) + 12 * 3_600_000

const ours: OurPayment = {
  kind: 'payment',
  orderNumber: '1',
  saleId: 's',
  till: '3',
  cashier: null,
  amount: { minor: 1274, currency: 'CNY' },
  submittedAtMs: noonMs,
  state: 'paid',
  paidAtMs: noonMs,
  transactionId: '2',
}

const row: BillSide = {
  line: 2,
  kind: 'payment',
  atMs: noonMs + 3_600_000,
  appId: '',
  mchId: '1900000109',
  subMchId: '',
  device: '',
  transactionId: '2',
  orderNumber: '1',
  tradeType: 'MICROPAY',
  bank: 'CFT',
  price: { minor: 2592, currency: 'CNY' },
  settlement: { minor: 2500, currency: 'CNY' },
  couponMinor: 92,
  feeUnits: 35_000,
  ratePpm: 6_000,
  refund: null,
}

const difference = (parts: Partial<Difference>): Difference => ({
  id: 'd',
  day,
  class: 'amount-differs',
  topic: 'amount',
  reasons: [],
  orderNumber: '1',
  refundNumber: null,
  otherOrderNumber: null,
  amount: { minor: 1274, currency: 'CNY' },
  till: '3',
  cashier: null,
  atMs: noonMs,
  ours: { payment: ours, refund: null },
  theirs: [row],
  expectedFeeUnits: null,
  ...parts,
})

describe('what a difference is about', () => {
  it('is both amounts where they differ', () => {
    expect(aboutOf(difference({}))).toEqual([
      ['ours', '¥12.74'],
      ['theirs', '¥25.92'],
    ])
    // WeChat's number of the order differs, and not the amount.
    const same = { ...row, price: ours.amount }
    expect(aboutOf(difference({ theirs: [same] }))).toEqual([['about', '¥12.74']])
  })

  it('is the fee that was to be expected, beside what was charged', () => {
    const fee = difference({ class: 'fee-differs', topic: 'fee', expectedFeeUnits: 15_000 })
    expect(aboutOf(fee)).toEqual([
      ['expectedFee', '¥0.15'],
      ['fee', '¥0.35'],
    ])
  })

  it('is what is settled of a discounted order', () => {
    expect(aboutOf(difference({ class: 'discounted', topic: 'discount' }))).toEqual([
      ['price', '¥25.92'],
      ['settlement', '¥25.00'],
    ])
  })

  it('is both times where a clock differs', () => {
    expect(aboutOf(difference({ class: 'currency-or-time', topic: 'time' }))).toEqual([
      ['ours', '2026-03-14 12:00:00'],
      ['theirs', '2026-03-14 13:00:00'],
    ])
  })

  it('is both amounts of a refund, wherever its row stands among those of its order', () => {
    const back = { minor: 1999, currency: 'CNY' }
    const refund = {
      refundNumber: 'R1',
      refundId: '5',
      asked: back,
      settled: back,
      status: 'SUCCESS',
    }
    const refunded: BillSide = { ...row, kind: 'refund', refund }
    const ourRefund: OurRefund = {
      kind: 'refund',
      refundNumber: 'R1',
      orderNumber: '1',
      till: '3',
      cashier: null,
      amount: { minor: 2000, currency: 'CNY' },
      requestedAtMs: noonMs,
      state: 'refunded',
    }
    for (const theirs of [
      [row, refunded],
      [refunded, row],
    ]) {
      const found = difference({
        class: 'refund-differs',
        topic: 'refund',
        ours: { payment: ours, refund: ourRefund },
        theirs,
      })
      expect(aboutOf(found)).toEqual([
        ['ours', '¥20.00'],
        ['theirs', '¥19.99'],
      ])
      expect(aboutOf({ ...found, topic: 'time' })).toContainEqual(['theirs', '2026-03-14 13:00:00'])
    }
  })

  it('is the money where one side has nothing', () => {
    const absent = difference({ class: 'absent-there', topic: 'payment', theirs: [] })
    expect(aboutOf(absent)).toEqual([['about', '¥12.74']])
  })
})
