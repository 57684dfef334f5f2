import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signFields, verifySign } from '../../app/wechat/sign.ts'
import { readXml } from '../../app/wechat/xml.ts'
import { GOLDEN, KEY } from './golden.ts'

const fieldsOf = (xml: string): ReadonlyMap<string, string> => {
  const read = readXml(xml)
  if (!read.ok) throw new Error(read.error.kind)
  return read.value
}

/** Name, fields, MD5, HMAC-SHA256. The first is published by WeChat, the others were computed by another program. */
const VECTORS: readonly (readonly [
  string,
  Readonly<Record<string, string | number>>,
  string,
  string,
])[] = [
  [
    'published on the API rules page',
    {
      appid: 'wxd930ea5d5a258f4f',
      mch_id: '10000100',
      device_info: '1000',
      body: 'test',
      nonce_str: 'ibuaiVcKdpRxkhJA',
    },
    '9A0A8659F005D6984697E2CA0A9CF3B7',
    '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6',
  ],
  [
    'Chinese text, empty fields dropped',
    {
      appid: 'wx2421b1c4370ec43b',
      attach: '订单额外描述',
      auth_code: '120269300684844649',
      body: '付款码支付测试',
      device_info: '1000',
      goods_tag: '',
      mch_id: '10000100',
      nonce_str: '8aaee146b1dee7cec9100add9b96cbe2',
      out_trade_no: '1415757673',
      spbill_create_ip: '14.17.22.52',
      time_expire: '',
      total_fee: 1,
    },
    'FA4685F8D32A2570EDD69C29D0179408',
    'A5E513BA25A4F560724907BA56A33EECEE43340A639A8215DCF5CD8AD8FF1E48',
  ],
  [
    'sort order, and JSON with & < >',
    {
      a: 3,
      A: 1,
      _x: 2,
      appid: 'wx2421b1c4370ec43b',
      detail: '{"goods_detail":[{"goods_id":"a&b","goods_name":"<茶>","quantity":1,"price":100}]}',
      mch_id: '10000100',
      nonce_str: 'n1',
      sign_type: 'HMAC-SHA256',
      total_fee: 100,
    },
    'CFC58D2F7B1C7BD08AD303F558CCC58E',
    '89652EAF8560ACD8E0EDD93CD509538D2E3AE0EA2CEC07D39FB49DBB244E6CCC',
  ],
  [
    'answer to a revoke',
    {
      return_code: 'SUCCESS',
      return_msg: 'OK',
      appid: 'wx2421b1c4370ec43b',
      mch_id: '10000100',
      nonce_str: 'o5bAKF3o2ypC8hwa',
      result_code: 'SUCCESS',
      recall: 'N',
    },
    '9403693F38A33633FEE2CCF726E016E8',
    '846BF2C383D0CC3D6E353C6B4FB65D1187FFAF48E40DCF307169AA3F579E4579',
  ],
  [
    'APP parameters',
    {
      appid: 'wx2421b1c4370ec43b',
      partnerid: '10000100',
      prepayid: 'wx201410272009395522657a690389285100',
      package: 'Sign=WXPay',
      noncestr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
      timestamp: '1412000000',
    },
    '15EB3357EADE28484013EC8869FACEEB',
    '824B1B562BECCDFFDA29397FBD2FCF7EBBF72435BD674418E6737469A713665D',
  ],
]

describe('signFields', () => {
  it.each(VECTORS)('%s', (_, fields, md5, hmac) => {
    expect(signFields(Object.entries(fields), KEY, 'MD5')).toBe(md5)
    expect(signFields(Object.entries(fields), KEY, 'HMAC-SHA256')).toBe(hmac)
  })

  it('signs the five fields a web page pays with', () => {
    const fields = {
      appId: 'wx2421b1c4370ec43b',
      timeStamp: '1395712654',
      nonceStr: 'e61463f8efa94090b1f366cccfbbb444',
      package: 'prepay_id=u802345jgfjsdfgsdg888',
      signType: 'MD5',
    }
    expect(signFields(Object.entries(fields), KEY, 'MD5')).toBe('0784A14C2CD35747364F62512E724FD8')
  })

  it('signs no field at all', () => {
    const key = 'exposed_your_key_here_have_risks'
    const expected = 'b3d43c8390f26e2030d4d17bd580fbc8'.toUpperCase()
    expect(signFields([], key, 'MD5')).toBe(expected)
  })

  it('counts zero as a value', () => {
    const expected = createHash('md5').update(`cash_fee=0&key=${KEY}`).digest('hex').toUpperCase()
    expect(signFields([['cash_fee', 0]], KEY, 'MD5')).toBe(expected)
    expect(signFields([['cash_fee', '0']], KEY, 'MD5')).toBe(expected)
  })
})

describe('verifySign', () => {
  const { unsignedFailure, billError, ...signed } = GOLDEN

  it.each(Object.entries(signed))('accepts the golden message %s', (_, xml) => {
    expect(verifySign(fieldsOf(xml), KEY, 'MD5')).toBe(true)
    expect(verifySign(fieldsOf(xml), KEY, 'HMAC-SHA256')).toBe(false)
    expect(verifySign(fieldsOf(xml), `${KEY.slice(1)}0`, 'MD5')).toBe(false)
  })

  it.each([unsignedFailure, billError])('refuses an unsigned message', (xml) => {
    expect(verifySign(fieldsOf(xml), KEY, 'MD5')).toBe(false)
  })

  const name = fc.stringMatching(/^[a-zA-Z_][a-z_0-9]{0,8}$/).filter((text) => text !== 'sign')
  const fields = fc.array(fc.tuple(name, fc.string({ unit: 'grapheme', minLength: 1 })), {
    minLength: 1,
  })
  const signType = fc.constantFrom('MD5' as const, 'HMAC-SHA256' as const)

  it('accepts what signFields signed, in any order, and notices every change', () => {
    fc.assert(
      fc.property(fields, signType, fc.nat(), (list, type, at) => {
        const map = new Map(list)
        map.set('sign', signFields(map, KEY, type))
        expect(verifySign(new Map([...map].toReversed()), KEY, type)).toBe(true)
        const victim = [...map.keys()][at % map.size] ?? ''
        const changed = new Map(map).set(victim, `${map.get(victim)}x`)
        expect(verifySign(changed, KEY, type)).toBe(false)
        const shorter = new Map(map)
        shorter.delete(victim)
        expect(verifySign(shorter, KEY, type)).toBe(false)
        // Longer than any generated name, so it is always a field more.
        expect(verifySign(new Map(map).set('never_seen_before', 'x'), KEY, type)).toBe(false)
      }),
    )
  })
})
