import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCredentials } from '../../main/credentials.ts'
import { ownCertificate } from '../support/own-certificate.ts'
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

  it('that is not JSON is refused without quoting it', () => {
    const text = '{"wechat":{"p12Passphrase":"geheim-42"}'
    const found = readSetup(folder, file('till.json', text))
    expect(found).toMatchObject({ ok: false, error: { kind: 'configuration-unreadable' } })
    expect(JSON.stringify(found)).not.toContain('geheim')
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

  const pair = ownCertificate('1900000109')
  const files = {
    apiKeyFile: 'key.txt',
    certificateFile: 'cert.pem',
    certificateKeyFile: 'key.pem',
  }

  it('are read from files beside the configuration', async () => {
    file('key.txt', `${key}\n`)
    file('cert.pem', pair.certificate)
    file('key.pem', pair.key)
    const read = await readCredentials({
      wechat: { ...wechat, hosts: [...wechat.hosts], ...files },
      folder,
      secret: none,
    })
    const certificate = { commonName: '1900000109', key: pair.key }
    expect(read).toMatchObject({ ok: true, value: { apiKey: key, certificate, authorities: [] } })
  })

  it('or from the stored secrets', async () => {
    const secrets: Record<string, string> = {
      apiKey: key,
      certificatePem: pair.certificate,
      certificateKeyPem: pair.key,
    }
    const read = await readCredentials({
      wechat: { ...wechat, hosts: [...wechat.hosts] },
      folder,
      secret: (name) => secrets[name],
    })
    expect(read).toMatchObject({ ok: true, value: { certificate: { commonName: '1900000109' } } })
  })

  it('of different pairs, or unreadable, are refused by name', async () => {
    file('key.txt', key)
    file('cert.pem', pair.certificate)
    file('key.pem', ownCertificate('another').key)
    file('ca.pem', 'no certificate')
    const read = (more: object) =>
      readCredentials({
        wechat: { ...wechat, hosts: [...wechat.hosts], ...files, ...more },
        folder,
        secret: none,
      })
    const refused = (at: string, reason: string) => ({
      ok: false,
      error: { kind: 'credentials-missing', at, reason },
    })
    expect(await read({})).toEqual(refused('certificateFile', 'key-mismatch'))
    expect(await read({ caFile: 'ca.pem' })).toEqual(refused('caFile', 'no-certificate'))
    expect(await read({ p12File: 'cert.pem' })).toEqual(refused('p12File', 'not-a-p12'))
  })

  it.each([
    [{}, 'apiKeyFile', 'missing'],
    [{ apiKey: 'short' }, 'apiKeyFile', 'not-32-characters'],
    [{ apiKey: key }, 'certificateFile', 'missing'],
  ])(
    'that are not whole (%o) are refused: a till that cannot revoke must not sell',
    async (secrets: Record<string, string>, at, reason) => {
      const read = await readCredentials({
        wechat: { ...wechat, hosts: [...wechat.hosts] },
        folder,
        secret: (name) => secrets[name],
      })
      expect(read).toEqual({ ok: false, error: { kind: 'credentials-missing', at, reason } })
    },
  )
})
