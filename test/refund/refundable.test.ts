import { expect, it } from 'vitest'
import type { PaymentState } from '../../app/payment/state.ts'
import { PARTS_MAX, REFUNDABLE_FOR_MS, refundableOf } from '../../app/refund/refundable.ts'
import { timeEndMs } from '../../app/receipt/time-end.ts'
import { states as payments } from '../payment/samples.ts'
import { anAmount, aRefund } from '../support/builders.ts'
import { states } from './samples.ts'

const paidAtMs = timeEndMs(payments.paid.payment.timeEnd) ?? 0

it('gives back what was paid, less all that is not proven to have stayed', () => {
  const left = (refunds: Parameters<typeof refundableOf>[1]) =>
    refundableOf(payments.paid, refunds, paidAtMs)
  expect(left([])).toEqual({ kind: 'refundable', leftMinor: 1280, leastMinor: 1 })
  // 8.88 each: undecided, accepted and refunded ones count, refused ones do not.
  for (const kind of [
    'submitting',
    'confirming',
    'accepted',
    'needs-attention',
    'refunded',
  ] as const) {
    expect(left([states[kind]])).toMatchObject({ kind: 'refundable', leftMinor: 392 })
  }
  expect(left([states.refused, states.refused])).toEqual({
    kind: 'refundable',
    leftMinor: 1280,
    leastMinor: 1,
  })
  const rest = { ...states.refunded, refund: aRefund({ amount: anAmount(392) }) }
  expect(left([states.confirming, rest])).toEqual({ kind: 'all-refunded' })
})

it('keeps to WeChat’s year and its fifty parts', () => {
  const at = (nowMs: number) => refundableOf(payments.paid, [], nowMs).kind
  expect(at(paidAtMs + REFUNDABLE_FOR_MS)).toBe('refundable')
  expect(at(paidAtMs + REFUNDABLE_FOR_MS + 1)).toBe('too-old')
  const small = { ...states.refunded, refund: aRefund({ amount: anAmount(1) }) }
  const parts = (count: number) =>
    refundableOf(
      payments.paid,
      Array.from({ length: count }, () => small),
      paidAtMs,
    ).kind
  expect(parts(PARTS_MAX - 1)).toBe('refundable')
  expect(parts(PARTS_MAX)).toBe('too-many-parts')
})

it('gives nothing back of a sale that holds no money', () => {
  const kinds = Object.values<PaymentState>(payments).map((state) => [
    state.kind,
    refundableOf(state, [], 1_000_000).kind,
  ])
  expect(Object.fromEntries(kinds)).toMatchObject({
    'awaiting-code': 'not-paid',
    submitting: 'not-paid',
    confirming: 'not-paid',
    revoking: 'not-paid',
    paid: 'refundable',
    'not-charged': 'not-paid',
    revoked: 'not-paid',
    abandoned: 'not-paid',
  })
  const stuck = { ...payments['needs-attention'], problem: 'refund-needed' } as const
  expect(refundableOf(stuck, [], 1_000_000)).toMatchObject({
    kind: 'refundable',
    leastMinor: stuck.sale.amount.minor,
  })
})
