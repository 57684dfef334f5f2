/** Each diagnosis as it is found: real calls to a WeChat Pay that keeps books, through whatever stands in the way. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../adapters/system-clock.ts'
import { systemRandom } from '../../adapters/system-random.ts'
import type { AccessFinding } from '../../app/access-check/finding.ts'
import { wechatSchema, type WechatConfiguration } from '../../app/contract/configuration.ts'
import { defaultConfiguration } from '../../main/setup-store.ts'
import { checkWechat, type CheckParts } from '../../main/check-wechat.ts'
import { serve, listen, stranger, open } from '../adapters/http-rig.ts'
import { RC2_P12 } from '../adapters/rc2-p12.ts'
import { createTestAuthority, packP12 } from '../adapters/test-authority.ts'
import { answering, closedPort, sending, startProxy } from '../adapters/test-server.ts'
import { openTill, type Till } from '../simulator/till.ts'
import { ownCertificate } from '../support/own-certificate.ts'

const DAY_MS = 86_400_000

let till: Till
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'check-'))
  till = await openTill()
})
afterAll(async () => {
  await till.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => till.control.reset())

interface Wish {
  readonly wechat?: Partial<WechatConfiguration>
  readonly secrets?: Readonly<Record<string, string>>
  readonly parts?: Partial<CheckParts>
}

/** What stands in the form: the simulator's merchant, but for what a test changes. */
async function check({ wechat, secrets, parts }: Wish = {}): Promise<readonly AccessFinding[]> {
  const { api, caFile, merchant } = till.simulator.ready
  const good: Readonly<Record<string, string>> = {
    apiKey: merchant.apiKey,
    certificatePem: readFileSync(merchant.certificateFile, 'utf8'),
    certificateKeyPem: readFileSync(merchant.certificateKeyFile, 'utf8'),
  }
  const kept = { ...good, ...secrets }
  const { appId, mchId } = merchant
  return checkWechat({
    wechat: { ...wechatSchema.parse({ appId, mchId, hosts: [api], caFile }), ...wechat },
    folder,
    secret: (name) => (kept[name] === '' ? undefined : kept[name]),
    timing: { ...defaultConfiguration().timing, connectTimeoutMs: 5_000 },
    authorities: [],
    findProxy: () => Promise.resolve(null),
    clock: systemClock,
    random: systemRandom,
    ...parts,
  })
}

const kindsOf = (findings: readonly AccessFinding[]): readonly string[] =>
  findings.map(({ kind }) => kind)

/** Nothing but digits ever is an order of a till. */
const numbersAsked = async (): Promise<readonly string[]> =>
  (await till.control.requests()).map(({ outTradeNo }) => outTradeNo)

describe('a set-up that is right', () => {
  it('is well, by one query and one revoke of an order that is no till’s', async () => {
    const findings = await check()
    expect(kindsOf(findings)).toEqual(['answers', 'certificate-accepted', 'clock-right'])
    expect(findings[0]?.about).toBe(new URL(till.simulator.ready.api).host)
    const requests = await till.control.requests()
    expect(requests.map(({ operation }) => operation)).toEqual(['query', 'revoke'])
    const [asked, revoked] = await numbersAsked()
    expect(asked).toMatch(/^CHECK[A-Za-z\d]{27}$/)
    expect(revoked).toBe(asked)
    const { orders } = await till.control.books()
    expect(orders.filter(({ paidAtMs }) => paidAtMs !== null)).toEqual([])
  })

  it('is drawn another number each time', async () => {
    await check()
    await check()
    expect(new Set(await numbersAsked()).size).toBe(2)
  })

  it('is well where WeChat refuses to revoke what it does not know', async () => {
    await till.control.changeSettings({ unknownRevoke: 'refused' })
    expect(kindsOf(await check())).toContain('certificate-accepted')
  })

  it('is well with an old p12 under 40-bit RC2, if it is this merchant’s', async () => {
    const secrets = {
      certificatePem: '',
      certificateKeyPem: '',
      p12Base64: RC2_P12,
      p12Passphrase: '10000100',
    }
    const findings = await check({ secrets })
    // It opens; whose it is can be read in it, and WeChat takes no stranger’s.
    expect(findings[0]).toMatchObject({ kind: 'certificate-of-other', detail: '10000100' })
    expect(kindsOf(findings)).toContain('certificate-refused')
  })

  it('is asked for nothing but the query in a sandbox', async () => {
    const findings = await check({ wechat: { sandbox: 'sandboxnew' } })
    expect(kindsOf(findings)).toEqual(['answers', 'certificate-not-needed', 'clock-right'])
  })
})

