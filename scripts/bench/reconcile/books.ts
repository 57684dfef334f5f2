import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { money } from '../../../app/money.ts'
import type { PaymentState } from '../../../app/payment/state.ts'
import { type Database, openDatabase } from '../../../backend/database.ts'
import { createMerchant, createStore } from '../../../backend/directory.ts'
import { startEmbeddedPostgres } from '../../../backend/embedded-postgres.ts'
import { newMasterKey, readMasterKey } from '../../../backend/master-key.ts'
import { merchantSettingsSchema } from '../../../backend/merchant-settings.ts'
import { migrate } from '../../../backend/migrate.ts'
import { CASHIERS, DAY_MCH_ID, isHere, type MadeSale, saleAt, TILLS } from './make-day.ts'

/** A merchant's books in a PostgreSQL of the bench's own. */
export interface MerchantBooks {
  readonly url: string
  readonly merchantId: string
  readonly close: () => Promise<void>
}

const TILLS_OF_A_STORE = 20
/** Rows that share a statement. */
const BATCH = 5_000

/** Starts PostgreSQL and puts a day of so many sales into it, as nodes leave them that WeChat confirmed. */
export async function openBooks(rows: number): Promise<MerchantBooks> {
  // Readable for the user that PostgreSQL runs as when we are root.
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-reconcile-pg-'))
  const server = await startEmbeddedPostgres(folder)
  const sql = openDatabase({ url: server.url, connections: 2, patient: true })
  await migrate(sql)
  const merchantId = await createMerchant(sql, readMasterKey(newMasterKey()), {
    name: 'Bench',
    settings: merchantSettingsSchema.parse({
      appId: 'wx5f0c2b7d9a1e3864',
      mchId: DAY_MCH_ID,
      reconciliation: { agreedRatePpm: 6_000 },
    }),
    // Opens nothing: the bench's bill comes from a file.
    secrets: { apiKey: 'keyOfTheBenchThatOpensNothing000', certificatePem: '', certificateKeyPem: '' }, // prettier-ignore
  })
  await addPeople(sql, merchantId)
  for (let from = 0; from < rows; from += BATCH) {
    const indexes = Array.from({ length: Math.min(BATCH, rows - from) }, (_, at) => from + at)
    const made = indexes.filter(isHere).map((index) => rowOf(saleAt(index, rows)))
    await sql`
      insert into payment (merchant_id, id, till_id, operator_id, fingerprint, state, version, fence, submitted_at)
      select ${merchantId}, x.id, x.till, x.cashier, x.id::bytea, x.state, 3, 1, timestamptz 'epoch' + x.at * interval '1 millisecond'
      from jsonb_to_recordset(${sql.json(made as never)}::jsonb) as x(
        id text, till text, cashier text, state jsonb, at bigint)` // JSON data, as `rowOf` makes it.
  }
  // A database that is in use has its statistics.
  await sql`analyze`
  await sql.end()
  return {
    url: server.url,
    merchantId,
    async close() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function addPeople(sql: Database, merchantId: string): Promise<void> {
  await sql`insert into operator (id, merchant_id, name, role, pin, tries_left)
    select 'c' || n, ${merchantId}, 'Cashier ' || n, 'cashier', '', 5
    from generate_series(0, ${CASHIERS - 1}) n`
  for (let first = 0; first < TILLS; first += TILLS_OF_A_STORE) {
    const storeId = await createStore(sql, { merchantId, name: `Store ${first}` })
    await sql`insert into till (id, merchant_id, store_id, name)
      select 'T' || n, ${merchantId}, ${storeId}, 'Till ' || n
      from generate_series(${first}::int, ${first + TILLS_OF_A_STORE - 1}) n`
  }
}

/** A payment as a node writes it. */
function rowOf({ orderNumber, till, cashier, minor, atMs, transactionId }: MadeSale) {
  const amount = money(minor, 'CNY')
  if (!amount.ok) throw new Error(amount.error.kind)
  const state: PaymentState = {
    kind: 'paid',
    sale: {
      saleId: orderNumber,
      amount: amount.value,
      description: '商店-奶茶, 大杯',
      note: '',
      startedAtMs: atMs,
    },
    attempt: { outTradeNo: orderNumber, number: 1, submittedAtMs: atMs },
    payment: {
      transactionId,
      timeEnd: new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-:T]/g, ''),
      cash: null,
      bankType: 'CFT',
    },
  }
  return { id: orderNumber, till, cashier, at: atMs, state }
}
