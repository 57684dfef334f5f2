import { expect, it } from 'vitest'
import { check, RULES } from '../../chaos/checker/check.ts'
import type { Facts, Line, Painted } from '../../chaos/checker/facts.ts'

const asked = (saleId: string, orderNo: string): Line => ({
  kind: 'asked',
  till: 'T1',
  saleId,
  orderNo,
  amountMinor: 500,
  atMs: 1_000,
})

const told = (orderNo: string, version: number, status: string, final: boolean): Line => ({
  kind: 'told',
  till: 'T1',
  orderNo,
  version,
  status,
  final,
  problem: null,
  amountMinor: 500,
  via: 'wait',
  atMs: 2_000,
})

const row = (id: string, status: string) => ({
  id,
  till_id: 'till-1',
  status,
  problem: null,
  amount_minor: 500,
  version: 2,
  submitted_ms: 1_100,
  changed_ms: 1_900,
})

const journal = (payment_id: string, ...statuses: readonly string[]) =>
  statuses.map((status, index) => ({
    payment_id,
    version: index + 1,
    status,
    type: 'submit-answered',
    node: 'node-1',
    at_ms: 1_100 + index,
  }))

const payment = (outTradeNo: string, atMs = 1_150) => ({
  kind: 'payment',
  from: 'payer:alice',
  to: 'merchant',
  amount: 500,
  outTradeNo,
  atMs,
})

const request = (operation: string, outTradeNo: string, atMs: number) => ({
  operation,
  outTradeNo,
  atMs,
  answeredAtMs: atMs + 50,
  answer: 'SUCCESS',
  fault: '',
})

/** Our own till showed this of a sale at that time. */
const shown = (
  outTradeNo: string | null,
  paintedAtMs: number,
  screen: string,
  saleId = 'OWN',
): Painted => ({ paintedAtMs, saleId, outTradeNo, amountMinor: 500, screen })

const ownTill = { till: 'O1', starts: 3, killed: 2, endedItself: 0 }

/** One sale at each kind of till: the first code was refused, the second paid. All is well. */
const GOOD: Facts = {
  times: { calmUntilMs: 10_000, quietFromMs: 20_000 },
  books: {
    orders: [
      { outTradeNo: 'A', totalFee: 500, state: 'REVOKED' },
      { outTradeNo: 'B', totalFee: 500, state: 'SUCCESS' },
      { outTradeNo: 'C', totalFee: 500, state: 'REVOKED' },
      { outTradeNo: 'D', totalFee: 500, state: 'SUCCESS' },
    ],
    movements: [
      payment('A'),
      { ...payment('A'), kind: 'revoke', from: 'merchant', to: 'payer:alice' },
      payment('B'),
      payment('D'),
    ],
    requests: [
      request('submit', 'A', 1_101),
      request('revoke', 'A', 1_200),
      request('submit', 'B', 1_101),
      request('submit', 'C', 1_101),
      request('submit', 'D', 1_101),
    ],
  },
  rows: [row('A', 'revoked'), row('B', 'paid'), row('C', 'revoked'), row('D', 'paid')],
  events: [
    ...journal('A', 'submitting', 'revoked'),
    ...journal('B', 'submitting', 'paid'),
    ...journal('C', 'submitting', 'revoked'),
    ...journal('D', 'submitting', 'paid'),
  ],
  lines: [
    asked('S', 'A'),
    told('A', 1, 'revoking', false),
    told('A', 2, 'revoked', true),
    asked('S', 'B'),
    told('B', 2, 'paid', true),
    told('B', 1, 'submitting', false),
  ],
  painted: [
    shown(null, 1_000, 'ready'),
    shown('C', 1_090, 'charging'),
    shown('C', 1_500, 'stopped'),
    shown('D', 1_510, 'unknown'),
    shown('D', 1_900, 'paid'),
    // Found in the journal by the till's next start.
    shown('D', 2_900, 'paid'),
  ],
  ownTills: [ownTill],
  codes: new Set(['130000000000000001']),
  texts: new Map([['node-1.log', 'order 4200001234202611261234567890']]),
}

const books = (change: Partial<Facts['books']>): Partial<Facts> => ({
  books: { ...GOOD.books, ...change },
})

const alsoShown = (...lines: readonly Painted[]): Partial<Facts> => ({
  painted: [...GOOD.painted, ...lines],
})

it('finds nothing where nothing is wrong', () => {
  expect(check(GOOD)).toEqual([])
})

it('lets a screen ask for a person where the backend does, and for nothing that a call could move', () => {
  const flagged = { ...row('D', 'needs-attention'), problem: 'refund-needed' }
  const facts: Facts = {
    ...GOOD,
    rows: [...GOOD.rows.filter(({ id }) => id !== 'D'), flagged],
    events: [
      ...GOOD.events.filter(({ payment_id }) => payment_id !== 'D'),
      ...journal('D', 'submitting', 'needs-attention'),
    ],
    painted: [...GOOD.painted.slice(0, -2), shown('D', 1_900, 'needs-attention')],
  }
  expect(check(facts)).toEqual([])
})

