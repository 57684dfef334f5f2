import { describe, expect, it } from 'vitest'
import { verifySign } from '../../app/wechat/sign.ts'
import { chinaDate, chinaDateTime } from '../../app/wechat/china-time.ts'
import { clip, findFieldError } from '../../app/wechat/field-rules.ts'
import { checkMerchant, type Merchant } from '../../app/wechat/merchant.ts'
import type { SubmitExtras } from '../../app/wechat/submit.ts'
import { readXml } from '../../app/wechat/xml.ts'
import { anAmount } from '../support/builders.ts'
import { GOLDEN, KEY } from './golden.ts'
import { CODE, MERCHANT, ORDER, reply, type RigWish, type Sent, wireRig } from './wire-rig.ts'

const mute = () => reply('')

async function sentBy(wish: Partial<RigWish>, what: 'submit' | 'query' | 'revoke'): Promise<Sent> {
  const rig = wireRig({ line: mute, ...wish })
  await (what === 'submit' ? rig.gateway.submit(ORDER, CODE) : rig.gateway[what](ORDER))
  const [only] = rig.sent
  if (only === undefined || rig.sent.length > 1) throw new Error(`${rig.sent.length} requests`)
  return only
}

/** Everything but what differs each time. */
const saidIn = ({ fields }: Sent): Readonly<Record<string, string>> => {
  expect(fields.get('nonce_str')).toMatch(/^[A-Za-z0-9]{16,32}$/)
  return Object.fromEntries([...fields].filter(([name]) => !['nonce_str', 'sign'].includes(name)))
}

const NAMED = { appid: MERCHANT.appId, mch_id: MERCHANT.mchId }

describe('a submit', () => {
  const BARE = {
    ...NAMED,
    body: 'Demo Store-Tea',
    out_trade_no: 'D202501010001',
    total_fee: '888',
    fee_type: 'CNY',
    spbill_create_ip: '192.0.2.10',
    auth_code: CODE,
  }

  it('says what it must, signed', async () => {
    const sent = await sentBy({}, 'submit')
    expect(sent.path).toBe('/pay/micropay')
    expect(saidIn(sent)).toEqual(BARE)
    expect(verifySign(sent.fields, KEY, 'MD5')).toBe(true)
    expect(sent.request).toMatchObject({
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      withCertificate: false,
      connectTimeoutMs: 1_000,
      timeoutMs: 2_000,
      bodyBytesMax: 65_536,
    })
    expect(sent.request.body).toContain('<total_fee>888</total_fee>')
  })

  it('has the fields of the golden message', async () => {
    const sent = await sentBy({ merchant: { deviceInfo: 'POS-01' } }, 'submit')
    const golden = readXml(GOLDEN.micropayRequest)
    if (!golden.ok) throw new Error(golden.error.kind)
    expect(saidIn(sent)).toEqual(saidIn({ ...sent, fields: golden.value }))
  })

  it('never repeats a nonce', async () => {
    const rig = wireRig({ line: mute })
    for (let i = 0; i < 3; i += 1) await rig.gateway.query(ORDER)
    expect(new Set(rig.sent.map(({ fields }) => fields.get('nonce_str'))).size).toBe(3)
  })

  it('names the sub-merchant in service-provider mode', async () => {
    const merchant = { subAppId: 'wx8888888888888888', subMchId: '1900000109' }
    const named = { sub_appid: 'wx8888888888888888', sub_mch_id: '1900000109' }
    for (const what of ['submit', 'query', 'revoke'] as const) {
      expect(saidIn(await sentBy({ merchant }, what))).toMatchObject(named)
    }
  })

  it('names its algorithm when it is not the default', async () => {
    const sent = await sentBy({ merchant: { signType: 'HMAC-SHA256' } }, 'submit')
    expect(saidIn(sent)).toEqual({ ...BARE, sign_type: 'HMAC-SHA256' })
    expect(verifySign(sent.fields, KEY, 'HMAC-SHA256')).toBe(true)
  })

  it('carries all that a till may add', async () => {
    const detail = '{"goods_detail":[{"goods_id":"a&b","goods_name":"<茶>]]>","quantity":1}]}'
    const extras: SubmitExtras = {
      attach: '订单额外描述',
      goodsTag: 'SPRING',
      limitPay: 'no_credit',
      detail,
      version: '1.0',
      store: { id: 'SZ-01', name: '一号店', address: '深南大道 1 号' },
      receipt: true,
      profitSharing: false,
      timeStartMs: Date.UTC(2024, 11, 31, 17, 0, 1),
      timeExpireMs: Date.UTC(2024, 11, 31, 17, 5, 1),
    }
    const sent = await sentBy({ extras: () => extras }, 'submit')
    expect(verifySign(sent.fields, KEY, 'MD5')).toBe(true)
    expect(saidIn(sent)).toEqual({
      ...BARE,
      attach: '订单额外描述',
      goods_tag: 'SPRING',
      limit_pay: 'no_credit',
      detail,
      version: '1.0',
      scene_info: '{"store_info":{"id":"SZ-01","name":"一号店","address":"深南大道 1 号"}}',
      receipt: 'Y',
      profit_sharing: 'N',
      time_start: '20250101010001',
      time_expire: '20250101010501',
    })
  })

  it('shortens what the payer reads, never inside a character', async () => {
    const rig = wireRig({ line: mute })
    await rig.gateway.submit({ ...ORDER, description: `a${'茶🍵'.repeat(30)}` }, CODE)
    const body = rig.sent[0]?.fields.get('body') ?? ''
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(127)
    expect(body).toBe(`a${'茶🍵'.repeat(18)}`)
    expect(clip('茶', 2)).toBe('')
  })

  it.each<readonly [string, Partial<typeof ORDER>, string, SubmitExtras]>([
    ['a number with a blank', { outTradeNo: 'D 1' }, CODE, {}],
    ['a number too long', { outTradeNo: 'D'.repeat(33) }, CODE, {}],
    ['a code that is none', {}, 'https://example.org', {}],
    ['a control character', { description: 'Tea\u0000' }, CODE, {}],
    ['what would make the answer unreadable', {}, CODE, { attach: '<!DOCTYPE' }],
    ['an attachment too long', {}, CODE, { attach: '茶'.repeat(43) }],
    ['goods too long', {}, CODE, { detail: 'x'.repeat(6001) }],
  ])('with %s does not leave', async (_, order, code, extras) => {
    const rig = wireRig({ line: mute, extras: () => extras })
    const answer = await rig.gateway.submit({ ...ORDER, ...order }, code)
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'configuration' })
    expect(JSON.stringify(answer)).not.toContain(code)
    expect(rig.sent).toEqual([])
  })
})

