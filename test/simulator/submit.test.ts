import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNumber, openTill, type Till } from './till.ts'

let till: Till

beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
beforeEach(() => till.control.reset())

describe('a submit', () => {
  it('takes the money at once when no password is needed, and says who paid what', async () => {
    const number = newNumber()
    const answer = await till.payAs('alice', {
      out_trade_no: number,
      attach: 'till 3',
      device_info: 'POS-01',
    })
    expect(answer).toMatchObject({
      return_code: 'SUCCESS',
      result_code: 'SUCCESS',
      trade_type: 'MICROPAY',
      bank_type: 'CFT',
      total_fee: '888',
      cash_fee: '888',
      fee_type: 'CNY',
      out_trade_no: number,
      attach: 'till 3',
      device_info: 'POS-01',
    })
    expect(answer['transaction_id']).toMatch(/^4200\d{24}$/)
    expect(answer['time_end']).toMatch(/^\d{14}$/)
    expect(till.signedWell(answer)).toBe(true)
    const { order, charged, returned, seen } = await till.control.order(number)
    expect(order?.state).toBe('SUCCESS')
    expect({ charged, returned, seen }).toEqual({ charged: 888, returned: 0, seen: { submit: 1 } })
    expect((await till.control.payer('alice')).balance).toBe(1_000_000 - 888)
  })

  it('signs with HMAC-SHA256 when the request did', async () => {
    const answer = await till.payAs('alice', {
      out_trade_no: newNumber(),
      sign_type: 'HMAC-SHA256',
    })
    expect(answer['result_code']).toBe('SUCCESS')
    expect(till.signedWell(answer, 'HMAC-SHA256')).toBe(true)
  })

  it('echoes the fields of a service provider and keeps its sub-merchants apart', async () => {
    const number = newNumber()
    const first = await till.payAs('alice', {
      out_trade_no: number,
      sub_mch_id: '1900001',
      sub_appid: 'wxsub',
    })
    expect(first).toMatchObject({
      sub_mch_id: '1900001',
      sub_appid: 'wxsub',
      result_code: 'SUCCESS',
    })
    expect(first['sub_openid']).toBeTruthy()
    const second = await till.payAs('alice', { out_trade_no: number, sub_mch_id: '1900002' })
    expect(second['result_code']).toBe('SUCCESS')
    expect(await till.query(number)).toMatchObject({ err_code: 'ORDERNOTEXIST' })
  })

  it.each([
    ['a wrong key', { key: 'x'.repeat(32) }, {}, '签名错误'],
    ['an unknown merchant', {}, { mch_id: '1' }, 'MCHID不存在'],
    ['an unknown algorithm', {}, { sign_type: 'SHA1' }, '签名错误'],
  ])('answers %s without a signature', async (_case, options, fields, text) => {
    const answer = await till.payAs('alice', { out_trade_no: newNumber(), ...fields }, options)
    expect(answer).toEqual({ return_code: 'FAIL', return_msg: text })
  })

  it.each([
    ['a GET', 'GET', '', '请使用post方法'],
    ['an empty body', 'POST', '', 'post数据为空'],
    ['bad XML', 'POST', '<xml><a>1</xml>', 'XML格式错误'],
    ['Latin-1', 'POST', Buffer.from('<xml><a>\xe9</a></xml>', 'latin1'), '编码格式错误'],
  ])('refuses %s', async (_case, method, body, text) => {
    const answer = await till.sendRaw('/pay/micropay', body, { method })
    expect(answer.body.toString()).toContain(`<return_msg><![CDATA[${text}]]></return_msg>`)
  })

  it.each([
    [{ body: '' }, 'LACK_PARAMS'],
    [{ auth_code: '' }, 'LACK_PARAMS'],
    [{ nonce_str: '' }, 'LACK_PARAMS'],
    [{ appid: 'wx0000000000000000' }, 'APPID_MCHID_NOT_MATCH'],
    [{ total_fee: '8.88' }, 'PARAM_ERROR'],
    [{ total_fee: '0' }, 'PARAM_ERROR'],
    [{ fee_type: 'XYZ' }, 'PARAM_ERROR'],
    [{ out_trade_no: 'has space' }, 'PARAM_ERROR'],
    [{ out_trade_no: 'A'.repeat(33) }, 'PARAM_ERROR'],
    [{ spbill_create_ip: 'till-3' }, 'PARAM_ERROR'],
    [{ detail: '{' }, 'PARAM_ERROR'],
  ])('refuses %o with %s, signed, and makes no order', async (fields, code) => {
    const number = newNumber()
    const answer = await till.payAs('alice', { out_trade_no: number, ...fields })
    expect(answer).toMatchObject({ return_code: 'SUCCESS', result_code: 'FAIL', err_code: code })
    expect(till.signedWell(answer)).toBe(true)
    expect(await till.control.orders()).toEqual([])
  })

  it('wants version and detail too where the global pages are followed', async () => {
    await till.control.changeSettings({ globalFields: true })
    const answer = await till.payAs('alice', { out_trade_no: newNumber() })
    expect(answer).toMatchObject({ err_code: 'LACK_PARAMS', err_code_des: '缺少参数：detail' })
  })

  it('says NOTENOUGH to a payer without the money, and the number stays failed', async () => {
    const poor = await till.control.createPayer({ balance: 100 })
    const number = newNumber()
    expect(await till.payAs(poor.id, { out_trade_no: number })).toMatchObject({
      err_code: 'NOTENOUGH',
    })
    expect(await till.query(number)).toMatchObject({ trade_state: 'PAYERROR' })
    expect((await till.control.payer(poor.id)).balance).toBe(100)
  })

  it('charges a payer of another currency at a rate that it names', async () => {
    const answer = await till.payAs('alice', {
      out_trade_no: newNumber(),
      fee_type: 'HKD',
      total_fee: '10000',
    })
    expect(answer).toMatchObject({
      fee_type: 'HKD',
      total_fee: '10000',
      cash_fee_type: 'CNY',
      cash_fee: '9200',
      rate: '92000000',
    })
    const { balances } = await till.control.books()
    expect(balances).toContainEqual({ account: 'merchant', currency: 'HKD', amount: 10_000 })
  })

  it('uses up coupons and settles only what they are worth', async () => {
    const coupons = [
      { id: 'c1', type: 'CASH' as const, fee: 100 },
      { id: 'c2', type: 'NO_CASH' as const, fee: 200 },
    ]
    await till.control.changePayer('alice', { coupons })
    const number = newNumber()
    const answer = await till.payAs('alice', { out_trade_no: number })
    expect(answer).toMatchObject({
      total_fee: '888',
      coupon_fee: '300',
      cash_fee: '588',
      settlement_total_fee: '688',
    })
    const query = await till.query(number)
    expect(query).toMatchObject({ coupon_count: '2', coupon_type_0: 'CASH', coupon_fee_1: '200' })
    const { balances } = await till.control.books()
    expect(balances).toContainEqual({ account: 'merchant', currency: 'CNY', amount: 688 })
    const next = await till.payAs('alice', { out_trade_no: newNumber() })
    expect(next['coupon_fee']).toBeUndefined()
  })
})

