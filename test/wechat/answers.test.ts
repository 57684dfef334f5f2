import { describe, expect, it } from 'vitest'
import type { NoAnswerCause } from '../../app/ports.ts'
import type { HttpAnswer } from '../../app/wechat/http.ts'
import { GOLDEN, KEY } from './golden.ts'
import {
  CODE,
  ORDER,
  PAID,
  PAYMENT,
  queryOn,
  reply,
  revokeOn,
  type Said,
  signed,
  submitOn,
} from './wire-rig.ts'

describe('the golden answers', () => {
  const golden = (name: keyof typeof GOLDEN) => () => reply(GOLDEN[name])

  it('to a submit', async () => {
    expect(await submitOn(golden('paid'))).toEqual({
      kind: 'paid',
      payment: {
        transactionId: '4200000000202501010000000001',
        timeEnd: '20250101093000',
        cash: { minor: 888, currency: 'CNY' },
        bankType: 'OTHERS',
      },
    })
    expect(await submitOn(golden('passwordNeeded'))).toEqual({
      kind: 'error',
      code: 'USERPAYING',
      description: '需要用户输入支付密码',
    })
    expect(await submitOn(golden('codeRefused'))).toEqual({
      kind: 'error',
      code: 'AUTH_CODE_INVALID',
      description: '101 付款码无效，请重新扫码',
    })
    expect(await submitOn(golden('unsignedFailure'))).toEqual({
      kind: 'no-answer',
      cause: 'refused-unsigned',
      detail: 'FAIL 签名错误',
    })
  })

  it('to a query', async () => {
    expect(await queryOn(golden('paid'))).toMatchObject({ kind: 'no-answer', cause: 'unreadable' })
    expect(await queryOn(golden('queryStillPaying'))).toEqual({
      kind: 'order',
      tradeState: 'USERPAYING',
      description: '需要用户输入支付密码',
    })
    expect(await queryOn(golden('queryNoSuchOrder'))).toEqual({
      kind: 'error',
      code: 'ORDERNOTEXIST',
      description: 'order not exist',
    })
  })

  it('to a revoke', async () => {
    expect(await revokeOn(golden('revoked'))).toEqual({ kind: 'accepted', recall: false })
    expect(await revokeOn(golden('revokeAgain'))).toEqual({
      kind: 'error',
      code: 'USERPAYING',
      description: '正在支付中不能发起撤销',
      recall: true,
    })
  })
})

type Row = readonly [string, HttpAnswer, NoAnswerCause]

