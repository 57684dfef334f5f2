import { money, type Currency, type Money } from '../../app/money.ts'
import type { Attempt, Sale } from '../../app/payment/state.ts'
import type { Refund } from '../../app/refund/state.ts'

/** An amount that is known to be valid. */
export function anAmount(minor = 1280, currency: Currency = 'CNY'): Money {
  const made = money(minor, currency)
  if (!made.ok) throw new Error(made.error.kind)
  return made.value
}

/** A sale of 12.80 unless told otherwise. */
export const aSale = (parts: Partial<Sale> = {}): Sale => ({
  saleId: 'sale-1',
  amount: anAmount(),
  description: 'Demo Store-Tea',
  note: '',
  startedAtMs: 1_000_000,
  ...parts,
})

/** A first attempt unless told otherwise. */
export const anAttempt = (parts: Partial<Attempt> = {}): Attempt => ({
  outTradeNo: '202511210000000000000000000001',
  number: 1,
  submittedAtMs: 1_000_000,
  ...parts,
})

/** A refund of 8.88 of 12.80 unless told otherwise. */
export const aRefund = (parts: Partial<Refund> = {}): Refund => ({
  outRefundNo: 'R202511210000000000000000000001',
  outTradeNo: '202511210000000000000000000001',
  total: anAmount(),
  amount: anAmount(888),
  reason: '',
  requestedAtMs: 1_000_000,
  ...parts,
})
