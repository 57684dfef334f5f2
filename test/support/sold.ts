import type { JournalEntry } from '../../app/payment/journal.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { anAmount, anAttempt, aSale } from './builders.ts'

/** A sale as a till writes it into its journal. */
export interface Sold {
  readonly saleId: string
  readonly outTradeNo: string
  readonly minor: number
  readonly startedAtMs: number
  readonly ends: 'paid' | 'not-charged' | 'revoked' | 'returned' | 'undecided' | 'abandoned'
  /** WeChat's transaction id; only a paid sale has one. */
  readonly transactionId?: string
}

/** The entries of one sale, from its start to its end, a second apart. */
export function entriesOf(sold: Sold): readonly JournalEntry[] {
  const { saleId, outTradeNo, minor, startedAtMs, ends } = sold
  const sale = aSale({ saleId, amount: anAmount(minor), startedAtMs })
  const attempt = anAttempt({ outTradeNo, submittedAtMs: startedAtMs + 1_000 })
  const start: JournalEntry = {
    saleId,
    atMs: startedAtMs,
    event: { type: 'sale-started' },
    state: { kind: 'awaiting-code', sale },
  }
  if (ends === 'abandoned') {
    const state: PaymentState = { kind: 'abandoned', sale }
    return [start, { saleId, atMs: startedAtMs + 1_000, event: { type: 'sale-abandoned' }, state }]
  }
  const scanned: JournalEntry = {
    saleId,
    atMs: startedAtMs + 1_000,
    event: { type: 'code-scanned', outTradeNo, atMs: startedAtMs + 1_000 },
    state: { kind: 'submitting', sale, attempt, age: 'new', stopPressed: false },
  }
  const atMs = startedAtMs + 2_000
  return [start, scanned, { saleId, atMs, ...endOf(sold, { sale, attempt }) }]
}

type End = Pick<JournalEntry, 'event' | 'state'>

function endOf(
  { ends, transactionId = '' }: Sold,
  of: Pick<Extract<PaymentState, { readonly kind: 'paid' }>, 'sale' | 'attempt'>,
): End {
  if (ends === 'paid') {
    const payment = { transactionId, timeEnd: '20251121103442', cash: null, bankType: 'CFT' }
    return {
      event: { type: 'submit-answered', answer: { kind: 'paid', payment }, submission: 'first' },
      state: { kind: 'paid', ...of, payment },
    }
  }
  if (ends === 'not-charged') {
    const answer = { kind: 'error', code: 'NOTENOUGH', description: '余额不足' } as const
    return {
      event: { type: 'submit-answered', answer, submission: 'first' },
      state: {
        kind: 'not-charged',
        ...of,
        refusal: { kind: 'error-code', code: answer.code, description: answer.description },
      },
    }
  }
  if (ends === 'revoked' || ends === 'returned') {
    const proof = ends === 'returned' ? 'returned' : 'closed-at-wechat'
    const tradeState = ends === 'returned' ? 'REFUND' : 'REVOKED'
    return {
      event: { type: 'query-answered', answer: { kind: 'order', tradeState, description: '' } },
      state: { kind: 'revoked', ...of, cause: 'stop-pressed', proof },
    }
  }
  return {
    event: {
      type: 'submit-answered',
      answer: { kind: 'no-answer', cause: 'timeout', detail: '' },
      submission: 'first',
    },
    state: { kind: 'confirming', ...of, age: 'new', waitingFor: 'result', call: 'none' },
  }
}
