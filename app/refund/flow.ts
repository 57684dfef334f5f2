import { rulingOnRefund, rulingOnRefundQuery } from '../payment/code-table.ts'
import { assertNever } from '../result.ts'
import type { RefundCommand, RefundEvent } from './event.ts'
import type { KnownRefund, RefundAnswer, RefundOrder, RefundQueryAnswer } from './gateway.ts'
import type { RefundProgress } from './progress.ts'
import type { Confirming, Refund, RefundProblem, RefundRefusal, RefundState } from './state.ts'
import { pauseAfter, type RefundTiming } from './timing.ts'

/** Where an event leads, and the work that follows once that is durable. */
export interface RefundStep {
  readonly state: RefundState
  readonly commands: readonly RefundCommand[]
}

type Accepted = Extract<RefundState, { readonly kind: 'accepted' }>
type Open = Extract<RefundState, { readonly kind: 'confirming' | 'needs-attention' }>
type EventOf<T extends RefundEvent['type']> = Extract<RefundEvent, { readonly type: T }>

const to = (state: RefundState, ...commands: readonly RefundCommand[]): RefundStep => ({
  state,
  commands,
})

/** A new refund. Its request leaves once the state is durable. */
export const beginRefund = (refund: Refund): RefundStep =>
  to({ kind: 'submitting', refund }, send(refund))

/**
 * The whole refund flow. Pure: same timing, state and event, same step. An event that means nothing in a state is ignored:
 * the same state comes back, with no command. Whatever happens, a refund is only ever sent under its one number.
 */
export function stepRefund(
  timing: RefundTiming,
  state: RefundState,
  event: RefundEvent,
): RefundStep {
  switch (state.kind) {
    case 'submitting':
      if (event.type === 'refund-answered') return answered(timing, fresh(state), event.answer)
      return event.type === 'restarted' ? ask({ ...fresh(state), doubtful: true }) : to(state)
    case 'confirming':
    case 'needs-attention':
      return resolve(timing, state, event)
    case 'accepted':
      return arrive(timing, state, event)
    case 'refunded':
      return event.type === 'resend-pressed' ? ask(doubted(state)) : to(state)
    case 'refused':
      return to(state)
    default:
      return assertNever(state)
  }
}

const fresh = ({ refund }: { readonly refund: Refund }): Open => ({
  kind: 'confirming',
  refund,
  call: 'none',
  doubtful: false,
  refusal: null,
  tries: 0,
})

/**
 * What is known of a refund whose row is missing in WeChat's bill: whatever was believed before, it is asked about first, and
 * only sent, under its own number, when WeChat does not know that.
 */
const doubted = (state: { readonly refund: Refund }): Open => ({ ...fresh(state), doubtful: true })

const orderOf = ({ outRefundNo, outTradeNo, total, amount, reason }: Refund): RefundOrder => ({
  outRefundNo,
  outTradeNo,
  total,
  amount,
  reason,
})
const send = (refund: Refund): RefundCommand => ({ type: 'refund', order: orderOf(refund) })
const query = (refund: Refund): RefundCommand => ({ type: 'query', order: orderOf(refund) })

const ask = (state: Open): RefundStep => to({ ...state, call: 'query' }, query(state.refund))

const sendAgain = (state: Open): RefundStep =>
  to({ ...state, call: 'refund', refusal: null }, send(state.refund))

function resolve(timing: RefundTiming, state: Open, event: RefundEvent): RefundStep {
  switch (event.type) {
    case 'query-due':
    case 'ask-again-pressed':
      return state.call === 'none' ? ask(state) : to(state)
    case 'send-due':
      return state.call === 'none' ? sendAgain(state) : to(state)
    case 'send-again-pressed':
      return waitsForPerson(state) ? sendAgain({ ...confirming(state), tries: 0 }) : to(state)
    case 'give-up-pressed':
      return waitsForPerson(state) ? giveUp(state) : to(state)
    case 'resend-pressed':
      return resend(state)
    case 'refund-answered':
      return state.call === 'refund' ? answered(timing, state, event.answer) : to(state)
    case 'query-answered':
      return state.call === 'query' ? queried(timing, state, event) : to(state)
    case 'restarted':
      return ask({ ...state, doubtful: state.doubtful || state.call === 'refund' })
    default:
      return assertNever(event)
  }
}

/** A call under way goes on: a request is what was wanted, and a query's answer is what comes first. */
function resend(state: Open | Accepted): RefundStep {
  if (state.call === 'refund') return to(state)
  return state.call === 'none' ? ask(doubted(state)) : to({ ...doubted(state), call: 'query' })
}

