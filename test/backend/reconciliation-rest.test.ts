import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type DifferenceDocument,
  differenceDocumentSchema,
  differencesSchema,
} from '../../app/contract/rest-differences.ts'
import {
  calendarSchema,
  dayReportSchema,
  linePageSchema,
} from '../../app/contract/rest-reconciliation.ts'
import type { Remedy } from '../../app/reconciliation/remedy.ts'
import { type Day, dayOf, latestBillDay, plusDays } from '../../app/reconciliation/day.ts'
import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { createEnrolmentCode } from '../../backend/enrolment.ts'
import { createLimits, limitsSchema } from '../../backend/limits.ts'
import { createOperator } from '../../backend/operators.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { demoMerchant, openRig, type Rig } from './rig.ts'
import { sellOn } from './sold-day.ts'
import { ask, type EnrolledTill, enrolTill, problemOf } from './till-client.ts'

const [PIN, WRONG] = ['246810', '246811']
const WAIT_MS = 60_000
const LONG_MS = 180_000
const day: Day = latestBillDay(Date.now())

interface Shop {
  readonly till: EnrolledTill
  readonly merchantId: string
  readonly tillId: string
}

let rig: Rig
let node: NodeProcess
let first: Shop
let second: Shop
let stranger: Shop
let manager: string
let strangersManager: string
let cashier: string

async function openShop(merchantId: string, name: string): Promise<Shop> {
  const { sql } = rig.database
  const storeId = await createStore(sql, { merchantId, name })
  const tillId = await createTill(sql, { storeId, name: '1' })
  const till = await enrolTill(node.url, await createEnrolmentCode(sql, rig.masterKey, tillId))
  return { till, merchantId, tillId }
}

const DAYS = '/v1/reconciliation/days'
const get = (shop: Shop, path: string, query: Record<string, string> = {}): Promise<Response> =>
  ask(shop.till, `${node.url}${path}?${new URLSearchParams({ operator: manager, ...query })}`)
const post = (shop: Shop, path: string, body: object = {}): Promise<Response> =>
  ask(shop.till, node.url + path, { method: 'POST', body: JSON.stringify({ operator: manager, ...body }) }) // prettier-ignore
const codeOf = async (answer: Promise<Response>): Promise<string> => (await problemOf(await answer)).code // prettier-ignore
const differenceAt = (id: string): string =>
  `/v1/reconciliation/differences/${encodeURIComponent(id)}`
const take = (id: string, remedy: Remedy, more: object = {}): Promise<Response> =>
  post(first, `${differenceAt(id)}/remedies`, { remedy, ...more })
const readDay = async (shop: Shop, query: Record<string, string> = {}) =>
  dayReportSchema.parse(await (await get(shop, `${DAYS}/${day}`, query)).json())
const lines = async (query: Record<string, string> = {}) =>
  linePageSchema.parse(await (await get(first, `${DAYS}/${day}/lines`, query)).json())
const documentOf = async (answer: Response): Promise<DifferenceDocument> =>
  differenceDocumentSchema.parse(await answer.json())
const signIn = (shop: Shop, operator: string): Promise<Response> =>
  ask(shop.till, `${node.url}/v1/operators/${operator}/sign-in`, { method: 'POST', body: JSON.stringify({ pin: PIN }) }) // prettier-ignore

/** The first difference of a class, as the lines name it. */
async function find(name: string): Promise<string> {
  const [line] = (await lines({ classes: name })).lines
  return line?.differences.find((id) => id !== '') ?? ''
}

beforeAll(async () => {
  rig = await openRig()
  node = await startNodeProcess(rig)
  const { sql } = rig.database
  const demo = demoMerchant(rig.simulator)
  first = await openShop(rig.merchantId, 'Corner')
  second = await openShop(rig.merchantId, 'Station')
  stranger = await openShop(await createMerchant(sql, rig.masterKey, demo), 'Elsewhere')
  const who = { merchantId: rig.merchantId, pin: PIN }
  manager = await createOperator(sql, rig.masterKey, { ...who, name: 'Wang', role: 'manager' })
  cashier = await createOperator(sql, rig.masterKey, { ...who, name: 'Li', role: 'cashier' })
  strangersManager = await createOperator(sql, rig.masterKey, { ...who, merchantId: stranger.merchantId, name: 'Zhao', role: 'manager' }) // prettier-ignore
  const { mchId } = demo.settings
  const rows = [
    await sellOn(sql, day, first, mchId),
    await sellOn(sql, day, second, mchId),
    await sellOn(sql, day, { ...first, minutes: 400 }, mchId),
    await sellOn(sql, day, { ...first, minutes: 401 }, mchId),
  ]
  await sellOn(sql, day, second, mchId)
  const [known = {}] = rows
  await rig.simulator.control.editBill({
    date: day,
    add: [...rows, { ...known, 商户订单号: 'NOBODYS/1', 微信订单号: '4200009999999999999999999999', 交易时间: `${known['交易时间']?.slice(0, 10)} 20:00:00` }], // prettier-ignore
  })
})
afterAll(async () => {
  await node.stop()
  await rig.close()
})

