import type { QueryAnswer, RevokeAnswer } from '../ports.ts'
import { assertNever } from '../result.ts'
import { ageAfterRestart, atLeast, reachedAtMs, waitForNextAge } from './age.ts'
import { rulingOnQuery, rulingOnRevoke } from './code-table.ts'
import type { PaymentEvent } from './event.ts'
import type { Progress } from './progress.ts'
import type { Age, Attempt, OpenState, PaymentState, Problem, RevokeCause, Sale } from './state.ts'
import { query, revoke, settled, type Step, to } from './step.ts'
import type { Timing } from './timing.ts'

type RevokingState = Extract<PaymentState, { readonly kind: 'revoking' }>
type Resolving = Extract<PaymentState, { readonly kind: 'revoking' | 'needs-attention' }>

/** The start of a revoke: nothing sent yet, nothing under way. */
export const beginRevoking = (
  { sale, attempt, age }: { readonly sale: Sale; readonly attempt: Attempt; readonly age: Age },
  cause: RevokeCause,
): RevokingState => ({
  kind: 'revoking',
  sale,
  attempt,
  age,
  cause,
  call: 'none',
  revokes: 0,
  accepted: false,
  tooOld: false,
  owed: 'query',
  revokedAtAge: 'new',
  moneySeen: false,
})

/**
 * Revokes until a query shows the outcome. After each revoke, whatever it answered, the order is
 * queried, because a revoke may answer SUCCESS without effect and only `trade_state` tells.
 */
export function resolve(timing: Timing, state: Resolving, event: PaymentEvent): Step {
  switch (event.type) {
    case 'revoke-due':
      return callRevoke(state)
    case 'query-due':
      // Before the first revoke this is a pause left over from polling, which a stop has ended.
      return state.revokes === 0 && state.kind === 'revoking' ? to(state) : callQuery(state)
    case 'ask-again-pressed':
    case 'news-heard':
      // A revoke that is owed goes out now: a question in its place would begin its pause anew, each time somebody asks.
      return state.owed === 'revoke' ? callRevoke(state) : callQuery(state)
    case 'revoke-answered':
      return state.call === 'revoke' ? revokeAnswered(timing, state, event.answer) : to(state)
    case 'query-answered':
      return state.call === 'query' ? queryAnswered(timing, state, event.answer) : to(state)
    case 'age-reached':
      return ageReached(timing, state, event.age)
    case 'restarted': {
      // Before `tooOld` was written down, one word of WeChat's made an order irrevocable.
      const known = state.age === 'irrevocable' && !('tooOld' in state) ? 'code-dead' : state.age
      const { age, waits } = ageAfterRestart(timing, known, event)
      return to({ ...state, age, call: 'query' }, query(state), ...waits)
    }
    default:
      return to(state)
  }
}

/** Sends a revoke if WeChat takes one at this age; too early for the first, `age-reached` brings us back here. */
function callRevoke(state: Resolving): Step {
  if (state.call !== 'none') return to(state)
  // What the backend revokes already is only asked about.
  if (!atLeast(state.age, 'revocable')) return state.revokes === 0 ? to(state) : callQuery(state)
  const { age, revokes } = state
  const next = { ...state, call: 'revoke', revokes: revokes + 1, revokedAtAge: age } as const
  return to({ ...next, accepted: false }, revoke(state))
}

const callQuery = (state: Resolving): Step => (state.call === 'none' ? ask(state) : to(state))

const ask = (state: Resolving): Step => to({ ...state, call: 'query' }, query(state))

function ageReached(timing: Timing, state: Resolving, age: Age): Step {
  if (atLeast(state.age, age)) return to(state)
  const waits = waitForNextAge(timing, age, reachedAtMs(timing, age))
  const aged = { ...state, age }
  if (state.call !== 'none') return to(aged, ...waits)
  const now = atNewAge(aged)
  return to(now.state, ...now.commands, ...waits)
}

/** What need not wait for the next turn: the first revoke, once it is allowed, and what makes "no such order" a proof. */
function atNewAge(state: Resolving): Step {
  if (state.kind === 'revoking' && state.revokes === 0) return callRevoke(state)
  if (state.age !== 'code-dead') return to(state)
  return state.accepted || state.owed === 'revoke' ? callRevoke(state) : callQuery(state)
}