describe('a number that was seen before', () => {
  const submitTwice = async (change: Record<string, string>): Promise<Record<string, string>> => {
    await till.control.changePayer('alice', { mood: 'asks-password' })
    const { code } = await till.control.code('alice')
    const first = { out_trade_no: newNumber(), auth_code: code }
    expect(await till.pay(first)).toMatchObject({ err_code: 'USERPAYING' })
    return till.pay({ ...first, nonce_str: 'another', ...change })
  }

  it('is answered with its present state when the data are the same', async () => {
    expect(await submitTwice({})).toMatchObject({ err_code: 'USERPAYING' })
    const [order] = await till.control.orders()
    const { code } = await till.control.code('alice')
    await till.control.enterPassword('alice')
    const again = { out_trade_no: order?.outTradeNo ?? '', auth_code: code }
    expect(await till.pay(again)).toMatchObject({ err_code: 'ORDERPAID' })
    expect((await till.control.order(again.out_trade_no)).charged).toBe(888)
  })

  it.each([
    [{ total_fee: '1' }, '重入请求数据和已存在的业务单据数据不一致'],
    [{ body: 'Other' }, '重入请求数据和已存在的业务单据数据不一致'],
    [{ auth_code: '134567890123456789' }, '201 商户订单号重复'],
  ])('is refused when %o differs', async (change, text) => {
    const again = await submitTwice(change)
    expect(again).toMatchObject({ err_code: 'INVALID_REQUEST', err_code_des: text })
  })

  it('belongs to its first payer', async () => {
    const bob = await till.control.createPayer({ id: 'bob' })
    const { code } = await till.control.code(bob.id)
    expect(await submitTwice({ auth_code: code })).toMatchObject({ err_code: 'BUYER_MISMATCH' })
  })

  it('cannot be paid any more once it was revoked', async () => {
    const number = newNumber()
    await till.payAs('alice', { out_trade_no: number })
    await till.revoke(number)
    expect(await till.payAs('alice', { out_trade_no: number })).toMatchObject({
      err_code: 'ORDERREVERSED',
    })
    expect((await till.control.payer('alice')).balance).toBe(1_000_000)
  })
})
