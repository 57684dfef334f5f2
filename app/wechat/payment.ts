import { isCurrency } from '../money.ts'
import type { NoAnswer, Order, PaymentEvidence } from '../ports.ts'
import { integerOf, missing, noAnswer } from './judge.ts'
import type { Fields } from './xml.ts'

/** What every answer about a payment must say, if it is to prove that this order was paid. */
const PROOF = ['appid', 'mch_id', 'out_trade_no', 'total_fee', 'transaction_id']

/** Echoes of an order: what no answer about it may contradict. */
export const orderEchoes = ({ outTradeNo }: Order): readonly (readonly [string, string])[] => [
  ['out_trade_no', outTradeNo],
]

/**
 * Builds the proof of a payment from verified fields, or says what is missing or different. An absent `fee_type` means
 * CNY (submit page, pay.weixin.qq.com/doc/v2/merchant/4011937125).
 */
export function paymentFrom(
  fields: Fields,
  order: Order,
): { readonly kind: 'paid'; readonly payment: PaymentEvidence } | NoAnswer {
  const lacking = missing(fields, PROOF)
  if (lacking !== null) return noAnswer('mismatch', `${lacking} is missing`)
  const wrong = otherAmount(fields, order)
  if (wrong !== null) return noAnswer('mismatch', wrong)
  const text = (name: string): string => fields.get(name) ?? ''
  const payment = {
    transactionId: text('transaction_id'),
    timeEnd: text('time_end'),
    cash: cashOf(fields, order),
    bankType: text('bank_type'),
  }
  return { kind: 'paid', payment }
}

/** What amount or currency the answer names differently, or null. Absent ones are not compared. */
export function otherAmount(fields: Fields, { amount }: Order): string | null {
  if (!fields.has('total_fee')) return null
  const total = integerOf(fields, 'total_fee')
  if (total !== amount.minor) return `total_fee is ${total ?? 'no number'}, not ${amount.minor}`
  const currency = fields.get('fee_type') || 'CNY'
  return currency === amount.currency ? null : `fee_type is not ${amount.currency}`
}

function cashOf(fields: Fields, { amount }: Order): PaymentEvidence['cash'] {
  const minor = integerOf(fields, 'cash_fee')
  if (minor === null) return null
  const named = fields.get('cash_fee_type') ?? ''
  if (named !== '')
    return isCurrency(named) || /^[A-Z]{3}$/.test(named) ? { minor, currency: named } : null
  // Unnamed it is CNY, the default; for other prices a guess would be wrong for Hong Kong wallets.
  return amount.currency === 'CNY' ? { minor, currency: 'CNY' } : null
}
