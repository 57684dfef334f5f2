import { type Day, hourOf } from '../../app/reconciliation/day.ts'
import { type Difference, explainsItself, GRAVITY } from '../../app/reconciliation/difference.ts'
import type { BillFacts, DayTotals, NewLine } from '../../app/reconciliation/report.ts'
import type { DayWriter, Elsewhere } from '../../app/reconciliation/store.ts'
import { type Database, inTransaction, type Statements } from '../database.ts'
import { holdClaim, type WorkClaim } from './claim.ts'

/** Rows that share a statement. */
const BATCH = 1_000
/** Rows that are forgotten at once: no lock lasts long, and nothing else waits. */
const FORGET_AT_ONCE = 20_000

/** After every class that a difference can have. */
export const MATCHED_GRAVITY = GRAVITY.length

/** Objects that cross as JSON; postgres.js asks for a type that only index signatures fit. */
export const plain = (value: object): never => value as never // The value is JSON data by its type.

/**
 * Collects rows until there are enough for a statement. Where that takes long, they have to be copies: a text that was cut out of
 * a bucket keeps all of it in memory.
 */
class Batch {
  readonly #write: (rows: readonly object[]) => Promise<unknown>
  #rows: object[] = []

  constructor(write: (rows: readonly object[]) => Promise<unknown>) {
    this.#write = write
  }

  /** A promise only where rows leave, so that a million of them do not cost a million turns. */
  add(row: object): Promise<void> | undefined {
    this.#rows.push(row)
    return this.#rows.length >= BATCH ? this.flush() : undefined
  }

  async flush(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    if (rows.length > 0) await this.#write(rows)
  }

  clear(): void {
    this.#rows = []
  }
}

const lineRow = (line: NewLine) => ({
  order_number: line.orderNumber,
  refund_number: line.refundNumber ?? '',
  at_ms: line.atMs,
  hour: hourOf(line.atMs),
  till: line.till,
  cashier: line.cashier,
  currency: line.currency,
  ours_minor: line.oursMinor,
  theirs_minor: line.theirsMinor,
  ours_state: line.oursState,
  theirs_state: line.theirsState,
})

const differenceRow = (difference: Difference) => ({
  id: difference.id,
  order_number: difference.orderNumber,
  refund_number: difference.refundNumber ?? '',
  gravity: GRAVITY.indexOf(difference.class),
  class: difference.class,
  body: difference,
  quiet: explainsItself(difference),
})

const elsewhereRow = ({ orderNumber, refundNumber, ourDay, row }: Elsewhere) => ({
  row,
  order_number: orderNumber,
  refund_number: refundNumber ?? '',
  our_day: ourDay,
})

const batchesOf = (sql: Statements, run: number) => ({
  lines: new Batch(
    (rows) => sql`
      insert into reconciliation_line
        select ${run}::bigint, x.*, ${MATCHED_GRAVITY}::integer, 'matched'
        from jsonb_to_recordset(${sql.json(plain(rows))}::jsonb) as x(
          order_number text, refund_number text, at_ms bigint, hour integer, till text, cashier text,
          currency text, ours_minor bigint, theirs_minor bigint, ours_state text, theirs_state text)
      on conflict do nothing`,
  ),
  differences: new Batch(
    (rows) => sql`
      insert into reconciliation_new_difference
        select ${run}::bigint, x.* from jsonb_to_recordset(${sql.json(plain(rows))}::jsonb) as x(
          id text, order_number text, refund_number text, gravity integer, class text, body jsonb, quiet boolean)`,
  ),
  elsewhere: new Batch(
    (rows) => sql`
      insert into reconciliation_new_elsewhere
        select ${run}::bigint, x.* from jsonb_to_recordset(${sql.json(plain(rows))}::jsonb) as x(
          row text, order_number text, refund_number text, our_day text)
      on conflict do nothing`,
  ),
})

/**
 * Writes one day under a run of its own, which nobody sees until it is committed. A million lines are not copied then: the
 * day's row names another run, in the same transaction as all that follows from it.
 */
export async function openDayWriter(sql: Database, claim: WorkClaim, day: Day): Promise<DayWriter> {
  const { merchantId, node } = claim
  await forgetUnused(sql, merchantId)
  const [made] = await sql<{ run: number }[]>`
    insert into reconciliation_run (merchant_id, day, node) values (${merchantId}, ${day}, ${node})
    returning run::float8 as run`
  if (made === undefined) throw new Error('no run')
  const { run } = made
  const batches = batchesOf(sql, run)
  const all = Object.values(batches)
  return {
    line: (line) => batches.lines.add(lineRow(line)),
    difference: (difference) => batches.differences.add(structuredClone(differenceRow(difference))),
    elsewhere: (one) => batches.elsewhere.add(structuredClone(elsewhereRow(one))),
    async commit(totals, bill, atMs) {
      for (const batch of all) await batch.flush()
      await inTransaction(sql, async (transaction) => {
        // A day with very many differences takes its time; nobody waits for it but the manager.
        await transaction`set local statement_timeout = 0`
        await holdClaim(transaction, claim)
        await makeCurrent(transaction, { merchantId, day, run, report: { ...totals, bill }, atMs })
      })
      await forgetUnused(sql, merchantId)
      await forgetStaged(sql, run)
    },
    async abandon() {
      for (const batch of all) batch.clear()
      await forgetRun(sql, run)
    },
  }
}

