/** Every kind of bill, fetched over the real wire, kept, and compared: packed and plain. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBillKeeper } from '../../adapters/reconciliation/bill-keeper.ts'
import { openFileSpill } from '../../adapters/reconciliation/file-spill.ts'
import { localEngine } from '../../adapters/reconciliation/local-engine.ts'
import { openReconciliation } from '../../adapters/reconciliation/sqlite-store.ts'
import { loadPair } from '../../adapters/client-certificate.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { systemRandom } from '../../adapters/system-random.ts'
import { readAuthorities } from '../../adapters/trust.ts'
import { createUndiciHttp, type UndiciHttp } from '../../adapters/undici-http.ts'
import { v3Of } from '../../adapters/v3.ts'
import { type Day, dayOf, startOf } from '../../app/reconciliation/day.ts'
import type { OurRecord } from '../../app/reconciliation/our-record.ts'
import { DEFAULT_RULES } from '../../app/reconciliation/rules.ts'
import { ReconciliationService } from '../../app/reconciliation/service.ts'
import { isGzip } from '../../app/wechat/bill-text.ts'
import type { BillType } from '../../app/wechat/bill.ts'
import { createWechatGateway, type WechatGateway } from '../../app/wechat/gateway.ts'
import type { FaultyAnswer } from '../../simulator/faults/behaviour.ts'
import { newNumber, openTill, type Till } from '../simulator/till.ts'
import { MERCHANT } from '../wechat/wire-rig.ts'
import { booksOf } from './played-day.ts'

let till: Till
let http: UndiciHttp
let wechat: WechatGateway
let folder: string
let store: Awaited<ReturnType<typeof openReconciliation>>
let day: Day
let records: OurRecord[]

const HOUR_MS = 3_600_000
/** The day has 24 of them; at noon none of it runs into another day. */
const NOON_HOUR = 12

beforeAll(async () => {
  till = await openTill()
  const { api, caFile, merchant } = till.simulator.ready
  const authorities = readAuthorities(readFileSync(caFile, 'utf8'))
  const certificate = loadPair({
    certificate: readFileSync(merchant.certificateFile, 'utf8'),
    key: readFileSync(merchant.certificateKeyFile, 'utf8'),
  })
  if (!authorities.ok || !certificate.ok) throw new Error('the simulator’s files are unusable')
  const findProxy = () => Promise.resolve(null)
  http = createUndiciHttp({
    authorities: authorities.value,
    certificate: certificate.value,
    findProxy,
  })
  const { appId, mchId, apiKey, apiV3Key } = merchant
  wechat = createWechatGateway({
    http,
    merchant: { ...MERCHANT, appId, mchId, apiKey },
    hosts: [api],
    timeouts: { connectMs: 5_000, submitMs: 10_000, queryMs: 10_000, revokeMs: 10_000 },
    clock: systemClock,
    random: systemRandom,
    v3: v3Of(http, { mchId, apiV3Key, certificate: certificate.value }),
  })
})
afterAll(async () => {
  http.close()
  await till.close()
})

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'fetched-'))
  store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  records = []
  await till.control.reset()
  const { nowMs } = await till.control.clock()
  const tomorrowMs = startOf(dayOf(nowMs)) + 24 * HOUR_MS
  await till.control.advance(tomorrowMs + NOON_HOUR * HOUR_MS - nowMs)
  day = dayOf((await till.control.clock()).nowMs)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Pays, and has it in our books too. */
async function sell(minor: number): Promise<string> {
  const orderNumber = newNumber()
  const paid = await till.payAs('alice', { out_trade_no: orderNumber, total_fee: String(minor) })
  const { nowMs } = await till.control.clock()
  records.push({
    kind: 'payment',
    orderNumber,
    saleId: orderNumber,
    till: '1',
    cashier: null,
    amount: { minor, currency: 'CNY' },
    submittedAtMs: nowMs,
    state: 'paid',
    paidAtMs: nowMs,
    transactionId: paid['transaction_id'] ?? '',
  })
  await till.control.advance(HOUR_MS / 6)
  return orderNumber
}

async function refund(orderNumber: string, total: number, minor: number): Promise<void> {
  const refundNumber = `R${orderNumber}`
  await till.refund({
    out_trade_no: orderNumber,
    out_refund_no: refundNumber,
    total_fee: String(total),
    refund_fee: String(minor),
  })
  const { nowMs } = await till.control.clock()
  const amount = { minor, currency: 'CNY' }
  records.push({ kind: 'refund', refundNumber, orderNumber, till: '1', cashier: null, amount, requestedAtMs: nowMs, state: 'refunded' }) // prettier-ignore
}

