import { z } from 'zod'

/** Every code an answer of the backend may carry, with its HTTP status and what it means. Codes never change their meaning. */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request is not what the contract says' },
  'not-signed': { status: 401, title: 'The request is not signed by an enrolled device' },
  'clock-off': { status: 401, title: 'The request’s time is too far from the server’s' },
  replayed: { status: 401, title: 'The request’s nonce was used before' },
  'device-revoked': { status: 403, title: 'The device may not ask any more' },
  'code-refused': { status: 403, title: 'The enrolment code is wrong, used or too old' },
  'operator-refused': { status: 403, title: 'The operator is missing, unknown or not active' },
  'sign-in-needed': { status: 403, title: 'The operator has not signed in at this device lately' },
  'approval-needed': { status: 403, title: 'A manager has to approve this' },
  'approval-refused': { status: 403, title: 'The PIN is wrong, or not of somebody who may' },
  'key-refused': { status: 403, title: 'The new key is not proven to be the device’s' },
  'not-found': { status: 404, title: 'There is no such thing, or it is not yours' },
  'payment-differs': { status: 409, title: 'That id belongs to another payment' },
  'refund-differs': { status: 409, title: 'That id belongs to another refund' },
  'not-refundable': { status: 409, title: 'The payment took no money that could go back' },
  'refund-exceeds': { status: 409, title: 'More than what is left of the payment' },
  'refund-whole-only': { status: 409, title: 'The payment is no sale and goes back whole' },
  'refund-limit': { status: 409, title: 'The payment has as many refunds as WeChat takes' },
  'refund-too-old': { status: 409, title: 'The payment is too old for WeChat to refund' },
  'not-due': { status: 409, title: 'The day is not over yet' },
  'reconciliation-busy': { status: 409, title: 'Days of the merchant are being compared' },
  'bill-incomplete': {
    status: 409,
    title: 'The bill is not there, or lacks a piece, or is not what its hash says',
  },
  'not-offered': { status: 409, title: 'The difference offers no such remedy' },
  'not-open': { status: 409, title: 'The difference was dealt with meanwhile' },
  'nothing-to-refund': { status: 409, title: 'Nothing of the order is left to be given back' },
  'too-large': { status: 413, title: 'The request is too large' },
  'approval-locked': { status: 429, title: 'Too many wrong PINs; this operator has to wait' },
  'too-many-requests': {
    status: 429,
    title: 'Asked too often; Retry-After says when to ask again',
  },
  broken: { status: 500, title: 'The server has a fault' },
  'no-answer': { status: 502, title: 'WeChat gave no clear answer; nothing was decided' },
  unavailable: { status: 503, title: 'The server cannot work now; ask again' },
} as const

/** What went wrong, for programs. */
export type ProblemCode = keyof typeof PROBLEMS

// Proven by PROBLEMS's own type: its keys are the codes.
const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]

/** An error's body, `application/problem+json` (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string().describe('For the integrator’s log; never shown to a cashier'),
    serverTimeMs: z.int().describe('A till with a wrong clock corrects itself with this'),
  })
  .meta({ id: 'Problem' })

/** An error as it crosses the wire. */
export type Problem = z.infer<typeof problemSchema>