interface Commit {
  readonly merchantId: string
  readonly day: Day
  readonly run: number
  readonly report: DayTotals & { readonly bill: BillFacts }
  readonly atMs: number
}

/** Replaces the day's report. What became of its differences outlives it. */
async function makeCurrent(sql: Statements, commit: Commit): Promise<void> {
  const { merchantId, day, run, report, atMs } = commit
  await sql`delete from reconciliation_elsewhere
    where merchant_id = ${merchantId} and bill_day = ${day}`
  await sql`insert into reconciliation_elsewhere (merchant_id, bill_day, row, order_number, refund_number, our_day)
    select ${merchantId}, ${day}, row, order_number, refund_number, our_day
    from reconciliation_new_elsewhere where run = ${run}`
  await mergeDifferences(sql, commit)
  // An order shows the gravest of what it is found to be.
  await sql`update reconciliation_line l set gravity = d.gravity, class = d.class
    from (
      select distinct on (order_number, refund_number) order_number, refund_number, gravity, class
      from reconciliation_new_difference where run = ${run}
      order by order_number, refund_number, gravity, id) d
    where l.run = ${run} and l.order_number = d.order_number and l.refund_number = d.refund_number`
  // The same again is not news: the day keeps the time at which it was first found to be so.
  await sql`insert into reconciliation_day as known (merchant_id, day, report, reconciled_at_ms, run)
    values (${merchantId}, ${day}, ${sql.json(plain(report))}, ${atMs}, ${run})
    on conflict (merchant_id, day) do update set failure = null, run = excluded.run,
      reconciled_at_ms = case when known.report is not distinct from excluded.report
        then known.reconciled_at_ms else excluded.reconciled_at_ms end,
      report = excluded.report`
}

async function mergeDifferences(
  sql: Statements,
  { merchantId, day, run, atMs }: Commit,
): Promise<void> {
  const explained = (because: string) =>
    sql`jsonb_build_object('kind', 'explained', 'because', ${because}::text, 'atMs', ${atMs}::float8)`
  // What a person resolved stays so. What explained itself, or was gone, is open again if it now is a difference.
  await sql`
    insert into reconciliation_difference as known
      select ${merchantId}, id, ${day}, order_number, refund_number, gravity, class, body,
        case when quiet then 'explained' else 'open' end,
        case when quiet then ${explained('itself')} else jsonb_build_object('kind', 'open') end,
        ${atMs}::bigint
      from reconciliation_new_difference where run = ${run}
    on conflict (merchant_id, id) do update set
      gravity = excluded.gravity, class = excluded.class, body = excluded.body,
      state_kind = case when known.state_kind = 'resolved' then known.state_kind
        else excluded.state_kind end,
      state = case
        when known.state_kind = 'resolved' then known.state
        when known.state_kind = 'explained' and excluded.state_kind = 'explained'
          and known.state ->> 'because' = 'itself' then known.state
        else excluded.state end`
  // Found before and not found now: another day's bill has it, or the sides agree meanwhile.
  await sql`
    update reconciliation_difference d set state_kind = 'explained', state = case when exists (
        select 1 from reconciliation_elsewhere e where e.merchant_id = d.merchant_id and e.our_day = d.day
          and e.order_number = d.order_number and e.refund_number = d.refund_number)
      then ${explained('other-bill')} else ${explained('gone')} end
    where merchant_id = ${merchantId} and day = ${day} and state_kind <> 'resolved'
      and not (state_kind = 'explained' and state ->> 'because' in ('gone', 'other-bill'))
      and not exists (
        select 1 from reconciliation_new_difference n where n.run = ${run} and n.id = d.id)`
  // Rows of this bill that were missed on another day.
  await sql`
    update reconciliation_difference d set state_kind = 'explained', state = ${explained('other-bill')}
    from reconciliation_new_elsewhere e
    where e.run = ${run} and d.merchant_id = ${merchantId} and d.day = e.our_day
      and d.order_number = e.order_number and d.refund_number = e.refund_number
      and d.state_kind <> 'resolved' and coalesce(d.state ->> 'because', '') <> 'other-bill'
      and d.body ->> 'topic' in ('payment', 'refund')`
}

/** Runs that no day names: what was there before, and what a node that died has left. Only whoever holds the claim may. */
async function forgetUnused(sql: Database, merchantId: string): Promise<void> {
  const runs = await sql<{ run: number }[]>`
    select run::float8 as run from reconciliation_run r where merchant_id = ${merchantId}
      and not exists (select 1 from reconciliation_day d where d.run = r.run)`
  for (const { run } of runs) await forgetRun(sql, run)
}

async function forgetRun(sql: Database, run: number): Promise<void> {
  for (;;) {
    const { count } = await sql`
      delete from reconciliation_line where run = ${run} and (order_number, refund_number) in (
        select order_number, refund_number from reconciliation_line
        where run = ${run} limit ${FORGET_AT_ONCE})`
    if (count < FORGET_AT_ONCE) break
  }
  await forgetStaged(sql, run)
  await sql`delete from reconciliation_run where run = ${run}`
}

async function forgetStaged(sql: Database, run: number): Promise<void> {
  await sql`delete from reconciliation_new_difference where run = ${run}`
  await sql`delete from reconciliation_new_elsewhere where run = ${run}`
}
