/** The whole way: gateway, real HTTPS, certificates, and a WeChat Pay that keeps books. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadCertificate } from '../../adapters/client-certificate.ts'
import { gunzipSync } from 'node:zlib'
import { systemClock } from '../../adapters/system-clock.ts'
import { systemRandom } from '../../adapters/system-random.ts'
import { readAuthorities } from '../../adapters/trust.ts'
import { createUndiciHttp, type UndiciHttp } from '../../adapters/undici-http.ts'
import type { Order } from '../../app/ports.ts'
import { isGzip } from '../../app/wechat/bill-text.ts'
import type { CallReport } from '../../app/wechat/call.ts'
import { chinaDate } from '../../app/wechat/china-time.ts'
import { createWechatGateway, type WechatGateway } from '../../app/wechat/gateway.ts'
import type { Merchant } from '../../app/wechat/merchant.ts'
import { newNumber, openTill, type Till } from '../simulator/till.ts'
import { anAmount } from '../support/builders.ts'
import { closedPort } from '../adapters/test-server.ts'

let till: Till
let http: UndiciHttp
const reports: CallReport[] = []

beforeAll(async () => {
  till = await openTill()
  const { caFile, merchant } = till.simulator.ready
  const authorities = readAuthorities(readFileSync(caFile, 'utf8'))
  const certificate = await loadCertificate({
    kind: 'p12',
    file: readFileSync(merchant.p12File),
    passphrase: merchant.p12Passphrase,
  })
  if (!authorities.ok || !certificate.ok) throw new Error('the simulator’s files are unusable')
  http = createUndiciHttp({
    authorities: authorities.value,
    certificate: certificate.value,
    findProxy: () => Promise.resolve(null),
  })
})
afterAll(async () => {
  http.close()
  await till.close()
})
beforeEach(async () => {
  reports.length = 0
  await till.control.reset()
})

interface GatewayWish {
  readonly merchant?: Partial<Merchant>
  readonly hosts?: readonly string[]
  /** For answers that never come. */
  readonly submitMs?: number
}

function gateway({ merchant, hosts, submitMs = 10_000 }: GatewayWish = {}): WechatGateway {
  const { ready } = till.simulator
  return createWechatGateway({
    http,
    merchant: {
      appId: ready.merchant.appId,
      mchId: ready.merchant.mchId,
      subAppId: '',
      subMchId: '',
      apiKey: ready.merchant.apiKey,
      signType: 'MD5',
      deviceInfo: 'POS-1',
      clientIp: '192.0.2.10',
      sandbox: 'off',
      negativeTest: '',
      ...merchant,
    },
    hosts: hosts ?? [ready.api],
    timeouts: { connectMs: 5_000, submitMs, queryMs: 10_000, revokeMs: 10_000 },
    clock: systemClock,
    random: systemRandom,
    onCall: (report) => void reports.push(report),
  })
}

const anOrder = (minor = 888): Order => ({
  outTradeNo: newNumber(),
  amount: anAmount(minor),
  description: '演示店-茶 & <点心>',
  note: '',
})
const codeOf = async (payer = 'alice'): Promise<string> => (await till.control.code(payer)).code
const stateOf = async ({ outTradeNo }: Order) =>
  (await till.control.orders()).find((order) => order.outTradeNo === outTradeNo)?.state ?? 'absent'
const submitsOf = async ({ outTradeNo }: Order): Promise<number> =>
  (await till.control.requests({ operation: 'submit', outTradeNo })).length

describe('a payment', () => {
  it.each(['MD5', 'HMAC-SHA256'] as const)(
    'is made, queried and revoked (%s)',
    async (signType) => {
      const wechat = gateway({ merchant: { signType } })
      const order = anOrder()
      const paid = await wechat.submit(order, await codeOf())
      expect(paid).toMatchObject({
        kind: 'paid',
        payment: { cash: { minor: 888, currency: 'CNY' } },
      })
      expect(await wechat.query(order)).toEqual(paid)
      expect(await wechat.revoke(order)).toEqual({ kind: 'accepted', recall: false })
      expect(await wechat.query(order)).toMatchObject({ kind: 'order', tradeState: 'REVOKED' })
      expect(reports.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
        'submit paid',
        'query paid',
        'revoke accepted',
        'query order',
      ])
    },
  )

  it('waits for the password, which forbids a revoke', async () => {
    await till.control.changePayer('alice', { mood: 'asks-password' })
    const wechat = gateway()
    const order = anOrder()
    expect(await wechat.submit(order, await codeOf())).toMatchObject({ code: 'USERPAYING' })
    expect(await wechat.query(order)).toMatchObject({ kind: 'order', tradeState: 'USERPAYING' })
    await till.control.enterPassword('alice')
    expect(await wechat.query(order)).toMatchObject({ kind: 'paid' })
  })

  it('is refused for a used code', async () => {
    const wechat = gateway()
    const code = await codeOf()
    await wechat.submit(anOrder(), code)
    expect(await wechat.submit(anOrder(), code)).toMatchObject({ kind: 'error' })
  })

  it('is not known before it was made', async () => {
    expect(await gateway().query(anOrder())).toMatchObject({ kind: 'error', code: 'ORDERNOTEXIST' })
  })

  it('uses the prepared connection', async () => {
    const wechat = gateway()
    expect(await wechat.prepareConnection()).toBe(true)
    expect(await wechat.submit(anOrder(), await codeOf())).toMatchObject({ kind: 'paid' })
  })

  it('goes to the second host when the first one is not there', async () => {
    const nobody = `https://localhost:${await closedPort()}`
    const wechat = gateway({ hosts: [nobody, till.simulator.ready.api] })
    const order = anOrder()
    expect(await wechat.submit(order, await codeOf())).toMatchObject({ kind: 'paid' })
    expect(await submitsOf(order)).toBe(1)
    expect(reports.map(({ outcome }) => outcome)).toEqual(['not-sent', 'paid'])
  })

  it('with a wrong key is refused, and that proves nothing', async () => {
    const wechat = gateway({ merchant: { apiKey: 'x'.repeat(32) } })
    const order = anOrder()
    expect(await wechat.submit(order, await codeOf())).toMatchObject({
      kind: 'no-answer',
      cause: 'refused-unsigned',
    })
    expect(await stateOf(order)).toBe('absent')
  })
})

