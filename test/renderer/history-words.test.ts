// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import i18next from 'i18next'
import type { HistoryEntry } from '../../app/contract/sales.ts'
import { LANGUAGES } from '../../app/language.ts'
import { startTexts } from '../../renderer/i18n/i18n.ts'
import { addTexts } from '../../renderer/i18n/later-texts.ts'
import { fieldsOf, wordsOf } from '../../renderer/sales/history-words.ts'
import { minorTyped } from '../../renderer/sales/amount-typed.ts'

const noAnswer = { kind: 'no-answer', cause: 'bad-signature', detail: 'sign' } as const
const payment = { transactionId: '42', timeEnd: '20251121034242', cash: null, bankType: 'CFT' }

/** One of each kind of event and answer: a new one does not compile until it has words. */
const EVENTS: readonly HistoryEntry['event'][] = [
  { type: 'sale-started' },
  { type: 'code-scanned', outTradeNo: '2025', atMs: 1 },
  { type: 'submit-answered', submission: 'first', answer: { kind: 'paid', payment } },
  {
    type: 'submit-answered',
    submission: 'first',
    answer: { kind: 'error', code: 'NOTENOUGH', description: '余额不足' },
  },
  {
    type: 'submit-answered',
    submission: 'again',
    answer: { kind: 'error', code: 'NEVER_HEARD_OF', description: 'x' },
  },
  { type: 'submit-answered', submission: 'first', answer: noAnswer },
  {
    type: 'submit-answered',
    submission: 'first',
    answer: { kind: 'not-sent', cause: 'unreachable', detail: 'ENOTFOUND' },
  },
  {
    type: 'submit-answered',
    submission: 'first',
    answer: { kind: 'told', progress: { kind: 'undecided', waitingFor: 'password' } },
  },
  {
    type: 'submit-answered',
    submission: 'first',
    answer: { kind: 'told', progress: { kind: 'paid', payment } },
  },
  { type: 'query-due' },
  { type: 'query-answered', answer: { kind: 'paid', payment } },
  {
    type: 'query-answered',
    answer: { kind: 'order', tradeState: 'USERPAYING', description: '支付中' },
  },
  { type: 'query-answered', answer: { kind: 'error', code: 'ORDERNOTEXIST', description: '' } },
  { type: 'query-answered', answer: noAnswer },
  { type: 'revoke-due' },
  { type: 'revoke-answered', answer: { kind: 'accepted', recall: true } },
  { type: 'revoke-answered', answer: { kind: 'accepted', recall: false } },
  {
    type: 'revoke-answered',
    answer: { kind: 'error', code: 'SYSTEMERROR', description: '', recall: true },
  },
  { type: 'revoke-answered', answer: noAnswer },
  { type: 'age-reached', age: 'code-dead' },
  { type: 'stop-pressed' },
  { type: 'ask-again-pressed' },
  { type: 'news-heard' },
  { type: 'sale-abandoned' },
  { type: 'restarted', elapsedMs: 1, clock: 'wall' },
]

const entry = (event: HistoryEntry['event']): HistoryEntry => ({
  seq: 1,
  atMs: 1,
  event,
  state: 'confirming',
  outTradeNo: null,
})

describe('what happened to a sale', () => {
  beforeAll(async () => {
    await startTexts('en')
    addTexts('history')
  })

  it.each(LANGUAGES)('has words for everything in %s, each different', (language) => {
    const t = i18next.getFixedT(language, 'history')
    const words = EVENTS.map((event) => wordsOf(entry(event), { t, language }))
    for (const text of words) expect(text).not.toMatch(/\{\{|^$|^[a-zA-Z]+$/)
    expect(new Set(words).size).toBe(EVENTS.length)
  })

  it('shows WeChat’s own fields as they came', () => {
    expect(EVENTS.map((event) => fieldsOf(entry(event))).filter((text) => text !== '')).toEqual([
      'out_trade_no=2025',
      'result_code=SUCCESS transaction_id=42 time_end=20251121034242 bank_type=CFT',
      'result_code=FAIL err_code=NOTENOUGH err_code_des=余额不足',
      'result_code=FAIL err_code=NEVER_HEARD_OF err_code_des=x',
      'bad-signature: sign',
      'unreachable: ENOTFOUND',
      'undecided',
      'transaction_id=42 time_end=20251121034242 bank_type=CFT',
      'result_code=SUCCESS transaction_id=42 time_end=20251121034242 bank_type=CFT',
      'result_code=SUCCESS trade_state=USERPAYING trade_state_desc=支付中',
      'result_code=FAIL err_code=ORDERNOTEXIST err_code_des=',
      'bad-signature: sign',
      'result_code=SUCCESS recall=Y',
      'result_code=SUCCESS recall=N',
      'result_code=FAIL err_code=SYSTEMERROR err_code_des=',
      'bad-signature: sign',
    ])
  })
})

describe('a typed amount', () => {
  it.each([
    ['12.8', 'CNY', 1280],
    ['12,80', 'CNY', 1280],
    ['12', 'CNY', 1200],
    ['12', 'JPY', 12],
    ['12.5', 'JPY', null],
    ['12.805', 'CNY', null],
    ['0', 'CNY', null],
    ['', 'CNY', null],
    ['-3', 'CNY', null],
  ] as const)('%s in %s is %s', (text, currency, minor) => {
    expect(minorTyped(text, currency)).toBe(minor)
  })
})
