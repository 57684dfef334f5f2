import { describe, expect, it } from 'vitest'
import { step } from '../../app/payment/flow.ts'
import type { PaymentEvent } from '../../app/payment/event.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { DEFAULT_TIMING as timing } from '../../app/payment/timing.ts'
import type { TradeState } from '../../app/ports.ts'
import {
  errorAnswer,
  events,
  queried,
  reached,
  sale,
  short,
  silence,
  states,
  submitted,
} from './samples.ts'

const after = (state: PaymentState, event: PaymentEvent) => {
  const next = step(timing, state, event)
  return { ...next, did: short(next.commands) }
}

/** Every cell in which something happens: the kind it leads to and the work it asks for. All others must be ignored. */
const TABLE: {
  readonly [K in PaymentState['kind']]: { readonly [E in PaymentEvent['type']]?: readonly string[] }
} = {
  'awaiting-code': {
    'code-scanned': ['submitting', 'submit', 'wait-for-age 15000'],
    'sale-abandoned': ['abandoned'],
  },
  submitting: {
    'submit-answered': ['paid'],
    'stop-pressed': ['submitting'],
    'age-reached': ['submitting'],
    restarted: ['confirming', 'query', 'wait-for-age 60000'],
  },
  confirming: {
    'query-due': ['confirming', 'query'],
    'ask-again-pressed': ['confirming', 'query'],
    'news-heard': ['confirming', 'query'],
    'stop-pressed': ['revoking'],
    'age-reached': ['confirming'],
    restarted: ['confirming', 'query', 'wait-for-age 60000'],
  },
  revoking: {
    'query-due': ['revoking', 'query'],
    'revoke-due': ['revoking', 'revoke'],
    'ask-again-pressed': ['revoking', 'revoke'],
    'news-heard': ['revoking', 'revoke'],
    'age-reached': ['revoking'],
    restarted: ['revoking', 'query', 'wait-for-age 60000'],
  },
  'needs-attention': {
    'query-due': ['needs-attention', 'query'],
    'revoke-due': ['needs-attention', 'revoke'],
    'ask-again-pressed': ['needs-attention', 'revoke'],
    'news-heard': ['needs-attention', 'revoke'],
    'age-reached': ['needs-attention'],
    restarted: ['needs-attention', 'query', 'wait-for-age 604800000'],
  },
  paid: {},
  'not-charged': { 'code-scanned': ['submitting', 'submit', 'wait-for-age 15000'] },
  revoked: { 'code-scanned': ['submitting', 'submit', 'wait-for-age 15000'] },
  abandoned: {},
}

describe('every state and every event', () => {
  for (const state of Object.values(states)) {
    for (const event of Object.values(events)) {
      const cell = TABLE[state.kind][event.type]
      it(`${state.kind} × ${event.type}: ${cell?.join(', ') ?? 'ignored'}`, () => {
        const next = after(state, event)
        const happened = next.state !== state || next.commands.length > 0
        expect(happened ? [next.state.kind, ...next.did] : undefined).toEqual(cell)
      })
    }
  }
})

describe('a code', () => {
  it('is charged under its own order number, and again only under another', () => {
    const first = after(states['awaiting-code'], events['code-scanned'])
    expect(first.commands[0]).toEqual({
      type: 'submit',
      order: {
        outTradeNo: events['code-scanned'].outTradeNo,
        amount: sale.amount,
        description: sale.description,
        note: sale.note,
      },
      paymentCode: '134567890123456789',
    })
    const again = after(states['not-charged'], { ...events['code-scanned'], outTradeNo: 'other' })
    expect(again.state).toMatchObject({
      kind: 'submitting',
      attempt: { outTradeNo: 'other', number: 2 },
    })
  })

  it('is in no state', () => {
    for (const state of Object.values(states)) {
      const next = after(state, events['code-scanned'])
      expect(JSON.stringify(next.state)).not.toContain(events['code-scanned'].paymentCode)
    }
  })
})

describe('the answer to a submit', () => {
  const { submitting } = states
  it.each([
    ['USERPAYING', 'confirming', 'password', ['wait-for-query 5000']],
    ['SYSTEMERROR', 'confirming', 'result', ['wait-for-query 5000']],
    ['BANKERROR', 'confirming', 'result', ['wait-for-query 5000']],
    ['NEVER_HEARD_OF_IT', 'confirming', 'result', ['wait-for-query 5000']],
    ['ORDERPAID', 'confirming', 'result', ['query']],
    ['OUT_TRADE_NO_USED', 'confirming', 'result', ['query']],
    ['INVALID_REQUEST', 'confirming', 'result', ['query']],
    ['NOTENOUGH', 'not-charged', undefined, []],
    ['AUTH_CODE_INVALID', 'not-charged', undefined, []],
  ])('%s leads to %s', (code, kind, waitingFor, did) => {
    const next = after(submitting, submitted(errorAnswer(code)))
    expect(next.state).toMatchObject(waitingFor === undefined ? { kind } : { kind, waitingFor })
    expect(next.did).toEqual(did)
  })

  it('is unknown when there is none, and is asked for at once', () => {
    const next = after(submitting, submitted(silence))
    expect(next.state).toMatchObject({ kind: 'confirming', waitingFor: 'result', call: 'query' })
    expect(next.did).toEqual(['query'])
  })

  it('that nothing was sent proves that nothing was charged', () => {
    const answer = { kind: 'not-sent', cause: 'unreachable', detail: 'refused' } as const
    expect(after(submitting, submitted(answer)).state).toMatchObject({
      kind: 'not-charged',
      refusal: { kind: 'not-sent', cause: 'unreachable' },
    })
  })

  it('never proves a failure when the number may have been submitted before', () => {
    const answer = errorAnswer('NOTENOUGH')
    const next = after(submitting, { type: 'submit-answered', answer, submission: 'again' })
    expect(next.state).toMatchObject({ kind: 'confirming' })
    expect(next.did).toEqual(['query'])
  })

  it('stopped meanwhile: paid is told, undecided is revoked no earlier than WeChat takes it', () => {
    const stopped = { ...submitting, stopPressed: true }
    expect(after(stopped, events['submit-answered']).state.kind).toBe('paid')
    const early = after(stopped, submitted(errorAnswer('USERPAYING')))
    expect(early.state).toMatchObject({ kind: 'revoking', revokes: 0, call: 'none' })
    expect(early.did).toEqual([])
    expect(after(early.state, reached('revocable')).did).toEqual(['revoke', 'wait-for-age 15000'])
    const late = after({ ...stopped, age: 'revocable' }, submitted(errorAnswer('USERPAYING')))
    expect(late.did).toEqual(['revoke'])
  })
})

