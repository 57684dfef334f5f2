import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../adapters/system-clock.ts'
import { type Day, latestBillDay, startOf } from '../../app/reconciliation/day.ts'
import type { WechatGateway } from '../../app/wechat/gateway.ts'
import { createMerchant, createStore, createTill, newId } from '../../backend/directory.ts'
import { createMetrics } from '../../backend/metrics.ts'
import { beat, releaseClaimsOfTheDead } from '../../backend/nodes.ts'
import { readReconciliation } from '../../backend/reconciliation/postgres-reconciliation.ts'
import { Reconciler } from '../../backend/reconciliation/reconciler.ts'
import { openWorkerEngine } from '../../backend/reconciliation/worker-engine.ts'
import {
  cancelWork,
  claimDay,
  readWork,
  renewClaim,
  wantDay,
} from '../../backend/reconciliation/work-rows.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { demoMerchant, openRig, type Rig } from './rig.ts'
import { sellOn } from './sold-day.ts'

/** Looks are a second apart, and a thread has to start. */
const WAIT_MS = 60_000
const LONG_MS = 240_000

let rig: Rig
let nodes: { readonly id: string; readonly reconciler: Reconciler }[] = []
let troubles: string[] = []
const day: Day = latestBillDay(Date.now())

beforeAll(async () => {
  rig = await openRig()
})
afterEach(async () => {
  await Promise.all(nodes.map(({ reconciler }) => reconciler.close()))
  nodes = []
  troubles = []
  await rig.simulator.control.clearBillEdits()
})
afterAll(() => rig.close())

/** A merchant that took a payment on the day, and WeChat's row of it. */
async function sold(reconciliation: Parameters<typeof demoMerchant>[1] = {}) {
  const { database, masterKey, simulator } = rig
  const { sql } = database
  const demo = demoMerchant(simulator, reconciliation)
  const merchantId = await createMerchant(sql, masterKey, demo)
  const storeId = await createStore(sql, { merchantId, name: 'Store' })
  const tillId = await createTill(sql, { storeId, name: 'Till' })
  return { merchantId, row: await sellOn(sql, day, { merchantId, tillId }, demo.settings.mchId) }
}

/** A node that compares days, in this process. `through` may stall its way to WeChat. */
async function open(
  through: (gateway: WechatGateway) => WechatGateway = (gateway) => gateway,
): Promise<string> {
  const { database, gateways } = rig
  const id = newId('node')
  await beat(database.sql, id)
  const reconciler = new Reconciler({
    sql: database.sql,
    node: id,
    gateways: { of: async (merchantId) => through(await gateways.of(merchantId)) },
    clock: systemClock,
    openMatching: (wish) => openWorkerEngine({ databaseUrl: database.url, ...wish }),
    onTrouble: (what, error) => troubles.push(`${what}: ${String(error)}`),
  })
  nodes.push({ id, reconciler })
  reconciler.open()
  return id
}

const reading = (merchantId: string) => readReconciliation(rig.database.sql, merchantId)
const stateIs = async (merchantId: string, state: object): Promise<void> => {
  const known = () => reading(merchantId).day(day)
  await expect.poll(known, { timeout: WAIT_MS }).toMatchObject({ state })
}

/** The node was silent for longer than a node may be. */
async function callDead(node: string): Promise<void> {
  const { sql } = rig.database
  await sql`update node set beat_at = now() - interval '1 hour' where id = ${node}`
  expect(await releaseClaimsOfTheDead(sql, 60_000)).toEqual([node])
}

/** Nobody is at the merchant's days, and nobody has asked for one. */
const isIdle = async (merchantId: string): Promise<void> => {
  const progress = async () => (await readWork(rig.database.sql, merchantId)).progress
  await expect.poll(progress, { timeout: WAIT_MS }).toBeNull()
}

const downloads = async (): Promise<number> =>
  (await rig.simulator.control.requests({ operation: 'bill' })).length

/**
 * A way to WeChat that says when somebody first asks for a bill, and lets that through when it is told to. What is asked later goes through: a
 * node that was only thought dead may take the day up again.
 */
function stalled() {
  const gates: (() => void)[] = []
  let stalls = true
  let asked = (): void => undefined
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve
  })
  return {
    isAsked,
    release: () => gates.splice(0).forEach((open) => open()),
    through: (gateway: WechatGateway): WechatGateway => ({
      ...gateway,
      async downloadBill(...ask) {
        asked()
        if (stalls) {
          stalls = false
          await new Promise<void>((resolve) => gates.push(resolve))
        }
        return gateway.downloadBill(...ask)
      },
    }),
  }
}

