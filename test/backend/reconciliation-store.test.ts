import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDay } from '../../app/reconciliation/day.ts'
import type { RemedyDone } from '../../app/reconciliation/remedy.ts'
import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { newMasterKey, readMasterKey } from '../../backend/master-key.ts'
import { merchantSettingsSchema } from '../../backend/merchant-settings.ts'
import { merchantBooks } from '../../backend/merchant-books.ts'
import { migrate } from '../../backend/migrate.ts'
import { billArchive } from '../../backend/reconciliation/bill-archive.ts'
import { ClaimLost, type WorkClaim } from '../../backend/reconciliation/claim.ts'
import { plain } from '../../backend/reconciliation/day-writer.ts'
import {
  openReconciliation,
  readReconciliation,
} from '../../backend/reconciliation/postgres-reconciliation.ts'
import { describeStore } from '../reconciliation/store-conformance.ts'
import { DAY, playDay, reconcileInto, writeBill } from '../reconciliation/played-day.ts'
import { aRefund, aSale, anAttempt } from '../support/builders.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
let folder: string
const masterKey = readMasterKey(newMasterKey())
const settings = merchantSettingsSchema.parse({ appId: 'wx5f0c2b7d9a1e3864', mchId: '1900000109' })
const secrets = { apiKey: 'k', certificatePem: '', certificateKeyPem: '' }
const FACTS = { sha256: 'aa', bytes: 1, rows: 1, fetchedAtMs: 1, source: 'wechat' } as const

beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.sql)
  folder = mkdtempSync(path.join(tmpdir(), 'bills-'))
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A merchant of its own, whose days somebody holds. */
async function claimed(): Promise<WorkClaim> {
  const { sql } = database
  const merchantId = await createMerchant(sql, masterKey, { name: 'Tea', settings, secrets })
  await sql`insert into reconciliation_work (merchant_id, fence, claimed_by, claimed_until)
    values (${merchantId}, 1, 'node-a', now() + interval '1 hour')`
  return { merchantId, node: 'node-a', fence: 1 }
}

const played = playDay('postgres', { orders: 60, counts: { 'unknown-here': 2, 'next-bill': 1 } })

async function run(claim: WorkClaim): Promise<void> {
  const writer = await openReconciliation(database.sql, claim).write(DAY)
  const file = writeBill(played, folder, { day: DAY })
  const { records } = played
  const wish = { records, file, folder, day: DAY, nextBillSeen: false, elsewhere: [], rows: 100 }
  const result = await reconcileInto(writer, wish)
  if (!result.ok) throw new Error(result.error.kind)
  await writer.commit(result.value, FACTS, 5_000)
}

describeStore('PostgreSQL', async () => ({
  store: openReconciliation(database.sql, await claimed()),
  close: () => Promise.resolve(),
}))

