import { type Day, dayOf } from '../../app/reconciliation/day.ts'
import type { Database } from '../database.ts'

/** The first day on which a merchant sold anything; null: nothing yet. One look into an index for each till. */
export async function firstDay(sql: Database, merchantId: string): Promise<Day | null> {
  const [first] = await sql<{ atMs: number | null }[]>`
    select (extract(epoch from min(p.submitted_at)) * 1000)::float8 as "atMs"
    from till t cross join lateral (
      select submitted_at from payment where till_id = t.id order by submitted_at, id limit 1) p
    where t.merchant_id = ${merchantId}`
  return first?.atMs === undefined || first.atMs === null ? null : dayOf(first.atMs)
}
