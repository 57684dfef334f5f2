import type { Day } from '../../app/reconciliation/day.ts'
import type { WorkProgress } from '../../app/reconciliation/service.ts'
import type { Statements } from '../database.ts'
import type { WorkClaim } from './claim.ts'
import { plain } from './day-writer.ts'

/** A merchant whose days this node compares now. */
export interface ClaimedWork extends WorkClaim {
  /** A day that somebody asked for; null: those that are due. */
  readonly wantedDay: Day | null
  /** The kept bill, by its hash, that somebody brought for that day; null: WeChat is asked for one. */
  readonly wantedBill: string | null
  /** The database's time. */
  readonly nowMs: number
}

/** What is known of the work on a merchant's days. */
export interface WorkState {
  readonly progress: WorkProgress | null
  /** When days that are due are looked for next; null: not by itself. */
  readonly nextLookAtMs: number | null
  readonly nowMs: number
}

/** Who claims, and for how long unless it says again that it is there. */
export interface Claimant {
  readonly node: string
  readonly leaseMs: number
}

const nowMs = (sql: Statements) => sql`(extract(epoch from now()) * 1000)::float8`

/** Whether a merchant's due days are fetched without being asked for. */
const automatic = (sql: Statements) =>
  sql`coalesce((m.settings #>> '{reconciliation,automatic}')::boolean, true)`

/** What somebody asked for goes first. Rows that another node is just claiming are passed over. */
export async function claimWork(
  sql: Statements,
  { node, leaseMs }: Claimant,
): Promise<ClaimedWork | null> {
  await sql`insert into reconciliation_work (merchant_id) select id from merchant m
    where not exists (select 1 from reconciliation_work w where w.merchant_id = m.id)
    on conflict do nothing`
  const [claimed] = await sql<ClaimedWork[]>`
    with due as (
      select w.merchant_id from reconciliation_work w join merchant m on m.id = w.merchant_id
      where (w.claimed_until is null or w.claimed_until <= now())
        and (w.wanted_day is not null or (w.look_at <= now() and ${automatic(sql)}))
      order by w.wanted_day is null, w.look_at limit 1
      for update of w skip locked)
    update reconciliation_work w set fence = fence + 1, claimed_by = ${node}, cancelled = false,
      claimed_until = now() + ${leaseMs} * interval '1 millisecond', progress = null
    from due where w.merchant_id = due.merchant_id
    returning w.merchant_id as "merchantId", claimed_by as node, fence, wanted_day as "wantedDay",
      wanted_bill as "wantedBill", ${nowMs(sql)} as "nowMs"`
  return claimed ?? null
}

/** Claims one merchant's days for a day that is wanted now. Null: somebody is at them. */
export async function claimDay(
  sql: Statements,
  { node, leaseMs }: Claimant,
  { merchantId, day }: { readonly merchantId: string; readonly day: Day },
): Promise<ClaimedWork | null> {
  const [claimed] = await sql<ClaimedWork[]>`
    insert into reconciliation_work as w
      (merchant_id, fence, claimed_by, claimed_until, wanted_day)
    values (${merchantId}, 1, ${node}, now() + ${leaseMs} * interval '1 millisecond', ${day})
    on conflict (merchant_id) do update set fence = w.fence + 1, claimed_by = excluded.claimed_by,
      claimed_until = excluded.claimed_until, wanted_day = excluded.wanted_day, wanted_bill = null,
      cancelled = false, progress = null
    where w.claimed_until is null or w.claimed_until <= now()
    returning w.merchant_id as "merchantId", claimed_by as node, fence, wanted_day as "wantedDay",
      wanted_bill as "wantedBill", ${nowMs(sql)} as "nowMs"`
  return claimed ?? null
}

/**
 * Says that the claim's node lives, and how far it is. Null: the claim is over, and is not to be had back. Measured by the clock and not by when the
 * statement began: one that waited for the row must not bring back a claim that was ended meanwhile.
 */
export async function renewClaim(
  sql: Statements,
  { merchantId, node, fence }: WorkClaim,
  { leaseMs, progress }: { readonly leaseMs: number; readonly progress: WorkProgress | null },
): Promise<{ readonly cancelled: boolean } | null> {
  const shown = progress === null ? null : sql.json(plain(progress))
  const [row] = await sql<{ cancelled: boolean }[]>`
    update reconciliation_work set progress = ${shown},
      claimed_until = now() + ${leaseMs} * interval '1 millisecond'
    where merchant_id = ${merchantId} and claimed_by = ${node} and fence = ${fence}
      and claimed_until > clock_timestamp()
    returning cancelled`
  return row ?? null
}

/** Lets go of the claim. `lookAfterMs` null: the work was broken off, and whoever comes next does it. */
export async function endClaim(
  sql: Statements,
  { merchantId, node, fence }: WorkClaim,
  lookAfterMs: number | null,
): Promise<void> {
  const done = lookAfterMs !== null
  await sql`update reconciliation_work set claimed_by = null, claimed_until = null, progress = null,
      wanted_day = case when ${done}::boolean then null else wanted_day end,
      wanted_bill = case when ${done}::boolean then null else wanted_bill end,
      look_at = case when ${done}::boolean
        then now() + ${lookAfterMs ?? 0}::float8 * interval '1 millisecond' else look_at end
    where merchant_id = ${merchantId} and claimed_by = ${node} and fence = ${fence}`
}

/**
 * Asks whichever node is free to compare a day, with a kept bill or with the one that WeChat is asked for. False: the merchant's days are being
 * compared, or another is wanted.
 */
export async function wantDay(
  sql: Statements,
  merchantId: string,
  day: Day,
  bill: string | null = null,
): Promise<boolean> {
  const rows = await sql`
    insert into reconciliation_work as w (merchant_id, wanted_day, wanted_bill)
    values (${merchantId}, ${day}, ${bill})
    on conflict (merchant_id) do update set wanted_day = excluded.wanted_day,
      wanted_bill = excluded.wanted_bill, cancelled = false
    where w.wanted_day is null and (w.claimed_until is null or w.claimed_until <= now())
    returning 1`
  return rows.length > 0
}

/** Ends the work under way, and what nobody has begun. */
export const cancelWork = (sql: Statements, merchantId: string): Promise<unknown> =>
  sql`update reconciliation_work set cancelled = true, wanted_day = null, wanted_bill = null
    where merchant_id = ${merchantId}
      and (wanted_day is not null or claimed_until > now())`

interface WorkRow {
  readonly wantedDay: Day | null
  readonly progress: WorkProgress | null
  readonly busy: boolean
  readonly nextLookAtMs: number | null
  readonly nowMs: number
}

/** How far a merchant's work is. */
export async function readWork(sql: Statements, merchantId: string): Promise<WorkState> {
  const [row] = await sql<WorkRow[]>`
    select w.wanted_day as "wantedDay", w.progress, coalesce(w.claimed_until > now(), false) as busy,
      case when ${automatic(sql)} then (extract(epoch from w.look_at) * 1000)::float8 end as "nextLookAtMs",
      ${nowMs(sql)} as "nowMs"
    from merchant m left join reconciliation_work w on w.merchant_id = m.id
    where m.id = ${merchantId}`
  if (row === undefined) throw new Error(`no such merchant: ${merchantId}`)
  const { wantedDay, busy, progress, ...times } = row
  // What was asked for is under way, though no node may have begun yet.
  const begun = wantedDay && ({ day: wantedDay, phase: 'fetching', done: 0, total: null } as const)
  return { ...times, progress: (busy ? progress : null) ?? begun }
}
