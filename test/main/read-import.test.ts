import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { configurationSchema } from '../../app/contract/configuration.ts'
import { withoutSecrets } from '../../app/contract/setup-file.ts'
import { readImport } from '../../main/read-import.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'import-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (text: string): string => {
  const name = path.join(folder, 'till-7.json')
  writeFileSync(name, text)
  return name
}

const merchant = {
  mode: 'physical-store',
  shop: { name: 'Corner Tea', till: '7' },
  wechat: {
    appId: 'wx1',
    mchId: '1900000109',
    apiKeyFile: 'api-key.txt',
    p12File: '/etc/till/cert.p12',
    p12Passphrase: 'geheim-42',
    hosts: ['https://who:geheim-43@api.mch.weixin.qq.com'],
  },
  backend: {
    url: 'https://who:geheim-44@pay.example.com',
    enrolmentCode: '7KQ4M2XW9P',
    caFile: 'ca.pem',
  },
}

describe('an import', () => {
  it('fills everything in, finds its files from anywhere, and leaves the passphrase out', () => {
    const read = readImport(file(JSON.stringify(merchant)))
    expect(read).toMatchObject({
      outcome: 'imported',
      file: 'till-7.json',
      passphraseLeftOut: true,
      configuration: {
        shop: { till: '7' },
        wechat: { apiKeyFile: path.join(folder, 'api-key.txt'), p12File: '/etc/till/cert.p12' },
        backend: { caFile: path.join(folder, 'ca.pem') },
        currency: 'CNY',
      },
    })
    expect(JSON.stringify(read)).not.toContain('geheim-42')
  })

  it('names every fault, and takes nothing of such a file', () => {
    const wrong = { languge: 'en', timing: { queryEveryMs: '5 s' }, wechat: { appId: '' } }
    const read = readImport(file(JSON.stringify(wrong)))
    if (read.outcome !== 'invalid') throw new Error(read.outcome)
    const places = read.issues.map(({ path: place }) => place.join('.'))
    expect(places).toEqual(
      expect.arrayContaining(['', 'timing.queryEveryMs', 'wechat.appId', 'wechat.mchId']),
    )
    // What a page is told goes through the structured clone.
    expect(structuredClone(read)).toEqual(read)
  })

  it('says why a file cannot be read, without quoting it', () => {
    expect(readImport(path.join(folder, 'away.json'))).toMatchObject({ outcome: 'unreadable' })
    const read = readImport(file('{"wechat":{"p12Passphrase":"geheim-42"'))
    expect(read).toMatchObject({ outcome: 'unreadable' })
    expect(JSON.stringify(read)).not.toContain('geheim')
  })
})

describe('an export', () => {
  it('holds no secret, and can be imported', () => {
    const configuration = configurationSchema.parse(merchant)
    const text = JSON.stringify(withoutSecrets(configuration))
    expect(text).not.toMatch(/geheim|7KQ4M2XW9P/)
    const read = readImport(file(text))
    expect(read).toMatchObject({
      outcome: 'imported',
      passphraseLeftOut: false,
      configuration: {
        shop: configuration.shop,
        wechat: { mchId: '1900000109', hosts: ['https://api.mch.weixin.qq.com'] },
        backend: { url: 'https://pay.example.com', enrolmentCode: '' },
      },
    })
  })

  it('changes nothing that is no secret', () => {
    const plain = configurationSchema.parse({ language: 'en', limits: { maxMinor: 77 } })
    expect(withoutSecrets(plain)).toEqual(plain)
  })
})
