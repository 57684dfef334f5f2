import type { RefundCommand, RefundEvent } from '../../app/refund/event.ts'
import type { KnownRefund, RefundAnswer, RefundQueryAnswer } from '../../app/refund/gateway.ts'
import type { RefundState } from '../../app/refund/state.ts'
import { refundTimingFor } from '../../app/refund/timing.ts'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { aRefund } from '../support/builders.ts'

export const timing = refundTimingFor(DEFAULT_TIMING)
export const refund = aRefund()
export const known: KnownRefund = {
  refundId: '50000000002025010100000000001',
  amountMinor: refund.amount.minor,
  status: 'SUCCESS',
  receiver: '支付用户的零钱',
  succeededAt: '2025-01-01 09:30:00',
}
const work = { refund, call: 'none', doubtful: true, refusal: null, tries: 0 } as const

type Samples<T, K extends keyof T> = { readonly [V in T[K] & string]: Extract<T, Record<K, V>> }

/** One state of each kind; a new kind does not compile until it is listed. */
export const states: Samples<RefundState, 'kind'> = {
  submitting: { kind: 'submitting', refund },
  confirming: { kind: 'confirming', ...work },
  accepted: { kind: 'accepted', refund, refundId: known.refundId, call: 'none', asks: 0 },
  'needs-attention': { kind: 'needs-attention', problem: 'not-confirmed', ...work, tries: 6 },
  refunded: {
    kind: 'refunded',
    refund,
    evidence: { refundId: known.refundId, receiver: '', succeededAt: '' },
  },
  refused: { kind: 'refused', refund, refusal: { kind: 'closed-by-wechat' } },
}

/** One event of each type; a new type does not compile until it is listed. */
export const events: Samples<RefundEvent, 'type'> = {
  'refund-answered': {
    type: 'refund-answered',
    answer: { kind: 'accepted', refundId: known.refundId },
  },
  'query-answered': {
    type: 'query-answered',
    answer: { kind: 'found', refund: known },
    sentAgoMs: 0,
  },
  'query-due': { type: 'query-due' },
  'send-due': { type: 'send-due' },
  'ask-again-pressed': { type: 'ask-again-pressed' },
  'send-again-pressed': { type: 'send-again-pressed' },
  'give-up-pressed': { type: 'give-up-pressed' },
  'resend-pressed': { type: 'resend-pressed', askedBy: null },
  restarted: { type: 'restarted' },
}

export const answered = (answer: RefundAnswer): RefundEvent => ({ type: 'refund-answered', answer })
export const queried = (answer: RefundQueryAnswer, sentAgoMs = 0): RefundEvent => ({
  type: 'query-answered',
  answer,
  sentAgoMs,
})
export const found = (change: Partial<KnownRefund>): RefundEvent =>
  queried({ kind: 'found', refund: { ...known, ...change } })
export const errorAnswer = (code: string) =>
  ({ kind: 'error', code, description: `text of ${code}` }) as const
export const silence = { kind: 'no-answer', cause: 'timeout', detail: '' } as const
export const absent = errorAnswer('REFUNDNOTEXIST')

/** The commands in short: their types, with the pause where there is one. */
export const short = (commands: readonly RefundCommand[]): readonly string[] =>
  commands.map((command) =>
    'delayMs' in command ? `${command.type} ${command.delayMs}` : command.type,
  )