it(
  'compares what is due once, however many nodes there are, and shows it to whoever watches',
  async () => {
    const { merchantId, row } = await sold()
    await rig.simulator.control.editBill({
      date: day,
      add: [row, { ...row, 商户订单号: 'NOBODYS' }],
    })
    const before = await downloads()
    await open()
    await open()
    await stateIs(merchantId, { kind: 'reconciled', open: 1 })
    expect(await downloads()).toBe(before + 1)
    expect(await reading(merchantId).day(day)).toMatchObject({
      report: { lines: 2, classes: { matched: 1, 'unknown-here': 1 }, bill: { source: 'wechat' } },
    })
    const bills = await rig.database.sql`select 1 from reconciliation_bill
    where merchant_id = ${merchantId} and day = ${day}`
    expect(bills).toHaveLength(1)
    const text = await createMetrics(rig.database.sql).text()
    expect(text).toContain('quick_pay_reconciliation_differences_open 1')
    expect(text).toContain('quick_pay_reconciliation_days_failed 0')
    expect(text).toContain(`_last_day_timestamp_seconds ${startOf(day) / 1_000}`)
    // Asked for again by hand: the same bill, the same report.
    const known = await reading(merchantId).day(day)
    // The report of a day is there a moment before the work on it is done.
    const want = () => wantDay(rig.database.sql, merchantId, day)
    await expect.poll(want, { timeout: WAIT_MS }).toBe(true)
    await expect.poll(downloads, { timeout: WAIT_MS }).toBe(before + 2)
    await isIdle(merchantId)
    expect(await reading(merchantId).day(day)).toEqual(known)
    expect(troubles).toEqual([])
  },
  LONG_MS,
)

it(
  'hands a day to another node when one dies at it, and takes nothing from that any more',
  async () => {
    const { merchantId, row } = await sold()
    await rig.simulator.control.editBill({ date: day, add: [row] })
    const slow = stalled()
    const dead = await open(slow.through)
    await slow.isAsked
    await open()
    await callDead(dead)
    await stateIs(merchantId, { kind: 'reconciled' })
    const known = await reading(merchantId).day(day)
    const lines = await reading(merchantId).lines(day, {}, { offset: 0, limit: 9 })
    slow.release()
    await nodes[0]?.reconciler.close()
    expect(await reading(merchantId).day(day)).toEqual(known)
    expect(await reading(merchantId).lines(day, {}, { offset: 0, limit: 9 })).toEqual(lines)
    await isIdle(merchantId)
  },
  LONG_MS,
)

it(
  'leaves a wish to whoever comes next when the claim was lost before anybody took over',
  async () => {
    const { merchantId, row } = await sold()
    await rig.simulator.control.editBill({ date: day, add: [row] })
    const { sql } = rig.database
    const slow = stalled()
    expect(await wantDay(sql, merchantId, day)).toBe(true)
    const node = await open(slow.through)
    await slow.isAsked
    await callDead(node)
    // Nobody else is there: the node itself hears of it, lets go, and finds the day still wanted.
    await stateIs(merchantId, { kind: 'reconciled' })
    slow.release()
  },
  LONG_MS,
)

it('does not bring a claim back that ended while its renewal waited', async () => {
  const { merchantId } = await sold()
  const { sql } = rig.database
  const node = newId('node')
  await beat(sql, node)
  const claim = await claimDay(sql, { node, leaseMs: LONG_MS }, { merchantId, day })
  const wish = { leaseMs: LONG_MS, progress: null }
  await sql.begin(async (transaction) => {
    // A renewal that began before the claim was ended.
    await transaction`select now()`
    await callDead(node)
    expect(claim && (await renewClaim(transaction, claim, wish))).toBeNull()
  })
})

it(
  'is busy while a day is compared, and ends when a manager wants it to',
  async () => {
    const { merchantId, row } = await sold()
    await rig.simulator.control.editBill({ date: day, add: [row] })
    const { sql } = rig.database
    const slow = stalled()
    expect(await wantDay(sql, merchantId, day)).toBe(true)
    expect(await readWork(sql, merchantId)).toMatchObject({ progress: { day, phase: 'fetching' } })
    expect(await wantDay(sql, merchantId, day)).toBe(false)
    await open(slow.through)
    await slow.isAsked
    expect(await wantDay(sql, merchantId, day)).toBe(false)
    await cancelWork(sql, merchantId)
    // Although the bill is still on its way.
    await isIdle(merchantId)
    expect(await reading(merchantId).day(day)).toBeNull()
    slow.release()
    await nodes[0]?.reconciler.close()
    expect(await reading(merchantId).day(day)).toBeNull()
  },
  LONG_MS,
)

