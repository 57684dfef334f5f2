import type { Day } from '../../app/reconciliation/day.ts'
import type { Difference } from '../../app/reconciliation/difference.ts'
import { type RemedyDone, settles } from '../../app/reconciliation/remedy.ts'
import type {
  DayReport,
  DayState,
  DifferenceState,
  StoredDifference,
} from '../../app/reconciliation/report.ts'
import type {
  Elsewhere,
  EveryLine,
  PageWish,
  ReconciliationStore,
} from '../../app/reconciliation/store.ts'
import { type Database, inTransaction } from '../database.ts'
import { holdClaim, type WorkClaim } from './claim.ts'
import { openDayWriter, plain } from './day-writer.ts'
import { everyLine, readLines } from './read-lines.ts'

/** Reading, and what people do about differences: everything that needs no claim. */
export type ReconciliationReading = Omit<ReconciliationStore, 'write' | 'failed'> & EveryLine

type Failure = Omit<Extract<DayState, { readonly kind: 'failed' }>, 'kind'>

// Below, what comes out of jsonb is what this store put in.

interface DayRow {
  readonly day: Day
  readonly failure: Failure | null
  readonly reconciledAtMs: number | null
  readonly open: number
  readonly explained: number
  readonly resolved: number
}

function stateOf({ failure, reconciledAtMs, open, explained, resolved }: DayRow): DayState {
  if (failure !== null) return { kind: 'failed', ...failure }
  if (reconciledAtMs === null) return { kind: 'missing' }
  return { kind: 'reconciled', atMs: reconciledAtMs, open, explained, resolved }
}

interface DifferenceRow {
  readonly body: Difference
  readonly state: DifferenceState
  readonly foundAtMs: number
  readonly remedies: readonly RemedyDone[]
}

const storedIn = ({ body, ...known }: DifferenceRow): StoredDifference => ({ ...body, ...known })

interface ElsewhereRow {
  readonly orderNumber: string
  readonly refundNumber: string
  readonly ourDay: Day
  readonly row: Elsewhere['row']
}

/** A merchant's reconciled days, for whoever looks at them. */
export function readReconciliation(sql: Database, merchantId: string): ReconciliationReading {
  const dayColumns = sql`
    day, failure, reconciled_at_ms::float8 as "reconciledAtMs",
    (select count(*) filter (where state_kind = 'open')::int from reconciliation_difference x
      where x.merchant_id = d.merchant_id and x.day = d.day) as open,
    (select count(*) filter (where state_kind = 'explained')::int from reconciliation_difference x
      where x.merchant_id = d.merchant_id and x.day = d.day) as explained,
    (select count(*) filter (where state_kind = 'resolved')::int from reconciliation_difference x
      where x.merchant_id = d.merchant_id and x.day = d.day) as resolved`
  const differences = sql`
    select body, state, found_at_ms::float8 as "foundAtMs",
      coalesce((select jsonb_agg(r.body order by r.seq) from reconciliation_remedy r
        where r.merchant_id = d.merchant_id and r.difference_id = d.id), '[]'::jsonb) as remedies
    from reconciliation_difference d where merchant_id = ${merchantId}`
  const difference = async (id: string): Promise<StoredDifference | null> => {
    const [row] = await sql<DifferenceRow[]>`${differences} and id = ${id}`
    return row === undefined ? null : storedIn(row)
  }
  return {
    async days(from, to) {
      const rows = await sql<DayRow[]>`select ${dayColumns} from reconciliation_day d
        where merchant_id = ${merchantId} and day between ${from} and ${to} order by day`
      return rows.map((row) => ({ day: row.day, state: stateOf(row) }))
    },
    async day(day) {
      const [row] = await sql<(DayRow & Pick<DayReport, 'report'>)[]>`
        select ${dayColumns}, report from reconciliation_day d
        where merchant_id = ${merchantId} and day = ${day}`
      return row === undefined ? null : { day, state: stateOf(row), report: row.report }
    },
    lines: (day, filter, page) => readLines(sql, { merchantId, day, filter, page }),
    everyLine: (day) => everyLine(sql, { merchantId, day }),
    difference,
    async differences(day: Day, { offset, limit }: PageWish) {
      const rows = await sql<DifferenceRow[]>`${differences} and day = ${day}
        order by state_kind = 'open' desc, gravity, found_at_ms, id limit ${limit} offset ${offset}`
      return rows.map(storedIn)
    },
    async elsewhereOf(day) {
      const rows = await sql<ElsewhereRow[]>`
        select order_number as "orderNumber", refund_number as "refundNumber", our_day as "ourDay", row
        from reconciliation_elsewhere where merchant_id = ${merchantId} and our_day = ${day}`
      return rows.map((one) => ({ ...one, refundNumber: one.refundNumber === '' ? null : one.refundNumber })) // prettier-ignore
    },
    remedy: async (id, done) =>
      (await addRemedy(sql, { merchantId, id, done })) ? difference(id) : null,
  }
}

/** A merchant's reconciled days, for whoever compares them now. What it writes counts only while the claim is the latest. */
export function openReconciliation(
  sql: Database,
  claim: WorkClaim,
): ReconciliationStore & EveryLine {
  const { merchantId } = claim
  return {
    ...readReconciliation(sql, merchantId),
    write: (day) => openDayWriter(sql, claim, day),
    failed: (day, failure) =>
      inTransaction(sql, async (transaction) => {
        await holdClaim(transaction, claim)
        await transaction`insert into reconciliation_day (merchant_id, day, failure)
          values (${merchantId}, ${day}, ${transaction.json(plain(failure))})
          on conflict (merchant_id, day) do update set failure = excluded.failure`
      }),
  }
}

interface NewRemedy {
  readonly merchantId: string
  readonly id: string
  readonly done: RemedyDone
}

/** False: there is no such difference. One that is resolved stays so; what is added to it is kept all the same. */
const addRemedy = (sql: Database, { merchantId, id, done }: NewRemedy): Promise<boolean> =>
  inTransaction(sql, async (transaction) => {
    // One after the other: two managers may do something about it at once.
    const rows = await transaction`select 1 from reconciliation_difference
      where merchant_id = ${merchantId} and id = ${id} for update`
    if (rows.length === 0) return false
    await transaction`insert into reconciliation_remedy (merchant_id, difference_id, seq, body)
      select ${merchantId}, ${id}, coalesce(max(seq), 0) + 1, ${transaction.json(plain(done))}::jsonb
      from reconciliation_remedy where merchant_id = ${merchantId} and difference_id = ${id}`
    if (settles(done)) {
      const state: DifferenceState = { kind: 'resolved', by: done }
      await transaction`update reconciliation_difference
        set state_kind = 'resolved', state = ${transaction.json(plain(state))}
        where merchant_id = ${merchantId} and id = ${id} and state_kind <> 'resolved'`
    }
    return true
  })