/** Answers that nobody may believe, and why; each one says "paid" in the words of the call. */
function unbelievable(paid: Said): readonly Row[] {
  const honest = signed(paid)
  const whole = honest.kind === 'answered' ? new TextDecoder().decode(honest.body) : ''
  const withoutSign = (text: string): HttpAnswer => reply(text.replace(/<sign>.*<\/sign>/, ''))
  const changed = (change: Readonly<Record<string, string | number | undefined>>): HttpAnswer =>
    signed({ ...paid, ...change })
  return [
    ['an HTML page', reply('<html><body>502</body></html>', 502), 'unreadable'],
    ['nothing', reply(''), 'unreadable'],
    ['a truncated answer', reply(whole.slice(0, -9)), 'unreadable'],
    ['a document type', reply(`<!DOCTYPE xml>${whole}`), 'unreadable'],
    ['no return_code', changed({ return_code: undefined }), 'unreadable'],
    ['an empty return_code', changed({ return_code: '' }), 'refused-unsigned'],
    ['SYSTEMERROR as return_code', changed({ return_code: 'SYSTEMERROR' }), 'refused-unsigned'],
    ['a signed FAIL', changed({ return_code: 'FAIL' }), 'refused-unsigned'],
    ['another key', signed(paid, { key: `${KEY.slice(1)}0` }), 'bad-signature'],
    ['another algorithm', signed(paid, { signType: 'HMAC-SHA256' }), 'bad-signature'],
    ['a changed field', reply(whole.replace('CFT', 'OTHERS')), 'bad-signature'],
    ['a field more', reply(whole.replace('<sign>', '<x>1</x><sign>')), 'bad-signature'],
    ['no sign', withoutSign(whole), 'bad-signature'],
    ['an unsigned business error', withoutSign(GOLDEN.codeRefused), 'bad-signature'],
    ['another app', changed({ appid: 'wx0000000000000000' }), 'mismatch'],
    ['another merchant', changed({ mch_id: '10000200' }), 'mismatch'],
    ['a sub-merchant nobody asked for', changed({ sub_mch_id: '10000300' }), 'mismatch'],
    ['another order', changed({ out_trade_no: 'D202501010002' }), 'mismatch'],
    ['another amount', changed({ total_fee: 887 }), 'mismatch'],
    ['an amount that is no integer', changed({ total_fee: '888.0' }), 'mismatch'],
    ['another currency', changed({ fee_type: 'HKD' }), 'mismatch'],
    ['no app', changed({ appid: undefined }), 'mismatch'],
    ['no merchant', changed({ mch_id: '' }), 'mismatch'],
    ['no order', changed({ out_trade_no: undefined }), 'mismatch'],
    ['no amount', changed({ total_fee: undefined }), 'mismatch'],
    ['no WeChat number', changed({ transaction_id: '' }), 'mismatch'],
    ['no result_code', changed({ result_code: undefined }), 'unreadable'],
    ['an invented result_code', changed({ result_code: 'MAYBE' }), 'unreadable'],
  ]
}

describe('an answer that proves nothing', () => {
  const toSubmit = unbelievable(PAID)
  const toQuery = unbelievable({ ...PAID, trade_state: 'SUCCESS' })

  it.each(toSubmit)('to a submit: %s', async (_, answer, cause) => {
    expect(await submitOn(() => answer)).toMatchObject({ kind: 'no-answer', cause })
  })

  it.each(toQuery)('to a query: %s', async (_, answer, cause) => {
    expect(await queryOn(() => answer)).toMatchObject({ kind: 'no-answer', cause })
  })

  it('holds no secret', async () => {
    for (const [, answer] of toSubmit) {
      const heard = JSON.stringify(await submitOn(() => answer))
      expect(heard).not.toContain(KEY)
      expect(heard).not.toContain(CODE)
    }
  })
})

describe('a paid answer', () => {
  const hkd = { ...PAID, fee_type: 'HKD', total_fee: 888 }
  const payment = async (said: Readonly<Record<string, string | number | undefined>>) => {
    const answer = await submitOn(() => signed(said))
    return answer.kind === 'paid' ? answer.payment : answer
  }

  it('is believed whatever the HTTP status and the fields nobody knows', async () => {
    const answer = signed({ ...PAID, brand_new_field: '茶' })
    const odd: HttpAnswer = answer.kind === 'answered' ? { ...answer, status: 500 } : answer
    expect(await submitOn(() => odd)).toEqual({ kind: 'paid', payment: PAYMENT })
  })

  it('may leave out the currency only where that means CNY', async () => {
    expect(await payment({ ...PAID, fee_type: undefined })).toEqual(PAYMENT)
    expect(await payment({ ...PAID, fee_type: '' })).toEqual(PAYMENT)
    expect(await payment(hkd)).toMatchObject({ cause: 'mismatch' })
  })

  it('says what was paid in cash only when it is sure', async () => {
    expect(await payment({ ...PAID, cash_fee: 0 })).toMatchObject({ cash: { minor: 0 } })
    expect(await payment({ ...PAID, cash_fee: undefined })).toMatchObject({ cash: null })
    expect(await payment({ ...PAID, cash_fee: '-1' })).toMatchObject({ cash: null })
    expect(await payment({ ...PAID, cash_fee_type: undefined })).toMatchObject({
      cash: { minor: 800, currency: 'CNY' },
    })
    expect(await payment({ ...PAID, cash_fee_type: 'HKD' })).toMatchObject({
      cash: { minor: 800, currency: 'HKD' },
    })
    expect(await payment({ ...PAID, cash_fee_type: '<b>' })).toMatchObject({ cash: null })
  })

  it('works without time and bank', async () => {
    expect(await payment({ ...PAID, time_end: undefined, bank_type: undefined })).toEqual({
      ...PAYMENT,
      timeEnd: '',
      bankType: '',
    })
  })

  it('is not one while it names another state', async () => {
    const answer = await submitOn(() => signed({ ...PAID, trade_state: 'USERPAYING' }))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'unreadable' })
  })
})

