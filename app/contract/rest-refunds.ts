import { z } from 'zod'
import type { RefundState } from '../refund/state.ts'
import { operatorIdSchema, pinSchema } from './rest-operators.ts'
import { currencies, paymentIdSchema } from './rest-payments.ts'

/** The merchant's number of a refund (`out_refund_no`), in characters that need no escaping. */
export const refundIdSchema = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,64}$/)
  .describe('The merchant’s number of the refund, made by the client and used once')

/** Asks for money to be given back. */
export const startRefundSchema = z
  .strictObject({
    id: refundIdSchema,
    amountMinor: z.int().min(1).max(10_000_000_000).describe('In the payment’s currency'),
    reason: z.string().max(80).default('').describe('What the payer reads'),
    operator: operatorIdSchema.optional().describe('Who asks, where the merchant requires it'),
    approval: z
      .strictObject({ operator: operatorIdSchema, pin: pinSchema })
      .optional()
      .describe('A manager’s, above the merchant’s limit'),
  })
  .meta({ id: 'StartRefund' })

/** What is asked for when a refund is started. */
export type StartRefund = z.infer<typeof startRefundSchema>

const evidenceSchema = z.object({
  refundId: z.string().describe('WeChat’s own number of the refund'),
  receiver: z.string().describe('Where it went, as WeChat writes it; empty when not said'),
  succeededAt: z.string().describe('yyyy-MM-dd HH:mm:ss in UTC+8; empty when not said'),
})

const refusalSchema = z.object({
  kind: z.enum(['error-code', 'not-sent', 'closed-by-wechat', 'given-up']),
  code: z.string().describe('WeChat’s err_code, or why nothing was sent; else empty'),
  detail: z.string(),
})

/** A refund as it stands. */
export const refundSchema = z
  .object({
    id: refundIdSchema,
    paymentId: paymentIdSchema,
    version: z.int().describe('Grows with each change; a smaller one is old news'),
    status: z.enum([
      'submitting',
      'confirming',
      'accepted',
      'needs-attention',
      'refunded',
      'refused',
    ]),
    final: z
      .boolean()
      .describe('Nothing will change any more. "accepted" is as good as done for the counter'),
    amountMinor: z.int(),
    currency: z.enum(currencies),
    reason: z.string(),
    requestedAtMs: z.int(),
    changedAtMs: z.int(),
    till: z.string().describe('Id of the till that asked'),
    operator: operatorIdSchema.nullable(),
    approvedBy: operatorIdSchema.nullable(),
    evidence: evidenceSchema.nullable().describe('Of money that has arrived'),
    refusal: refusalSchema.nullable().describe('Why nothing was given back'),
    problem: z
      .enum(['not-confirmed', 'funds-low', 'payer-account-dead', 'not-arrived', 'differs'])
      .nullable()
      .describe('Why a person has to look'),
  })
  .meta({ id: 'Refund' })

/** A refund as it crosses the wire. */
export type Refund = z.infer<typeof refundSchema>

/** A payment's refunds, oldest first, and what is left of it. */
export const refundsSchema = z
  .object({
    refunds: z.array(refundSchema),
    refundedMinor: z.int().describe('Given back or, for all that is known, about to be'),
    refundableMinor: z.int().describe('What a further refund may be, at most'),
  })
  .meta({ id: 'Refunds' })

/** A payment's refunds as they cross the wire. */
export type Refunds = z.infer<typeof refundsSchema>

/** What a refund's document is made from. */
export interface RefundFacts {
  readonly id: string
  readonly paymentId: string
  readonly tillId: string
  readonly operatorId: string | null
  readonly approvedBy: string | null
  readonly version: number
  readonly changedAtMs: number
  readonly state: RefundState
}

function refusalOf(state: RefundState): Refund['refusal'] {
  if (state.kind !== 'refused') return null
  const { refusal } = state
  switch (refusal.kind) {
    case 'error-code':
      return { kind: refusal.kind, code: refusal.code, detail: refusal.description }
    case 'not-sent':
      return { kind: refusal.kind, code: refusal.cause, detail: refusal.detail }
    default:
      return { kind: refusal.kind, code: '', detail: '' }
  }
}

/** The document of a refund. */
export function refundDocument({ state, ...facts }: RefundFacts): Refund {
  const { amount, reason, requestedAtMs } = state.refund
  return {
    id: facts.id,
    paymentId: facts.paymentId,
    version: facts.version,
    status: state.kind,
    final: state.kind === 'refunded' || state.kind === 'refused',
    amountMinor: amount.minor,
    currency: amount.currency,
    reason,
    requestedAtMs,
    changedAtMs: facts.changedAtMs,
    till: facts.tillId,
    operator: facts.operatorId,
    approvedBy: facts.approvedBy,
    evidence: state.kind === 'refunded' ? state.evidence : null,
    refusal: refusalOf(state),
    problem: state.kind === 'needs-attention' ? state.problem : null,
  }
}