describe('a payment whose answer cannot be used', () => {
  it.each([
    ['lost-before', 'timeout', 'absent'],
    ['lost-after', 'timeout', 'SUCCESS'],
    ['slow', 'timeout', 'SUCCESS'],
    ['reset-before', 'broken', 'absent'],
    ['reset-after', 'broken', 'SUCCESS'],
    ['closed-after', 'broken', 'SUCCESS'],
    ['truncated', 'broken', 'SUCCESS'],
    ['forged', 'bad-signature', 'SUCCESS'],
    ['other-key', 'bad-signature', 'SUCCESS'],
    ['no-signature', 'bad-signature', 'SUCCESS'],
    ['other-order', 'mismatch', 'SUCCESS'],
    ['other-amount', 'mismatch', 'SUCCESS'],
    ['other-currency', 'mismatch', 'SUCCESS'],
    ['other-merchant', 'mismatch', 'SUCCESS'],
    ['html-before', 'unreadable', 'absent'],
    ['html-after', 'unreadable', 'SUCCESS'],
    ['empty-body', 'unreadable', 'SUCCESS'],
    ['unsigned-after', 'refused-unsigned', 'SUCCESS'],
  ])('(%s) is sent once and told by the query', async (preset, cause, state) => {
    const { api } = till.simulator.ready
    // A second host is there, and must not get it.
    const hosts = [api, api.replace('localhost', '127.0.0.1')]
    const submitMs = cause === 'timeout' ? 1_000 : 10_000
    const wechat = gateway({ hosts, submitMs })
    const order = anOrder()
    await till.control.addFault({ when: { operation: 'submit' }, preset })
    const code = await codeOf()
    expect(await wechat.submit(order, code)).toMatchObject({ kind: 'no-answer', cause })
    expect(await submitsOf(order)).toBe(1)
    expect(await stateOf(order)).toBe(state)
    const asked = await wechat.query(order)
    expect(asked.kind).toBe(state === 'SUCCESS' ? 'paid' : 'error')
    expect(JSON.stringify(reports)).not.toContain(code)
  })
})

describe('the simulator’s sandboxes', () => {
  it('give a key and play the case of an amount', async () => {
    const wechat = gateway({ merchant: { sandbox: 'sandboxnew' } })
    expect(await wechat.submit(anOrder(1), '134000000000000001')).toMatchObject({ kind: 'paid' })
    expect(await wechat.submit(anOrder(30), '134000000000000001')).toMatchObject({
      code: 'USERPAYING',
    })
  })

  it('play the case of a header', async () => {
    const merchant = { sandbox: 'xdc', negativeTest: 'MICROPAY_USERPAYING' } as const
    const wechat = gateway({ merchant })
    expect(await wechat.submit(anOrder(), '134000000000000001')).toMatchObject({
      code: 'USERPAYING',
    })
  })
})

describe('money that goes back', () => {
  it('is refunded once, in parts, and seen', async () => {
    const wechat = gateway()
    const order = anOrder(1_000)
    await wechat.submit(order, await codeOf())
    const request = {
      order: { by: 'order', outTradeNo: order.outTradeNo },
      outRefundNo: `R${order.outTradeNo}`,
      total: order.amount,
      amount: anAmount(250),
      reason: '退货',
    } as const
    const accepted = await wechat.refund(request)
    expect(accepted).toMatchObject({ kind: 'accepted', refund: { refundMinor: 250 } })
    expect(await wechat.refund(request)).toEqual(accepted)
    const query = { by: 'order', outTradeNo: order.outTradeNo } as const
    expect(await wechat.queryRefund(query)).toMatchObject({
      refunds: { count: 1, refunds: [{ refundMinor: 250, status: 'PROCESSING' }] },
    })
    await till.control.advance(86_400_000)
    const one = { by: 'refund-number', outRefundNo: request.outRefundNo } as const
    expect(await wechat.queryRefund(one)).toMatchObject({
      refunds: { refunds: [{ status: 'SUCCESS' }] },
    })
    expect(await wechat.query(order)).toMatchObject({ kind: 'order', tradeState: 'REFUND' })
  })
})

describe('the bill', () => {
  it.each([false, true])('lists the day (gzip: %s)', async (gzip) => {
    await till.control.changeSettings({ billToday: true })
    const wechat = gateway()
    const order = anOrder()
    await wechat.submit(order, await codeOf())
    const { nowMs } = await till.control.clock()
    const request = { date: chinaDate(nowMs), type: 'ALL', gzip } as const
    const chunks: Uint8Array[] = []
    const answer = await wechat.downloadBill(request, (chunk) => void chunks.push(chunk))
    const body = Buffer.concat(chunks)
    expect(answer).toEqual({ kind: 'bill', bytes: body.length })
    expect(isGzip(body)).toBe(gzip)
    const text = (gzip ? gunzipSync(body) : body).toString('utf8')
    expect(text.match(/`\d{28},`[^,]+/g)).toEqual([expect.stringContaining(order.outTradeNo)])
    const never = wechat.downloadBill({ ...request, date: '20200101' }, () => undefined)
    expect(await never).toMatchObject({ kind: 'refused' })
  })
})
