import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createBillKeeper } from '../adapters/reconciliation/bill-keeper.ts'
import { exportDay } from '../adapters/reconciliation/export-day.ts'
import { openFileSpill } from '../adapters/reconciliation/file-spill.ts'
import { localEngine } from '../adapters/reconciliation/local-engine.ts'
import { openReconciliation } from '../adapters/reconciliation/sqlite-store.ts'
import { systemClock } from '../adapters/system-clock.ts'
import type { Day } from '../app/reconciliation/day.ts'
import type { DayReport } from '../app/reconciliation/report.ts'
import { DEFAULT_RULES } from '../app/reconciliation/rules.ts'
import { ReconciliationService } from '../app/reconciliation/service.ts'
import type { Database } from './database.ts'
import type { Gateways } from './gateways.ts'
import { merchantBooks } from './merchant-books.ts'
import { merchantSettingsSchema } from './merchant-settings.ts'

/** What reconciling a merchant's day works with. */
export interface ReconcileDayParts {
  readonly sql: Database
  readonly gateways: Pick<Gateways, 'of'>
  /** Where bills and reports of all merchants lie: one folder for each. */
  readonly folder: string
}

/** What came of it. */
export interface ReconciledDay {
  readonly report: DayReport
  /** Every line as CSV; null when the day has no report. */
  readonly csv: string | null
}

/**
 * Fetches WeChat's bill of a day and compares it with the payments and refunds of all the merchant's stores. Doing it again
 * changes nothing; the day before is compared once more where it expected rows in this bill. One program at a time for a merchant.
 */
export async function reconcileMerchantDay(
  { sql, gateways, folder: all }: ReconcileDayParts,
  merchantId: string,
  day: Day,
): Promise<ReconciledDay> {
  const [merchant] = await sql<{ settings: unknown }[]>`
    select settings from merchant where id = ${merchantId}`
  if (merchant === undefined) throw new Error(`no such merchant: ${merchantId}`)
  const { mchId, subMchId } = merchantSettingsSchema.parse(merchant.settings)
  const gateway = await gateways.of(merchantId)
  const folder = path.join(all, merchantId)
  const spills = path.join(folder, 'spills')
  mkdirSync(spills, { recursive: true, mode: 0o700 })
  const keeper = createBillKeeper(path.join(folder, 'bills'), systemClock.nowMs)
  const store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  let trouble: Error | null = null
  const service = new ReconciliationService({
    engine: localEngine(store, openFileSpill(spills)),
    bills: {
      fetch: (on, onBytes) => keeper.fetch(on, gateway.downloadBill, onBytes),
      find: (on, sha256) => keeper.find(on, sha256),
    },
    books: merchantBooks(sql, merchantId),
    rules: { ...DEFAULT_RULES, mchId, subMchId },
    clock: systemClock,
    automatic: false,
    firstDay: () => Promise.resolve(null),
    onProgress: () => undefined,
    onChanged: () => undefined,
    onTrouble: (_what, error) => {
      trouble = error instanceof Error ? error : new Error(String(error))
    },
  })
  try {
    const begun = service.begin(day)
    if (!begun.ok) throw new Error(`${day}: ${begun.error.kind}`)
    await service.idle()
    // A fault of this machine or its database, which no state of the day describes.
    if (trouble !== null) throw trouble as Error // Set by onTrouble, which the compiler does not see.
    const csv = path.join(folder, `${day}.csv`)
    const written = await exportDay(store, { day, format: 'csv', language: 'en', file: csv })
    return { report: await service.day(day), csv: written ? csv : null }
  } finally {
    await service.close()
    store.close()
  }
}
