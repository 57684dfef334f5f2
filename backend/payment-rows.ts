import type { Money } from '../app/money.ts'
import type { Age, PaymentState } from '../app/payment/state.ts'
import type { Database, Statements } from './database.ts'
import type { Change } from './payment-change.ts'

/** Names a payment: its merchant's id and the merchant order number. */
export interface PaymentKey {
  readonly merchantId: string
  readonly id: string
}

/** A payment as it stands. */
export interface PaymentRow extends PaymentKey {
  readonly tillId: string
  readonly state: PaymentState
  readonly version: number
  /** Names the latest call to WeChat. Only who holds it may tell the payment what that call answered. */
  readonly fence: number
  readonly changedAtMs: number
}

/** A payment at which somebody has to look now. */
export interface DueRow extends PaymentRow {
  /** By PostgreSQL's clock, since the submit. */
  readonly elapsedMs: number
  /** Null: only waiting. */
  readonly claimedBy: string | null
  readonly claimOver: boolean
  readonly waitEvent: 'query-due' | 'revoke-due' | null
  readonly waitOver: boolean
  readonly nextAge: Age | null
  readonly ageReached: boolean
  /** How long ago it should have been looked at. */
  readonly lateMs: number
}

/** A new payment whose submit is about to leave. */
export interface NewPayment extends PaymentKey {
  readonly tillId: string
  /** Absent: nobody was named. */
  readonly operatorId?: string | undefined
  readonly fingerprint: Buffer
  readonly change: Change
}

/** A new payment and who sends it. */
export type ClaimedPayment = NewPayment & Claimant

/** How a change of a row goes out. */
export interface Claimant {
  readonly node: string
  /** How long a call's claim lasts: longer than the call can. */
  readonly claimMs: number
}

const columns = (sql: Statements) => sql`
  merchant_id as "merchantId", id, till_id as "tillId", state, version, fence,
  floor(extract(epoch from changed_at) * 1000)::float8 as "changedAtMs"`

const milliseconds = (sql: Statements, value: number) => sql`${value} * interval '1 millisecond'`

/**
 * Makes payments, claimed for their submit, in one statement. Null: there is one of that id already, made earlier or by
 * an item before it; or the payment names an operator whom the merchant does not know, or no more, or none where one must
 * be named.
 */
export async function insertPayments(
  sql: Database,
  payments: readonly ClaimedPayment[],
): Promise<readonly (PaymentRow | null)[]> {
  const first = new Map(payments.toReversed().map((payment) => [keyOf(payment), payment]))
  const records = [...first.values()].map(asNewRecord)
  // In the order of their keys, so that statements that meet wait for each other in one direction only.
  // The database says when it was, in the state and in the journal too: nodes' clocks may differ.
  const rows = await sql<PaymentRow[]>`
    with at as (select to_jsonb(floor(extract(epoch from now()) * 1000)::bigint) as ms),
    wanted as (
      select * from jsonb_to_recordset(${sql.json(plain(records))}::jsonb) as w(
        merchant_id text, id text, till_id text, operator_id text, fingerprint text,
        state jsonb, event jsonb, node text, claim_ms float8, next_age text, age_ms float8)),
    rules as materialized (
      select id, coalesce((settings->>'operatorRequired')::boolean, false) as required
      from merchant where id in (select merchant_id from wanted)),
    allowed as (
      select w.* from wanted w join rules r on r.id = w.merchant_id
        left join operator o on o.merchant_id = w.merchant_id and o.id = w.operator_id and o.active
      where case when w.operator_id is null then not required else o.id is not null end),
    made as (
      insert into payment (merchant_id, id, till_id, operator_id, fingerprint, state, version, fence,
        claimed_by, claimed_until, next_age, age_at)
      select merchant_id, id, till_id, operator_id, decode(fingerprint, 'hex'),
        jsonb_set(jsonb_set(state, '{sale,startedAtMs}', ms), '{attempt,submittedAtMs}', ms),
        1, 1, node, now() + claim_ms * interval '1 millisecond', next_age,
        now() + age_ms * interval '1 millisecond'
      from allowed, at order by merchant_id, id
      on conflict (merchant_id, id) do nothing
      returning *),
    journal as (
      insert into payment_event (merchant_id, payment_id, version, event, status, node)
      select merchant_id, id, version, jsonb_set(event, '{atMs}', ms), made.state->>'kind', node
      from made join wanted using (merchant_id, id), at)
    select ${columns(sql)} from made`
  const made = new Map(rows.map((row) => [keyOf(row), row]))
  return payments.map((payment) => {
    const key = keyOf(payment)
    return first.get(key) === payment ? (made.get(key) ?? null) : null
  })
}