it('shows nothing to whoever is not a manager, or has not proven to be one at this device', async () => {
  const span = { from: plusDays(day, -2), to: plusDays(day, 1) }
  expect(await codeOf(get(first, DAYS, span))).toBe('sign-in-needed')
  expect(await codeOf(get(first, DAYS, { ...span, operator: cashier }))).toBe('operator-refused')
  expect(await codeOf(get(first, DAYS, { ...span, operator: strangersManager }))).toBe('operator-refused') // prettier-ignore
  expect((await signIn(first, manager)).status).toBe(200)
  expect(await codeOf(get(second, DAYS, span))).toBe('sign-in-needed')
  expect((await signIn(second, manager)).status).toBe(200)
  const calendar = calendarSchema.parse(await (await get(first, DAYS, span)).json())
  // Nothing was sold before that day, and nobody misses those bills.
  expect(calendar).toMatchObject({ latest: day, days: [{ day }, { state: { kind: 'not-due' } }] }) // prettier-ignore
})

it(
  'has a day compared when a manager asks, over all stores, and says how far it is',
  async () => {
    const today = dayOf(Date.now())
    expect(await codeOf(post(first, `${DAYS}/${today}/start`))).toBe('not-due')
    // A node may be looking for due days at this very moment: then it is busy, or has done it already.
    await expect
      .poll(
        async () => {
          await post(first, `${DAYS}/${day}/start`)
          const { state } = await readDay(first)
          return state.kind
        },
        { timeout: WAIT_MS },
      )
      .toBe('reconciled')
    const report = await readDay(second)
    expect(report).toMatchObject({
      state: { kind: 'reconciled', open: 3, explained: 0, resolved: 0 },
      report: {
        classes: { 'unknown-here': 1, 'absent-there': 1, 'charged-twice': 1, matched: 3 },
        bill: { source: 'wechat', rows: 5 },
        currencies: [
          { currency: 'CNY', ours: { payments: 5, paidMinor: 6400 }, theirs: { payments: 5 } },
        ],
      },
    })
    const tills = report.report?.breakdown.filter(({ by }) => by === 'till').map(({ name }) => name)
    expect(tills).toEqual(expect.arrayContaining(['Corner / 1', 'Station / 1']))
  },
  LONG_MS,
)

it('gives lines by pages, filtered and searched', async () => {
  const all = await lines()
  expect(all.total).toBe(6)
  const page = await lines({ offset: '2', limit: '2' })
  expect(page).toEqual({ lines: all.lines.slice(2, 4), total: 6 })
  expect((await lines({ classes: 'unknown-here,absent-there' })).total).toBe(2)
  expect((await lines({ openOnly: 'true' })).total).toBe(3)
  expect((await lines({ till: 'Station / 1' })).total).toBe(2)
  expect((await lines({ text: 'NOBODYS/1' })).lines).toMatchObject([{ class: 'unknown-here' }])
  expect(await codeOf(get(first, `${DAYS}/${day}/lines`, { classes: 'nonsense' }))).toBe('bad-request') // prettier-ignore
  expect(await codeOf(get(first, `${DAYS}/20260230`))).toBe('bad-request')
})

it('gives differences with both sides by pages, in one order', async () => {
  const pageOf = async (query: Record<string, string>) => {
    const answer = await get(first, `${DAYS}/${day}/differences`, query)
    return differencesSchema.parse(await answer.json()).differences
  }
  const all = await pageOf({})
  expect(all.map((one) => one.class).toSorted()).toEqual([
    'absent-there',
    'charged-twice',
    'unknown-here',
  ])
  expect(all.find((one) => one.class === 'unknown-here')?.theirs).toHaveLength(1)
  expect([...(await pageOf({ limit: '2' })), ...(await pageOf({ offset: '2' }))]).toEqual(all)
  expect(await codeOf(get(first, `${DAYS}/${day}/differences`, { limit: '101' }))).toBe('bad-request') // prettier-ignore
})

it('shows both sides of a difference with the payment’s evidence, and writes down what is done', async () => {
  const id = await find('absent-there')
  const shown = await documentOf(await get(first, differenceAt(id)))
  expect(shown).toMatchObject({
    difference: { class: 'absent-there', till: 'Station / 1', theirs: [], state: { kind: 'open' } },
    remedies: ['query', 'record-loss', 'explain', 'note'],
    payment: { status: 'paid', evidence: { bankType: 'CFT' } },
    refunds: [],
  })
  expect(shown.payment?.evidence?.transactionId).toMatch(/^4200001/)
  // WeChat is asked about an order that it does not know.
  expect(await documentOf(await take(id, { kind: 'query' }))).toMatchObject({
    difference: { remedies: [{ outcome: { kind: 'wechat-said', state: 'ORDERNOTEXIST' } }] },
  })
  expect(await codeOf(take(id, { kind: 'assign', till: 'x', note: '' }))).toBe('not-offered')
  expect(await documentOf(await take(id, { kind: 'record-loss', note: 'gone' }))).toMatchObject({
    difference: {
      state: { kind: 'resolved', by: { by: { id: manager, name: 'Wang' } } },
      remedies: [{}, { remedy: { kind: 'record-loss', note: 'gone' } }],
    },
    remedies: ['note'],
  })
  expect(await codeOf(take(id, { kind: 'record-loss', note: '' }))).toBe('not-open')
  expect(await readDay(second)).toMatchObject({ state: { open: 2, resolved: 1 } })
})