describe('a query', () => {
  it('names the order', async () => {
    const sent = await sentBy({}, 'query')
    expect(sent.path).toBe('/pay/orderquery')
    expect(saidIn(sent)).toEqual({ ...NAMED, out_trade_no: 'D202501010001' })
    expect(sent.request).toMatchObject({ withCertificate: false, timeoutMs: 3_000 })
  })
})

describe('a revoke', () => {
  it('names the order and shows the certificate', async () => {
    const sent = await sentBy({}, 'revoke')
    expect(sent.path).toBe('/secapi/pay/reverse')
    expect(saidIn(sent)).toEqual({ ...NAMED, out_trade_no: 'D202501010001' })
    expect(sent.request).toMatchObject({ withCertificate: true, timeoutMs: 4_000 })
  })

  it('that cannot be sent has no answer', async () => {
    const rig = wireRig({ line: mute })
    expect(await rig.gateway.revoke({ ...ORDER, outTradeNo: 'ä' })).toMatchObject({
      kind: 'no-answer',
      cause: 'broken',
    })
  })
})

describe('findFieldError', () => {
  it('takes an amount as a positive integer', () => {
    const problem = (value: string | number) => findFieldError([['total_fee', value]])?.problem
    expect(problem(anAmount(1).minor)).toBeUndefined()
    for (const wrong of [0, -1, 1.5, Number.NaN, 2 ** 53])
      expect(problem(wrong)).toBe('out-of-range')
    expect(problem('1')).toBe('out-of-range')
    expect(findFieldError([['body', 1]])?.problem).toBe('malformed')
  })

  it.each(['192.0.2.10', '::1', '2001:db8::1', '::ffff:192.0.2.1'])('takes %s', (address) => {
    expect(findFieldError([['spbill_create_ip', address]])).toBeNull()
  })

  it.each(['localhost', '1.2.3', 'abc', '1', ':'])('refuses %s as an address', (address) => {
    expect(findFieldError([['spbill_create_ip', address]])?.problem).toBe('malformed')
  })

  it('does not let a field pass that nobody described', () => {
    expect(() => findFieldError([['frobnicate', '1']])).toThrow('frobnicate')
  })
})

describe('checkMerchant', () => {
  const problem = (change: Partial<Merchant>) => {
    const checked = checkMerchant({ ...MERCHANT, ...change })
    return checked.ok ? 'fine' : `${checked.error.field} ${checked.error.problem}`
  }

  it('finds what is missing or malformed', () => {
    expect(problem({})).toBe('fine')
    expect(problem({ subMchId: '1', subAppId: 'wx' })).toBe('fine')
    expect(problem({ appId: '' })).toBe('appId missing')
    expect(problem({ mchId: '1 2' })).toBe('mchId malformed')
    expect(problem({ clientIp: '' })).toBe('clientIp missing')
    expect(problem({ deviceInfo: 'x'.repeat(33) })).toBe('deviceInfo malformed')
    expect(problem({ apiKey: '' })).toBe('apiKey missing')
    expect(problem({ apiKey: 'too-short' })).toBe('apiKey malformed')
    expect(problem({ subAppId: 'wx' })).toBe('subMchId missing')
    expect(problem({ negativeTest: 'a\r\nb' })).toBe('negativeTest malformed')
  })
})

describe('Chinese time', () => {
  it('is eight hours ahead', () => {
    expect(chinaDateTime(Date.UTC(2024, 1, 28, 16, 0, 0))).toBe('20240229000000')
    expect(chinaDate(Date.UTC(2024, 11, 31, 15, 59, 59))).toBe('20241231')
    expect(chinaDate(Date.UTC(2024, 11, 31, 16, 0, 0))).toBe('20250101')
  })
})