/** An id that is closed before any payment of it arrived. */
export interface ClosedId extends PaymentKey {
  readonly tillId: string
  readonly amount: Money
}

/** A fingerprint that no request has. */
const NO_REQUEST = Buffer.alloc(0)

/**
 * Closes an id, so that a start which is still under way is refused when it comes. Null: there is a payment of that id.
 * Nothing of it ever went to WeChat, so it is settled from its first version on.
 */
export async function insertClosed(
  sql: Database,
  { merchantId, id, tillId, amount }: ClosedId,
  node: string,
): Promise<PaymentRow | null> {
  const state: PaymentState = {
    kind: 'revoked',
    sale: { saleId: id, amount, description: '', note: '', startedAtMs: 0 },
    attempt: { outTradeNo: id, number: 1, submittedAtMs: 0 },
    cause: 'stop-pressed',
    proof: 'never-arrived',
  }
  const rows = await sql<PaymentRow[]>`
    with at as (select to_jsonb(floor(extract(epoch from now()) * 1000)::bigint) as ms),
    made as (
      insert into payment (merchant_id, id, till_id, fingerprint, state, version, fence)
      select ${merchantId}, ${id}, ${tillId}, ${NO_REQUEST},
        jsonb_set(jsonb_set(${sql.json(plain(state))}::jsonb,
          '{sale,startedAtMs}', ms), '{attempt,submittedAtMs}', ms), 1, 0
      from at
      on conflict (merchant_id, id) do nothing
      returning *),
    journal as (
      insert into payment_event (merchant_id, payment_id, version, event, status, node)
      select merchant_id, id, version, ${sql.json({ type: 'stop-pressed' })}::jsonb,
        state->>'kind', ${node}
      from made)
    select ${columns(sql)} from made`
  return rows[0] ?? null
}

const asNewRecord = ({ change, ...payment }: ClaimedPayment) => {
  const age = change.age === 'keep' ? null : change.age
  return {
    merchant_id: payment.merchantId,
    id: payment.id,
    till_id: payment.tillId,
    operator_id: payment.operatorId ?? null,
    fingerprint: payment.fingerprint.toString('hex'),
    state: change.state,
    event: change.event,
    node: payment.node,
    claim_ms: payment.claimMs,
    next_age: age?.age ?? null,
    age_ms: age?.afterMs ?? null,
  }
}

/** A payment's name as one text: neither part can hold a line end. */
export const keyOf = ({ merchantId, id }: PaymentKey): string => `${merchantId}\n${id}`

/** One row and what becomes of it. */
export interface RowChange {
  readonly row: PaymentRow
  readonly change: Change
  readonly claimMs: number
}

/** Two objects that cross as JSON; postgres.js asks for a type that only index signatures fit. */
const plain = (value: object): never => value as never // The value is JSON data by its type.

const asRecord = ({ row, change, claimMs }: RowChange) => ({
  merchant_id: row.merchantId,
  id: row.id,
  version: row.version,
  fence: row.fence,
  state: change.state,
  event: change.event,
  begins: change.call !== null,
  ends: change.endsCall,
  claim_ms: claimMs,
  keeps_wait: change.wait === 'keep',
  wait_event: change.wait === 'keep' ? null : (change.wait?.event ?? null),
  wait_ms: change.wait === 'keep' ? null : (change.wait?.delayMs ?? null),
  keeps_age: change.age === 'keep',
  next_age: change.age === 'keep' ? null : (change.age?.age ?? null),
  age_ms: change.age === 'keep' ? null : (change.age?.afterMs ?? null),
})

/**
 * Writes changes and their journal in one statement. A row that is not as it was read, or whose latest call is another
 * one, stays as it is and is not among the answers.
 */