function revokeAnswered(timing: Timing, state: Resolving, answer: RevokeAnswer): Step {
  if (answer.kind === 'told') return heard(timing, state, answer.progress)
  const ruling = answer.kind === 'error' ? rulingOnRevoke(answer.code) : null
  const accepted = (answer.kind === 'accepted' && !answer.recall) || ruling === 'absent'
  // Once said it stands until a revoke is accepted: silence takes nothing back.
  const tooOld = ruling === 'too-old' || (state.tooOld && !accepted)
  return ask({ ...state, accepted, tooOld })
}

function queryAnswered(timing: Timing, state: Resolving, answer: QueryAnswer): Step {
  if (answer.kind === 'told') return heard(timing, state, answer.progress)
  const told = state.revokes === 0 ? settled(state, answer) : outcome(state, answer)
  const verdict = told ?? neverArrived(state, answer)
  if (verdict !== null) return to(verdict)
  const money = answer.kind === 'paid'
  const refunded = isTheirs(state) || (answer.kind === 'order' && answer.tradeState === 'REFUND')
  const next = { ...state, call: 'none', moneySeen: state.moneySeen || money } as const
  if (refunded) return attention(timing, next, 'refunded-elsewhere', 'query')
  // Not a try that failed but the first one: it goes out as soon as WeChat takes it.
  if (next.kind === 'revoking' && next.revokes === 0) return callRevoke(next)
  // Of a young order whose money nobody saw it is an answer like any other.
  const old = next.moneySeen || atLeast(next.age, 'code-dead')
  if ((next.tooOld && old) || next.age === 'irrevocable') return calledTooOld(timing, next)
  const absent = answer.kind === 'error' && rulingOnQuery(answer.code) === 'absent'
  const failed = answer.kind === 'order' && answer.tradeState === 'PAYERROR'
  if ((absent || failed) && state.accepted) {
    const dead = atLeast(next.age, 'code-dead')
    // The submit may still be under way until its code is dead: ask on, there is nothing to revoke yet.
    if (absent && !dead) return again(timing, next, 'query')
    // Dead since the last revoke left: one that leaves now undoes whatever arrived in between, and its answer is proof.
    if (dead && !atLeast(state.revokedAtAge, 'code-dead')) return callRevoke(next)
  }
  return again(timing, next, 'revoke')
}

/** Somebody else has begun to give it back, perhaps in part: that is theirs to end, at any age. */
const isTheirs = (state: Resolving): boolean =>
  state.kind === 'needs-attention' && state.problem === 'refunded-elsewhere'

/**
 * A person has to act on an order that WeChat calls too old to revoke, or that is by our own clock. Revokes go on until both say
 * so: one word of WeChat's does not end them while one might still help, nor does a clock that nobody has confirmed.
 */
function calledTooOld(timing: Timing, next: Resolving): Step {
  const hopeless = next.tooOld && next.age === 'irrevocable'
  const problem = next.moneySeen ? 'refund-needed' : 'revoke-not-confirmed'
  return attention(timing, next, problem, hopeless && next.moneySeen ? 'query' : 'revoke')
}

/** Goes where the backend has got to; while that is nowhere, our stop has yet to arrive there. */
function heard(timing: Timing, state: Resolving, progress: Progress): Step {
  const next = followed(timing, state, progress)
  if (next !== null) return next
  const idle = { ...state, call: 'none' } as const
  const first = idle.kind === 'revoking' && idle.revokes === 0
  return first ? callRevoke(idle) : again(timing, idle, 'revoke')
}

/**
 * Where the merchant's backend has got to already; null while it is undecided. What the backend revokes counts as
 * revoked once here too: it is only asked until it has seen the outcome.
 */
