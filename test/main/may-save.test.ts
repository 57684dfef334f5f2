import { describe, expect, it } from 'vitest'
import { type Configuration, configurationSchema } from '../../app/contract/configuration.ts'
import { booksOf } from '../../main/books.ts'
import { whyNotSave } from '../../main/may-save.ts'
import type { Secrets } from '../../main/secrets.ts'

const NO_SECRETS: Secrets = {
  get: () => undefined,
  names: () => [],
  set: () => undefined,
  store: 'file',
}

const direct = (wechat: object, parts: object = {}): Configuration =>
  configurationSchema.parse({
    mode: 'physical-store',
    wechat: { appId: 'wx1', mchId: '1900000001', ...wechat },
    ...parts,
  })

const OLD = direct({ apiKeyFile: 'old.txt' })

/** What keeps `next` from replacing `OLD` at a till where this is open. */
function refusal(next: Configuration, open: { readonly any: boolean; readonly underWay: boolean }) {
  const books = booksOf(OLD, NO_SECRETS)
  if (books === null) throw new Error('no books')
  const till = { anyOpen: () => open.any, anyUnderWay: () => open.underWay }
  return whyNotSave({ till, books }, next, NO_SECRETS)?.kind ?? null
}

const ONE_OPEN = { any: true, underWay: false }

describe('while payments are open', () => {
  it.each([
    ['another key', direct({ apiKeyFile: 'new.txt' })],
    ['another certificate', direct({ certificateFile: 'new.pem', certificateKeyFile: 'new.key' })],
    ['another host', direct({ hosts: ['https://api2.mch.weixin.qq.com'] })],
    ['another language', direct({}, { language: 'en' })],
  ])('%s is saved: it may be what settles them', (_, next) => {
    expect(refusal(next, ONE_OPEN)).toBeNull()
  })

  it.each([
    ['another merchant', direct({ mchId: '1900000002' })],
    ['another sub-merchant', direct({ subMchId: '1900000003' })],
    ['another app', direct({ appId: 'wx2' })],
    ['a sandbox', direct({ sandbox: 'sandboxnew' })],
    ['training', configurationSchema.parse({ mode: 'training' })],
    [
      'a backend that is still to be asked who this till is',
      configurationSchema.parse({
        mode: 'merchant-backend',
        backend: { url: 'https://pay.example.com', enrolmentCode: 'ABCDEFGHJK' },
      }),
    ],
  ])('%s is refused: nobody could settle them there', (_, next) => {
    expect(refusal(next, ONE_OPEN)).toBe('merchant-has-open')
    expect(refusal(next, { any: false, underWay: false })).toBeNull()
  })
})

it('a payment under way at the counter keeps every set-up waiting', () => {
  expect(refusal(OLD, { any: true, underWay: true })).toBe('payment-under-way')
  expect(refusal(OLD, { any: false, underWay: true })).toBe('payment-under-way')
})

it('a till that cannot sell takes any set-up', () => {
  expect(whyNotSave(null, OLD, NO_SECRETS)).toBeNull()
})
