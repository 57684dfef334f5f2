import { describe, expect, it } from 'vitest'
import { QUERY_CODES, REVOKE_CODES } from '../../app/payment/code-table-order.ts'
import { REFUND_CODES, REFUND_QUERY_CODES } from '../../app/payment/code-table-refund.ts'
import { SUBMIT_CODES } from '../../app/payment/code-table-submit.ts'
import { REFUND_TEXTS } from '../../app/payment/code-table-texts-refund.ts'
import { REFUSAL_TEXTS } from '../../app/payment/code-table-texts-refusal.ts'
import { WAITING_TEXTS } from '../../app/payment/code-table-texts-waiting.ts'
import {
  type AnsweredCall,
  refusalTexts,
  rulingOnQuery,
  rulingOnRefund,
  rulingOnRefundQuery,
  rulingOnRevoke,
  rulingOnSubmit,
} from '../../app/payment/code-table.ts'

/**
 * Every ruling, written out: code · first submit · repeated submit · query · revoke · refund · refund query.
 * A dash means that no page lists the code for that call: it must then be an unknown result there.
 */
const MATRIX = `
SYSTEMERROR            ask-later  ask-later  ask-later  ask         send-again  ask-later
BANKERROR              ask-later  ask-later  -          -           -           -
USERPAYING             password   password   -          payer-busy  -           -
AUTHCODEEXPIRE         refused    ask-now    -          -           -           -
AUTH_CODE_ERROR        refused    ask-now    -          -           -           -
AUTH_CODE_INVALID      refused    ask-now    -          -           -           -
NOTENOUGH              refused    ask-now    -          -           funds-low   -
NOTSUPORTCARD          refused    ask-now    -          -           -           -
TRADE_ERROR            refused    ask-now    -          ask         -           -
RULELIMIT              refused    ask-now    -          -           -           -
ORDERCLOSED            refused    ask-now    -          -           -           -
ORDERREVERSED          refused    ask-now    -          -           -           -
ORDERPAID              ask-now    ask-now    -          -           -           -
OUT_TRADE_NO_USED      ask-now    ask-now    -          -           -           -
BUYER_MISMATCH         ask-now    ask-now    -          -           -           -
INVALID_REQUEST        ask-now    ask-now    -          ask         -           -
NOAUTH                 refused    ask-now    ask-later  -           -           -
APPID_NOT_EXIST        refused    ask-now    ask-later  -           refused     ask-later
MCHID_NOT_EXIST        refused    ask-now    ask-later  -           refused     ask-later
APPID_MCHID_NOT_MATCH  refused    ask-now    ask-later  -           -           -
SIGNERROR              refused    ask-now    ask-later  ask         refused     ask-later
PARAM_ERROR            refused    ask-now    ask-later  ask         refused     ask-later
LACK_PARAMS            refused    ask-now    ask-later  -           -           -
XML_FORMAT_ERROR       refused    ask-now    ask-later  -           refused     ask-later
REQUIRE_POST_METHOD    refused    ask-now    ask-later  ask         refused     ask-later
POST_DATA_EMPTY        refused    ask-now    ask-later  -           -           -
NOT_UTF8               refused    ask-now    ask-later  -           -           -
ORDERNOTEXIST          -          -          absent     absent      refused     -
INVALID_TRANSACTIONID  -          -          ask-later  ask         refused     ask-later
REVERSE_EXPIRE         -          -          -          too-old     -           -
BIZERR_NEED_RETRY      -          -          -          -           send-again  -
FREQUENCY_LIMITED      -          -          -          -           send-later  -
INVALID_REQ_TOO_MUCH   -          -          -          -           send-later  -
TRADE_OVERDUE          -          -          -          -           too-old     -
USER_ACCOUNT_ABNORMAL  -          -          -          -           refused     -
REFUND_FEE_MISMATCH    -          -          -          -           ask         -
ERROR                  -          -          -          -           ask         -
REFUNDNOTEXIST         -          -          -          -           -           absent
`

const CALLS = [
  'first-submit',
  'repeated-submit',
  'query',
  'revoke',
  'refund',
  'refund-query',
] as const satisfies readonly AnsweredCall[]

