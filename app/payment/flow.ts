import { assertNever } from '../result.ts'
import { ageAfter, ageAfterRestart, atLeast, reachedAtMs, waitForNextAge } from './age.ts'
import { rulingOnSubmit } from './code-table.ts'
import type { Command, PaymentEvent, Submission } from './event.ts'
import { beginRevoking, followed, resolve } from './revoking.ts'
import { type Attempt, orderOf, type PaymentState, type Refusal, type Sale } from './state.ts'
import { query, settled, type Step, to } from './step.ts'
import type { Timing } from './timing.ts'
import type { QueryAnswer, SubmitAnswer } from '../ports.ts'

type Submitting = Extract<PaymentState, { readonly kind: 'submitting' }>
type Confirming = Extract<PaymentState, { readonly kind: 'confirming' }>
type EventOf<T extends PaymentEvent['type']> = Extract<PaymentEvent, { readonly type: T }>

/** A new sale: the amount is set, nobody has been charged. */
export const beginSale = (sale: Sale): PaymentState => ({ kind: 'awaiting-code', sale })

/**
 * The whole payment flow. Pure: same timing, state and event, same step. An event that means nothing
 * in a state is ignored: the same state comes back, with no command.
 */
export function step(timing: Timing, state: PaymentState, event: PaymentEvent): Step {
  switch (state.kind) {
    case 'awaiting-code':
      if (event.type === 'code-scanned') return submit(timing, state.sale, 1, event)
      if (event.type === 'sale-abandoned') return to({ kind: 'abandoned', sale: state.sale })
      return to(state)
    case 'not-charged':
    case 'revoked':
      // The last attempt is proven to have taken nothing, so a new code may be charged.
      return event.type === 'code-scanned'
        ? submit(timing, state.sale, state.attempt.number + 1, event)
        : to(state)
    case 'submitting':
      return submitting(timing, state, event)
    case 'confirming':
      return confirming(timing, state, event)
    case 'revoking':
    case 'needs-attention':
      return resolve(timing, state, event)
    case 'paid':
    case 'abandoned':
      return to(state)
    default:
      return assertNever(state)
  }
}

function submit(timing: Timing, sale: Sale, number: number, event: EventOf<'code-scanned'>): Step {
  const attempt: Attempt = { outTradeNo: event.outTradeNo, number, submittedAtMs: event.atMs }
  const age = ageAfter(timing, 0)
  return to(
    { kind: 'submitting', sale, attempt, age, stopPressed: false },
    { type: 'submit', order: orderOf({ sale, attempt }), paymentCode: event.paymentCode },
    ...waitForNextAge(timing, age, 0),
  )
}

function submitting(timing: Timing, state: Submitting, event: PaymentEvent): Step {
  // A second scan lands here too and is ignored: one sale, one charge.
  switch (event.type) {
    case 'submit-answered':
      return submitAnswered(timing, state, event.answer, event.submission)
    case 'stop-pressed':
      return state.stopPressed ? to(state) : to({ ...state, stopPressed: true })
    case 'age-reached':
      return grown(timing, state, event)
    case 'restarted': {
      // The submit may or may not have left, and its answer is lost for good: only a query can tell.
      const { age, waits } = ageAfterRestart(timing, state.age, event)
      const { sale, attempt } = state
      const next: PaymentState = state.stopPressed
        ? { ...beginRevoking({ sale, attempt, age }, 'stop-pressed'), call: 'query' }
        : {
            kind: 'confirming',
            sale,
            attempt,
            age,
            waitingFor: 'result',
            call: 'query',
          }
      return to(next, query(state), ...waits)
    }
    default:
      return to(state)
  }
}

function submitAnswered(
  timing: Timing,
  state: Submitting,
  answer: SubmitAnswer,
  submission: Submission,
): Step {
  const { sale, attempt } = state
  switch (answer.kind) {
    case 'paid':
      return to({ kind: 'paid', sale, attempt, payment: answer.payment })
    case 'not-sent': {
      const { cause, detail } = answer
      return to({
        kind: 'not-charged',
        sale,
        attempt,
        refusal: { kind: 'not-sent', cause, detail },
      })
    }
    case 'no-answer':
      return undecided(timing, state, { waitingFor: 'result', askNow: true })
    case 'told': {
      const waitingFor =
        answer.progress.kind === 'undecided' ? answer.progress.waitingFor : 'result'
      return (
        followed(timing, state, answer.progress) ??
        undecided(timing, state, { waitingFor, askNow: false })
      )
    }
    case 'error': {
      const { code, description } = answer
      const refusal: Refusal = { kind: 'error-code', code, description }
      const ruling = rulingOnSubmit(code, submission)
      switch (ruling) {
        case 'refused':
          return to({ kind: 'not-charged', sale, attempt, refusal })
        case 'password':
          return undecided(timing, state, { waitingFor: 'password', askNow: false })
        case 'ask-later':
          return undecided(timing, state, { waitingFor: 'result', askNow: false })
        case 'ask-now':
          return undecided(timing, state, { waitingFor: 'result', askNow: true })
        default:
          return assertNever(ruling)
      }
    }
    default:
      return assertNever(answer)
  }
}

