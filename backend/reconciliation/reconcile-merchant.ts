import { rmSync } from 'node:fs'
import path from 'node:path'
import { createBillKeeper } from '../../adapters/reconciliation/bill-keeper.ts'
import { exportDay } from '../../adapters/reconciliation/export-day.ts'
import type { Clock } from '../../app/ports.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import { DEFAULT_RULES } from '../../app/reconciliation/rules.ts'
import { ReconciliationService, type WorkProgress } from '../../app/reconciliation/service.ts'
import { succeed } from '../../app/result.ts'
import type { Database } from '../database.ts'
import type { Gateways } from '../gateways.ts'
import { merchantBooks } from '../merchant-books.ts'
import { merchantSettingsSchema } from '../merchant-settings.ts'
import { billArchive } from './bill-archive.ts'
import { firstDay } from './first-day.ts'
import { openReconciliation } from './postgres-reconciliation.ts'
import { openWorkFolder } from './work-folder.ts'
import type { Matching, WorkerWish } from './worker-engine.ts'
import { type ClaimedWork, endClaim, renewClaim } from './work-rows.ts'

/** What comparing a merchant's days works with. */
export interface ReconcileMerchantParts {
  readonly sql: Database
  readonly gateways: Pick<Gateways, 'of'>
  readonly clock: Clock
  readonly openMatching: (wish: Omit<WorkerWish, 'databaseUrl'>) => Matching
  readonly onTrouble: (what: string, error: unknown) => void
  /** Aborted when the node begins to drain: the work is broken off, and another node does it. */
  readonly draining: AbortSignal
}

/** A claim lasts so long without a word from its node; a node that says that it lives no more loses it at once. */
export const LEASE_MS = 30_000
const RENEW_EVERY_MS = 1_000
/** Days that are due are looked for so often: a bill that was not there is asked for again by its own times. */
const LOOK_AGAIN_MS = 300_000

/** Does what a claim is for: the day that somebody asked for, or all that are due. Then lets go of the claim. */
export async function reconcileMerchant(
  parts: ReconcileMerchantParts,
  work: ClaimedWork,
): Promise<void> {
  const { sql, draining, onTrouble } = parts
  const folder = openWorkFolder()
  const matching = parts.openMatching({ claim: work, folder })
  let isLost = false
  try {
    const told = { progress: null as WorkProgress | null }
    const service = await openService(parts, work, { matching, folder, told })
    const onLost = (): void => {
      isLost = true
    }
    const held = holdClaim(parts, work, { told, onLost, cancel: () => service.cancel() })
    const drain = (): void => service.cancel()
    draining.addEventListener('abort', drain)
    try {
      if (work.wantedDay === null) await service.look()
      else await compareWanted(parts, { work, wantedDay: work.wantedDay, service, folder })
    } finally {
      draining.removeEventListener('abort', drain)
      await held.stop()
      await service.close()
    }
  } catch (error) {
    // The merchant's keys, this machine or its database: no state of a day describes it, and the next look may find it mended.
    onTrouble('reconcile', error)
  } finally {
    await matching.end()
    rmSync(folder, { recursive: true, force: true })
    // A claim that was lost may not be another's yet: the work stays to be done.
    await endClaim(sql, work, draining.aborted || isLost ? null : LOOK_AGAIN_MS)
  }
}

interface Wanted {
  readonly work: ClaimedWork
  readonly wantedDay: Day
  readonly service: ReconciliationService
  readonly folder: string
}

/** Compares the day that somebody asked for, with the bill that they brought or with WeChat's. */
async function compareWanted(
  { sql, draining }: ReconcileMerchantParts,
  { work: { merchantId, wantedBill }, wantedDay, service, folder }: Wanted,
): Promise<void> {
  const archive = billArchive(sql, merchantId)
  const given = wantedBill && (await archive.brought(wantedDay, wantedBill, folder))
  if (wantedBill !== null && !given) throw new Error(`the bill ${wantedBill} is not kept any more`)
  if (!draining.aborted && service.begin(wantedDay, given || null).ok) await service.idle()
}

interface Inside {
  readonly matching: Matching
  readonly folder: string
  readonly told: { progress: WorkProgress | null }
}

async function openService(
  { sql, gateways, clock, onTrouble }: ReconcileMerchantParts,
  work: ClaimedWork,
  { matching, folder, told }: Inside,
): Promise<ReconciliationService> {
  const { merchantId } = work
  const [merchant] = await sql<{ settings: unknown }[]>`
    select settings from merchant where id = ${merchantId}`
  if (merchant === undefined) throw new Error(`no such merchant: ${merchantId}`)
  const { mchId, subMchId, reconciliation } = merchantSettingsSchema.parse(merchant.settings)
  const { bill, packed } = reconciliation
  const gateway = await gateways.of(merchantId)
  const store = openReconciliation(sql, work)
  const archive = billArchive(sql, merchantId)
  const startedMs = performance.now()
  // PostgreSQL's clock says which days are over: nodes' clocks may differ.
  const nowMs = (): number => Math.round(work.nowMs + performance.now() - startedMs)
  const keeper = createBillKeeper(path.join(folder, 'bills'), nowMs)
  return new ReconciliationService({
    engine: {
      store,
      exportDay: (wish) => exportDay(store, wish),
      reconcile: matching.reconcile,
    },
    bills: {
      async fetch(day, onBytes) {
        const wish = { download: gateway.downloadBill, type: bill, gzip: packed }
        const fetched = await keeper.fetch(day, wish, onBytes)
        if (!fetched.ok) return fetched
        // Kept before anything is made of it, so that whatever is said of it can be shown.
        await archive.keep(day, fetched.value)
        return succeed(fetched.value)
      },
      find: (day, sha256) => archive.fetch(day, sha256, folder),
    },
    books: merchantBooks(sql, merchantId),
    rules: { ...DEFAULT_RULES, mchId, subMchId, agreedRatePpm: reconciliation.agreedRatePpm },
    clock: { nowMs, after: clock.after },
    automatic: false,
    firstDay: () => firstDay(sql, merchantId),
    onProgress: (progress) => void (told.progress = progress),
    onChanged: () => undefined,
    onTrouble,
  })
}

interface Held {
  readonly told: Inside['told']
  /** The node was thought dead: nothing that it does for this claim counts any more. */
  readonly onLost: () => void
  readonly cancel: () => void
}

/** Says again and again that this node is at it and how far; hears that somebody wants it to end, or has taken over. */
function holdClaim(
  { sql, clock, onTrouble }: ReconcileMerchantParts,
  work: ClaimedWork,
  { told, onLost, cancel }: Held,
): { readonly stop: () => Promise<void> } {
  let stopped = false
  let renewing: Promise<void> = Promise.resolve()
  let stopTimer = (): void => undefined
  const renew = async (): Promise<void> => {
    try {
      const row = await renewClaim(sql, work, { leaseMs: LEASE_MS, progress: told.progress })
      if (row === null) onLost()
      if (row === null || row.cancelled) cancel()
    } catch (error) {
      // While PostgreSQL is away nothing counts; the fence tells later whether anything may.
      onTrouble('renew', error)
    }
    if (!stopped) again()
  }
  const again = (): void => {
    stopTimer = clock.after(RENEW_EVERY_MS, () => {
      renewing = renew()
    })
  }
  renewing = renew()
  return {
    async stop() {
      stopped = true
      stopTimer()
      await renewing
    },
  }
}
