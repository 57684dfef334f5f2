import { describe, expect, it } from 'vitest'
import type { RefundEvent } from '../../app/refund/event.ts'
import { beginRefund, stepRefund } from '../../app/refund/flow.ts'
import type { RefundState } from '../../app/refund/state.ts'
import {
  absent,
  answered,
  errorAnswer,
  events,
  found,
  known,
  queried,
  refund,
  short,
  silence,
  states,
  timing,
} from './samples.ts'

const after = (state: RefundState, event: RefundEvent) => {
  const next = stepRefund(timing, state, event)
  return { ...next, did: short(next.commands) }
}

/** Every cell in which something happens: the kind it leads to and the work it asks for. All others must be ignored. */
const TABLE: {
  readonly [K in RefundState['kind']]: { readonly [E in RefundEvent['type']]?: readonly string[] }
} = {
  submitting: {
    'refund-answered': ['accepted', 'wait-for-query 5000'],
    restarted: ['confirming', 'query'],
  },
  confirming: {
    'query-due': ['confirming', 'query'],
    'send-due': ['confirming', 'refund'],
    'ask-again-pressed': ['confirming', 'query'],
    'resend-pressed': ['confirming', 'query'],
    restarted: ['confirming', 'query'],
  },
  accepted: {
    'query-due': ['accepted', 'query'],
    'ask-again-pressed': ['accepted', 'query'],
    'resend-pressed': ['confirming', 'query'],
    restarted: ['accepted', 'query'],
  },
  'needs-attention': {
    'query-due': ['needs-attention', 'query'],
    'send-due': ['needs-attention', 'refund'],
    'ask-again-pressed': ['needs-attention', 'query'],
    'send-again-pressed': ['confirming', 'refund'],
    'give-up-pressed': ['needs-attention', 'query'],
    'resend-pressed': ['confirming', 'query'],
    restarted: ['needs-attention', 'query'],
  },
  refunded: { 'resend-pressed': ['confirming', 'query'] },
  refused: {},
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

it('a refund is sent under its own number, however often', () => {
  const { requestedAtMs: _, ...order } = refund
  const begun = beginRefund(refund)
  expect(begun.commands).toEqual([{ type: 'refund', order }])
  const again = after(states.confirming, { type: 'send-due' })
  expect(again.commands).toEqual(begun.commands)
})

it('never more than one call is under way', () => {
  for (const state of [states.confirming, states['needs-attention'], states.accepted]) {
    for (const call of ['refund', 'query'] as const) {
      if (state.kind === 'accepted' && call === 'refund') continue
      // Proven just above: an accepted refund is never sent.
      const busy = { ...state, call } as RefundState
      for (const event of Object.values(events)) {
        const mine = call === 'refund' ? 'refund-answered' : 'query-answered'
        if (event.type === mine || event.type === 'restarted') continue
        // What the bill lacks is doubted whatever is under way; all else waits for the answer.
        const kept = event.type === 'resend-pressed' ? { call } : busy
        expect(after(busy, event)).toMatchObject({ state: kept, commands: [] })
      }
    }
  }
})

describe('the first answer', () => {
  it.each([
    ['SYSTEMERROR', 'confirming', ['wait-for-send 5000']],
    ['BIZERR_NEED_RETRY', 'confirming', ['wait-for-send 5000']],
    ['FREQUENCY_LIMITED', 'confirming', ['wait-for-send 60000']],
    ['INVALID_REQ_TOO_MUCH', 'confirming', ['wait-for-send 60000']],
    ['REFUND_FEE_MISMATCH', 'confirming', ['query']],
    ['ERROR', 'confirming', ['query']],
    ['NEVER_HEARD_OF_IT', 'confirming', ['query']],
    ['NOTENOUGH', 'needs-attention', []],
    ['TRADE_OVERDUE', 'refused', []],
    ['USER_ACCOUNT_ABNORMAL', 'refused', []],
    ['ORDERNOTEXIST', 'refused', []],
    ['PARAM_ERROR', 'refused', []],
  ])('%s leads to %s', (code, kind, did) => {
    const next = after(states.submitting, answered(errorAnswer(code)))
    expect(next.state.kind).toBe(kind)
    expect(next.did).toEqual(did)
  })

  it('that there is none is no failure: it is asked about, then sent again', () => {
    const asked = after(states.submitting, answered(silence))
    expect(asked.state).toMatchObject({ kind: 'confirming', doubtful: true, call: 'query' })
    expect(asked.did).toEqual(['query'])
    const missed = after(asked.state, queried(absent))
    expect(missed.did).toEqual(['wait-for-send 5000'])
    const sent = after(missed.state, { type: 'send-due' })
    expect(sent.did).toEqual(['refund'])
    expect(after(sent.state, events['refund-answered']).state.kind).toBe('accepted')
  })

  it('that nothing was sent proves that nothing was refunded, but only for the first request', () => {
    const answer = { kind: 'not-sent', cause: 'unreachable', detail: 'refused' } as const
    expect(after(states.submitting, answered(answer)).state).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'not-sent', cause: 'unreachable' },
    })
    const again = after({ ...states.confirming, call: 'refund' }, answered(answer))
    expect(again.state.kind).toBe('confirming')
    expect(again.did).toEqual(['wait-for-send 5000'])
  })
})

