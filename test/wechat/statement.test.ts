/** The global statement, the whole way: signed GET, real HTTPS, WeChat's certificates, and every answer that must not be believed. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadPair } from '../../adapters/client-certificate.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { systemRandom } from '../../adapters/system-random.ts'
import { readAuthorities } from '../../adapters/trust.ts'
import { createUndiciHttp, type UndiciHttp } from '../../adapters/undici-http.ts'
import { v3Of } from '../../adapters/v3.ts'
import type { Clock } from '../../app/ports.ts'
import { isGzip } from '../../app/wechat/bill-text.ts'
import type { CallReport } from '../../app/wechat/call.ts'
import { chinaDate } from '../../app/wechat/china-time.ts'
import { createWechatGateway, type WechatGateway } from '../../app/wechat/gateway.ts'
import type { Merchant } from '../../app/wechat/merchant.ts'
import type { V3 } from '../../app/wechat/v3-call.ts'
import type { FaultyAnswer } from '../../simulator/faults/behaviour.ts'
import { newNumber, openTill, type Till } from '../simulator/till.ts'
import { anAmount } from '../support/builders.ts'
import { ownCertificate } from '../support/own-certificate.ts'
import { MERCHANT } from './wire-rig.ts'

let till: Till
let http: UndiciHttp
let date: string
const reports: CallReport[] = []

beforeAll(async () => {
  till = await openTill()
  const authorities = readAuthorities(readFileSync(till.simulator.ready.caFile, 'utf8'))
  if (!authorities.ok) throw new Error('the simulator’s authority is unusable')
  const findProxy = () => Promise.resolve(null)
  http = createUndiciHttp({ authorities: authorities.value, certificate: null, findProxy })
})
afterAll(async () => {
  http.close()
  await till.close()
})
beforeEach(async () => {
  reports.length = 0
  await till.control.reset()
  await till.control.changeSettings({ billToday: true })
  date = chinaDate((await till.control.clock()).nowMs)
})

interface Wish {
  readonly apiV3Key?: string
  readonly v3?: Partial<V3['merchant']>
  readonly merchant?: Partial<Merchant>
  readonly clock?: Clock
}

function wechat({ apiV3Key, v3, merchant, clock = systemClock }: Wish = {}): WechatGateway {
  const { ready } = till.simulator
  const { appId, mchId, apiKey, certificateFile, certificateKeyFile } = ready.merchant
  const certificate = loadPair({
    certificate: readFileSync(certificateFile, 'utf8'),
    key: readFileSync(certificateKeyFile, 'utf8'),
  })
  if (!certificate.ok) throw new Error('the merchant’s certificate is unusable')
  const key = apiV3Key ?? ready.merchant.apiV3Key
  const made = v3Of(http, { mchId, apiV3Key: key, certificate: certificate.value })
  return createWechatGateway({
    http,
    merchant: { ...MERCHANT, appId, mchId, apiKey, ...merchant },
    hosts: [ready.api],
    timeouts: { connectMs: 5_000, submitMs: 10_000, queryMs: 10_000, revokeMs: 10_000 },
    clock,
    random: systemRandom,
    onCall: (report) => void reports.push(report),
    v3: made && { ...made, merchant: { ...made.merchant, ...v3 } },
  })
}

async function sell(minor = 888): Promise<string> {
  const outTradeNo = newNumber()
  const order = { outTradeNo, amount: anAmount(minor), description: '茶, 绿`茶', note: '' }
  await wechat().submit(order, (await till.control.code('alice')).code)
  return outTradeNo
}

async function download(gateway: WechatGateway, gzip = false) {
  const chunks: Uint8Array[] = []
  const request = { date, type: 'STATEMENT', gzip } as const
  const answer = await gateway.downloadBill(request, (chunk) => void chunks.push(chunk))
  return { answer, body: Buffer.concat(chunks) }
}

describe('the statement', () => {
  it.each([false, true])('lists the day in 38 columns (gzip: %s)', async (gzip) => {
    const outTradeNo = await sell()
    const { answer, body } = await download(wechat(), gzip)
    expect(isGzip(body)).toBe(gzip)
    const text = (gzip ? gunzipSync(body) : body).toString('utf8')
    expect(answer).toMatchObject({ kind: 'bill', bytes: body.length })
    expect(text.split('\r\n')[0]?.split(',')).toHaveLength(38)
    expect(text).toContain(outTradeNo)
    expect(reports.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      'submit paid',
      'certificates certificates',
      'bill bill',
    ])
  })

  it('names WeChat’s certificates once, and again when they were replaced', async () => {
    await sell()
    const gateway = wechat()
    for (let time = 0; time < 2; time += 1) {
      expect((await download(gateway)).answer.kind).toBe('bill')
      expect((await download(gateway)).answer.kind).toBe('bill')
      till.simulator.service.v3?.renew()
    }
    const asked = reports.filter(({ operation }) => operation === 'certificates')
    expect(asked).toHaveLength(2)
  })

  it('of a day without sales is none, as WeChat has signed', async () => {
    expect((await download(wechat())).answer).toMatchObject({
      kind: 'refused',
      reason: 'none',
      code: 'NO_STATEMENT_EXIST',
    })
  })

  it('is not there yet before 10:00 of the next day', async () => {
    await till.control.changeSettings({ billToday: false })
    const { nowMs } = await till.control.clock()
    date = chinaDate(nowMs - 86_400_000)
    const untilNineMs = 86_400_000 - ((nowMs + 8 * 3_600_000) % 86_400_000) + 9 * 3_600_000
    await till.control.advance(untilNineMs)
    date = chinaDate(nowMs)
    expect((await download(wechat())).answer).toMatchObject({ reason: 'not-ready' })
  })

  it('asks in an institution’s name for one of its merchants', async () => {
    const merchant = { subMchId: '1900000999' }
    expect((await download(wechat({ merchant }))).answer).toMatchObject({ reason: 'none' })
    const [request] = (await till.control.requests({ operation: 'bill' })).slice(-1)
    expect(request?.answer).toBe('NO_STATEMENT_EXIST')
  })
})

describe('a request', () => {
  it.each<readonly [string, Wish, object]>([
    ['with another key', { v3: { keyPem: ownCertificate('1').key } }, { reason: 'bad-request', code: 'SIGN_ERROR' }],
    ['with another serial number', { v3: { serial: '01' } }, { reason: 'bad-request', code: 'SIGN_ERROR' }],
    ['in another’s name', { v3: { mchId: '1' } }, { reason: 'bad-request', code: 'SIGN_ERROR' }],
    [
      'with a clock that is wrong',
      { clock: { ...systemClock, nowMs: () => systemClock.nowMs() - 600_000 } },
      { reason: 'bad-request', code: 'SIGN_ERROR' },
    ],
    ['without an APIv3 key', { apiV3Key: '' }, { reason: 'bad-request', detail: 'no APIv3 key is set up' }],
    ['in a sandbox', { merchant: { sandbox: 'sandboxnew' } }, { reason: 'bad-request' }],
  ])('%s is refused, and somebody has to look', async (_, wish, expected) => {
    expect((await download(wechat(wish))).answer).toMatchObject({ kind: 'refused', ...expected })
  }) // prettier-ignore

  it('with a wrong APIv3 key cannot tell who signed the answer', async () => {
    await sell()
    expect((await download(wechat({ apiV3Key: 'x'.repeat(32) }))).answer).toEqual({
      kind: 'no-answer',
      cause: 'bad-signature',
      detail: 'the APIv3 key does not open WeChat’s certificate',
    })
  })
})

describe('an answer', () => {
  const strike = (answer: FaultyAnswer, operation: 'bill' | 'certificates' = 'bill') =>
    till.control.addFault({ when: { operation }, times: 1, behaviour: { answer } })

  it.each<readonly [string, FaultyAnswer]>([
    ['with a forged signature', { kind: 'forged' }],
    ['without one', { kind: 'no-signature' }],
  ])('%s is none, and neither is one that says there is no statement', async (_, faulty) => {
    await strike(faulty)
    expect((await download(wechat())).answer).toMatchObject({ cause: 'bad-signature' })
    await sell()
    await strike(faulty)
    expect((await download(wechat())).answer).toMatchObject({ cause: 'bad-signature' })
    await strike(faulty, 'certificates')
    expect((await download(wechat())).answer).toMatchObject({ cause: 'bad-signature' })
  })

  it.each<readonly [string, FaultyAnswer, object]>([
    ['that is a web page', { kind: 'raw', body: '<html>', status: 404 }, { cause: 'unreadable' }],
    ['that WeChat could not make', { kind: 'raw', body: '{"code":"SYSTEM_ERROR"}', status: 500 }, { reason: 'try-again' }],
    ['that comes too often', { kind: 'raw', body: '{"code":"FREQUENCY_LIMITED"}', status: 429 }, { reason: 'try-again' }],
    ['that the merchant may not have', { kind: 'raw', body: '{"code":"NO_AUTH"}', status: 403 }, { reason: 'not-allowed' }],
    ['with a code that nobody knows', { kind: 'raw', body: '{"code":"NEW"}', status: 418 }, { reason: 'unrecognised' }],
  ])('%s says so', async (_, faulty, expected) => {
    await strike(faulty)
    expect((await download(wechat())).answer).toMatchObject(expected)
  }) // prettier-ignore

  it('that breaks off is none', async () => {
    await sell()
    const behaviour = { delivery: { kind: 'truncated', keep: 0.5 } } as const
    await till.control.addFault({ when: { operation: 'bill' }, times: 1, behaviour })
    expect((await download(wechat())).answer).toMatchObject({ kind: 'no-answer', cause: 'broken' })
  })
})
