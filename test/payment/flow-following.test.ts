import { describe, expect, it } from 'vitest'
import { step } from '../../app/payment/flow.ts'
import type { PaymentEvent } from '../../app/payment/event.ts'
import type { Progress } from '../../app/payment/progress.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { DEFAULT_TIMING as timing } from '../../app/payment/timing.ts'
import {
  payment,
  queried,
  reached,
  revoked,
  short,
  silence,
  states,
  submitted,
  told,
} from './samples.ts'

const after = (state: PaymentState, event: PaymentEvent) => {
  const next = step(timing, state, event)
  return { ...next, did: short(next.commands) }
}

const refusal = { kind: 'error-code', code: 'NOTENOUGH', description: '余额不足' } as const
const undecided = { kind: 'undecided', waitingFor: 'password' } as const
const revoking = { kind: 'revoking', cause: 'payment-failed', moneySeen: false } as const
const troubled = {
  kind: 'needs-attention',
  cause: 'gave-up',
  moneySeen: true,
  problem: 'refund-needed',
} as const

const SETTLED: readonly Progress[] = [
  { kind: 'paid', payment },
  { kind: 'not-charged', refusal },
  { kind: 'revoked', cause: 'closed-by-wechat', proof: 'closed-at-wechat' },
  { kind: 'revoked', cause: 'stop-pressed', proof: 'never-arrived' },
]

const asked = (kind: 'confirming' | 'revoking' | 'needs-attention'): PaymentState => ({
  ...states[kind],
  call: 'query',
})

/** Why a stop of our own was sent. */
const ownCause = (state: PaymentState, progress: Progress): object =>
  progress.kind === 'revoked' && progress.cause === 'stop-pressed' && 'cause' in state
    ? { cause: state.cause }
    : {}

describe('what the backend has settled is settled', () => {
  const { submitting } = states
  it.each(SETTLED)('$kind in every open state', (progress) => {
    const told_ = told(progress)
    const places: readonly (readonly [PaymentState, PaymentEvent])[] = [
      [submitting, submitted(told_)],
      [{ ...submitting, stopPressed: true }, submitted(told_)],
      [asked('confirming'), queried(told_)],
      [asked('revoking'), queried(told_)],
      [asked('needs-attention'), queried(told_)],
      [{ ...states.revoking, call: 'revoke' }, revoked(told_)],
    ]
    for (const [state, event] of places) {
      const next = after(state, event)
      expect(next.state).toMatchObject({ ...progress, ...ownCause(state, progress) })
      expect(next.did).toEqual([])
    }
  })
})

describe('a submit that the backend has not settled', () => {
  const { submitting } = states
  it('waits for what the backend waits for', () => {
    const next = after(submitting, submitted(told(undecided)))
    expect(next.state).toMatchObject({ kind: 'confirming', waitingFor: 'password', call: 'none' })
    expect(next.did).toEqual(['wait-for-query 5000'])
  })

  it('is stopped there when stop was pressed meanwhile', () => {
    const state = { ...submitting, age: 'revocable', stopPressed: true } as const
    const next = after(state, submitted(told(undecided)))
    expect(next.state).toMatchObject({ kind: 'revoking', cause: 'stop-pressed', call: 'revoke' })
    expect(next.did).toEqual(['revoke'])
  })

  it('is followed into a revoke of the backend’s own', () => {
    const next = after(submitting, submitted(told(revoking)))
    expect(next.state).toMatchObject({ kind: 'revoking', cause: 'payment-failed', revokes: 1 })
    expect(next.did).toEqual(['wait-for-query 5000'])
  })
})

