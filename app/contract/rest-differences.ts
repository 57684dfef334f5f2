import { z } from 'zod'
import { GRAVITY, type Reason, type Topic } from '../reconciliation/difference.ts'
import { REMEDY_KINDS } from '../reconciliation/remedy.ts'
import type { StoredDifference } from '../reconciliation/report.ts'
import { type Payment, paymentSchema } from './rest-payments.ts'
import {
  billAmount,
  daySchema,
  epochMs,
  paymentStateSchema,
  refundStateSchema,
  remedySchema,
} from './rest-reconciliation.ts'
import { type Refund, refundSchema } from './rest-refunds.ts'

/** All of them: a new one does not compile until it is here. */
const REASONS: Readonly<Record<Reason, true>> = {
  'here-not-charged': true,
  'here-revoked': true,
  'here-open': true,
  'here-paid': true,
  'returned-there': true,
  'payment-expected': true,
  'revoke-expected': true,
  'refund-expected': true,
  'not-in-next-bill': true,
  'rate-not-agreed': true,
  'fee-not-by-rate': true,
  'refund-amount': true,
  'refund-failed-there': true,
  'refund-bounced': true,
  'refund-not-settled-here': true,
  'refund-refused-here': true,
  'refund-open-here': true,
  'same-sale': true,
  'same-payer': true,
  'payer-not-known': true,
  'other-currency': true,
  'whole-hours-apart': true,
  'clock-wrong': true,
  'less-there': true,
  'more-there': true,
  'other-transaction': true,
}

/** See `REASONS`. */
const TOPICS: Readonly<Record<Topic, true>> = {
  payment: true,
  amount: true,
  discount: true,
  fee: true,
  refund: true,
  twice: true,
  currency: true,
  time: true,
}

// A record of a union has that union's members as its keys.
const keysOf = <K extends string>(all: Readonly<Record<K, true>>) => Object.keys(all) as [K, ...K[]]

const ourPayment = z.object({
  kind: z.literal('payment'),
  orderNumber: z.string(),
  saleId: z.string(),
  till: z.string(),
  cashier: z.string().nullable(),
  amount: billAmount,
  submittedAtMs: epochMs,
  state: paymentStateSchema,
  paidAtMs: epochMs.nullable(),
  transactionId: z.string(),
})

const ourRefund = z.object({
  kind: z.literal('refund'),
  refundNumber: z.string(),
  orderNumber: z.string(),
  till: z.string(),
  cashier: z.string().nullable(),
  amount: billAmount,
  requestedAtMs: epochMs,
  state: refundStateSchema,
})

const billRow = z.object({
  line: z.int(),
  kind: z.enum(['payment', 'refund', 'revoke']),
  atMs: epochMs,
  appId: z.string(),
  mchId: z.string(),
  subMchId: z.string(),
  device: z.string(),
  transactionId: z.string(),
  orderNumber: z.string(),
  tradeType: z.string(),
  bank: z.string(),
  price: billAmount,
  settlement: billAmount,
  couponMinor: z.int(),
  feeUnits: z.int(),
  ratePpm: z.number().nullable(),
  refund: z
    .object({
      refundNumber: z.string(),
      refundId: z.string(),
      asked: billAmount,
      settled: billAmount,
      status: z.string(),
    })
    .nullable(),
})

const remedyDone = z.object({
  remedy: remedySchema,
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('written-down') }),
    z.object({ kind: z.literal('wechat-said'), state: z.string(), detail: z.string() }),
    z.object({ kind: z.literal('refund-started'), refundNumber: z.string() }),
  ]),
  by: z.object({ id: z.string(), name: z.string() }),
  atMs: epochMs,
})

const differenceSchema: z.ZodType<StoredDifference, StoredDifference> = z.object({
  id: z.string(),
  day: daySchema,
  class: z.enum(GRAVITY),
  topic: z.enum(keysOf(TOPICS)),
  reasons: z.array(z.enum(keysOf(REASONS))),
  orderNumber: z.string(),
  refundNumber: z.string().nullable(),
  otherOrderNumber: z.string().nullable(),
  amount: billAmount,
  till: z.string(),
  cashier: z.string().nullable(),
  atMs: epochMs,
  ours: z.object({ payment: ourPayment.nullable(), refund: ourRefund.nullable() }),
  theirs: z.array(billRow).describe('Rows of the bill that are about it, without the payer'),
  expectedFeeUnits: z.number().nullable(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('open') }),
    z.object({
      kind: z.literal('explained'),
      because: z.enum(['itself', 'other-bill', 'gone']),
      atMs: epochMs,
    }),
    z.object({ kind: z.literal('resolved'), by: remedyDone }),
  ]),
  remedies: z.array(remedyDone).describe('What was done about it, the latest last'),
  foundAtMs: epochMs,
})

/** Some of a day's differences: open ones first, then the gravest, then the earliest found. */
export const differencesSchema = z
  .object({ differences: z.array(differenceSchema) })
  .meta({ id: 'ReconciliationDifferences' })

/** A difference, what can be done about it, and what our books have of its order. */
export interface DifferenceDocument {
  readonly difference: StoredDifference
  readonly remedies: readonly (typeof REMEDY_KINDS)[number][]
  readonly payment: Payment | null
  readonly refunds: readonly Refund[]
}

/** See `DifferenceDocument`. */
export const differenceDocumentSchema: z.ZodType<DifferenceDocument, DifferenceDocument> = z
  .object({
    difference: differenceSchema,
    remedies: z.array(z.enum(REMEDY_KINDS)).describe('What can be done here and now'),
    payment: paymentSchema.nullable().describe('As it stands, with its evidence'),
    refunds: z.array(refundSchema).describe('Of that payment, oldest first'),
  })
  .meta({ id: 'ReconciliationDifference' })