describe('a refusal after a request without a clear answer', () => {
  const refused = after(
    { ...states.confirming, call: 'refund' },
    answered(errorAnswer('TRADE_OVERDUE')),
  )

  it('is asked about before it is believed', () => {
    expect(refused.state.kind).toBe('confirming')
    expect(refused.did).toEqual(['query'])
  })

  it('is believed when WeChat does not know the number and nothing is under way any more', () => {
    const early = after(refused.state, queried(absent, 59_999))
    expect(early.did).toEqual(['wait-for-query 5000'])
    const asked = after(early.state, { type: 'query-due' })
    expect(after(asked.state, queried(absent, 60_000)).state).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'error-code', code: 'TRADE_OVERDUE' },
    })
  })

  it.each(['confirming', 'needs-attention'] as const)(
    '%s: a request that was under way when the program ended makes the next refusal doubtful',
    (kind) => {
      const sending = { ...states[kind], call: 'refund', doubtful: false } as const
      const restarted = after(sending, events.restarted)
      expect(restarted.state).toMatchObject({ doubtful: true, call: 'query' })
      const missed = after(restarted.state, queried(absent))
      const sent = after(missed.state, events['send-due'])
      expect(after(sent.state, answered(errorAnswer('TRADE_OVERDUE'))).did).toEqual(['query'])
    },
  )

  it('is not believed at once because a person gives up', () => {
    const refusal = { kind: 'error-code', code: 'TRADE_OVERDUE', description: '' } as const
    const shown = { ...states['needs-attention'], doubtful: true, refusal }
    expect(after(shown, events['give-up-pressed']).did).toEqual(['query'])
    const certain = { ...shown, doubtful: false }
    expect(after(certain, events['give-up-pressed']).state.kind).toBe('refused')
  })

  it('is forgotten when WeChat has the refund after all', () => {
    expect(after(refused.state, found({ status: 'SUCCESS' })).state.kind).toBe('refunded')
  })
})

describe('what WeChat knows of the refund', () => {
  const asking = { ...states.confirming, call: 'query' } as const
  it.each([
    [{ status: 'SUCCESS' }, 'refunded', undefined],
    [{ status: 'PROCESSING' }, 'accepted', undefined],
    [{ status: 'REFUNDCLOSE' }, 'refused', undefined],
    [{ status: 'CHANGE' }, 'needs-attention', 'payer-account-dead'],
    [{ status: 'UNRECOGNISED' }, 'confirming', undefined],
    [{ amountMinor: known.amountMinor + 1 }, 'needs-attention', 'differs'],
  ] as const)('%o: %s', (change, kind, problem) => {
    const { state } = after(asking, found(change))
    expect(state.kind).toBe(kind)
    expect('problem' in state ? state.problem : undefined).toBe(problem)
  })

  it('is asked for on, and never sent again once WeChat was seen to have it', () => {
    const dead = after(asking, found({ status: 'CHANGE' }))
    const asked = after(dead.state, { type: 'query-due' })
    for (const answer of [silence, absent, errorAnswer('SYSTEMERROR')]) {
      const next = after(asked.state, queried(answer, 100_000_000))
      expect(next.state).toMatchObject({ problem: 'payer-account-dead' })
      expect(next.did).toEqual(['wait-for-query 20000'])
    }
    expect(after(dead.state, events['send-again-pressed']).did).toEqual([])
    expect(after(dead.state, events['give-up-pressed']).did).toEqual([])
    expect(after(asked.state, found({ status: 'SUCCESS' })).state.kind).toBe('refunded')
  })
})