/** What a code that nobody documented means for each call. */
const UNKNOWN: { readonly [C in AnsweredCall]: string } = {
  'first-submit': 'ask-later',
  'repeated-submit': 'ask-later',
  query: 'ask-later',
  revoke: 'ask',
  refund: 'ask',
  'refund-query': 'ask-later',
}

const RULINGS: { readonly [C in AnsweredCall]: (code: string) => string } = {
  'first-submit': (code) => rulingOnSubmit(code, 'first'),
  'repeated-submit': (code) => rulingOnSubmit(code, 'again'),
  query: rulingOnQuery,
  revoke: rulingOnRevoke,
  refund: rulingOnRefund,
  'refund-query': rulingOnRefundQuery,
}

const TABLES = {
  'first-submit': SUBMIT_CODES,
  'repeated-submit': SUBMIT_CODES,
  query: QUERY_CODES,
  revoke: REVOKE_CODES,
  refund: REFUND_CODES,
  'refund-query': REFUND_QUERY_CODES,
}

const cells = MATRIX.trim()
  .split('\n')
  .flatMap((line) => {
    const [code = '', ...rulings] = line.split(/ +/u)
    return CALLS.map((call, index) => ({ code, call, expected: rulings[index] ?? 'missing' }))
  })

describe('rulings', () => {
  it.each(cells)('$code answered to a $call: $expected', ({ code, call, expected }) => {
    expect(TABLES[call].has(code)).toBe(expected !== '-')
    expect(RULINGS[call](code)).toBe(expected === '-' ? UNKNOWN[call] : expected)
  })

  it.each(CALLS)('has no code for a %s that the matrix does not name', (call) => {
    const named = cells.filter((cell) => cell.call === call && cell.expected !== '-')
    expect([...TABLES[call].keys()].toSorted()).toEqual(named.map(({ code }) => code).toSorted())
  })

  it.each([
    '',
    'SOMETHING_NEW',
    'systemerror',
    ' NOTENOUGH',
    'constructor',
    '__proto__',
    'toString',
  ])('treats the undocumented code "%s" as an unknown result', (code) => {
    for (const call of CALLS) expect(RULINGS[call](code)).toBe(UNKNOWN[call])
  })

  it('proves nothing by any code once the number may have been submitted before', () => {
    for (const code of SUBMIT_CODES.keys()) {
      expect(rulingOnSubmit(code, 'again')).not.toBe('refused')
    }
  })
})

describe('rows', () => {
  const rows = [SUBMIT_CODES, QUERY_CODES, REVOKE_CODES, REFUND_CODES, REFUND_QUERY_CODES].flatMap(
    (table) => [...table],
  )

  it.each(rows)('%s names its page and a reason that fits its ruling', (_, row) => {
    expect(row.page).toMatch(/^(?:pay|developers)\.weixin\.qq\.com\//u)
    const texts = row.reason.startsWith('refund-')
      ? REFUND_TEXTS
      : row.ruling === 'refused'
        ? REFUSAL_TEXTS
        : WAITING_TEXTS
    expect(texts).toHaveProperty([row.reason])
  })

  it('tells the people named on the pages', () => {
    const told = (who: string): readonly string[] =>
      [...SUBMIT_CODES].filter(([, row]) => row.tell === who).map(([code]) => code)
    expect(told('operator')).toEqual(['NOAUTH'])
    expect(told('cashier')).toEqual([
      'SYSTEMERROR',
      'BANKERROR',
      'USERPAYING',
      'AUTHCODEEXPIRE',
      'AUTH_CODE_ERROR',
      'AUTH_CODE_INVALID',
      'NOTENOUGH',
      'NOTSUPORTCARD',
      'TRADE_ERROR',
      'RULELIMIT',
      'ORDERCLOSED',
      'ORDERREVERSED',
      'ORDERPAID',
    ])
  })

  it('sends the cashier to support whenever only an operator or developer can mend a refusal', () => {
    for (const [code, row] of SUBMIT_CODES) {
      if (row.ruling !== 'refused') continue
      const { next } = refusalTexts({ kind: 'error-code', code, description: '' })
      expect(next === 'call-support').toBe(row.tell !== 'cashier')
    }
  })
})
