import { describe, expect, it } from 'vitest'
import { step } from '../../app/payment/flow.ts'
import type { PaymentEvent } from '../../app/payment/event.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { DEFAULT_TIMING as timing } from '../../app/payment/timing.ts'
import type { TradeState } from '../../app/ports.ts'
import {
  attempt,
  errorAnswer,
  events,
  payment,
  queried,
  reached,
  revoked,
  sale,
  short,
  silence,
  states,
} from './samples.ts'

const after = (state: PaymentState, event: PaymentEvent) => {
  const next = step(timing, state, event)
  return { ...next, did: short(next.commands) }
}

describe('revoking', () => {
  const sent = { ...states.revoking, call: 'revoke' } as const
  const asked = { ...states.revoking, call: 'query', accepted: true } as const
  const order = (tradeState: TradeState) => queried({ kind: 'order', tradeState, description: '' })

  it.each([
    { kind: 'accepted', recall: false } as const,
    { kind: 'accepted', recall: true } as const,
    { ...errorAnswer('SYSTEMERROR'), recall: true },
    { ...errorAnswer('USERPAYING'), recall: true },
    { ...errorAnswer('NEVER_HEARD_OF_IT'), recall: false },
    silence,
  ])('whatever a revoke answers (%o), only a query is believed', (answer) => {
    const next = after(sent, revoked(answer))
    expect(next.state.kind).toBe('revoking')
    expect(next.did).toEqual(['query'])
  })

  it.each([
    ['REVOKED', 'closed-at-wechat'],
    ['CLOSED', 'closed-at-wechat'],
    ['REFUND', 'returned'],
  ] as const)('%s ends it', (tradeState, proof) => {
    expect(after(asked, order(tradeState)).state).toMatchObject({
      kind: 'revoked',
      cause: 'gave-up',
      proof,
    })
  })

  it('a SUCCESS after a revoke was sent is money to return, never a sale', () => {
    const next = after(asked, events['query-answered'])
    expect(next.state).toMatchObject({ kind: 'revoking', moneySeen: true })
    expect(next.did).toEqual(['wait-for-revoke 5000'])
    const again = after(next.state, { type: 'revoke-due' })
    expect(again.state).toMatchObject({ revokes: 2, call: 'revoke', accepted: false })
    const done = after({ ...asked, moneySeen: true }, order('REVOKED'))
    expect(done.state).toMatchObject({ kind: 'revoked', proof: 'returned' })
  })

  it.each(['USERPAYING', 'NOTPAY', 'PAYERROR', 'ACCEPT', 'UNRECOGNISED'] as const)(
    '%s: revokes again after a pause',
    (tradeState) => {
      expect(after(asked, order(tradeState)).did).toEqual(['wait-for-revoke 5000'])
    },
  )

  const absent = queried(errorAnswer('ORDERNOTEXIST'))
  const accepted = revoked({ kind: 'accepted', recall: false })

  it('no such order: asks on while the submit may still arrive, then revokes once more, and it never did', () => {
    const young = after(asked, absent)
    expect(young.state.kind).toBe('revoking')
    expect(young.did).toEqual(['wait-for-query 5000'])
    const dead = after(young.state, reached('code-dead'))
    expect(dead.did).toContain('revoke')
    expect(dead.state).toMatchObject({ revokedAtAge: 'code-dead', accepted: false })
    const last = after(dead.state, accepted)
    expect(last.did).toEqual(['query'])
    expect(after(last.state, absent).state).toMatchObject({
      kind: 'revoked',
      proof: 'never-arrived',
    })
  })

  it.each([
    ['an unknown order, said again, is an absence', errorAnswer('ORDERNOTEXIST'), 'revoked'],
    ['silence is not', silence, 'revoking'],
    ['an error is not', errorAnswer('SYSTEMERROR'), 'revoking'],
  ] as const)('the last revoke: %s', (_, told, kind) => {
    const dead = { ...sent, age: 'code-dead', revokedAtAge: 'code-dead' } as const
    const answer = told.kind === 'error' ? ({ ...told, recall: false } as const) : told
    expect(after(after(dead, revoked(answer)).state, absent).state.kind).toBe(kind)
  })

  it('no such order proves nothing after a revoke that left before the code was dead, however late it is heard', () => {
    const agedMeanwhile = after(sent, reached('code-dead'))
    expect(agedMeanwhile.state).toMatchObject({ age: 'code-dead', revokedAtAge: 'overdue' })
    // Asked when the code was dead, but the submit may have arrived between the revoke and its death.
    const heardLate = after(agedMeanwhile.state, accepted)
    const denied = after(heardLate.state, absent)
    expect(denied.state.kind).toBe('revoking')
    expect(denied.did).toEqual(['revoke'])
    expect(after(after(denied.state, accepted).state, absent).state).toMatchObject({
      proof: 'never-arrived',
    })
  })

  it('a state from a journal that does not say when it was revoked is revoked again', () => {
    const { revokedAtAge: _, ...old } = { ...asked, age: 'code-dead' } as const
    // Written by the release before this one.
    const next = after(old as PaymentState, absent)
    expect(next.did).toEqual(['revoke'])
    expect(next.state).toMatchObject({ kind: 'revoking', revokedAtAge: 'code-dead' })
  })

  it('no such order proves nothing when the revoke was not accepted, or when money was seen', () => {
    const dead = { ...asked, age: 'code-dead', revokedAtAge: 'code-dead' } as const
    expect(after({ ...dead, accepted: false }, absent).did).toEqual(['wait-for-revoke 5000'])
    expect(after({ ...dead, moneySeen: true }, absent).did).toEqual(['wait-for-revoke 5000'])
  })

  it('calls a manager after its tries, and goes on with growing pauses', () => {
    const last = { ...asked, revokes: timing.revokesInForeground, accepted: false } as const
    const called = after(last, order('USERPAYING'))
    expect(called.state).toMatchObject({ kind: 'needs-attention', problem: 'revoke-not-confirmed' })
    expect(called.did).toEqual(['wait-for-revoke 10000'])
    let state = called.state
    const pauses: string[] = []
    for (let n = 0; n < 6; n += 1) {
      state = after(state, { type: 'revoke-due' }).state
      state = after(state, revoked(silence)).state
      const next = after(state, queried(silence))
      pauses.push(...next.did)
      state = next.state
    }
    expect(pauses).toEqual([20, 20, 20, 20, 20, 20].map((s) => `wait-for-revoke ${s}000`))
    const settledAt = after({ ...states['needs-attention'], call: 'query' }, order('REVOKED'))
    expect(settledAt.state.kind).toBe('revoked')
  })

  const expired = { ...sent, age: 'code-dead', revokedAtAge: 'code-dead' } as const
  const tooOld = revoked({ ...errorAnswer('REVERSE_EXPIRE'), recall: false })

  it('too old to revoke and paid: proposes a refund, and revokes on while our own clock does not agree', () => {
    const next = after(after(expired, tooOld).state, events['query-answered'])
    expect(next.state).toMatchObject({ kind: 'needs-attention', problem: 'refund-needed' })
    expect(next.did).toEqual(['wait-for-revoke 10000'])
    const days = { ...asked, age: 'irrevocable', tooOld: true, moneySeen: true } as const
    const old = after(days, events['query-answered'])
    expect(old.state).toMatchObject({ problem: 'refund-needed' })
    expect(old.did).toEqual(['wait-for-query 10000'])
    // Nobody has seen the money: a revoke might still meet it.
    const unseen = after({ ...days, moneySeen: false }, queried(silence))
    expect(unseen.did).toEqual(['wait-for-revoke 10000'])
  })

  it('too old by our own clock alone, and paid: proposes a refund, and revokes on until WeChat agrees', () => {
    const next = after({ ...asked, age: 'irrevocable' }, events['query-answered'])
    expect(next.state).toMatchObject({ kind: 'needs-attention', problem: 'refund-needed' })
    expect(next.did).toEqual(['wait-for-revoke 10000'])
  })

  it('a refund that is needed is not taken back by silence, nor do revokes without effect end the revokes', () => {
    const needed = after(after(expired, tooOld).state, events['query-answered']).state
    const revoking = after(needed, { type: 'revoke-due' })
    expect(revoking.did).toEqual(['revoke'])
    const silent = after(after(revoking.state, revoked(silence)).state, queried(silence))
    expect(silent.state).toMatchObject({ problem: 'refund-needed', tooOld: true })
    const again = after(silent.state, { type: 'revoke-due' }).state
    const paidOn = after(after(again, accepted).state, events['query-answered'])
    expect(paidOn.state).toMatchObject({ problem: 'refund-needed', tooOld: false })
    expect(paidOn.did).toEqual(['wait-for-revoke 20000'])
    const last = after(after(paidOn.state, { type: 'revoke-due' }).state, accepted).state
    expect(after(last, order('REVOKED')).state).toMatchObject({ proof: 'returned' })
  })

  it.each([silence, errorAnswer('SYSTEMERROR')])(
    'too old to revoke and unclear: a person has to look, and revokes go on',
    (answer) => {
      const next = after(after(expired, tooOld).state, queried(answer))
      expect(next.state).toMatchObject({ kind: 'needs-attention', problem: 'revoke-not-confirmed' })
      expect(next.did).toEqual(['wait-for-revoke 10000'])
    },
  )

  it('too old to revoke and failed: nobody can pay it any more', () => {
    const next = after(after(expired, tooOld).state, order('PAYERROR'))
    expect(next.state).toMatchObject({ kind: 'revoked', proof: 'closed-at-wechat' })
    const seen = { ...asked, age: 'code-dead', tooOld: true, moneySeen: true } as const
    expect(after(seen, order('PAYERROR')).state.kind).toBe('needs-attention')
  })

  it('failed and still called so after a revoke that left when its code was dead: nobody can pay it any more', () => {
    const dead = { ...asked, age: 'code-dead', revokedAtAge: 'code-dead' } as const
    const next = after(dead, order('PAYERROR'))
    expect(next.state).toMatchObject({ kind: 'revoked', proof: 'closed-at-wechat' })
    for (const unproven of [{ accepted: false }, { moneySeen: true }]) {
      const on = after({ ...dead, ...unproven }, order('PAYERROR'))
      expect(on.state.kind).toBe('revoking')
      expect(on.did).toEqual(['wait-for-revoke 5000'])
    }
    // Revoked while its code was alive: once more, at once.
    const early = after({ ...dead, revokedAtAge: 'revocable' }, order('PAYERROR'))
    expect(early.did).toEqual(['revoke'])
    expect(early.state).toMatchObject({ revokedAtAge: 'code-dead', accepted: false })
  })

  it.each(['NOTPAY', 'USERPAYING', 'ACCEPT'] as const)(
    'too old to revoke and %s: revokes on with pauses',
    (tradeState) => {
      const next = after(after(expired, tooOld).state, order(tradeState))
      expect(next.state.kind).toBe('needs-attention')
      expect(next.did).toEqual(['wait-for-revoke 10000'])
    },
  )

  it.each(['code-dead', 'irrevocable'] as const)(
    'too old at %s and unknown to WeChat: it knew the order a moment ago, so its denial proves nothing',
    (age) => {
      const denied = after(after({ ...expired, age }, tooOld).state, absent)
      expect(denied.state).toMatchObject({
        kind: 'needs-attention',
        problem: 'revoke-not-confirmed',
      })
      // What proves it is what proves it at any age: a revoke that meets no order, and a query after it.
      const sentAgain = after(denied.state, { type: 'revoke-due' })
      expect(sentAgain.did).toEqual(['revoke'])
      const met = after(
        sentAgain.state,
        revoked({ ...errorAnswer('ORDERNOTEXIST'), recall: false }),
      )
      expect(after(met.state, absent).state).toMatchObject({ proof: 'never-arrived' })
    },
  )

  it('a young order that is called too old is revoked again', () => {
    const young = after(sent, tooOld)
    expect(after(young.state, order('NOTPAY')).did).toEqual(['wait-for-revoke 5000'])
    // Once its money was seen a person is told at once, and the next revoke may still undo it.
    const seen = after(young.state, events['query-answered'])
    expect(seen.state).toMatchObject({ kind: 'needs-attention', problem: 'refund-needed' })
    expect(seen.did).toEqual(['wait-for-revoke 10000'])
  })

  it.each(['ask-again-pressed', 'news-heard'] as const)(
    '%s sends the revoke that is owed, so that asking never puts it off',
    (type) => {
      const waiting = after(asked, order('NOTPAY'))
      expect(waiting.did).toEqual(['wait-for-revoke 5000'])
      expect(after(waiting.state, { type }).did).toEqual(['revoke'])
      const young = after(asked, absent)
      expect(young.did).toEqual(['wait-for-query 5000'])
      expect(after(young.state, { type }).did).toEqual(['query'])
    },
  )

  it('when the code is dead, a revoke that is owed leaves at once', () => {
    const waiting = after({ ...asked, accepted: false }, order('NOTPAY')).state
    const dead = after(waiting, reached('code-dead'))
    expect(dead.did).toContain('revoke')
    expect(dead.state).toMatchObject({ revokedAtAge: 'code-dead' })
  })

  it.each(['overdue', 'code-dead', 'irrevocable'] as const)(
    'refunded by somebody else: only asked about, at %s, too',
    (age) => {
      const waitingFor = 'result' as const
      const confirming = { ...states.confirming, age, waitingFor, call: 'query' } as const
      const theirs = after(confirming, order('REFUND'))
      expect(theirs.state).toMatchObject({ problem: 'refunded-elsewhere', revokes: 0 })
      expect(theirs.did).toEqual(['wait-for-query 10000'])
      const asking = after(theirs.state, { type: 'ask-again-pressed' })
      expect(asking.did).toEqual(['query'])
      for (const answer of [silence, errorAnswer('ORDERNOTEXIST')]) {
        const waiting = after(asking.state, queried(answer))
        expect(waiting.state).toMatchObject({ problem: 'refunded-elsewhere', revokes: 0 })
        expect(waiting.did).toEqual(['wait-for-query 20000'])
        expect(after(waiting.state, reached('code-dead')).did).not.toContain('revoke')
        expect(after(waiting.state, reached('irrevocable')).did).not.toContain('revoke')
      }
    },
  )

  it('stopped before WeChat takes a revoke: asking asks, and the revoke leaves as soon as it may', () => {
    const young = after(states.confirming, { type: 'stop-pressed' })
    expect(young.did).toEqual([])
    expect(after(young.state, { type: 'ask-again-pressed' }).did).toEqual(['query'])
    expect(after(young.state, reached('revocable')).did).toContain('revoke')
  })

  it('called too old by a release that took one word for it, is revoked again', () => {
    const { tooOld: _, owed: __, ...before } = { ...states.revoking, age: 'irrevocable' } as const
    // Written by the release before this one.
    const old = before as unknown as PaymentState
    const next = after(old, { type: 'restarted', elapsedMs: 120_000, clock: 'wall' })
    expect(next.state).toMatchObject({ age: 'code-dead' })
    const kept = after(
      { ...states.revoking, age: 'irrevocable' },
      { type: 'restarted', elapsedMs: 1, clock: 'wall' },
    )
    expect(kept.state).toMatchObject({ age: 'irrevocable' })
  })
})

