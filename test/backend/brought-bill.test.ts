import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createBackendClient } from '../../adapters/backend/client.ts'
import { enrolDevice } from '../../adapters/backend/enrol.ts'
import { openBackendDesk } from '../../adapters/backend/reconciliation.ts'
import { createBillKeeper } from '../../adapters/reconciliation/bill-keeper.ts'
import type { ReconciliationDesk } from '../../adapters/reconciliation/desk.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { createUndiciHttp } from '../../adapters/undici-http.ts'
import { createUndiciStreams } from '../../adapters/undici-stream.ts'
import { type Day, latestBillDay, plusDays } from '../../app/reconciliation/day.ts'
import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { createEnrolmentCode } from '../../backend/enrolment.ts'
import { createOperator } from '../../backend/operators.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { demoMerchant, openRig, type Rig } from './rig.ts'
import { sellOn } from './sold-day.ts'

const WAY = { authorities: [], certificate: null, findProxy: async () => null, plainLoopback: true }
const PIN = '246810'
/** Nothing is fetched that nobody asks for. */
const BY_HAND = { automatic: false }
const WAIT_MS = 60_000
const LONG_MS = 180_000
const day: Day = latestBillDay(Date.now())
const http = createUndiciHttp(WAY)

let rig: Rig
let node: NodeProcess
let folder: string
let shop: Manager
let stranger: Manager

/** A manager at an enrolled till, as the till's own program asks. */
interface Manager {
  readonly desk: ReconciliationDesk
  readonly call: (
    name: 'sendBillPiece' | 'takeInBill',
    params: Readonly<Record<string, string>>,
    body: object,
  ) => Promise<string>
  /** Calls since it was last looked. */
  readonly calls: () => readonly string[]
}

async function managerOf(merchantId: string): Promise<Manager> {
  const { sql } = rig.database
  const storeId = await createStore(sql, { merchantId, name: `Store ${merchantId}` })
  const tillId = await createTill(sql, { storeId, name: '1' })
  const who = { merchantId, pin: PIN, name: 'Wang', role: 'manager' } as const
  const operator = await createOperator(sql, rig.masterKey, who)
  const calls: string[] = []
  const parts = {
    http,
    url: node.url,
    clock: systemClock,
    connectTimeoutMs: 5_000,
    onCall: ({ call }: { readonly call: string }) => void calls.push(call),
  }
  const code = await createEnrolmentCode(sql, rig.masterKey, tillId)
  const nobody = createBackendClient({ ...parts, device: null })
  const enrolled = await enrolDevice(nobody, { code, timeoutMs: 20_000 })
  if (!enrolled.ok) throw new Error(enrolled.error.kind)
  const { device, key } = enrolled.value
  const client = createBackendClient({ ...parts, device: { deviceId: device.deviceId, key } })
  const signIn = { params: { id: operator }, body: { pin: PIN }, timeoutMs: 20_000 }
  expect(await client.call('signIn', signIn)).toMatchObject({ kind: 'answered' })
  const openStream = createUndiciStreams(WAY)
  return {
    desk: openBackendDesk(
      { client, openStream, clock: systemClock, connectTimeoutMs: 5_000 },
      {
        signedIn: () => ({ id: operator, name: 'Wang' }),
        onProgress: () => undefined,
        onChanged: () => undefined,
      },
    ),
    async call(name, params, body) {
      const answer = await client.call(name, { params, body: { operator, ...body }, timeoutMs: 20_000 }) // prettier-ignore
      return answer.kind === 'problem' ? answer.code : answer.kind
    },
    calls: () => calls.splice(0),
  }
}

const kept = () => rig.database.sql<{ day: string; sha256: string; bytes: number }[]>`
  select merchant_id, day, sha256, bytes::float8 from reconciliation_bill where sha256 in (
    select sha256 from reconciliation_bill_piece) order by kept_at`
const waiting = async (): Promise<number> =>
  (await rig.database.sql`select 1 from reconciliation_upload`).length
const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Takes it in; while the last work is just ending it is busy. */
async function adopt(manager: Manager, of: Day, file: string): Promise<void> {
  const answer = () => manager.desk.adopt(of, file)
  await expect.poll(answer, { timeout: WAIT_MS, interval: 500 }).toEqual({ ok: true, value: null })
}
async function dayIs(manager: Manager, of: Day, wanted: object): Promise<void> {
  const known = () => manager.desk.day({ day: of })
  await expect.poll(known, { timeout: WAIT_MS }).toMatchObject({ ok: true, value: wanted })
}

