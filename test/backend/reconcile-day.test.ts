import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf, startOf } from '../../app/reconciliation/day.ts'
import { createStore, createTill } from '../../backend/directory.ts'
import { merchantBooks } from '../../backend/merchant-books.ts'
import { reconcileMerchantDay } from '../../backend/reconcile-day.ts'
import { openRig, type Rig } from './rig.ts'
import { dayTurns } from '../support/day-turns.ts'

let rig: Rig
let folder: string

beforeAll(async () => {
  rig = await openRig()
  folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-reconcile-'))
  // So that today has a bill, and a payment late in the evening is not expected in tomorrow's.
  await rig.simulator.control.changeSettings({ billToday: true })
})
afterAll(async () => {
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

const turns = dayTurns(Date.now())

it.skipIf(turns)(
  'compares all stores of a merchant with WeChat’s bill, and again without a change',
  async () => {
    const { control } = rig.simulator
    const { database, gateways, merchantId } = rig
    const storeId = await createStore(database.sql, { merchantId, name: 'Store 2' })
    const second = await createTill(database.sql, { storeId, name: 'Till 1' })
    const service = await rig.node()
    for (const [index, tillId] of [rig.tillId, rig.tillId, second, second].entries()) {
      const { id: payer } = await control.createPayer({ mood: 'pays-at-once', balance: 100_000 })
      const { code } = await control.code(payer)
      const id = `RECON${Date.now()}${index}`
      await service.start({ ...rig.request(id, code), tillId })
      await rig.when(id, ({ state }) => state.kind === 'paid')
    }
    const day = dayOf(Date.now() - 86_400_000)
    const today = dayOf(Date.now())

    // Our side alone: what was read is what was paid, by till.
    const span = { fromMs: startOf(today) - 3_600_000, toMs: Date.now() + 60_000 }
    const tills: string[] = []
    for await (const block of merchantBooks(database.sql, merchantId).read(span))
      tills.push(...block.map(({ till }) => till))
    const [one, other] = ['Store 1 / Till 1', 'Store 2 / Till 1']
    expect(tills.toSorted()).toEqual([one, one, other, other])

    // The wire says that nothing was sold yesterday, and so do the books.
    const parts = { sql: database.sql, gateways, folder }
    const quiet = await reconcileMerchantDay(parts, merchantId, day)
    expect(quiet.report).toMatchObject({
      state: { kind: 'reconciled', open: 0 },
      report: { bill: { source: 'none' }, lines: 0 },
    })
    await expect(reconcileMerchantDay(parts, merchantId, today)).rejects.toThrow('not-due')
    await expect(reconcileMerchantDay(parts, 'nobody', day)).rejects.toThrow('no such merchant')

    // A bill of yesterday that names today's orders: found by their numbers, whatever day our books count them on.
    const { orders } = await control.books()
    const [first, ...others] = orders
    if (first === undefined || first.paidAtMs === null) throw new Error('nothing was paid')
    const row = (outTradeNo: string, transactionId: string, minor: string) => ({
      交易时间: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} 23:59:58`,
      商户号: first.mchId,
      微信订单号: transactionId,
      商户订单号: outTradeNo,
      交易状态: 'SUCCESS',
      货币种类: 'CNY',
      应结订单金额: minor,
      订单金额: minor,
      手续费: '0.08000',
      费率: '0.60%',
    })
    await control.editBill({
      date: day,
      add: [
        ...others.map((order) => row(order.outTradeNo, order.transactionId, '12.80')),
        row('NOBODYKNOWSIT', '4200000000000000000000000001', '9.90'),
      ],
    })
    const { report, csv } = await reconcileMerchantDay(parts, merchantId, day)
    expect(report).toMatchObject({
      state: { kind: 'reconciled' },
      report: {
        bill: { source: 'wechat', rows: 4 },
        classes: { 'unknown-here': 1, 'absent-there': 0 },
      },
    })
    expect(report.report?.breakdown.filter(({ by }) => by === 'till').map(({ name }) => name)).toContain('Store 2 / Till 1') // prettier-ignore
    const text = readFileSync(csv ?? '', 'utf8')
    expect(text).toContain('NOBODYKNOWSIT')
    expect(text).toContain(report.report?.bill.sha256)
    expect((await reconcileMerchantDay(parts, merchantId, day)).report).toEqual(report)
  },
)