describe('an answer to a question', () => {
  it('says what is waited for', () => {
    const next = after(asked('confirming'), queried(told({ ...undecided, waitingFor: 'result' })))
    expect(next.state).toMatchObject({ kind: 'confirming', waitingFor: 'result', call: 'none' })
    expect(next.did).toEqual(['wait-for-query 5000'])
  })

  it('that is still undecided when the attempt is overdue ends in a stop', () => {
    const state = { ...states.confirming, age: 'overdue', call: 'query' } as const
    const next = after(state, queried(told(undecided)))
    expect(next.state).toMatchObject({ kind: 'revoking', cause: 'gave-up' })
    expect(next.did).toEqual(['revoke'])
  })

  it('shows money that is on its way back', () => {
    const next = after(asked('confirming'), queried(told({ ...revoking, moneySeen: true })))
    expect(next.state).toMatchObject({ kind: 'revoking', moneySeen: true })
  })

  it('calls for a manager with the backend’s own problem, in growing pauses', () => {
    const first = after(asked('confirming'), queried(told(troubled)))
    expect(first.state).toMatchObject({ kind: 'needs-attention', problem: 'refund-needed' })
    expect(first.did).toEqual(['wait-for-query 10000'])
    const again: PaymentState = { ...states['needs-attention'], call: 'query', tries: 1 }
    const second = after(again, queried(told(troubled)))
    expect(second.state).toMatchObject({ problem: 'refund-needed', tries: 2, call: 'none' })
    expect(second.did).toEqual(['wait-for-query 20000'])
  })

  it('takes the manager’s sale back to the counter’s pace when the backend is at it again', () => {
    const next = after(asked('needs-attention'), queried(told(revoking)))
    expect(next.state).toMatchObject({ kind: 'revoking', cause: 'gave-up', call: 'none' })
    expect(next.did).toEqual(['wait-for-query 5000'])
  })
})

describe('a stop', () => {
  it('that ended the payment keeps the reason why it was sent', () => {
    const ended = { kind: 'revoked', cause: 'stop-pressed', proof: 'never-arrived' } as const
    const next = after(asked('revoking'), queried(told(ended)))
    expect(next.state).toMatchObject({ kind: 'revoked', cause: 'gave-up', proof: 'never-arrived' })
    const byOther = after(asked('confirming'), queried(told(ended)))
    expect(byOther.state).toMatchObject({ kind: 'revoked', cause: 'stop-pressed' })
  })

  it('that the backend took is followed by questions', () => {
    const state = { ...states.revoking, call: 'revoke' } as const
    const next = after(state, revoked(told({ ...revoking, cause: 'stop-pressed' })))
    // Why it was stopped here stays what the cashier is told.
    expect(next.state).toMatchObject({ kind: 'revoking', cause: 'gave-up', call: 'none' })
    expect(next.did).toEqual(['wait-for-query 5000'])
  })

  it('that the backend took is asked about only, even when the code is dead: it is not sent twice', () => {
    const taken = { ...states.revoking, call: 'revoke', accepted: true, age: 'overdue' } as const
    const next = after(taken, revoked(told(revoking)))
    expect(next.state).toMatchObject({ accepted: false, owed: 'query' })
    expect(after(next.state, reached('code-dead')).did).toContain('query')
    expect(after(next.state, { type: 'news-heard' }).did).toEqual(['query'])
  })

  it('that the backend took early is asked about after a silence, although WeChat would take no revoke yet', () => {
    const early = after(states.submitting, submitted(told(revoking)))
    const asking = after(early.state, { type: 'query-due' })
    const waiting = after(asking.state, queried(silence))
    expect(waiting.did).toEqual(['wait-for-revoke 5000'])
    expect(after(waiting.state, { type: 'revoke-due' }).did).toEqual(['query'])
    expect(after(waiting.state, { type: 'news-heard' }).did).toEqual(['query'])
  })

  it('whose money the backend has seen keeps that, whatever it is told later', () => {
    const seen = { ...states.revoking, moneySeen: true, call: 'query' } as const
    expect(after(seen, queried(told(revoking))).state).toMatchObject({ moneySeen: true })
  })

  it('about an order too old to revoke never goes round without a pause', () => {
    let state: PaymentState = { ...states.revoking, revokes: 0, age: 'irrevocable', call: 'query' }
    const did: string[] = []
    for (const event of [queried, revoked, queried].map((heard) => heard(told(undecided)))) {
      const next = after(state, event)
      did.push(...next.did)
      state = next.state
    }
    expect(did).toEqual(['revoke', 'wait-for-revoke 5000'])
  })

  it('that the backend has not heard of is sent again', () => {
    const next = after(asked('revoking'), queried(told(undecided)))
    expect(next.state).toMatchObject({ kind: 'revoking', call: 'none' })
    expect(next.did).toEqual(['wait-for-revoke 5000'])
  })

  it('goes out when nothing was stopped yet', () => {
    const state = { ...states.revoking, revokes: 0, call: 'query' } as const
    const next = after(state, queried(told(undecided)))
    expect(next.state).toMatchObject({ kind: 'revoking', revokes: 1, call: 'revoke' })
    expect(next.did).toEqual(['revoke'])
  })
})