describe('waiting for the payer', () => {
  const asking = { ...states.confirming, call: 'query' } as const
  const order = (tradeState: TradeState) => queried({ kind: 'order', tradeState, description: '' })

  it.each(['NOTPAY', 'USERPAYING', 'ACCEPT', 'UNRECOGNISED'] as const)(
    '%s: asks again after the pause',
    (tradeState) => {
      expect(after(asking, order(tradeState)).did).toEqual(['wait-for-query 5000'])
    },
  )

  it.each([
    silence,
    errorAnswer('SYSTEMERROR'),
    errorAnswer('PARAM_ERROR'),
    errorAnswer('ORDERNOTEXIST'),
  ])('an answer that says nothing settles nothing', (answer) => {
    const next = after(asking, queried(answer))
    expect(next.state).toMatchObject({ kind: 'confirming', call: 'none' })
    expect(next.did).toEqual(['wait-for-query 5000'])
  })

  it('PAYERROR is revoked, so that it cannot be paid later', () => {
    const next = after({ ...asking, age: 'revocable' }, order('PAYERROR'))
    expect(next.state).toMatchObject({ kind: 'revoking', cause: 'payment-failed' })
    expect(next.did).toEqual(['revoke'])
  })

  it.each(['REVOKED', 'CLOSED'] as const)('%s: nobody is charged', (tradeState) => {
    expect(after(asking, order(tradeState)).state).toMatchObject({
      kind: 'revoked',
      cause: 'closed-by-wechat',
    })
  })

  it('REFUND was not our doing: a person has to look, and nothing more is revoked', () => {
    const next = after(asking, order('REFUND'))
    expect(next.state).toMatchObject({
      kind: 'needs-attention',
      problem: 'refunded-elsewhere',
      revokes: 0,
    })
    const asked = after(next.state, { type: 'query-due' })
    expect(after(asked.state, queried(silence)).did).toEqual(['wait-for-query 20000'])
    expect(after(next.state, reached('overdue')).did).not.toContain('revoke')
  })

  it('overdue: asks a last time, then revokes', () => {
    const last = after({ ...states.confirming, age: 'revocable' }, reached('overdue'))
    expect(last.did).toEqual(['query', 'wait-for-age 30000'])
    expect(after(last.state, events['query-answered']).state.kind).toBe('paid')
    const undecided = after(last.state, order('USERPAYING'))
    expect(undecided.state).toMatchObject({ kind: 'revoking', cause: 'gave-up', revokes: 1 })
    expect(undecided.did).toEqual(['revoke'])
  })

  it('overdue while a query is under way: its answer decides', () => {
    const aged = after({ ...asking, age: 'revocable' }, reached('overdue'))
    expect(aged.did).toEqual(['wait-for-age 30000'])
    expect(after(aged.state, order('NOTPAY')).did).toEqual(['revoke'])
  })

  it('no such order proves nothing yet, whatever the submit said', () => {
    const doubted = after(states.submitting, submitted(errorAnswer('INVALID_REQUEST')))
    const next = after(doubted.state, queried(errorAnswer('ORDERNOTEXIST')))
    expect(next.state.kind).toBe('confirming')
  })

  it('stop revokes at once when WeChat takes it, and waits for an answer under way', () => {
    expect(after({ ...states.confirming, age: 'revocable' }, { type: 'stop-pressed' }).did).toEqual(
      ['revoke'],
    )
    const pending = after({ ...asking, age: 'revocable' }, { type: 'stop-pressed' })
    expect(pending.did).toEqual([])
    expect(after(pending.state, order('USERPAYING')).did).toEqual(['revoke'])
    expect(after(pending.state, events['query-answered']).state.kind).toBe('paid')
  })

  it('a stop before a revoke is allowed ends the polling', () => {
    const stopped = after(states.confirming, { type: 'stop-pressed' })
    expect(after(stopped.state, { type: 'query-due' }).commands).toEqual([])
    expect(after(stopped.state, { type: 'revoke-due' }).commands).toEqual([])
    expect(after(stopped.state, reached('revocable')).did).toEqual(['revoke', 'wait-for-age 15000'])
  })
})