const confirming = ({ refund, call, doubtful, refusal, tries }: Confirming): Open => ({
  kind: 'confirming',
  refund,
  call,
  doubtful,
  refusal,
  tries,
})

/** Whether a person's choice between sending again and giving up means something: elsewhere WeChat has the refund already. */
const waitsForPerson = (state: Open): boolean =>
  state.call === 'none' &&
  state.kind === 'needs-attention' &&
  (state.problem === 'funds-low' || state.problem === 'not-confirmed')

/** Nothing is sent any more; over once WeChat is seen not to know the number. */
function giveUp(state: Open): RefundStep {
  const { refund, refusal, doubtful } = state
  if (refusal !== null && !doubtful) return to({ kind: 'refused', refund, refusal })
  return ask({ ...state, refusal: refusal ?? { kind: 'given-up' } })
}

/** What an answer to a request of this refund means. */
function answered(timing: RefundTiming, state: Open, answer: RefundAnswer): RefundStep {
  const { refund } = state
  const rest = { ...state, call: 'none' } as const
  switch (answer.kind) {
    case 'accepted':
      return accepted(timing, refund, answer.refundId)
    case 'not-sent': {
      if (state.doubtful) return again(timing, rest, 'send')
      const { cause, detail } = answer
      return to({ kind: 'refused', refund, refusal: { kind: 'not-sent', cause, detail } })
    }
    case 'no-answer':
      return ask({ ...rest, doubtful: true })
    case 'told':
      return told(timing, rest, answer.progress)
    case 'declined': {
      const refusal = { kind: 'not-sent', cause: 'refused', detail: answer.detail } as const
      return state.doubtful ? ask({ ...rest, refusal }) : refused(rest, refusal)
    }
    case 'error': {
      const { code, description } = answer
      const refusal = { kind: 'error-code', code, description } as const
      const ruling = rulingOnRefund(code)
      switch (ruling) {
        case 'send-again':
          return again(timing, { ...rest, doubtful: true }, 'send')
        case 'send-later':
          return again(timing, rest, 'send', timing.tooOftenMs)
        case 'ask':
          return ask({ ...rest, doubtful: true, refusal })
        case 'refused':
        case 'funds-low':
        case 'too-old':
          // An earlier request may still take effect: then WeChat knows the number, sooner or later.
          return state.doubtful ? ask({ ...rest, refusal }) : refused({ ...rest, refusal }, refusal)
        default:
          return assertNever(ruling)
      }
    }
    default:
      return assertNever(answer)
  }
}

const accepted = (timing: RefundTiming, refund: Refund, refundId: string): RefundStep =>
  to(
    { kind: 'accepted', refund, refundId, call: 'none', asks: 0 },
    { type: 'wait-for-query', delayMs: timing.askEveryMs },
  )

/** The end of a refund that WeChat proved not to have made; where only funds lack, a person decides. */
function refused(state: Open, refusal: RefundRefusal): RefundStep {
  const fundsLow = refusal.kind === 'error-code' && rulingOnRefund(refusal.code) === 'funds-low'
  return fundsLow
    ? to({ ...state, kind: 'needs-attention', problem: 'funds-low', doubtful: false })
    : to({ kind: 'refused', refund: state.refund, refusal })
}

/** What a query's answer means while it is not known that WeChat took the refund on. */
function queried(
  timing: RefundTiming,
  state: Open,
  { answer, sentAgoMs }: EventOf<'query-answered'>,
): RefundStep {
  const rest = { ...state, call: 'none' } as const
  if (answer.kind === 'found') return found(timing, rest, answer.refund)
  if (answer.kind === 'told') return told(timing, rest, answer.progress)
  const absent = answer.kind === 'error' && rulingOnRefundQuery(answer.code) === 'absent'
  // What WeChat has said of the refund stays true until it says something else of it.
  if (state.kind === 'needs-attention' && SEEN_AT_WECHAT.includes(state.problem))
    return attention(timing, rest, state.problem)
  if (!absent) return again(timing, rest, 'query')
  const { refusal } = state
  if (refusal === null) return again(timing, rest, 'send')
  const proven = !state.doubtful || sentAgoMs >= timing.absentAfterMs
  return proven ? refused(rest, refusal) : again(timing, rest, 'query')
}