it('gives a second charge back by the backend’s own refunds, once, with a manager’s PIN', async () => {
  const id = await find('charged-twice')
  const refund: Remedy = { kind: 'refund', reason: 'Charged twice' }
  expect(await codeOf(take(id, refund))).toBe('approval-needed')
  const wrong = { approval: { operator: manager, pin: WRONG } }
  expect(await codeOf(take(id, refund, wrong))).toBe('approval-refused')
  const right = { approval: { operator: manager, pin: PIN } }
  // WeChat does not know this order: a refund that it had refused by the second press might be tried anew.
  await rig.simulator.control.addFault({
    when: { operation: 'refund' },
    behaviour: { delivery: { kind: 'normal', afterMs: 1_500 } },
  })
  const answers = await Promise.all([take(id, refund, right), take(id, refund, right)])
  expect(answers.some(({ ok }) => ok)).toBe(true)
  // Whichever of the two was quicker: this is what it looks like once both are answered.
  const taken = await documentOf(await get(first, differenceAt(id)))
  expect(taken).toMatchObject({
    difference: {
      state: { kind: 'resolved', by: { outcome: { kind: 'refund-started' } } },
    },
    refunds: [{ amountMinor: 1280, approvedBy: manager, operator: manager }],
  })
  const { orderNumber } = taken.difference
  const rows = await rig.database.sql<{ id: string }[]>`
    select id from refund where merchant_id = ${first.merchantId}`
  expect(rows.map((row) => row.id)).toEqual([`RC-${orderNumber}`])
  expect(await codeOf(take(id, refund, right))).toBe('not-open')
})

it('offers no refund of what only WeChat has', async () => {
  const id = await find('unknown-here')
  expect(await documentOf(await get(first, differenceAt(id)))).toMatchObject({
    remedies: ['assign', 'query', 'note'],
    payment: null,
    difference: { theirs: [{ orderNumber: 'NOBODYS/1' }] },
  })
})

it('writes a day into files', async () => {
  const { report } = await readDay(first)
  const csv = await get(first, `${DAYS}/${day}/export`, { format: 'csv', language: 'en' })
  expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="wechat-pay-${day}.csv"`) // prettier-ignore
  const bytes = Buffer.from(await csv.arrayBuffer())
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(bytes.toString()).toContain(report?.bill.sha256)
  expect(bytes.toString()).toContain('NOBODYS/1')
  const xlsx = await get(first, `${DAYS}/${day}/export`, { format: 'xlsx', language: 'zh-Hans' })
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  const before = `${DAYS}/${plusDays(day, -9)}/export`
  expect(await codeOf(get(first, before, { format: 'csv', language: 'en' }))).toBe('not-found')
})

it('shows another merchant’s managers nothing of it', async () => {
  await signIn(stranger, strangersManager)
  const as = { operator: strangersManager }
  expect(await readDay(stranger, as)).toMatchObject({ report: null })
  const id = await find('unknown-here')
  expect(await codeOf(get(stranger, differenceAt(id), as))).toBe('not-found')
  const wish = { ...as, remedy: { kind: 'assign', till: 'x', note: '' } }
  expect(await codeOf(post(stranger, `${differenceAt(id)}/remedies`, wish))).toBe('not-found')
  const path = `${DAYS}/${day}/export`
  expect(await codeOf(get(stranger, path, { ...as, format: 'csv', language: 'en' }))).toBe('not-found') // prettier-ignore
  expect((await post(stranger, '/v1/reconciliation/cancel', as)).status).toBe(200)
  expect(await codeOf(get(stranger, `${DAYS}/${day}`))).toBe('operator-refused')
  expect(await documentOf(await get(second, differenceAt(id)))).toMatchObject({
    difference: { state: { kind: 'open' }, remedies: [] },
  })
})

it('holds nothing else up where a device has too much compared and written', async () => {
  const limits = createLimits(limitsSchema.parse({ heavyPerMinute: 6 }), () => undefined)
  await limits.asked('exportReconciliation', 'GET', 'device')
  await expect(limits.asked('startReconciliation', 'POST', 'device')).rejects.toMatchObject({
    code: 'too-many-requests',
  })
  await limits.asked('reconciliationDay', 'GET', 'device')
  await limits.asked('startPayment', 'POST', 'device')
  await limits.asked('exportReconciliation', 'GET', 'another')
})
