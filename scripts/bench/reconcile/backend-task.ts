/**
 * A node's whole work on a day that a manager asked for, in a process of its own: the bill fetched, kept in PostgreSQL and compared
 * with the merchant's books there by the thread that a node starts for it. Only the line to WeChat is a file. The last line it
 * writes is that of `task.ts`.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '../../../adapters/system-clock.ts'
import type { BillAnswer, BillSink } from '../../../app/wechat/bill.ts'
import { openDatabase } from '../../../backend/database.ts'
import { readReconciliation } from '../../../backend/reconciliation/postgres-reconciliation.ts'
import { reconcileMerchant } from '../../../backend/reconciliation/reconcile-merchant.ts'
import { openWorkerEngine } from '../../../backend/reconciliation/worker-engine.ts'
import { claimWork, wantDay } from '../../../backend/reconciliation/work-rows.ts'
import { everyCall } from '../every-call.ts'
import { DAY } from './make-day.ts'
import { printFigures } from './print-figures.ts'

const [folder = '', databaseUrl = '', merchantId = ''] = process.argv.slice(2)

const never = () => Promise.reject(new Error('nothing but the bill is asked for'))
const gateway = {
  ...everyCall(never),
  downloadBill(_wish: unknown, sink: BillSink): Promise<BillAnswer> {
    const bytes = readFileSync(path.join(folder, 'bill.gz'))
    const PIECE = 65_536
    for (let at = 0; at < bytes.length; at += PIECE) sink(bytes.subarray(at, at + PIECE))
    return Promise.resolve({ kind: 'bill', bytes: bytes.length })
  },
}

// As `startNode` opens it.
const sql = openDatabase({ url: databaseUrl, connections: 20 })
await wantDay(sql, merchantId, DAY)
const work = await claimWork(sql, { node: 'bench', leaseMs: 30_000 })
if (work === null) throw new Error('no work')
await printFigures(async () => {
  await reconcileMerchant(
    {
      sql,
      gateways: { of: () => Promise.resolve(gateway) },
      clock: systemClock,
      openMatching: (wish) => openWorkerEngine({ databaseUrl, ...wish }),
      onTrouble: (what, error) => console.error(what, error),
      draining: new AbortController().signal,
    },
    work,
  )
  const { state, report } = (await readReconciliation(sql, merchantId).day(DAY)) ?? {}
  if (report === null || report === undefined) throw new Error(JSON.stringify(state))
  const { classes, lines } = report
  return `${lines} lines kept, ${classes.matched} matched, ${classes['unknown-here']} unknown, ${classes['absent-there']} absent`
})
await sql.end()