describe('a merchant', () => {
  it.each<[string, Wish, string]>([
    ['with a wrong API key', { secrets: { apiKey: 'k'.repeat(32) } }, 'key-wrong'],
    ['that WeChat does not know', { wechat: { mchId: '1999999999' } }, 'merchant-unknown'],
    ['whose app id is another’s', { wechat: { appId: 'wx0000000000000000' } }, 'ids-of-two'],
    [
      'with a wrong API key in a sandbox',
      { wechat: { sandbox: 'sandboxnew' }, secrets: { apiKey: 'k'.repeat(32) } },
      'key-wrong',
    ],
  ])('%s is told so, and its certificate is not tried', async (_, wish, kind) => {
    const kinds = kindsOf(await check(wish))
    expect(kinds).toContain(kind)
    expect(kinds).not.toContain('answers')
    expect(kinds).not.toContain('certificate-accepted')
  })

  it('whose answers another signs is warned', async () => {
    await till.control.addFault({
      when: { operation: 'query' },
      behaviour: { answer: { kind: 'forged' } },
    })
    expect(kindsOf(await check())).toContain('answer-forged')
  })

  it.each<[string, Wish, string]>([
    ['no merchant id', { wechat: { mchId: '' } }, 'merchant-missing'],
    ['a merchant id with a blank', { wechat: { mchId: '19 00' } }, 'merchant-malformed'],
    ['no API key', { secrets: { apiKey: '' } }, 'api-key-missing'],
    ['half an API key', { secrets: { apiKey: 'k'.repeat(16) } }, 'api-key-malformed'],
    ['no certificate', { secrets: { certificatePem: '' } }, 'certificate-missing'],
    ['a key for a certificate', { secrets: { certificatePem: 'nothing' } }, 'not-a-certificate'],
    ['a file that is not there', { wechat: { apiKeyFile: 'away.txt' } }, 'file-unreadable'],
  ])('with %s hears it before anything is sent about it', async (_, wish, kind) => {
    expect(kindsOf(await check(wish))).toContain(kind)
  })
})

describe('a certificate', () => {
  const own = createTestAuthority('Own Authority')
  const { mchId } = { mchId: '1900000109' }

  it.each<[string, () => Readonly<Record<string, string>>, string]>([
    [
      'and a key that do not belong together',
      () => ({ certificateKeyPem: ownCertificate(mchId).key }),
      'key-mismatch',
    ],
    [
      'that is expired',
      () => {
        const validTo = new Date(Date.now() - DAY_MS)
        const made = own.issue({ commonName: mchId, validTo })
        return { certificatePem: made.certificate, certificateKeyPem: made.key }
      },
      'certificate-expired',
    ],
    [
      'that ends soon',
      () => {
        const validTo = new Date(Date.now() + 9 * DAY_MS)
        const made = own.issue({ commonName: mchId, validTo })
        return { certificatePem: made.certificate, certificateKeyPem: made.key }
      },
      'certificate-ends-soon',
    ],
    [
      'that WeChat did not issue',
      () => {
        const made = own.issue({ commonName: mchId })
        return { certificatePem: made.certificate, certificateKeyPem: made.key }
      },
      'certificate-refused',
    ],
    [
      'in a p12 with another passphrase',
      () => {
        const p12 = packP12(own.issue({ commonName: mchId }), 'secret', 'aes256')
        const p12Base64 = Buffer.from(p12).toString('base64')
        return { certificatePem: '', certificateKeyPem: '', p12Base64 }
      },
      'wrong-passphrase',
    ],
    [
      'in a file that is no p12',
      () => ({ certificatePem: '', certificateKeyPem: '', p12Base64: 'bm8=' }),
      'not-a-p12',
    ],
  ])('%s is named', async (_, secrets, kind) => {
    expect(kindsOf(await check({ secrets: secrets() }))).toContain(kind)
  })

  it('that is wrong hides nothing that is wrong with the key', async () => {
    const secrets = { certificateKeyPem: ownCertificate(mchId).key, apiKey: 'k'.repeat(32) }
    expect(kindsOf(await check({ secrets }))).toEqual(['key-mismatch', 'key-wrong', 'clock-right'])
  })
})

