import { z } from 'zod'
import {
  operatorIdSchema,
  operatorSchema,
  operatorsSchema,
  signInSchema,
} from './rest-operators.ts'
import { findOrdersSchema, ordersSchema } from './rest-orders.ts'
import {
  paymentIdSchema,
  paymentSchema,
  startPaymentSchema,
  stopPaymentSchema,
} from './rest-payments.ts'
import { type RestCall, SIGNED } from './rest-call.ts'
import { RECONCILIATION_CALLS } from './rest-reconciliation-calls.ts'
import { refundIdSchema, refundSchema, refundsSchema, startRefundSchema } from './rest-refunds.ts'
import { deviceSchema, enrolSchema, nextKeySchema } from './rest-signing.ts'

const nothing = z.strictObject({})
const none = z.undefined()
const onePayment = z.strictObject({ id: paymentIdSchema })
const oneRefund = z.strictObject({ id: refundIdSchema })
const health = z.object({ status: z.enum(['ok']) }).meta({ id: 'Health' })
/** How long an answer may be waited for. */
export const WAIT_MAX_SECONDS = 25

const news = z.strictObject({
  wait: z.coerce.number().int().min(0).max(WAIT_MAX_SECONDS).default(0).describe('Seconds'),
  after: z.coerce.number().int().min(0).default(0).describe('The version that is known'),
})

/** How long a start may be held up for WeChat’s answer. */
export const START_WAIT_MAX_SECONDS = 2

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
    problems: ['bad-request', 'code-refused', 'too-many-requests', 'broken', 'unavailable'],
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
  changeKey: {
    method: 'POST',
    path: '/v1/device/key',
    summary:
      'Announce the device’s next key. It replaces the present one when it is first used; until then the present one works',
    signed: true,
    params: nothing,
    query: nothing,
    body: nextKeySchema,
    answer: deviceSchema,
    problems: [...SIGNED, 'key-refused'],
  },
  startPayment: {
    method: 'POST',
    path: '/v1/payments',
    summary: 'Start a payment, or find it: the same request again is the same payment',
    signed: true,
    params: nothing,
    query: z.strictObject({
      wait: z.coerce
        .number()
        .int()
        .min(0)
        .max(START_WAIT_MAX_SECONDS)
        .default(START_WAIT_MAX_SECONDS)
        .describe('Seconds to wait for WeChat’s answer once the payment is durable'),
    }),
    body: startPaymentSchema,
    answer: paymentSchema,
    problems: [...SIGNED, 'operator-refused', 'payment-differs'],
  },
  payment: {
    method: 'GET',
    path: '/v1/payments/{id}',
    summary: 'A payment, at once or as soon as it is newer than a version',
    signed: true,
    params: onePayment,
    query: news,
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
  findOrders: {
    method: 'GET',
    path: '/v1/payments',
    summary:
      'Payments of this till’s store, the newest first; of the last 31 days unless said otherwise',
    signed: true,
    params: nothing,
    query: findOrdersSchema,
    body: none,
    answer: ordersSchema,
    problems: SIGNED,
  },
  startRefund: {
    method: 'POST',
    path: '/v1/payments/{id}/refunds',
    summary:
      'Refund a payment of this till’s store, in whole or in part, or find the refund: the same request again is the same refund',
    signed: true,
    params: onePayment,
    query: nothing,
    body: startRefundSchema,
    answer: refundSchema,
    problems: [
      ...SIGNED,
      'operator-refused',
      'approval-needed',
      'approval-refused',
      'approval-locked',
      'not-found',
      'refund-differs',
      'not-refundable',
      'refund-exceeds',
      'refund-whole-only',
      'refund-limit',
      'refund-too-old',
    ],
  },
  refunds: {
    method: 'GET',
    path: '/v1/payments/{id}/refunds',
    summary: 'The refunds of a payment of this till’s store, and what is left',
    signed: true,
    params: onePayment,
    query: nothing,
    body: none,
    answer: refundsSchema,
    problems: [...SIGNED, 'not-found'],
  },
  refund: {
    method: 'GET',
    path: '/v1/refunds/{id}',
    summary: 'A refund, at once or as soon as it is newer than a version',
    signed: true,
    params: oneRefund,
    query: news,
    body: none,
    answer: refundSchema,
    problems: [...SIGNED, 'not-found'],
  },
  askRefundAgain: {
    method: 'POST',
    path: '/v1/refunds/{id}/ask-again',
    summary: 'Ask WeChat now instead of after the pause',
    signed: true,
    params: oneRefund,
    query: nothing,
    body: none,
    answer: refundSchema,
    problems: [...SIGNED, 'not-found'],
  },
  sendRefundAgain: {
    method: 'POST',
    path: '/v1/refunds/{id}/send-again',
    summary: 'Send a refund that needs attention again, under its own number',
    signed: true,
    params: oneRefund,
    query: nothing,
    body: none,
    answer: refundSchema,
    problems: [...SIGNED, 'not-found'],
  },
  giveUpRefund: {
    method: 'POST',
    path: '/v1/refunds/{id}/give-up',
    summary: 'Give up a refund that WeChat did not take; it ends once that is proven',
    signed: true,
    params: oneRefund,
    query: nothing,
    body: none,
    answer: refundSchema,
    problems: [...SIGNED, 'not-found'],
  },
  operators: {
    method: 'GET',
    path: '/v1/operators',
    summary: 'Who may sign in at this till, and what needs a manager',
    signed: true,
    params: nothing,
    query: nothing,
    body: none,
    answer: operatorsSchema,
    problems: SIGNED,
  },
  signIn: {
    method: 'POST',
    path: '/v1/operators/{id}/sign-in',
    summary: 'Prove an operator’s PIN. Five wrong ones lock it for 15 minutes',
    signed: true,
    params: z.strictObject({ id: operatorIdSchema }),
    query: nothing,
    body: signInSchema,
    answer: operatorSchema,
    problems: [...SIGNED, 'approval-refused', 'approval-locked'],
  },
  ...RECONCILIATION_CALLS,
  events: {
    method: 'GET',
    path: '/v1/events',
    summary:
      'Every change of this till’s payments and, as events named "refund", of its refunds; begins with those that are open or recent',
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