/** Fetches and compares the day, the next day at noon. */
async function compare(type: BillType, gzip: boolean) {
  const nowMs = startOf(day) + (24 + NOON_HOUR) * HOUR_MS
  await till.control.advance(Math.max(0, nowMs - (await till.control.clock()).nowMs))
  const keeper = createBillKeeper(path.join(folder, 'bills'), () => nowMs)
  const service = new ReconciliationService({
    engine: localEngine(store, openFileSpill(folder)),
    bills: {
      fetch: (on, onBytes) =>
        keeper.fetch(on, { download: wechat.downloadBill, type, gzip }, onBytes),
      find: (on, sha256) => keeper.find(on, sha256),
    },
    books: booksOf(records),
    rules: { ...DEFAULT_RULES, mchId: till.simulator.ready.merchant.mchId },
    clock: { ...systemClock, nowMs: () => nowMs },
    automatic: false,
    firstDay: () => Promise.resolve(day),
    onProgress: () => undefined,
    onChanged: () => undefined,
    onTrouble: (_what, error) => {
      throw error
    },
  })
  expect(service.begin(day)).toEqual({ ok: true, value: null })
  await service.idle()
  return service.day(day)
}

const kept = (): readonly Buffer[] =>
  readdirSync(path.join(folder, 'bills')).map((name) =>
    readFileSync(path.join(folder, 'bills', name)),
  )

describe('a day', () => {
  const KINDS = [
    ['ALL', undefined, { matched: 3, 'absent-there': 0 }],
    ['SUCCESS', 'payments', { matched: 2, 'refund-absent-there': 0 }],
    ['REFUND', 'refunds', { matched: 1, 'absent-there': 0 }],
    ['STATEMENT', undefined, { matched: 3, 'absent-there': 0 }],
  ] as const

  it.each(KINDS.flatMap((kind) => [false, true].map((gzip) => [...kind, gzip] as const)))(
    'is compared with %s (%s): %o, gzip: %s',
    async (type, covers, classes, gzip) => {
      const first = await sell(1_000)
      await sell(888)
      await refund(first, 1_000, 250)
      const report = await compare(type, gzip)
      expect(report).toMatchObject({
        state: { kind: 'reconciled', open: 0 },
        report: { classes, bill: { source: 'wechat', rows: classes.matched } },
      })
      expect(report.report?.covers).toBe(covers)
      const [file] = kept()
      expect(file === undefined ? null : isGzip(file)).toBe(gzip)
    },
  )

  it.each([
    ['REFUND', 'refunds', 0],
    ['SUCCESS', 'payments', 0],
    ['ALL', undefined, 1],
    ['STATEMENT', undefined, 1],
  ] as const)('of which %s has nothing is judged by that alone', async (type, covers, absent) => {
    if (type !== 'REFUND') await till.control.editBill({ date: day, drop: [await sell(777)] })
    else await sell(777)
    const report = await compare(type, true)
    // A list of payments that is empty says that our payment is absent; one of refunds says nothing of it.
    const expected = type === 'SUCCESS' ? 1 : absent
    expect(report).toMatchObject({
      state: { kind: 'reconciled' },
      report: { bill: { source: 'none' }, classes: { 'absent-there': expected } },
    })
    expect(report.report?.covers).toBe(covers)
  })

  it('that was compared with everything is not replaced by a part, and a part is by everything', async () => {
    const order = await sell(1_000)
    await refund(order, 1_000, 1_000)
    expect((await compare('REFUND', true)).report?.covers).toBe('refunds')
    expect((await compare('ALL', true)).report).toMatchObject({ lines: 2 })
    expect((await compare('SUCCESS', true)).state).toMatchObject({ kind: 'failed', problem: { kind: 'part-only' } }) // prettier-ignore
    expect((await compare('STATEMENT', false)).report).toMatchObject({ lines: 2 })
  })
})

describe('a statement', () => {
  const strike = (answer: FaultyAnswer) =>
    till.control.addFault({ when: { operation: 'bill' }, times: 1, behaviour: { answer } })

  it.each([
    [false, { kind: 'altered', fields: {} }, 'it is not what WeChat has signed'],
    [true, { kind: 'altered', fields: {} }, 'it is not what WeChat has signed'],
    [true, { kind: 'forged' }, 'bad-signature: the signature of the statement does not match'],
  ] as const)('that is not what WeChat signed is not kept (gzip: %s)', async (gzip, faulty, detail) => {
    await sell(888)
    await strike(faulty)
    expect((await compare('STATEMENT', gzip)).state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'try-again', detail },
    })
    expect(kept()).toEqual([])
    expect((await compare('STATEMENT', gzip)).state).toMatchObject({ kind: 'reconciled' })
  }) // prettier-ignore
})
