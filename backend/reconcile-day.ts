import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { exportDay } from '../adapters/reconciliation/export-day.ts'
import { openFileSpill } from '../adapters/reconciliation/file-spill.ts'
import { localEngine } from '../adapters/reconciliation/local-engine.ts'
import { systemClock } from '../adapters/system-clock.ts'
import type { Day } from '../app/reconciliation/day.ts'
import type { DayReport } from '../app/reconciliation/report.ts'
import { mayBeAsked } from '../app/reconciliation/service.ts'
import type { Database } from './database.ts'
import { newId } from './directory.ts'
import type { Gateways } from './gateways.ts'
import { openReconciliation, readReconciliation } from './reconciliation/postgres-reconciliation.ts'
import { LEASE_MS, reconcileMerchant } from './reconciliation/reconcile-merchant.ts'
import { claimDay, readWork } from './reconciliation/work-rows.ts'

/** What reconciling a merchant's day works with. */
export interface ReconcileDayParts {
  readonly sql: Database
  readonly gateways: Pick<Gateways, 'of'>
  /** Where a day is written to as CSV: one folder for each merchant. */
  readonly folder: string
}

/** What came of it. */
export interface ReconciledDay {
  readonly report: DayReport
  /** Every line as CSV; null when the day has no report. */
  readonly csv: string | null
}

/**
 * Fetches WeChat's bill of a day and compares it with the payments and refunds of all the merchant's stores, here and now. Doing
 * it again changes nothing; the day before is compared once more where it expected rows in this bill.
 */
export async function reconcileMerchantDay(
  { sql, gateways, folder: all }: ReconcileDayParts,
  merchantId: string,
  day: Day,
): Promise<ReconciledDay> {
  const { nowMs } = await readWork(sql, merchantId)
  if (!mayBeAsked(day, nowMs)) throw new Error(`${day}: not-due`)
  const claimant = { node: newId('node'), leaseMs: LEASE_MS }
  const claimed = await claimDay(sql, claimant, { merchantId, day })
  if (claimed === null) throw new Error(`${merchantId}: a node compares its days at this moment`)
  let trouble: Error | null = null
  await reconcileMerchant(
    {
      sql,
      gateways,
      clock: systemClock,
      // Nobody waits for anything else in this process.
      openMatching: ({ claim, folder }) => ({
        reconcile: localEngine(openReconciliation(sql, claim), openFileSpill(folder)).reconcile,
        end: () => Promise.resolve(),
      }),
      onTrouble: (_what, error) => {
        trouble = error instanceof Error ? error : new Error(String(error))
      },
      draining: new AbortController().signal,
    },
    claimed,
  )
  // A fault of this machine or its database, which no state of the day describes.
  if (trouble !== null) throw trouble as Error // Set by onTrouble, which the compiler does not see.
  const store = readReconciliation(sql, merchantId)
  const folder = path.join(all, merchantId)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const csv = path.join(folder, `${day}.csv`)
  const written = await exportDay(store, { day, format: 'csv', language: 'en', file: csv })
  const report = await store.day(day)
  return { report: report ?? { day, state: { kind: 'missing' }, report: null }, csv: written ? csv : null } // prettier-ignore
}