describe('a verified error', () => {
  const error = (said: Said) => () => signed({ result_code: 'FAIL', ...said })

  it('carries code and text, known or not', async () => {
    const line = error({ err_code: 'NEW_ONE', err_code_des: '新的' })
    expect(await submitOn(line)).toEqual({ kind: 'error', code: 'NEW_ONE', description: '新的' })
    expect(await submitOn(error({}))).toEqual({ kind: 'error', code: '', description: '' })
    expect(await revokeOn(error({ err_code: 'X' }))).toEqual({
      kind: 'error',
      code: 'X',
      description: '',
      recall: false,
    })
  })

  it.each([
    ['order', { out_trade_no: 'D202501010002' }],
    ['merchant', { mch_id: '10000200' }],
    ['amount', { total_fee: 1 }],
  ] as const)('about another %s refuses nothing', async (_, other) => {
    const answer = await submitOn(error({ err_code: 'NOTENOUGH', ...other }))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'mismatch' })
  })
})

describe('the state of an order', () => {
  const state = (said: Readonly<Record<string, string | number | undefined>>) =>
    queryOn(() => signed({ out_trade_no: ORDER.outTradeNo, ...said }))

  it('is paid only with all proof', async () => {
    expect(await state({ ...PAID, trade_state: 'SUCCESS' })).toEqual({
      kind: 'paid',
      payment: PAYMENT,
    })
    expect(await state({ trade_state: 'SUCCESS' })).toMatchObject({ cause: 'mismatch' })
  })

  it.each(['REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR', 'ACCEPT'])(
    'is %s',
    async (tradeState) => {
      const expected = { kind: 'order', tradeState, description: '说明' }
      const bare = { trade_state: tradeState, trade_state_desc: '说明' }
      expect(await state(bare)).toEqual(expected)
      expect(await state({ ...PAID, ...bare })).toEqual(expected)
      expect(await state({ ...bare, out_trade_no: undefined })).toMatchObject({ cause: 'mismatch' })
      expect(await state({ ...bare, out_trade_no: 'X' })).toMatchObject({ cause: 'mismatch' })
      expect(await state({ ...bare, total_fee: 1 })).toMatchObject({ cause: 'mismatch' })
    },
  )

  it('may be one that nobody knows yet', async () => {
    expect(await state({ trade_state: 'SUCCESS ' })).toMatchObject({ tradeState: 'UNRECOGNISED' })
    expect(await state({})).toMatchObject({ kind: 'no-answer', cause: 'unreadable' })
  })
})

describe('a revoke', () => {
  it.each([
    ['N', false],
    ['Y', true],
    ['', true],
    [undefined, true],
  ])('with recall=%s', async (recall, again) => {
    expect(await revokeOn(() => signed({ recall }))).toEqual({ kind: 'accepted', recall: again })
  })
})

describe('HMAC-SHA256', () => {
  const merchant = { signType: 'HMAC-SHA256' } as const

  it('is answered in kind, and nothing weaker is taken', async () => {
    const strong = () => signed(PAID, { signType: 'HMAC-SHA256' })
    expect(await submitOn(strong, { merchant })).toMatchObject({ kind: 'paid' })
    expect(await submitOn(() => signed(PAID), { merchant })).toMatchObject({
      cause: 'bad-signature',
    })
  })
})