beforeAll(async () => {
  rig = await openRig()
  node = await startNodeProcess(rig)
  folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-brought-'))
  const { sql } = rig.database
  const demo = demoMerchant(rig.simulator, BY_HAND)
  shop = await managerOf(await createMerchant(sql, rig.masterKey, demo))
  stranger = await managerOf(await createMerchant(sql, rig.masterKey, demo))
}, LONG_MS)
afterAll(async () => {
  await Promise.all([shop.desk.close(), stranger.desk.close()])
  http.close()
  await node.stop()
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

it(
  'a bill that a manager has as a file is compared as WeChat’s own, and kept as it came',
  async () => {
    const { sql } = rig.database
    const demo = demoMerchant(rig.simulator, BY_HAND)
    const merchantId = await createMerchant(sql, rig.masterKey, demo)
    const manager = await managerOf(merchantId)
    const [till] = await sql<
      { id: string }[]
    >`select id from till where merchant_id = ${merchantId}`
    const row = await sellOn(sql, day, { merchantId, tillId: till?.id ?? '' }, demo.settings.mchId)
    const add = [row, { ...row, 商户订单号: 'NOBODYS', 微信订单号: '4200009999999999999999999999' }]
    await rig.simulator.control.editBill({ date: day, add })
    const gateway = await rig.gateways.of(merchantId)
    const wish = { download: gateway.downloadBill, type: 'ALL', gzip: false } as const
    const fetched = await createBillKeeper(folder, Date.now).fetch(day, wish, () => undefined)
    if (!fetched.ok || fetched.value.file === null) throw new Error('no bill')
    const { file, facts } = fetched.value
    // From here on WeChat knows of nothing: what is found is in the file.
    await rig.simulator.control.clearBillEdits()

    await adopt(manager, day, file)
    await dayIs(manager, day, {
      state: { kind: 'reconciled', open: 1 },
      report: {
        classes: { matched: 1, 'unknown-here': 1 },
        bill: { source: 'file', sha256: facts.sha256, bytes: facts.bytes, rows: 2 },
      },
    })
    expect(await kept()).toMatchObject([{ day, sha256: facts.sha256, bytes: facts.bytes }])
    const before = await manager.desk.day({ day })
    expect(await manager.desk.differences(day, 500)).toMatchObject({
      ok: true,
      value: [{ class: 'unknown-here', orderNumber: 'NOBODYS' }],
    })

    // The same again: nothing is sent, and nothing is changed.
    manager.calls()
    await adopt(manager, day, file)
    expect(manager.calls()).not.toContain('sendBillPiece')
    await expect
      .poll(
        async () => {
          const calendar = await manager.desk.calendar({ from: day, to: day })
          return calendar.ok ? calendar.value.progress : calendar.error
        },
        { timeout: WAIT_MS },
      ) // prettier-ignore
      .toBeNull()
    expect(await manager.desk.day({ day })).toEqual(before)
    expect(await waiting()).toBe(0)

    // Its hash is not enough for somebody else to have it.
    const known = { bytes: facts.bytes, packed: true }
    const params = { day, sha256: facts.sha256 }
    expect(await stranger.call('takeInBill', params, known)).toBe('bill-incomplete')
    await manager.desk.close()
  },
  LONG_MS,
)

it(
  'a file that is no bill comes in pieces, and is said to be none',
  async () => {
    const file = path.join(folder, 'noise')
    writeFileSync(file, randomBytes(2_500_000))
    const before = plusDays(day, -1)
    await adopt(shop, before, file)
    await dayIs(shop, before, { state: { kind: 'failed' }, report: null })
    const [piece] = await rig.database.sql<{ count: number }[]>`
      select count(*)::float8 as count from reconciliation_bill_piece
      where sha256 = ${sha256Of(readFileSync(file))}`
    expect(piece?.count).toBe(3)
  },
  LONG_MS,
)

it('what is not what its hash says is refused, and nothing of it stays', async () => {
  const text = Buffer.from('`bill')
  const params = { day, sha256: sha256Of(text) }
  const plain = { bytes: text.length, packed: false }
  const piece = (data: Buffer, to = params) =>
    shop.call('sendBillPiece', { ...to, seq: '1' }, { data: data.toString('base64') })
  const keptBefore = await kept()
  expect(await shop.call('takeInBill', params, plain)).toBe('bill-incomplete')
  // Other bytes; bytes that are not packed; and what unpacks to far more than was said.
  for (const [data, facts] of [
    [Buffer.from('`bull'), plain],
    [text, { ...plain, packed: true }],
    [gzipSync(Buffer.alloc(5_000_000)), { ...plain, packed: true }],
  ] as const) {
    expect(await piece(data)).toBe('answered')
    expect(await shop.call('takeInBill', params, facts)).toBe('bill-incomplete')
    expect(await waiting()).toBe(0)
  }
  expect(await kept()).toEqual(keptBefore)

  // One bill at a time: what was begun of another is not kept for ever.
  const other = { day, sha256: sha256Of(Buffer.from('other')) }
  expect(await piece(text, other)).toBe('answered')
  expect(await piece(text)).toBe('answered')
  expect(await piece(text)).toBe('answered')
  expect(await waiting()).toBe(1)
  // Nobody else can complete what this merchant has begun.
  expect(await stranger.call('takeInBill', params, plain)).toBe('bill-incomplete')
  expect(await waiting()).toBe(1)
  expect(await shop.call('takeInBill', params, plain)).toMatch(/^(answered|reconciliation-busy)$/)
  expect(await kept()).toHaveLength(keptBefore.length + 1)
  expect(await piece(Buffer.alloc(1_048_580))).toBe('bad-request')
})