const rowsOf = async (table: string): Promise<number> => {
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::int as n from ${database.sql(table)}`
  return row?.n ?? -1
}

describe('a merchant’s reconciled days', () => {
  it('are nobody else’s, though orders and ids are the same', async () => {
    const [one, other] = [await claimed(), await claimed()]
    await run(one)
    await run(other)
    const { sql } = database
    const [ours, theirs] = [one, other].map(({ merchantId }) => readReconciliation(sql, merchantId))
    const [difference] = (await ours?.differences(DAY, { offset: 0, limit: 1 })) ?? []
    const done: RemedyDone = {
      remedy: { kind: 'explain', note: 'ours' },
      outcome: { kind: 'written-down' },
      by: { id: 'm1', name: 'Wang' },
      atMs: 6_000,
    }
    await ours?.remedy(difference?.id ?? '', done)
    expect(await ours?.day(DAY)).toMatchObject({ state: { open: 1, resolved: 1 } })
    expect(await theirs?.day(DAY)).toMatchObject({ state: { open: 2, resolved: 0 } })
    expect(await theirs?.difference(difference?.id ?? '')).toMatchObject({ remedies: [] })
    const stranger = readReconciliation(sql, (await claimed()).merchantId)
    expect(await stranger.day(DAY)).toBeNull()
    expect(await stranger.lines(DAY, {}, { offset: 0, limit: 10 })).toEqual({ lines: [], total: 0 })
    expect(await stranger.remedy(difference?.id ?? '', done)).toBeNull()
  })

  it('take nothing from a node whose claim was taken over', async () => {
    const claim = await claimed()
    await run(claim)
    const { sql } = database
    const reading = readReconciliation(sql, claim.merchantId)
    const before = [await reading.day(DAY), await reading.lines(DAY, {}, { offset: 0, limit: 500 })]
    await sql`update reconciliation_work set fence = 2, claimed_by = 'node-b'
      where merchant_id = ${claim.merchantId}`
    await expect(run(claim)).rejects.toThrow(ClaimLost)
    const failure = { problem: { kind: 'not-ready' }, atMs: 1, nextTryAtMs: null } as const
    await expect(openReconciliation(sql, claim).failed(DAY, failure)).rejects.toThrow(ClaimLost)
    expect([
      await reading.day(DAY),
      await reading.lines(DAY, {}, { offset: 0, limit: 500 }),
    ]).toEqual(before)
    // What it had written by then is forgotten by whoever has taken over.
    await run({ ...claim, node: 'node-b', fence: 2 })
    const runs = await sql`select 1 from reconciliation_run where merchant_id = ${claim.merchantId}`
    expect(runs).toHaveLength(1)
    expect(await rowsOf('reconciliation_new_difference')).toBe(0)
  })

  it('keep what was done about a difference from being changed', async () => {
    const { sql } = database
    await expect(sql`delete from reconciliation_remedy`).rejects.toThrow('kept as it was')
  })
})

describe('a merchant’s books', () => {
  /** Fifty in each second: those of thirty seconds are read. */
  const PAYMENTS = 1_500
  const REFUNDS = 600
  const fromMs = Date.now() - 60_000
  const span = { fromMs, toMs: fromMs + 30_000 }

  /** Payments of two tills, several of one instant, each of the first with a refund; the first and the last are of other days. */
  async function sellMany(merchantId: string): Promise<void> {
    const { sql } = database
    const storeId = await createStore(sql, { merchantId, name: 'Store' })
    const tills = [await createTill(sql, { storeId, name: 'A' }), await createTill(sql, { storeId, name: 'B' })] // prettier-ignore
    const paid = { kind: 'paid', sale: aSale(), attempt: anAttempt(), payment: { transactionId: '1', timeEnd: '20260314120000', cash: null, bankType: '' } } as const // prettier-ignore
    const at = sql`timestamptz 'epoch' + (${fromMs}::float8 + floor(n / 50.0)::float8 * 1000) * interval '1 millisecond'`
    await sql`insert into payment (merchant_id, id, till_id, fingerprint, state, version, fence, submitted_at)
      select ${merchantId}, 'P' || n, case when n < 1100 then ${tills[0] ?? ''} else ${tills[1] ?? ''} end,
        '', ${sql.json(plain(paid))}::jsonb, 1, 1, ${at} from generate_series(-50, ${PAYMENTS + 49}) n`
    const refund = { kind: 'refunded', refund: aRefund(), evidence: { refundId: '1', receiver: '', succeededAt: '' } } as const // prettier-ignore
    await sql`insert into refund (merchant_id, id, payment_id, till_id, fingerprint, amount_minor, state, version, fence, requested_at)
      select ${merchantId}, 'R' || n, 'P' || n, ${tills[0] ?? ''}, '', 1,
        jsonb_set(${sql.json(plain(refund))}::jsonb, '{refund,outRefundNo}', to_jsonb('R' || n)), 1, 1, ${at}
      from generate_series(-50, ${REFUNDS} - 1) n`
  }

  /** Statements and transactions of this database that are not over. */
  const underWay = async (): Promise<number> => {
    const [row] = await database.sql<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid() and xact_start is not null`
    return row?.n ?? -1
  }

  it('are read by pages, each row once, and no statement is open between them', async () => {
    const { merchantId } = await claimed()
    await sellMany(merchantId)
    const numbers: string[] = []
    for await (const block of merchantBooks(database.sql, merchantId).read(span)) {
      // As long as a statement is open its time runs, and a day of a million takes longer than a statement may.
      expect(await underWay()).toBe(0)
      for (const one of block)
        numbers.push(one.kind === 'refund' ? one.refundNumber : one.orderNumber)
    }
    const expected = [
      ...Array.from({ length: PAYMENTS }, (_, n) => `P${n}`),
      ...Array.from({ length: REFUNDS }, (_, n) => `R${n}`),
    ]
    expect(numbers.toSorted()).toEqual(expected.toSorted())
  })
})

describe('bills', () => {
  const text = Buffer.from(
    `交易时间,商户号\n${'`2026-03-14 10:00:00,`1900000109\n'.repeat(80_000)}`,
  )
  it.each([
    ['packed', gzipSync(text)],
    ['plain', text],
  ])('that came %s are kept packed, and come back as they came', async (name, bytes) => {
    const { merchantId } = await claimed()
    const archive = billArchive(database.sql, merchantId)
    const file = path.join(folder, name)
    writeFileSync(file, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const facts = { sha256, bytes: bytes.length, fetchedAtMs: 1, source: 'wechat' } as const
    await Promise.all([archive.keep(DAY, { file, facts }), archive.keep(DAY, { file, facts })])
    const again = await archive.fetch(DAY, sha256, folder)
    expect(readFileSync(again ?? '').equals(bytes)).toBe(true)
    const pieces = await database.sql<{ data: Buffer }[]>`
      select data from reconciliation_bill_piece where merchant_id = ${merchantId} order by seq`
    expect(gunzipSync(Buffer.concat(pieces.map(({ data }) => data))).equals(text)).toBe(true)
    const next = readDay('20260315')
    if (next === null) throw new Error('no day')
    expect(await archive.fetch(next, sha256, folder)).toBeNull()
    await database.sql`update reconciliation_bill_piece set data = ${gzipSync('else')}
      where merchant_id = ${merchantId} and seq = 1`
    await expect(archive.fetch(DAY, sha256, folder)).rejects.toThrow()
  })
})