/** What a refund is that a backend runs: what is settled there is settled here, and the rest is only asked about. */
function told(timing: RefundTiming, state: Open, progress: RefundProgress): RefundStep {
  const { refund } = state
  switch (progress.kind) {
    case 'confirming':
      return again(timing, { ...state, refusal: null }, 'query')
    case 'accepted':
      return accepted(timing, refund, progress.refundId)
    case 'needs-attention':
      return attention(timing, { ...state, refusal: null }, progress.problem)
    case 'refunded':
      return to({ kind: 'refunded', refund, evidence: progress.evidence })
    case 'refused':
      return to({ kind: 'refused', refund, refusal: progress.refusal })
    default:
      return assertNever(progress)
  }
}

const SEEN_AT_WECHAT: readonly RefundProblem[] = ['payer-account-dead', 'not-arrived', 'differs']

/** What becomes of a refund that WeChat knows. */
function found(timing: RefundTiming, state: Open, known: KnownRefund): RefundStep {
  const { refund } = state
  if (known.amountMinor !== refund.amount.minor) return attention(timing, state, 'differs')
  const { refundId, receiver, succeededAt } = known
  switch (known.status) {
    case 'SUCCESS':
      return to({ kind: 'refunded', refund, evidence: { refundId, receiver, succeededAt } })
    case 'PROCESSING':
      return state.kind === 'needs-attention' && state.problem === 'not-arrived'
        ? attention(timing, state, 'not-arrived')
        : accepted(timing, refund, refundId)
    case 'REFUNDCLOSE':
      return to({ kind: 'refused', refund, refusal: { kind: 'closed-by-wechat' } })
    case 'CHANGE':
      return attention(timing, state, 'payer-account-dead')
    case 'UNRECOGNISED':
      return again(timing, state, 'query')
    default:
      return assertNever(known.status)
  }
}

/** While the money is on its way. "No such refund" is not believed any more: WeChat has said that there is one. */
function arrive(timing: RefundTiming, state: Accepted, event: RefundEvent): RefundStep {
  switch (event.type) {
    case 'query-due':
    case 'ask-again-pressed':
      if (state.call !== 'none') return to(state)
      break
    case 'restarted':
      break
    case 'resend-pressed':
      return resend(state)
    case 'query-answered':
      return state.call === 'query' ? arrivalAsked(timing, state, event.answer) : to(state)
    default:
      return to(state)
  }
  return to({ ...state, call: 'query' }, query(state.refund))
}

function arrivalAsked(
  timing: RefundTiming,
  state: Accepted,
  answer: RefundQueryAnswer,
): RefundStep {
  const open = { ...fresh(state), tries: state.asks }
  if (answer.kind === 'told' && !/^(?:accepted|confirming)$/.test(answer.progress.kind)) {
    return told(timing, open, answer.progress)
  }
  const { amount } = state.refund
  const news =
    answer.kind === 'found' &&
    (answer.refund.amountMinor !== amount.minor ||
      (answer.refund.status !== 'PROCESSING' && answer.refund.status !== 'UNRECOGNISED'))
  if (news) return found(timing, open, answer.refund)
  const asks = state.asks + 1
  if (asks >= timing.arrivalAsksMax) return attention(timing, open, 'not-arrived')
  const delayMs = pauseAfter(timing, asks, timing.arrivalPauseMaxMs)
  return to({ ...state, call: 'none', asks }, { type: 'wait-for-query', delayMs })
}

/** The next try: with longer and longer pauses, and with a manager told once it has lasted. */
function again(timing: RefundTiming, state: Open, next: 'query' | 'send', leastMs = 0): RefundStep {
  const pauseMs = pauseAfter(timing, state.tries, timing.pauseMaxMs)
  const wait = { type: `wait-for-${next}`, delayMs: Math.max(leastMs, pauseMs) } as const
  const tried = { ...confirming(state), tries: state.tries + 1 }
  return tried.tries >= timing.triesInForeground
    ? to({ ...tried, kind: 'needs-attention', problem: 'not-confirmed' }, wait)
    : to(tried, wait)
}

/** A person has to act at WeChat's; it is asked on what became of that. What only lasts is asked about as often as before. */
function attention(timing: RefundTiming, state: Open, problem: RefundProblem): RefundStep {
  const tries = state.tries + 1
  const longestMs = problem === 'not-confirmed' ? timing.pauseMaxMs : timing.arrivalPauseMaxMs
  return to(
    { ...state, kind: 'needs-attention', problem, tries },
    { type: 'wait-for-query', delayMs: pauseAfter(timing, tries, longestMs) },
  )
}