export async function writeChanges(
  sql: Statements,
  node: string,
  changes: readonly RowChange[],
): Promise<readonly PaymentRow[]> {
  if (changes.length === 0) return []
  return sql<PaymentRow[]>`
    with wanted as (
      select * from jsonb_to_recordset(${sql.json(plain(changes.map(asRecord)))}::jsonb) as w(
        merchant_id text, id text, version integer, fence integer, state jsonb, event jsonb,
        begins boolean, ends boolean, claim_ms float8, keeps_wait boolean, wait_event text,
        wait_ms float8, keeps_age boolean, next_age text, age_ms float8)),
    changed as (
      update payment p set
        state = w.state,
        version = p.version + 1,
        fence = p.fence + w.begins::integer,
        claimed_by = case when w.begins then ${node} when w.ends then null else claimed_by end,
        claimed_until = case when w.begins then now() + w.claim_ms * interval '1 millisecond'
          when w.ends then null else claimed_until end,
        wait_event = case when w.keeps_wait then p.wait_event else w.wait_event end,
        wait_until = case when w.keeps_wait then p.wait_until
          else now() + w.wait_ms * interval '1 millisecond' end,
        next_age = case when w.keeps_age then p.next_age else w.next_age end,
        age_at = case when w.keeps_age then p.age_at
          else p.submitted_at + w.age_ms * interval '1 millisecond' end,
        changed_at = now()
      from wanted w
      where p.merchant_id = w.merchant_id and p.id = w.id
        and p.version = w.version and p.fence = w.fence
      returning p.*, w.event),
    journal as (
      insert into payment_event (merchant_id, payment_id, version, event, status, node)
      select merchant_id, id, version, event, state->>'kind', ${node} from changed)
    select ${columns(sql)} from changed`
}

/** Writes one node's changes of different payments in one statement. Null: that one stays as it is, or comes twice among them. */
export async function writeEach(
  sql: Statements,
  node: string,
  changes: readonly RowChange[],
): Promise<readonly (PaymentRow | null)[]> {
  const first = new Map(changes.toReversed().map((change) => [keyOf(change.row), change]))
  const rows = await writeChanges(sql, node, [...first.values()])
  const written = new Map(rows.map((row) => [keyOf(row), row]))
  return changes.map((change) => {
    const key = keyOf(change.row)
    return first.get(key) === change ? (written.get(key) ?? null) : null
  })
}

export async function readPayment(sql: Statements, key: PaymentKey): Promise<PaymentRow | null> {
  const rows = await sql<PaymentRow[]>`
    select ${columns(sql)} from payment
    where merchant_id = ${key.merchantId} and id = ${key.id}`
  return rows[0] ?? null
}

/** The payment, if its latest call is still the one that `fence` names. Null: somebody has taken over. */
export async function readFenced(
  sql: Statements,
  key: PaymentKey,
  fence: number,
): Promise<PaymentRow | null> {
  const rows = await sql<PaymentRow[]>`
    select ${columns(sql)} from payment
    where merchant_id = ${key.merchantId} and id = ${key.id} and fence = ${fence}`
  return rows[0] ?? null
}

/** Fingerprint of the request that made the payment. */
export async function readFingerprint(sql: Statements, key: PaymentKey): Promise<Buffer | null> {
  const rows = await sql<{ fingerprint: Buffer }[]>`
    select fingerprint from payment where merchant_id = ${key.merchantId} and id = ${key.id}`
  return rows[0]?.fingerprint ?? null
}

/** Locks payments at which somebody has to look, the most urgent first; those that others look at are left out. */
export const lockDue = (sql: Statements, limit: number): Promise<readonly DueRow[]> =>
  sql<DueRow[]>`
    select ${columns(sql)}, claimed_by as "claimedBy",
      coalesce(claimed_until <= now(), false) as "claimOver", wait_event as "waitEvent",
      coalesce(wait_until <= now(), false) as "waitOver", next_age as "nextAge",
      coalesce(age_at <= now(), false) as "ageReached",
      (extract(epoch from now() - submitted_at) * 1000)::float8 as "elapsedMs",
      (extract(epoch from now() - wake_at) * 1000)::float8 as "lateMs"
    from payment where wake_at <= now() order by wake_at limit ${limit}
    for update skip locked`

/** A till's payments that are open or changed lately, oldest change first. */
export const readRecent = (
  sql: Statements,
  { merchantId, tillId, sinceMs }: { merchantId: string; tillId: string; sinceMs: number },
): Promise<readonly PaymentRow[]> =>
  sql<PaymentRow[]>`
    select ${columns(sql)} from payment
    where merchant_id = ${merchantId} and till_id = ${tillId}
      and (wake_at is not null or changed_at > now() - ${milliseconds(sql, sinceMs)})
    order by changed_at`