const WRONGS: readonly (readonly [string, string, Partial<Facts>])[] = [
  ['one-charge-for-a-sale', 'two orders of a sale hold money', books({ movements: [payment('A'), payment('B')] })],
  ['rows-agree-with-the-books', 'a payment is paid and nothing is held', books({ movements: [] })],
  ['rows-agree-with-the-books', 'an order has no row', { rows: [row('A', 'revoked')] }],
  ['rows-agree-with-the-books', 'another amount was charged', books({ orders: [{ outTradeNo: 'B', totalFee: 499, state: 'SUCCESS' }] })],
  ['told-what-the-books-say', 'a till was told nothing', { lines: [...GOOD.lines, asked('S2', 'C')] }],
  ['told-what-the-books-say', 'a till waits for ever', { lines: [asked('S', 'B'), told('B', 1, 'submitting', false)] }],
  ['told-what-the-books-say', 'a till was told revoked of what is paid', { lines: [asked('S', 'B'), told('B', 2, 'revoked', true)] }],
  ['told-only-what-is-durable', 'a version is not in the journal', { lines: [told('B', 3, 'paid', true)] }],
  ['told-only-what-is-durable', 'a version says something else', { lines: [told('B', 2, 'confirming', false)] }],
  ['final-stays-final', 'paid, then revoked', { lines: [told('B', 2, 'paid', true), told('B', 3, 'revoked', true)] }],
  ['everything-settles', 'a payment is open', { rows: [row('B', 'confirming')] }],
  ['everything-settles', 'a payment is flagged although it could be settled', { rows: [{ ...row('B', 'needs-attention'), problem: 'revoke-not-confirmed' }] }],
  ['everything-settles', 'it took more than a minute', { rows: [{ ...row('B', 'paid'), changed_ms: 80_001 }] }],
  ['submitted-once', 'two submits of one number', books({ requests: [request('submit', 'B', 1_101), request('submit', 'B', 1_300)] })],
  ['order-numbers-are-new', 'two sales with one number', { lines: [...GOOD.lines, asked('S2', 'B')] }],
  ['intent-before-request', 'a request came before its row', books({ requests: [request('submit', 'B', 1_050)] })],
  ['intent-before-request', 'a request has no row', books({ requests: [request('query', 'E', 1_500)] })],
  ['one-call-at-a-time', 'two calls at once in calm', books({ requests: [request('submit', 'B', 1_101), request('query', 'B', 1_120)] })],
  ['journal-is-whole', 'a version is missing', { events: GOOD.events.filter(({ version }) => version !== 1) }],
  ['journal-is-whole', 'something followed a final state', { events: [...journal('A', 'paid', 'revoked'), ...journal('B', 'submitting', 'paid')] }],
  ['journal-is-whole', 'row and journal differ', { rows: [row('A', 'paid'), row('B', 'paid')] }],
  ['only-allowed-answers', 'an answer that the contract does not allow', { lines: [...GOOD.lines, { kind: 'unexpected', till: 'T1', orderNo: 'B', what: 'wait: not-found' }] }],
  ['no-code-is-kept', 'a payment code in a log', { texts: new Map([['node-1.log', 'code":"130000000000000001"']]) }],
  ['one-charge-for-a-sale', 'two orders of a sale of our own till hold money', books({ movements: [...GOOD.books.movements, payment('C')] })],
  ['order-numbers-are-new', 'our own till uses a number for two sales', alsoShown(shown('D', 3_000, 'paid', 'OTHER'))],
  ['no-code-is-kept', 'a payment code in the journal of our own till', { texts: new Map([['own-O1/data/journal.db', '\u0001130000000000000001\u0000']]) }],
  ['screens-say-what-the-books-say', 'shown as paid, and nothing is held', books({ movements: [payment('B')] })],
  ['screens-say-what-the-books-say', 'shown as stopped, and money is held', books({ movements: [...GOOD.books.movements, payment('C')] })],
  ['screens-say-what-the-books-say', 'shown as paid with another amount', books({ movements: [{ ...payment('D'), amount: 499 }] })],
  ['verdicts-stand', 'stopped, then paid', alsoShown(shown('C', 3_000, 'paid'))],
  ['verdicts-stand', 'paid, then unknown, then paid again', alsoShown(shown('D', 3_000, 'unknown'), shown('D', 3_100, 'paid'))],
  ['verdicts-are-true-when-shown', 'shown as paid before the payer paid', books({ movements: [payment('B'), payment('D', 2_200)] })],
  ['verdicts-are-true-when-shown', 'charged and given back after it was called stopped', books({ movements: [...GOOD.books.movements, payment('C', 1_800), { ...payment('C', 1_850), kind: 'revoke', from: 'merchant', to: 'payer:alice' }] })],
  ['every-order-is-shown', 'WeChat Pay has an order that was on no screen', books({ orders: [...GOOD.books.orders, { outTradeNo: 'E', totalFee: 500, state: 'SUCCESS' }] })],
  ['every-order-is-shown', 'an order was sent that was on no screen', books({ requests: [...GOOD.books.requests, request('submit', 'E', 1_101)] })],
  ['every-order-is-shown', 'the backend has a payment that was on no screen', { rows: [...GOOD.rows, row('E', 'revoked')] }],
  ['screens-settle', 'a screen is left undecided', { painted: GOOD.painted.slice(0, -2) }],
  ['screens-settle', 'a screen asks for a person, and the backend does not', { painted: [...GOOD.painted.slice(0, -2), shown('D', 1_900, 'needs-attention')] }],
  ['screens-settle', 'the till heard of it far too late', { painted: [...GOOD.painted.slice(0, -2), shown('D', 85_001, 'paid')] }],
  ['own-tills-keep-running', 'our own till ended by itself', { ownTills: [{ ...ownTill, endedItself: 1 }] }],
  ['own-tills-keep-running', 'our own tills showed nothing', { painted: [] }],
] // prettier-ignore

it.each(WRONGS)('%s: %s', (rule, _what, wrong) => {
  const found = check({ ...GOOD, ...wrong }).map((finding) => finding.rule)
  expect(found).toContain(rule)
})

it('has a wrong for every rule', () => {
  const tried = new Set(WRONGS.map(([rule]) => rule))
  expect(Object.keys(RULES).filter((rule) => !tried.has(rule))).toEqual([])
})