it(
  'compares with the statement where the merchant has that, unpacked',
  async () => {
    const { merchantId, row } = await sold({ bill: 'STATEMENT', packed: false })
    await rig.simulator.control.editBill({ date: day, add: [row] })
    await open()
    await stateIs(merchantId, { kind: 'reconciled', open: 0 })
    expect(await reading(merchantId).day(day)).toMatchObject({
      report: { lines: 1, classes: { matched: 1 }, bill: { source: 'wechat', rows: 1 } },
    })
    const requests = await rig.simulator.control.requests({ operation: 'bill' })
    expect(requests.at(-1)).toMatchObject({ path: '/v3/global/statements', answer: 'SUCCESS' })
    expect(troubles).toEqual([])
  },
  LONG_MS,
)

describe('kill -9 of a node at a comparison', () => {
  let first: NodeProcess
  let second: NodeProcess | null = null

  beforeEach(async () => {
    first = await startNodeProcess(rig)
  })
  afterEach(async () => {
    await Promise.all([first.kill(), second?.kill()])
    second = null
  })

  /** What no test may find twice: runs, lines, differences and bills of the day. */
  async function kept(merchantId: string) {
    const { sql } = rig.database
    const [found] = await sql<Record<string, number>[]>`select
      (select count(*)::int from reconciliation_run where merchant_id = ${merchantId}) as runs,
      (select count(*)::int from reconciliation_line l join reconciliation_run r on r.run = l.run
        where r.merchant_id = ${merchantId}) as lines,
      (select count(*)::int from reconciliation_difference where merchant_id = ${merchantId}) as differences,
      (select count(*)::int from reconciliation_bill where merchant_id = ${merchantId}) as bills`
    return found
  }

  const unknown = (row: Record<string, string>, count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...row, 商户订单号: `NOBODYS${n}` }))

  async function takesOver(merchantId: string): Promise<void> {
    second = await startNodeProcess(rig)
    await stateIs(merchantId, { kind: 'reconciled', open: 20 })
    expect(await reading(merchantId).day(day)).toMatchObject({
      report: { lines: 21, classes: { matched: 1, 'unknown-here': 20 } },
    })
    const released = () => kept(merchantId)
    await expect
      .poll(released, { timeout: WAIT_MS })
      .toEqual({ runs: 1, lines: 21, differences: 20, bills: 1 })
    const [work] = await rig.database.sql`select claimed_by as by from reconciliation_work
      where merchant_id = ${merchantId}`
    expect(work?.['by']).not.toBe(first.id)
  }

  it(
    'while the bill is on its way: another node fetches it and compares the day once',
    async () => {
      const { control } = rig.simulator
      await control.addFault({
        when: { operation: 'bill' },
        times: 1,
        behaviour: { delivery: { kind: 'hang' } },
      })
      const afterSequence = String((await control.requests({})).length - 1)
      const { merchantId, row } = await sold()
      await control.editBill({ date: day, add: [row, ...unknown(row, 20)] })
      await expect
        .poll(() => control.requests({ operation: 'bill', afterSequence }), { timeout: WAIT_MS })
        .toHaveLength(1)
      await first.kill()
      expect(await kept(merchantId)).toEqual({ runs: 0, lines: 0, differences: 0, bills: 0 })
      await takesOver(merchantId)
    },
    LONG_MS,
  )

  it(
    'when all is written and nothing counts yet: another node does the day anew, and what was left goes',
    async () => {
      const { sql } = rig.database
      const { merchantId, row } = await sold({ automatic: false })
      await rig.simulator.control.editBill({ date: day, add: [row, ...unknown(row, 20)] })
      await sql`insert into reconciliation_work (merchant_id) values (${merchantId})
        on conflict do nothing`
      // Whoever compares has to hold the day's row of the books that are kept, before anything counts.
      const held = await sql.reserve()
      await held`begin`
      await held`lock table reconciliation_day in exclusive mode`
      expect(await wantDay(sql, merchantId, day)).toBe(true)
      const lines = async () => (await kept(merchantId))?.['lines']
      await expect.poll(lines, { timeout: WAIT_MS }).toBe(21)
      await first.kill()
      expect(await reading(merchantId).day(day)).toBeNull()
      await held`rollback`
      held.release()
      await takesOver(merchantId)
    },
    LONG_MS,
  )
})