export function followed(timing: Timing, state: OpenState, progress: Progress): Step | null {
  const { sale, attempt, age } = state
  switch (progress.kind) {
    case 'undecided':
      return null
    case 'paid':
    case 'not-charged':
      return to({ ...progress, sale, attempt })
    case 'revoked': {
      // The backend knows no more than that we stopped it: why we did is told here.
      const ours = progress.cause === 'stop-pressed' && 'cause' in state
      return to({ ...progress, cause: ours ? state.cause : progress.cause, sale, attempt })
    }
    case 'revoking':
    case 'needs-attention': {
      const before = 'revokes' in state ? state : null
      const revoking: RevokingState = {
        ...beginRevoking({ sale, attempt, age }, before?.cause ?? progress.cause),
        revokes: Math.max(before?.revokes ?? 0, 1),
        moneySeen: progress.moneySeen || before?.moneySeen === true,
      }
      if (progress.kind === 'revoking') return pause(revoking, 'query', timing.queryEveryMs)
      const tries = state.kind === 'needs-attention' ? state.tries : 0
      const { problem } = progress
      const troubled = { ...revoking, kind: 'needs-attention', problem, tries } as const
      return attention(timing, tries === 0 ? revoking : troubled, problem, 'query')
    }
    default:
      return assertNever(progress)
  }
}

/** What a query settles once a revoke has been sent. SUCCESS settles nothing: that money must come back. */
function outcome(state: Resolving, answer: QueryAnswer): PaymentState | null {
  const { sale, attempt, cause } = state
  const revoked = { kind: 'revoked', sale, attempt, cause } as const
  if (answer.kind === 'order') {
    if (answer.tradeState === 'REFUND') return { ...revoked, proof: 'returned' }
    if (answer.tradeState === 'PAYERROR' && failedForGood(state))
      return { ...revoked, proof: 'closed-at-wechat' }
    if (answer.tradeState !== 'REVOKED' && answer.tradeState !== 'CLOSED') return null
    return { ...revoked, proof: state.moneySeen ? 'returned' : 'closed-at-wechat' }
  }
  return null
}

/**
 * It is not known whether an order that failed keeps that name, PAYERROR, when it is revoked. Its code
 * is dead, and since then a revoke was accepted or the order is too old for one: nobody can pay it any more.
 */
const failedForGood = ({ age, accepted, revokedAtAge, tooOld, moneySeen }: Resolving): boolean =>
  !moneySeen &&
  atLeast(age, 'code-dead') &&
  (tooOld || (accepted && atLeast(revokedAtAge, 'code-dead')))

/** "No such order", where that is proof (decision 5): nothing can have arrived since the revoke left. */
function neverArrived(state: Resolving, answer: QueryAnswer): PaymentState | null {
  const absent = answer.kind === 'error' && rulingOnQuery(answer.code) === 'absent'
  if (!absent || state.moneySeen) return null
  const { sale, attempt, cause, revokedAtAge, accepted } = state
  // The question left after the revoke was answered: both speak of a time when nothing could arrive any more.
  if (!accepted || !atLeast(revokedAtAge, 'code-dead')) return null
  return { kind: 'revoked', sale, attempt, cause, proof: 'never-arrived' }
}

/** The next try: at the till's own pace while it is young, then with a manager told and longer pauses. */
function again(timing: Timing, state: Resolving, next: 'query' | 'revoke'): Step {
  if (state.kind === 'needs-attention') {
    return attention(timing, state, state.problem, isTheirs(state) ? 'query' : next)
  }
  if (next === 'revoke' && state.revokes >= timing.revokesInForeground) {
    return attention(timing, state, 'revoke-not-confirmed', next)
  }
  return pause(state, next, timing.queryEveryMs)
}

function attention(
  timing: Timing,
  state: Resolving,
  problem: Problem,
  next: 'query' | 'revoke',
): Step {
  const tries = state.kind === 'needs-attention' ? state.tries + 1 : 1
  // Capped before it is used as an exponent: the resolver may go on for days.
  const pauseMs = timing.queryEveryMs * 2 ** Math.min(tries, 10)
  const troubled = { ...state, kind: 'needs-attention', problem, tries } as const
  return pause(troubled, next, Math.min(pauseMs, timing.backgroundPauseMaxMs))
}

const pause = (state: Resolving, owed: 'query' | 'revoke', delayMs: number): Step =>
  to({ ...state, owed }, { type: `wait-for-${owed}`, delayMs })