describe('a restart', () => {
  it('asks first, whatever was under way, and never submits again', () => {
    for (const state of [
      states.submitting,
      states.confirming,
      states.revoking,
      states['needs-attention'],
    ]) {
      const next = after(state, { type: 'restarted', elapsedMs: 3_000, clock: 'wall' })
      expect(next.did[0]).toBe('query')
      expect(next.did).not.toContain('submit')
    }
  })

  it('keeps a pressed stop, and the knowledge that a revoke was sent', () => {
    const stopped = after(
      { ...states.submitting, stopPressed: true },
      { type: 'restarted', elapsedMs: 16_000, clock: 'wall' },
    )
    expect(stopped.state).toMatchObject({ kind: 'revoking', cause: 'stop-pressed', revokes: 0 })
    const undecided = after(stopped.state, queried(silence))
    expect(undecided.did).toEqual(['revoke'])
    const sent = after(
      { ...states.revoking, call: 'revoke' },
      { type: 'restarted', elapsedMs: 40_000, clock: 'wall' },
    )
    expect(after(sent.state, events['query-answered']).state).toMatchObject({
      kind: 'revoking',
      moneySeen: true,
    })
  })

  it('with a clock set back keeps the age it knew, and waits again', () => {
    const next = after(
      { ...states.confirming, age: 'overdue' },
      { type: 'restarted', elapsedMs: -3_600_000, clock: 'wall' },
    )
    expect(next.state).toMatchObject({ age: 'overdue' })
    expect(next.did).toEqual(['query', 'wait-for-age 60000'])
  })

  it('measured by a clock that only runs, takes the age as it is', () => {
    const event = { type: 'restarted', elapsedMs: 100_000, clock: 'steady' } as const
    const next = after({ ...states.revoking, age: 'overdue' }, event)
    expect(next.state).toMatchObject({ age: 'code-dead' })
    // Or the backend, which looks again at whatever is late, would ask for ever without a pause.
    expect(next.did).toEqual(['query', 'wait-for-age 604700000'])
  })

  it('after days is settled by what WeChat says now', () => {
    const next = after(states.submitting, {
      type: 'restarted',
      elapsedMs: 8 * 86_400_000,
      clock: 'wall',
    })
    // A wall clock may have jumped: that much time is believed only once this process has waited for it.
    expect(next.state).toMatchObject({ age: 'overdue' })
    expect(next.did).toEqual(['query', 'wait-for-age 60000'])
    expect(after(next.state, events['query-answered']).state).toEqual({
      kind: 'paid',
      sale,
      attempt,
      payment,
    })
  })

  it.each([silence, errorAnswer('SYSTEMERROR')])(
    'too old to revoke, without an answer, is revoked all the same and never without a pause',
    (answer) => {
      const known = { ...states.confirming, age: 'irrevocable' } as const
      const asked = after(known, { type: 'restarted', elapsedMs: 8 * 86_400_000, clock: 'wall' })
      const revoking = after(asked.state, queried(answer))
      expect(revoking.did).toEqual(['revoke'])
      const next = after(after(revoking.state, revoked(silence)).state, queried(answer))
      expect(next.state.kind).toBe('needs-attention')
      expect(next.did).toEqual(['wait-for-revoke 10000'])
    },
  )

  it.each(['confirming', 'revoking'] as const)(
    'after days and unknown to WeChat, %s is not absent before a revoke met nothing',
    (kind) => {
      const event = { type: 'restarted', elapsedMs: 8 * 86_400_000, clock: 'steady' } as const
      const denied = after(after(states[kind], event).state, queried(errorAnswer('ORDERNOTEXIST')))
      expect(denied.state.kind).not.toBe('revoked')
    },
  )
})
