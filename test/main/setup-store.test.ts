import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCredentials } from '../../main/credentials.ts'
import { defaultConfiguration, readSetup, storeSetup } from '../../main/setup-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'setup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

describe('the set-up', () => {
  it('of a new till is training, with every default filled in', () => {
    const found = readSetup(folder, null)
    expect(found).toMatchObject({
      ok: true,
      value: { fromFile: false, configuration: { mode: 'training' } },
    })
    expect(defaultConfiguration().timing).toMatchObject({
      queryEveryMs: 5_000,
      giveUpAfterMs: 30_000,
    })
  })

  it('comes back as it was stored', () => {
    const configuration = { ...defaultConfiguration(), language: 'en' as const }
    storeSetup(folder, configuration)
    expect(readSetup(folder, null)).toMatchObject({ ok: true, value: { configuration } })
  })

  it('from a file wins over what was stored, and says so', () => {
    storeSetup(folder, defaultConfiguration())
    const named = file('till.json', JSON.stringify({ language: 'zh-Hant' }))
    expect(readSetup(folder, named)).toMatchObject({
      ok: true,
      value: { fromFile: true, folder, configuration: { language: 'zh-Hant' } },
    })
  })

  it.each([
    ['{', 'configuration-unreadable', undefined],
    ['{"languge":"en"}', 'configuration-invalid', ''],
    ['{"timing":{"queryEveryMs":"5s"}}', 'configuration-invalid', 'timing.queryEveryMs'],
    ['{"scanner":{"kind":"serial"}}', 'configuration-invalid', 'scanner.path'],
  ])('that is wrong (%s) is refused by name', (text, kind, at) => {
    const found = readSetup(folder, file('till.json', text))
    expect(found).toMatchObject({ ok: false, error: at === undefined ? { kind } : { kind, at } })
  })

  it('that is not there is refused, not replaced by defaults', () => {
    const found = readSetup(folder, path.join(folder, 'missing.json'))
    expect(found).toMatchObject({ ok: false, error: { kind: 'configuration-unreadable' } })
  })
})

describe('the credentials', () => {
  const key = 'k'.repeat(32)
  const wechat = {
    appId: 'wx1',
    mchId: '1900000109',
    subAppId: '',
    subMchId: '',
    signType: 'MD5',
    hosts: ['https://localhost'],
    deviceInfo: '',
    sandbox: 'off',
    negativeTest: '',
  } as const
  const none = (): undefined => undefined

  it('are read from files beside the configuration', () => {
    file('key.txt', `${key}\n`)
    file('cert.pem', 'CERT')
    file('key.pem', 'KEY')
    const read = readCredentials(
      {
        ...wechat,
        hosts: [...wechat.hosts],
        apiKeyFile: 'key.txt',
        certificateFile: 'cert.pem',
        certificateKeyFile: 'key.pem',
      },
      folder,
      none,
    )
    expect(read).toEqual({
      ok: true,
      value: {
        apiKey: key,
        certificate: { kind: 'pem', certificate: 'CERT', key: 'KEY' },
        ca: null,
      },
    })
  })

  it('or from the stored secrets; a p12 opens with the merchant id unless told otherwise', () => {
    const secrets: Record<string, string> = { apiKey: key, p12Base64: 'AQID' }
    const read = readCredentials(
      { ...wechat, hosts: [...wechat.hosts] },
      folder,
      (name) => secrets[name],
    )
    expect(read).toMatchObject({
      ok: true,
      value: { certificate: { kind: 'p12', passphrase: '1900000109' } },
    })
  })

  it.each([
    [{}, 'apiKeyFile', 'missing'],
    [{ apiKey: 'short' }, 'apiKeyFile', 'not-32-characters'],
    [{ apiKey: key }, 'certificateFile', 'missing'],
  ])(
    'that are not whole (%o) are refused: a till that cannot revoke must not sell',
    (secrets: Record<string, string>, at, reason) => {
      const read = readCredentials(
        { ...wechat, hosts: [...wechat.hosts] },
        folder,
        (name) => secrets[name],
      )
      expect(read).toEqual({ ok: false, error: { kind: 'credentials-missing', at, reason } })
    },
  )
})
