import { describe, expect, it } from 'vitest'
import { askWechat } from '../../adapters/reconciliation/ask-wechat.ts'
import type { Order, QueryAnswer } from '../../app/ports.ts'
import { readDay } from '../../app/reconciliation/day.ts'
import type { Difference } from '../../app/reconciliation/difference.ts'

const day = readDay('20260314')
if (day === null) throw new Error('no day')
const cny = (minor: number) => ({ minor, currency: 'CNY' })

/** Ours is 9.90, and the bill has another amount. */
const difference = (billedMinor: number): Difference => ({
  id: 'd',
  day,
  class: 'amount-differs',
  topic: 'amount',
  reasons: ['more-there'],
  orderNumber: '1',
  refundNumber: null,
  otherOrderNumber: null,
  amount: cny(billedMinor),
  till: '3',
  cashier: null,
  atMs: 0,
  ours: {
    payment: {
      kind: 'payment',
      orderNumber: '1',
      saleId: 's',
      till: '3',
      cashier: null,
      amount: cny(990),
      submittedAtMs: 0,
      state: 'paid',
      paidAtMs: 0,
      transactionId: '4200',
    },
    refund: null,
  },
  theirs: [
    {
      line: 2,
      kind: 'payment',
      atMs: 0,
      appId: '',
      mchId: '1900000109',
      subMchId: '',
      device: '',
      transactionId: '4200',
      orderNumber: '1',
      tradeType: 'MICROPAY',
      bank: 'CFT',
      price: cny(billedMinor),
      settlement: cny(billedMinor),
      couponMinor: 0,
      feeUnits: 0,
      ratePpm: 6_000,
      refund: null,
    },
  ],
  expectedFeeUnits: null,
})

const mismatch: QueryAnswer = { kind: 'no-answer', cause: 'mismatch', detail: 'total_fee' }

/** WeChat has the order with this amount, and the gateway takes an answer about no other. */
function wechatWith(minor: number) {
  const asked: number[] = []
  const query = ({ amount }: Order): Promise<QueryAnswer> => {
    asked.push(amount.minor)
    const payment = { transactionId: '4200' } as Extract<QueryAnswer, { kind: 'paid' }>['payment']
    return Promise.resolve(amount.minor === minor ? { kind: 'paid', payment } : mismatch)
  }
  const queryRefund = () => Promise.reject(new Error('no refund here'))
  return { asked, wechat: { gateway: { query, queryRefund } } }
}

describe('WeChat, asked about an order of two amounts,', () => {
  it('says with which side it holds', async () => {
    const { wechat, asked } = wechatWith(990)
    expect(await askWechat(wechat, difference(2896))).toEqual({
      ok: true,
      value: { state: 'SUCCESS', detail: '9.90 CNY · 4200' },
    })
    expect(asked).toEqual([2896, 990])
    const billed = wechatWith(2896)
    expect(await askWechat(billed.wechat, difference(2896))).toMatchObject({
      value: { detail: '28.96 CNY · 4200' },
    })
    expect(billed.asked).toEqual([2896])
  })

  it('says nothing that can be believed when it has a third', async () => {
    const { wechat } = wechatWith(5_000)
    expect(await askWechat(wechat, difference(2896))).toMatchObject({
      ok: false,
      error: { kind: 'no-answer' },
    })
  })

  it('is asked once where both sides have the same', async () => {
    const { wechat, asked } = wechatWith(990)
    expect(await askWechat(wechat, difference(990))).toMatchObject({ value: { detail: '4200' } })
    expect(asked).toEqual([990])
  })
})
