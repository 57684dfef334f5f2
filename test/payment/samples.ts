import type { Command, PaymentEvent } from '../../app/payment/event.ts'
import type { Progress } from '../../app/payment/progress.ts'
import type { Age, PaymentState } from '../../app/payment/state.ts'
import type { PaymentEvidence, QueryAnswer, RevokeAnswer, SubmitAnswer } from '../../app/ports.ts'
import { aSale, anAttempt } from '../support/builders.ts'

export const sale = aSale()
export const attempt = anAttempt()
export const payment: PaymentEvidence = {
  transactionId: '4200000000202501010000000001',
  timeEnd: '20250101093000',
  cash: { minor: 1280, currency: 'CNY' },
  bankType: 'OTHERS',
}
const resolving = {
  sale,
  attempt,
  cause: 'gave-up',
  accepted: false,
  tooOld: false,
  owed: 'revoke',
  revokedAtAge: 'overdue',
  moneySeen: false,
} as const

type Samples<T, K extends keyof T> = { readonly [V in T[K] & string]: Extract<T, Record<K, V>> }

/** One state of each kind; a new kind does not compile until it is listed. */
export const states: Samples<PaymentState, 'kind'> = {
  'awaiting-code': { kind: 'awaiting-code', sale },
  submitting: { kind: 'submitting', sale, attempt, age: 'new', stopPressed: false },
  confirming: {
    kind: 'confirming',
    sale,
    attempt,
    age: 'new',
    waitingFor: 'password',
    call: 'none',
  },
  revoking: { kind: 'revoking', ...resolving, age: 'overdue', call: 'none', revokes: 1 },
  'needs-attention': {
    kind: 'needs-attention',
    ...resolving,
    age: 'code-dead',
    call: 'none',
    revokes: 6,
    problem: 'revoke-not-confirmed',
    tries: 1,
  },
  paid: { kind: 'paid', sale, attempt, payment },
  'not-charged': {
    kind: 'not-charged',
    sale,
    attempt,
    refusal: { kind: 'error-code', code: 'NOTENOUGH', description: '余额不足' },
  },
  revoked: { kind: 'revoked', sale, attempt, cause: 'gave-up', proof: 'closed-at-wechat' },
  abandoned: { kind: 'abandoned', sale },
}

/** One event of each type; a new type does not compile until it is listed. */
export const events: Samples<PaymentEvent, 'type'> = {
  'code-scanned': {
    type: 'code-scanned',
    outTradeNo: '202511210000000000000000000002',
    atMs: 1_000_500,
    paymentCode: '134567890123456789',
  },
  'submit-answered': {
    type: 'submit-answered',
    answer: { kind: 'paid', payment },
    submission: 'first',
  },
  'query-due': { type: 'query-due' },
  'query-answered': { type: 'query-answered', answer: { kind: 'paid', payment } },
  'revoke-due': { type: 'revoke-due' },
  'revoke-answered': { type: 'revoke-answered', answer: { kind: 'accepted', recall: false } },
  'age-reached': { type: 'age-reached', age: 'irrevocable' },
  'stop-pressed': { type: 'stop-pressed' },
  'ask-again-pressed': { type: 'ask-again-pressed' },
  'news-heard': { type: 'news-heard' },
  'sale-abandoned': { type: 'sale-abandoned' },
  restarted: { type: 'restarted', elapsedMs: 40_000, clock: 'wall' },
}

export const submitted = (answer: SubmitAnswer): PaymentEvent => ({
  type: 'submit-answered',
  answer,
  submission: 'first',
})
export const queried = (answer: QueryAnswer): PaymentEvent => ({ type: 'query-answered', answer })
export const revoked = (answer: RevokeAnswer): PaymentEvent => ({ type: 'revoke-answered', answer })
export const reached = (age: Age): PaymentEvent => ({ type: 'age-reached', age })
export const errorAnswer = (code: string) =>
  ({ kind: 'error', code, description: `text of ${code}` }) as const
/** What the merchant's backend says of its own work on this payment. */
export const told = (progress: Progress) => ({ kind: 'told', progress }) as const
export const silence = { kind: 'no-answer', cause: 'timeout', detail: '' } as const

/** The commands in short: their types, with the pause where there is one. */
export const short = (commands: readonly Command[]): readonly string[] =>
  commands.map((command) =>
    'delayMs' in command ? `${command.type} ${command.delayMs}` : command.type,
  )
