import type { RefundState } from '../app/refund/state.ts'
import type { Database, Statements } from './database.ts'
import type { PaymentKey } from './payment-rows.ts'
import type { RefundChange } from './refund-change.ts'

/** Names a refund: its merchant's id and the merchant's number of the refund. */
export interface RefundKey {
  readonly merchantId: string
  readonly id: string
}

/** A refund as it stands. */
export interface RefundRow extends RefundKey {
  readonly paymentId: string
  readonly tillId: string
  readonly operatorId: string | null
  readonly approvedBy: string | null
  readonly state: RefundState
  readonly version: number
  /** Names the latest call to WeChat. Only who holds it may tell the refund what that call answered. */
  readonly fence: number
  readonly changedAtMs: number
  /** How long ago the latest request may have left, when this was read. */
  readonly sentAgoMs: number
}

/** A refund at which somebody has to look now. */
export interface DueRefund extends RefundRow {
  readonly claimOver: boolean
  readonly waitEvent: 'query-due' | 'send-due' | null
}

/** A new refund whose request is about to leave. */
export interface NewRefund extends Omit<
  RefundRow,
  'state' | 'version' | 'fence' | 'changedAtMs' | 'sentAgoMs'
> {
  readonly fingerprint: Buffer
  readonly change: RefundChange
}

/** Why the database takes no such refund. */
export type RefundFault = 'not-refundable' | 'refund-exceeds' | 'refund-limit' | 'refund-too-old'

const columns = (sql: Statements) => sql`
  merchant_id as "merchantId", id, payment_id as "paymentId", till_id as "tillId",
  operator_id as "operatorId", approved_by as "approvedBy", state, version, fence,
  floor(extract(epoch from changed_at) * 1000)::float8 as "changedAtMs",
  (extract(epoch from now() - sent_at) * 1000)::float8 as "sentAgoMs"`

/** Objects that cross as JSON; postgres.js asks for a type that only index signatures fit. */
const plain = (value: object): never => value as never // The value is JSON data by its type.

/**
 * Makes the refund, claimed for its first request, in one statement. Null: there is one of that id already. The table's
 * own rule (migration 002) refuses what the payment does not hold, whoever else is refunding it at that moment.
 */
export async function insertRefund(
  sql: Database,
  { change, ...row }: NewRefund,
  { node, claimMs }: { readonly node: string; readonly claimMs: number },
): Promise<RefundRow | RefundFault | null> {
  const { amount } = change.state.refund
  try {
    // The database says when it was, in the state and in the journal too: nodes' clocks may differ.
    const rows = await sql<RefundRow[]>`
      with at as (select to_jsonb(floor(extract(epoch from now()) * 1000)::bigint) as ms),
      made as (
        insert into refund (merchant_id, id, payment_id, till_id, operator_id, approved_by,
          fingerprint, amount_minor, state, version, fence, claimed_by, claimed_until)
        select ${row.merchantId}, ${row.id}, ${row.paymentId}, ${row.tillId}, ${row.operatorId},
          ${row.approvedBy}, ${row.fingerprint}, ${amount.minor},
          jsonb_set(${sql.json(plain(change.state))}::jsonb, '{refund,requestedAtMs}', ms),
          1, 1, ${node}, now() + ${claimMs} * interval '1 millisecond'
        from at
        on conflict (merchant_id, id) do nothing
        returning *),
      journal as (
        insert into refund_event (merchant_id, refund_id, version, event, status, node)
        select merchant_id, id, version,
          jsonb_set(${sql.json(plain(change.event))}::jsonb, '{refund,requestedAtMs}', ms)
            || jsonb_build_object('operator', operator_id, 'approvedBy', approved_by),
          state->>'kind', ${node}
        from made, at)
      select ${columns(sql)} from made`
    return rows[0] ?? null
  } catch (error) {
    const fault = faultOf(error)
    if (fault === null) throw error
    return fault
  }
}

/** SQLSTATEs that the rule of migration 002 raises. */
const FAULTS: Readonly<Record<string, RefundFault>> = {
  QP001: 'not-refundable',
  QP002: 'refund-exceeds',
  QP003: 'refund-limit',
  QP004: 'refund-too-old',
}

const faultOf = (error: unknown): RefundFault | null =>
  error instanceof Error && 'code' in error ? (FAULTS[String(error.code)] ?? null) : null

/** One row and what becomes of it. */
export interface RefundRowChange {
  readonly row: RefundRow
  readonly change: RefundChange
  readonly claimMs: number
}