describe('what stands in the way', () => {
  const through = (host: string, parts: Partial<CheckParts> = {}) =>
    check({ wechat: { hosts: [host] }, parts })

  it('is a host without a name, or that takes no connection', async () => {
    expect(kindsOf(await through('https://till.invalid'))).toContain('no-name')
    expect(kindsOf(await through(`https://127.0.0.1:${await closedPort()}`))).toContain(
      'closed-port',
    )
  })

  it('is somebody who opens TLS, or answers in another’s name', async () => {
    const identity = stranger.issue({ commonName: 'localhost', names: ['localhost'] })
    const between = await serve(answering('x'), { identity })
    expect(kindsOf(await through(between.url))).toContain('unknown-authority')
    writeFileSync(path.join(folder, 'stranger.pem'), stranger.certificate)
    const findings = await check({
      wechat: { hosts: [between.url.replace('localhost', '127.0.0.1')], caFile: 'stranger.pem' },
    })
    expect(kindsOf(findings)).toContain('other-name')
  })

  it('is a page that is not WeChat’s, or no TLS at all', async () => {
    const identity = stranger.issue({ commonName: 'localhost', names: ['localhost'] })
    writeFileSync(path.join(folder, 'stranger.pem'), stranger.certificate)
    const page = await serve(answering('<html>Please log in</html>'), { identity })
    const findings = await check({ wechat: { hosts: [page.url], caFile: 'stranger.pem' } })
    expect(kindsOf(findings)).toContain('strange-answer')
    const plain = await listen((socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'))
    expect(kindsOf(await through(plain.url))).toContain('no-tls')
  })

  it('is a proxy that wants a login, refuses, or is gone', async () => {
    const { api } = till.simulator.ready
    for (const [status, kind] of [
      [407, 'proxy-login'],
      [403, 'proxy-refuses'],
    ] as const) {
      const proxy = await startProxy(status)
      open.push(proxy.close)
      const findProxy = () => Promise.resolve(`http://127.0.0.1:${proxy.port}`)
      expect(kindsOf(await through(api, { findProxy }))).toContain(kind)
    }
    const port = await closedPort()
    const findProxy = () => Promise.resolve(`http://127.0.0.1:${port}`)
    expect(kindsOf(await through(api, { findProxy }))).toContain('proxy-away')
  })

  it('may stand before one host alone: each is asked', async () => {
    const { api } = till.simulator.ready
    const findings = await check({ wechat: { hosts: ['https://till.invalid', api] } })
    expect(kindsOf(findings)).toEqual(['no-name', 'answers', 'certificate-accepted', 'clock-right'])
  })

  it('is a clock that is wrong, by how much', async () => {
    const slow = { ...systemClock, nowMs: () => systemClock.nowMs() - 600_000 }
    const findings = await check({ parts: { clock: slow } })
    const clock = findings.find(({ kind }) => kind === 'clock-off')
    expect(clock?.ms).toBeGreaterThan(560_000)
    expect(clock?.ms).toBeLessThan(640_000)
  })

  it('is silence, after the time that a query may take', async () => {
    const mute = await serve(sending(''), {
      identity: stranger.issue({ commonName: 'localhost', names: ['localhost'] }),
    })
    writeFileSync(path.join(folder, 'stranger.pem'), stranger.certificate)
    const timing = { ...defaultConfiguration().timing, queryTimeoutMs: 800 }
    const findings = await check({
      wechat: { hosts: [mute.url], caFile: 'stranger.pem' },
      parts: { timing },
    })
    expect(kindsOf(findings)).toContain('slow')
  })
})

it('no finding holds a secret', async () => {
  const apiKey = 'SECRETKEYSECRETKEYSECRETKEY12345'
  const findings = await check({ secrets: { apiKey } })
  expect(JSON.stringify(findings)).not.toContain(apiKey)
})