/** The submit left WeChat undecided: ask until it is not, unless the cashier wants it stopped. */
function undecided(
  timing: Timing,
  state: Submitting,
  how: Pick<Confirming, 'waitingFor'> & { readonly askNow: boolean },
): Step {
  const { sale, attempt, age } = state
  if (state.stopPressed) {
    return resolve(timing, beginRevoking(state, 'stop-pressed'), { type: 'revoke-due' })
  }
  const { waitingFor } = how
  // An attempt that is overdue already is asked about once more before it is revoked.
  const askNow = how.askNow || atLeast(age, 'overdue')
  const next: Confirming = {
    kind: 'confirming',
    sale,
    attempt,
    age,
    waitingFor,
    call: askNow ? 'query' : 'none',
  }
  return to(next, askNow ? query(next) : { type: 'wait-for-query', delayMs: timing.queryEveryMs })
}

function confirming(timing: Timing, state: Confirming, event: PaymentEvent): Step {
  const ask = (): Step =>
    state.call === 'none' ? to({ ...state, call: 'query' }, query(state)) : to(state)
  switch (event.type) {
    case 'query-due':
    case 'ask-again-pressed':
    case 'news-heard':
      return ask()
    case 'query-answered':
      return state.call === 'query' ? queryAnswered(timing, state, event.answer) : to(state)
    case 'stop-pressed': {
      const revoking = { ...beginRevoking(state, 'stop-pressed'), call: state.call }
      return resolve(timing, revoking, { type: 'revoke-due' })
    }
    case 'age-reached': {
      const next = grown(timing, state, event)
      // Overdue: one last question, whose answer decides between a verdict and a revoke.
      if (next.state === state || event.age !== 'overdue' || state.call !== 'none') return next
      return to({ ...state, age: event.age, call: 'query' }, query(state), ...next.commands)
    }
    case 'restarted': {
      const { age, waits } = ageAfterRestart(timing, state.age, event)
      return to({ ...state, age, call: 'query' }, query(state), ...waits)
    }
    default:
      return to(state)
  }
}

function queryAnswered(timing: Timing, state: Confirming, answer: QueryAnswer): Step {
  const next = answer.kind === 'told' ? followed(timing, state, answer.progress) : null
  if (next !== null) return next
  const verdict = settled(state, answer)
  if (verdict !== null) return to(verdict)
  if (answer.kind === 'order' && answer.tradeState === 'REFUND') {
    const event = { type: 'query-answered', answer } as const
    return resolve(timing, { ...beginRevoking(state, 'gave-up'), call: 'query' }, event)
  }
  const failed = answer.kind === 'order' && answer.tradeState === 'PAYERROR'
  if (failed || atLeast(state.age, 'overdue')) {
    const cause = failed ? 'payment-failed' : 'gave-up'
    return resolve(timing, beginRevoking(state, cause), { type: 'revoke-due' })
  }
  const waitingFor = waitingAfter(answer) ?? state.waitingFor
  return to(
    { ...state, waitingFor, call: 'none' },
    { type: 'wait-for-query', delayMs: timing.queryEveryMs },
  )
}

/** What is waited for, where the answer says it. */
function waitingAfter(answer: QueryAnswer): Confirming['waitingFor'] | null {
  if (answer.kind === 'order' && answer.tradeState === 'USERPAYING') return 'password'
  if (answer.kind !== 'told' || answer.progress.kind !== 'undecided') return null
  return answer.progress.waitingFor
}

/** The same state, older, and the wait for the age after. A younger or equal age is a stale timer. */
function grown<S extends Submitting | Confirming>(
  timing: Timing,
  state: S,
  event: EventOf<'age-reached'>,
): Step {
  if (atLeast(state.age, event.age)) return to(state)
  return to({ ...state, age: event.age }, ...agedWait(timing, event.age))
}

const agedWait = (timing: Timing, age: EventOf<'age-reached'>['age']): readonly Command[] =>
  waitForNextAge(timing, age, reachedAtMs(timing, age))
