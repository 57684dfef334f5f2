/** V3's signature and seal: published values, values made with openssl, and every way to be wrong. */
import { createPrivateKey, createPublicKey, createSign, createVerify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  authorize,
  isSignedBy,
  isTimely,
  openSealed,
  requestMessage,
  signatureIn,
} from '../../app/wechat/v3-signing.ts'
import { ownCertificate } from '../support/own-certificate.ts'
import { V3_GOLDEN } from './v3-golden.ts'

const REQUEST = {
  method: 'GET',
  path: '/v3/pay/transactions/id/1217752501201407033233368018?mchid=1230000109',
  timestampS: 1_652_750_623,
  nonce: 'eBYqCOxa0QudMnPvVilkTzOg3gHh5Z3u',
  body: '',
} as const

const publicKey = createPublicKey(V3_GOLDEN.keyPem)

describe('a request', () => {
  it('is signed over five lines, as the published example lays them out', () => {
    expect(requestMessage(REQUEST)).toBe(
      'GET\n/v3/pay/transactions/id/1217752501201407033233368018?mchid=1230000109\n1652750623\neBYqCOxa0QudMnPvVilkTzOg3gHh5Z3u\n\n',
    )
  })

  it('has the very signature that openssl makes of them', () => {
    const { keyPem, signature } = V3_GOLDEN
    const header = authorize({ mchId: '1230000109', serial: '5B0A', keyPem }, REQUEST)
    expect(header).toBe(
      `WECHATPAY2-SHA256-RSA2048 mchid="1230000109",nonce_str="${REQUEST.nonce}",timestamp="1652750623",serial_no="5B0A",signature="${signature}"`,
    )
    const verified = createVerify('sha256').update(requestMessage(REQUEST))
    expect(verified.verify(publicKey, signature, 'base64')).toBe(true)
  })
})

describe('an answer', () => {
  const body = '{"sha1":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}'
  const sign = (text: string, keyPem: string = V3_GOLDEN.keyPem) =>
    createSign('sha256').update(text).sign(createPrivateKey(keyPem), 'base64')
  const headers = {
    'wechatpay-timestamp': '1652750623',
    'wechatpay-nonce': 'n1',
    'wechatpay-serial': '5B0A',
    'wechatpay-signature': sign(`1652750623\nn1\n${body}\n`),
  }

  it('is believed with the right signature and with no other', () => {
    const read = signatureIn(headers)
    if (read === null) throw new Error('it has all four headers')
    expect(isSignedBy(publicKey, read, body)).toBe(true)
    expect(isSignedBy(publicKey, read, `${body} `)).toBe(false)
    expect(isSignedBy(publicKey, { ...read, nonce: 'n2' }, body)).toBe(false)
    expect(isSignedBy(publicKey, { ...read, timestamp: '1652750624' }, body)).toBe(false)
    const others = sign(`1652750623\nn1\n${body}\n`, ownCertificate('1').key)
    expect(isSignedBy(publicKey, { ...read, signature: others }, body)).toBe(false)
    const probe = `WECHATPAY/SIGNTEST/${read.signature}`
    expect(isSignedBy(publicKey, { ...read, signature: probe }, body)).toBe(false)
    expect(isSignedBy(publicKey, { ...read, signature: '' }, body)).toBe(false)
  })

  it.each(Object.keys(headers))('is not signed without %s', (name) => {
    expect(signatureIn({ ...headers, [name]: '' })).toBeNull()
  })

  it('is of its own time', () => {
    const span = { startedAtMs: 1_652_750_620_000, endedAtMs: 1_652_750_700_000 }
    expect(isTimely({ timestamp: '1652750623' }, span)).toBe(true)
    expect(isTimely({ timestamp: '1652750320' }, span)).toBe(false)
    expect(isTimely({ timestamp: '1652751000' }, span)).toBe(false)
  })
})

describe('what WeChat seals', () => {
  const sealed = {
    ciphertext: 'ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=',
    nonce: 'uluk4a9R25RW',
    associatedData: 'associatedData',
  }
  const key = 'a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb'

  it('is opened as the published example says', () => {
    expect(openSealed(key, sealed)).toBe('message')
  })

  it.each([
    ['with another key', 'b7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb', {}],
    ['with half a key', key.slice(16), {}],
    ['when it was altered', key, { ciphertext: `A${sealed.ciphertext.slice(1)}` }],
    ['when it was cut off', key, { ciphertext: 'ulwS' }],
    ['beside other data', key, { associatedData: 'other' }],
    ['with another nonce', key, { nonce: 'uluk4a9R25RX' }],
    ['without a nonce', key, { nonce: '' }],
  ])('stays shut %s', (_, otherKey, change) => {
    expect(openSealed(otherKey, { ...sealed, ...change })).toBeNull()
  })
})
