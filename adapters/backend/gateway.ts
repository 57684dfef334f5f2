import type { Payment } from '../../app/contract/rest-payments.ts'
import type { ProblemCode } from '../../app/contract/rest-problem.ts'
import type { Told } from '../../app/payment/progress.ts'
import type { Clock, Gateway, NoAnswer, Order, QueryAnswer, SubmitAnswer } from '../../app/ports.ts'
import type { BackendAnswer, BackendClient } from './client.ts'
import { progressOf } from './progress-of.ts'

/** How long calls to the backend may take. Milliseconds. */
export interface BackendTimeouts {
  /** For the start of a payment with all its repetitions; the backend holds the answer for up to two seconds. */
  readonly submitMs: number
  readonly queryMs: number
  readonly stopMs: number
}

/** What the way through the backend is made from. */
export interface BackendGatewayParts {
  readonly client: BackendClient
  readonly clock: Clock
  readonly timeouts: BackendTimeouts
}

/** The way to WeChat Pay through the merchant's backend. */
export interface BackendGateway extends Gateway {
  /** The backend said that a payment is at this version: an older answer is worth another look. */
  readonly heard: (id: string, version: number) => void
}

/** Pauses between two tries of one start. They are shorter than any cashier's patience. */
const RETRY_MS = [150, 400, 1_000, 2_000]

/** Refusals by which the backend says that it did nothing, and that asking again would not help. */
const REFUSES_TILL: readonly ProblemCode[] = [
  'bad-request',
  'not-signed',
  'clock-off',
  'device-revoked',
  'operator-refused',
  'too-large',
]

/** Payments whose version is remembered; a till has few that are open. */
const REMEMBERED_MAX = 200

/** Makes the way through the backend. Starts may be repeated: the backend takes each id once, whatever arrives twice. */
export function createBackendGateway(parts: BackendGatewayParts): BackendGateway {
  const { client, clock, timeouts } = parts
  const newest = new Map<string, number>()

  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => clock.after(delayMs, resolve))

  async function submit(order: Order, paymentCode: string): Promise<SubmitAnswer> {
    const { outTradeNo: id, amount, description, note } = order
    const body = {
      id,
      amountMinor: amount.minor,
      currency: amount.currency,
      description,
      note,
      paymentCode,
      ...(order.operator === undefined ? {} : { operator: order.operator }),
    }
    const overdue = deadline(clock, timeouts.submitMs)
    let mayHaveLeft: NoAnswer | null = null
    for (const delayMs of [...RETRY_MS, null]) {
      const timeoutMs = overdue.leftMs()
      const answer = await client.call('startPayment', { body, timeoutMs })
      if (answer.kind === 'answered') return told(order, answer.value)
      if (answer.kind === 'problem' && REFUSES_TILL.includes(answer.code) && mayHaveLeft === null) {
        return { kind: 'not-sent', cause: 'refused', detail: answer.code }
      }
      if (answer.kind !== 'not-sent') mayHaveLeft = noAnswer(answer)
      const later = delayMs !== null && overdue.leftMs() > delayMs && mayHelp(answer)
      if (!later) return mayHaveLeft ?? notSent(answer)
      await pause(delayMs)
    }
    throw new Error('the last try has no pause')
  }

  async function query(order: Order): Promise<QueryAnswer> {
    const id = order.outTradeNo
    const overdue = deadline(clock, timeouts.queryMs)
    for (;;) {
      const answer = await client.call('payment', { params: { id }, timeoutMs: overdue.leftMs() })
      if (answer.kind !== 'answered') return undecided(answer)
      // While the answer was on its way the backend has said that there is a newer one.
      const old = answer.value.version < (newest.get(id) ?? 0)
      if (!old || overdue.leftMs() <= 1) return told(order, answer.value)
    }
  }

  async function revoke(order: Order) {
    const { minor, currency } = order.amount
    const answer = await client.call('stopPayment', {
      params: { id: order.outTradeNo },
      body: { amountMinor: minor, currency },
      timeoutMs: timeouts.stopMs,
    })
    return answer.kind === 'answered' ? told(order, answer.value) : noAnswer(answer)
  }

  return {
    submit,
    query,
    revoke,
    heard(id, version) {
      newest.set(id, Math.max(version, newest.get(id) ?? 0))
      const [oldest] = newest.keys()
      if (newest.size > REMEMBERED_MAX && oldest !== undefined) newest.delete(oldest)
    },
  }
}

/** Counts down by the wall clock: if that jumps, a call ends early or late, which harms nobody. */
function deadline(clock: Clock, totalMs: number) {
  const endsAtMs = clock.nowMs() + totalMs
  return { leftMs: () => Math.min(totalMs, Math.max(1, endsAtMs - clock.nowMs())) }
}

/** A document is believed if it is about this payment and says one thing. */
function told(order: Order, payment: Payment): Told | NoAnswer {
  const { outTradeNo, amount } = order
  const same =
    payment.id === outTradeNo &&
    payment.amountMinor === amount.minor &&
    payment.currency === amount.currency
  if (!same) return { kind: 'no-answer', cause: 'mismatch', detail: 'another payment' }
  const progress = progressOf(payment)
  if (progress.kind !== 'contradiction') return { kind: 'told', progress }
  return { kind: 'no-answer', cause: 'unreadable', detail: progress.field }
}

type Unanswered = Exclude<BackendAnswer<unknown>, { readonly kind: 'answered' }>

/** Whether the same start may fare better in a moment. */
function mayHelp(answer: Unanswered): boolean {
  if (answer.kind === 'not-sent') return answer.cause === 'unreachable'
  if (answer.kind === 'no-answer') return answer.cause !== 'unreadable'
  return answer.code === 'unavailable' || answer.code === 'broken'
}

function noAnswer(answer: Unanswered): NoAnswer {
  switch (answer.kind) {
    case 'no-answer':
      return answer
    case 'problem':
      return { kind: 'no-answer', cause: 'refused-unsigned', detail: answer.code }
    case 'not-sent':
      return {
        kind: 'no-answer',
        cause: 'broken',
        detail: `not sent (${answer.cause}): ${answer.detail}`,
      }
  }
}

const notSent = (answer: Unanswered): SubmitAnswer =>
  answer.kind === 'not-sent' ? answer : noAnswer(answer)

/** "No such payment" is no proof yet: a start may be under way. Only a stop closes the id. */
const undecided = (answer: Unanswered): QueryAnswer =>
  answer.kind === 'problem' && answer.code === 'not-found'
    ? { kind: 'error', code: 'ORDERNOTEXIST', description: answer.detail }
    : noAnswer(answer)
