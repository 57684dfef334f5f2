import { Gauge, type Registry } from 'prom-client'
import { type Day, startOf } from '../../app/reconciliation/day.ts'
import type { Database } from '../database.ts'

interface Known {
  readonly last: Day | null
  readonly failed: number
  readonly open: number
}

/** What all nodes share about days and bills, asked of PostgreSQL when somebody looks; NaN when it does not answer. */
export function openReconciliationMetrics(registry: Registry, sql: Database): () => Promise<void> {
  const registers = [registry]
  const last = new Gauge({
    name: 'quick_pay_reconciliation_last_day_timestamp_seconds',
    help: 'Start of the latest day that is reconciled, of the merchant that is furthest behind; NaN before the first',
    registers,
  })
  const failed = new Gauge({
    name: 'quick_pay_reconciliation_days_failed',
    help: 'Days of all merchants whose latest try ended without a usable bill',
    registers,
  })
  const open = new Gauge({
    name: 'quick_pay_reconciliation_differences_open',
    help: 'Differences of all merchants that nobody has dealt with',
    registers,
  })
  const show = ({ last: day, ...counts }: Known): void => {
    last.set(day === null ? Number.NaN : startOf(day) / 1_000)
    failed.set(counts.failed)
    open.set(counts.open)
  }
  return async () => {
    try {
      const [known] = await readKnown(sql)
      if (known !== undefined) show(known)
    } catch {
      show({ last: null, failed: Number.NaN, open: Number.NaN })
    }
  }
}

const readKnown = (sql: Database) => sql<Known[]>`
  select (select min(latest) from (
      select max(day) as latest from reconciliation_day where report is not null
      group by merchant_id) each) as last,
    (select count(*)::int from reconciliation_day where failure is not null) as failed,
    (select count(*)::int from reconciliation_difference where state_kind = 'open') as open`
