import { z } from 'zod'
import { CURRENCY_DIGITS, type Currency } from '../money.ts'
import type { PaymentState } from '../payment/state.ts'
import { operatorIdSchema } from './rest-operators.ts'

// Proven by CURRENCY_DIGITS's own type: its keys are the currencies.
/** Currencies of payments. */
export const currencies = Object.keys(CURRENCY_DIGITS) as [Currency, ...Currency[]]

/** Merchant order number (`out_trade_no`, submit page pay.weixin.qq.com/doc/v2/merchant/4011937125), in characters that need no escaping. */
export const paymentIdSchema = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,32}$/)
  .describe('Merchant order number, made by the client and used once')

/** Asks for a payment. */
export const startPaymentSchema = z
  .strictObject({
    id: paymentIdSchema,
    amountMinor: z.int().min(1).max(10_000_000_000).describe('In the currency’s smallest unit'),
    currency: z.enum(currencies),
    description: z.string().min(1).max(127).describe('What the payer reads on the phone'),
    note: z.string().max(200).default('').describe('The cashier’s own; never sent to WeChat'),
    paymentCode: z
      .string()
      .regex(/^\d{18}$/)
      .describe('What the payer’s phone showed. Never stored, never logged'),
    operator: operatorIdSchema.optional().describe('Who asks, where the merchant requires it'),
  })
  .meta({ id: 'StartPayment' })

/** Stops a payment, and closes its id if no payment of that id has arrived. */
export const stopPaymentSchema = startPaymentSchema
  .pick({ amountMinor: true, currency: true })
  .meta({ id: 'StopPayment' })

/** What is asked for when a payment is stopped. */
export type StopPayment = z.infer<typeof stopPaymentSchema>

/** What is asked for when a payment is started. */
export type StartPayment = z.infer<typeof startPaymentSchema>

const evidenceSchema = z.object({
  transactionId: z.string().describe('WeChat’s own order number'),
  timeEnd: z.string().describe('yyyyMMddHHmmss in UTC+8'),
  cash: z.object({ minor: z.number(), currency: z.string() }).nullable(),
  bankType: z.string(),
})

const refusalSchema = z.object({
  kind: z.enum(['error-code', 'not-sent']),
  code: z.string().describe('WeChat’s err_code, or why nothing was sent'),
  detail: z.string(),
})

/** A payment as it stands. */
export const paymentSchema = z
  .object({
    id: paymentIdSchema,
    version: z.int().describe('Grows with each change; a smaller one is old news'),
    status: z.enum([
      'submitting',
      'confirming',
      'revoking',
      'needs-attention',
      'paid',
      'not-charged',
      'revoked',
    ]),
    final: z.boolean().describe('Nothing will change any more. Only "paid" says: hand over'),
    amountMinor: z.int(),
    currency: z.enum(currencies),
    description: z.string(),
    note: z.string(),
    startedAtMs: z.int(),
    changedAtMs: z.int(),
    waitingFor: z.enum(['password', 'result']).nullable(),
    evidence: evidenceSchema.nullable(),
    refusal: refusalSchema.nullable(),
    cause: z
      .enum(['gave-up', 'stop-pressed', 'payment-failed', 'closed-by-wechat'])
      .nullable()
      .describe('Why it is, or was, revoked'),
    moneySeen: z
      .boolean()
      .describe('Charged although a revoke was sent: the money is on its way back'),
    proof: z.enum(['closed-at-wechat', 'returned', 'never-arrived']).nullable(),
    problem: z
      .enum(['revoke-not-confirmed', 'refund-needed', 'refunded-elsewhere'])
      .nullable()
      .describe('Why a person has to look'),
  })
  .meta({ id: 'Payment' })

/** A payment as it crosses the wire. */
export type Payment = z.infer<typeof paymentSchema>

/** What a payment's document is made from. */
export interface PaymentFacts {
  readonly id: string
  readonly version: number
  readonly changedAtMs: number
  readonly state: PaymentState
}

function refusalOf(state: PaymentState): Payment['refusal'] {
  if (state.kind !== 'not-charged') return null
  const { refusal } = state
  return refusal.kind === 'error-code'
    ? { kind: refusal.kind, code: refusal.code, detail: refusal.description }
    : { kind: refusal.kind, code: refusal.cause, detail: refusal.detail }
}

/** The document of a payment. */
export function paymentDocument({ id, version, changedAtMs, state }: PaymentFacts): Payment {
  if (state.kind === 'awaiting-code' || state.kind === 'abandoned') {
    throw new Error('a payment begins with its code')
  }
  const { amount, description, note, startedAtMs } = state.sale
  // Its stop is durable; whether WeChat charged meanwhile is not known before the submit's answer.
  const stopping = state.kind === 'submitting' && state.stopPressed
  return {
    id,
    version,
    status: stopping ? 'revoking' : state.kind,
    final: state.kind === 'paid' || state.kind === 'not-charged' || state.kind === 'revoked',
    amountMinor: amount.minor,
    currency: amount.currency,
    description,
    note,
    startedAtMs,
    changedAtMs,
    waitingFor: state.kind === 'confirming' ? state.waitingFor : null,
    evidence: state.kind === 'paid' ? state.payment : null,
    refusal: refusalOf(state),
    cause: stopping ? 'stop-pressed' : 'cause' in state ? state.cause : null,
    moneySeen: 'moneySeen' in state && state.moneySeen,
    proof: state.kind === 'revoked' ? state.proof : null,
    problem: state.kind === 'needs-attention' ? state.problem : null,
  }
}