describe('money on its way', () => {
  const asking = { ...states.accepted, call: 'query' } as const

  it.each([silence, absent, errorAnswer('SYSTEMERROR')])('%o settles nothing', (answer) => {
    const next = after(asking, queried(answer, 100_000_000))
    expect(next.state).toMatchObject({ kind: 'accepted', asks: 1, call: 'none' })
    expect(next.did).toEqual(['wait-for-query 10000'])
  })

  it('is asked about less and less often, at least once an hour', () => {
    expect(after({ ...asking, asks: 100 }, found({ status: 'PROCESSING' })).did).toEqual([
      'wait-for-query 3600000',
    ])
  })

  it('that does not arrive for a week is shown to a manager, and asked about on', () => {
    const last = { ...asking, asks: timing.arrivalAsksMax - 1 }
    const late = after(last, found({ status: 'PROCESSING' }))
    expect(late.state).toMatchObject({ kind: 'needs-attention', problem: 'not-arrived' })
    const asked = after(late.state, { type: 'query-due' })
    const still = after(asked.state, found({ status: 'PROCESSING' }))
    expect(still.state).toMatchObject({ problem: 'not-arrived' })
    expect(still.did).toEqual(['wait-for-query 3600000'])
  })
})

describe('a refund that WeChat’s bill lacks', () => {
  const accepted = { ...states.accepted, call: 'none' } as const

  it.each([states.refunded, accepted, states['needs-attention']])(
    '$kind: is asked about, and sent again under its number when WeChat does not know it',
    (state) => {
      const asked = after(state, events['resend-pressed'])
      const missed = after(asked.state, queried(absent))
      const sent = after(missed.state, events['send-due'])
      expect(sent.commands).toEqual(beginRefund(refund).commands)
      expect(after(sent.state, events['refund-answered']).state.kind).toBe('accepted')
    },
  )

  it('stays what it was when WeChat has it', () => {
    const asked = after(states.refunded, events['resend-pressed'])
    expect(after(asked.state, found({ status: 'SUCCESS' })).state.kind).toBe('refunded')
  })

  it('is doubted by the query that is under way already', () => {
    const busy = { ...states.accepted, call: 'query' } as const
    const doubted = after(busy, events['resend-pressed'])
    expect(after(doubted.state, queried(absent)).did).toEqual(['wait-for-send 5000'])
  })

  it('is not believed to be refused before a request that may be under way is over', () => {
    const asked = after(states.refunded, events['resend-pressed'])
    const sent = after(after(asked.state, queried(absent)).state, events['send-due'])
    const refused = after(sent.state, answered(errorAnswer('TRADE_OVERDUE')))
    expect(refused.did).toEqual(['query'])
  })
})

describe('the merchant’s account holding too little', () => {
  const low = after(states.submitting, answered(errorAnswer('NOTENOUGH'))).state

  it('waits for a person, and is sent again under the same number', () => {
    expect(low).toMatchObject({ problem: 'funds-low', doubtful: false })
    const sent = after(low, events['send-again-pressed'])
    expect(sent.state).toMatchObject({ kind: 'confirming', call: 'refund', refusal: null })
    expect(after(sent.state, answered(errorAnswer('NOTENOUGH'))).state).toEqual(low)
  })

  it('is given up at once, since WeChat refused every request', () => {
    expect(after(low, events['give-up-pressed']).state).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'error-code', code: 'NOTENOUGH' },
    })
  })
})

describe('a refund that nobody answers clearly', () => {
  it('is tried ever more slowly, then shown, and tried on', () => {
    const pauses: string[] = []
    let state: RefundState = after(states.submitting, answered(errorAnswer('SYSTEMERROR'))).state
    while (state.kind === 'confirming') {
      state = after(state, { type: 'send-due' }).state
      const next = after(state, answered(errorAnswer('SYSTEMERROR')))
      pauses.push(...next.did)
      state = next.state
    }
    expect(pauses).toEqual([10, 20, 20, 20, 20].map((s) => `wait-for-send ${s * 1_000}`))
    expect(state).toMatchObject({ kind: 'needs-attention', problem: 'not-confirmed' })
    expect(after(state, { type: 'send-due' }).did).toEqual(['refund'])
  })

  it('is given up only once WeChat is seen not to know it', () => {
    const wished = after(states['needs-attention'], events['give-up-pressed'])
    const early = after(wished.state, queried(absent, 1_000))
    expect(early.did).toEqual(['wait-for-query 20000'])
    const asked = after(early.state, { type: 'query-due' })
    const silent = after(asked.state, queried(silence, 90_000))
    expect(silent.state.kind).toBe('needs-attention')
    const last = after(silent.state, { type: 'query-due' })
    expect(after(last.state, queried(absent, 90_000)).state).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'given-up' },
    })
    expect(after(last.state, found({ status: 'SUCCESS' })).state.kind).toBe('refunded')
  })
})
