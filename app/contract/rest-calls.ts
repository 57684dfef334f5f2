import { z } from 'zod'
import {
  paymentIdSchema,
  paymentSchema,
  startPaymentSchema,
  stopPaymentSchema,
} from './rest-payments.ts'
import type { ProblemCode } from './rest-problem.ts'
import { deviceSchema, enrolSchema } from './rest-signing.ts'

/** One call of the backend. */
export interface RestCall {
  readonly method: 'GET' | 'POST'
  /** Parameters stand in braces. */
  readonly path: string
  readonly summary: string
  readonly signed: boolean
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType
  readonly answer: z.ZodType
  /** Server-sent events whose data is `answer`. */
  readonly stream?: boolean
  readonly problems: readonly ProblemCode[]
}

const nothing = z.strictObject({})
const none = z.undefined()
const onePayment = z.strictObject({ id: paymentIdSchema })
const health = z.object({ status: z.enum(['ok']) }).meta({ id: 'Health' })
const SIGNED = [
  'bad-request',
  'not-signed',
  'clock-off',
  'replayed',
  'device-revoked',
  'broken',
  'unavailable',
] as const satisfies readonly ProblemCode[]

/** How long an answer may be waited for. */
export const WAIT_MAX_SECONDS = 25

/** Every call there is. Server, document and clients are made from this. */
export const REST_CALLS = {
  enrol: {
    method: 'POST',
    path: '/v1/enrolments',
    summary: 'Enrol a device with a one-time code',
    signed: false,
    params: nothing,
    query: nothing,
    body: enrolSchema,
    answer: deviceSchema,
    problems: ['bad-request', 'code-refused', 'broken', 'unavailable'],
  },
  device: {
    method: 'GET',
    path: '/v1/device',
    summary: 'Who this device is',
    signed: true,
    params: nothing,
    query: nothing,
    body: none,
    answer: deviceSchema,
    problems: SIGNED,
  },
  startPayment: {
    method: 'POST',
    path: '/v1/payments',
    summary: 'Start a payment, or find it: the same request again is the same payment',
    signed: true,
    params: nothing,
    query: nothing,
    body: startPaymentSchema,
    answer: paymentSchema,
    problems: [...SIGNED, 'payment-differs'],
  },
  payment: {
    method: 'GET',
    path: '/v1/payments/{id}',
    summary: 'A payment, at once or as soon as it is newer than a version',
    signed: true,
    params: onePayment,
    query: z.strictObject({
      wait: z.coerce.number().int().min(0).max(WAIT_MAX_SECONDS).default(0).describe('Seconds'),
      after: z.coerce.number().int().min(0).default(0).describe('The version that is known'),
    }),
    body: none,
    answer: paymentSchema,
    problems: [...SIGNED, 'not-found'],
  },
  stopPayment: {
    method: 'POST',
    path: '/v1/payments/{id}/stop',
    summary:
      'Stop waiting and revoke, unless it is settled already. An id that never arrived is closed: a start that comes later is refused',
    signed: true,
    params: onePayment,
    query: nothing,
    body: stopPaymentSchema,
    answer: paymentSchema,
    problems: [...SIGNED, 'not-found', 'payment-differs'],
  },
  askAgain: {
    method: 'POST',
    path: '/v1/payments/{id}/ask-again',
    summary: 'Ask WeChat now instead of after the pause',
    signed: true,
    params: onePayment,
    query: nothing,
    body: none,
    answer: paymentSchema,
    problems: [...SIGNED, 'not-found'],
  },
  events: {
    method: 'GET',
    path: '/v1/events',
    summary: 'Every change of this till’s payments; begins with those that are open or recent',
    signed: true,
    params: nothing,
    query: nothing,
    body: none,
    answer: paymentSchema,
    stream: true,
    problems: SIGNED,
  },
  live: {
    method: 'GET',
    path: '/livez',
    summary: 'The process runs',
    signed: false,
    params: nothing,
    query: nothing,
    body: none,
    answer: health,
    problems: [],
  },
  ready: {
    method: 'GET',
    path: '/readyz',
    summary: 'The node takes requests: its database answers and it is not draining',
    signed: false,
    params: nothing,
    query: nothing,
    body: none,
    answer: health,
    problems: ['unavailable'],
  },
} as const satisfies Readonly<Record<string, RestCall>>

/** Name of a call. */
export type RestCallName = keyof typeof REST_CALLS