const asRecord = ({ row, change, claimMs }: RefundRowChange) => ({
  merchant_id: row.merchantId,
  id: row.id,
  version: row.version,
  fence: row.fence,
  state: change.state,
  event: change.event,
  begins: change.call !== null,
  sends: change.call?.type === 'refund',
  ends: change.endsCall,
  claim_ms: claimMs,
  keeps_wait: change.wait === 'keep',
  wait_event: change.wait === 'keep' ? null : (change.wait?.event ?? null),
  wait_ms: change.wait === 'keep' ? null : (change.wait?.delayMs ?? null),
})

/**
 * Writes changes and their journal in one statement. A row that is not as it was read, or whose latest call is another
 * one, stays as it is and is not among the answers.
 */
export async function writeRefundChanges(
  sql: Statements,
  node: string,
  changes: readonly RefundRowChange[],
): Promise<readonly RefundRow[]> {
  if (changes.length === 0) return []
  return sql<RefundRow[]>`
    with wanted as (
      select * from jsonb_to_recordset(${sql.json(plain(changes.map(asRecord)))}::jsonb) as w(
        merchant_id text, id text, version integer, fence integer, state jsonb, event jsonb,
        begins boolean, sends boolean, ends boolean, claim_ms float8, keeps_wait boolean,
        wait_event text, wait_ms float8)),
    changed as (
      update refund r set
        state = w.state,
        version = r.version + 1,
        fence = r.fence + w.begins::integer,
        claimed_by = case when w.begins then ${node} when w.ends then null else claimed_by end,
        claimed_until = case when w.begins then now() + w.claim_ms * interval '1 millisecond'
          when w.ends then null else claimed_until end,
        wait_event = case when w.keeps_wait then r.wait_event else w.wait_event end,
        wait_until = case when w.keeps_wait then r.wait_until
          else now() + w.wait_ms * interval '1 millisecond' end,
        sent_at = case when w.sends then now() else r.sent_at end,
        changed_at = now()
      from wanted w
      where r.merchant_id = w.merchant_id and r.id = w.id
        and r.version = w.version and r.fence = w.fence
      returning r.*, w.event),
    journal as (
      insert into refund_event (merchant_id, refund_id, version, event, status, node)
      select merchant_id, id, version, event, state->>'kind', ${node} from changed)
    select ${columns(sql)} from changed`
}

export async function readRefund(sql: Statements, key: RefundKey): Promise<RefundRow | null> {
  const rows = await sql<RefundRow[]>`
    select ${columns(sql)} from refund
    where merchant_id = ${key.merchantId} and id = ${key.id}`
  return rows[0] ?? null
}

/** Fingerprint of the request that made the refund. */
export async function readRefundFingerprint(
  sql: Statements,
  key: RefundKey,
): Promise<Buffer | null> {
  const rows = await sql<{ fingerprint: Buffer }[]>`
    select fingerprint from refund where merchant_id = ${key.merchantId} and id = ${key.id}`
  return rows[0]?.fingerprint ?? null
}

/** Locks refunds at which somebody has to look, the most urgent first; those that others look at are left out. */
export const lockDueRefunds = (sql: Statements, limit: number): Promise<readonly DueRefund[]> =>
  sql<DueRefund[]>`
    select ${columns(sql)}, wait_event as "waitEvent",
      coalesce(claimed_until <= now(), false) as "claimOver"
    from refund where wake_at <= now() order by wake_at limit ${limit}
    for update skip locked`

/** A payment's refunds, oldest first. */
export const readRefundsOf = (
  sql: Statements,
  { merchantId, id }: PaymentKey,
): Promise<readonly RefundRow[]> =>
  sql<RefundRow[]>`
    select ${columns(sql)} from refund
    where merchant_id = ${merchantId} and payment_id = ${id} order by requested_at, id`

/** A till's refunds that are open or changed lately, oldest change first. */
export const readRecentRefunds = (
  sql: Statements,
  { merchantId, tillId, sinceMs }: { merchantId: string; tillId: string; sinceMs: number },
): Promise<readonly RefundRow[]> =>
  sql<RefundRow[]>`
    select ${columns(sql)} from refund
    where merchant_id = ${merchantId} and till_id = ${tillId}
      and (state->>'kind' not in ('refunded', 'refused')
        or changed_at > now() - ${sinceMs} * interval '1 millisecond')
    order by changed_at`
