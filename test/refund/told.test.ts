import { expect, it } from 'vitest'
import { stepRefund } from '../../app/refund/flow.ts'
import type { RefundAnswer, RefundQueryAnswer } from '../../app/refund/gateway.ts'
import type { RefundProgress } from '../../app/refund/progress.ts'
import type { RefundState } from '../../app/refund/state.ts'
import { absent, known, refund, states, timing } from './samples.ts'

const evidence = { refundId: known.refundId, receiver: '', succeededAt: '' }
const told = (progress: RefundProgress) => ({ kind: 'told', progress }) as const

const sent = (answer: RefundAnswer, state: RefundState = states.submitting): RefundState =>
  stepRefund(timing, state, { type: 'refund-answered', answer }).state

const asked = (state: RefundState, answer: RefundQueryAnswer, sentAgoMs = 0): RefundState =>
  stepRefund(timing, state, { type: 'query-answered', answer, sentAgoMs }).state

it('follows a backend that runs the refund', () => {
  const confirming = sent(told({ kind: 'confirming' }))
  expect(confirming).toMatchObject({ kind: 'confirming', refusal: null })
  expect(sent(told({ kind: 'accepted', refundId: '5' }))).toMatchObject({ kind: 'accepted' })
  expect(sent(told({ kind: 'refunded', evidence }))).toEqual({ kind: 'refunded', refund, evidence })
  const low = sent(told({ kind: 'needs-attention', problem: 'funds-low' }))
  expect(low).toMatchObject({ kind: 'needs-attention', problem: 'funds-low', call: 'none' })
  const accepted = { ...states.accepted, call: 'query' } as const
  expect(asked(accepted, told({ kind: 'accepted', refundId: '5' }))).toMatchObject({ asks: 1 })
  expect(asked(accepted, told({ kind: 'refunded', evidence }))).toMatchObject({ kind: 'refunded' })
  const refusal = { kind: 'closed-by-wechat' } as const
  expect(asked(accepted, told({ kind: 'refused', refusal }))).toEqual({
    kind: 'refused',
    refund,
    refusal,
  })
})

it('asks on what the backend has, and never sends it itself', () => {
  const { commands } = stepRefund(timing, states.submitting, {
    type: 'refund-answered',
    answer: told({ kind: 'confirming' }),
  })
  expect(commands.map(({ type }) => type)).toEqual(['wait-for-query'])
})

it('takes a refusal of the backend at its word, unless an earlier request is in doubt', () => {
  const declined = { kind: 'declined', detail: 'approval-needed' } as const
  const refusal = { kind: 'not-sent', cause: 'refused', detail: 'approval-needed' } as const
  expect(sent(declined)).toEqual({ kind: 'refused', refund, refusal })
  const doubtful = { ...states.confirming, call: 'refund', doubtful: true } as const
  const again = sent(declined, doubtful)
  expect(again).toMatchObject({ kind: 'confirming', call: 'query', refusal })
  // Only once no request can be under way any more.
  expect(asked(again, absent, timing.absentAfterMs - 1)).toMatchObject({ kind: 'confirming' })
  expect(asked(again, absent, timing.absentAfterMs)).toEqual({ kind: 'refused', refund, refusal })
  expect(asked(again, told({ kind: 'accepted', refundId: '5' }))).toMatchObject({
    kind: 'accepted',
  })
})

it('asks soon again about what the backend goes on with, and seldom where a person has to act', () => {
  const pause = (problem: 'not-confirmed' | 'not-arrived'): number => {
    const state = { ...states.confirming, call: 'query', tries: 30 } as const
    const answer = told({ kind: 'needs-attention', problem })
    const { commands } = stepRefund(timing, state, { type: 'query-answered', answer, sentAgoMs: 0 })
    const [wait] = commands
    if (wait?.type !== 'wait-for-query') throw new Error('no pause')
    return wait.delayMs
  }
  expect(pause('not-confirmed')).toBe(timing.pauseMaxMs)
  expect(pause('not-arrived')).toBe(timing.arrivalPauseMaxMs)
})
