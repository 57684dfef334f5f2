import { type Day } from '../../app/reconciliation/day.ts'
import type { Difference } from '../../app/reconciliation/difference.ts'
import { type RemedyDone, settles } from '../../app/reconciliation/remedy.ts'
import type {
  DayReport,
  DayState,
  DifferenceState,
  StoredDifference,
} from '../../app/reconciliation/report.ts'
import type { Elsewhere, EveryLine, ReconciliationStore } from '../../app/reconciliation/store.ts'
import { openSqlite, type Sqlite } from '../sqlite.ts'
import { everyLineIn, linesIn, rowsOf } from './sqlite-lines.ts'
import { prepareSchema } from './sqlite-schema.ts'
import { openDayWriter } from './sqlite-writer.ts'

/** Reconciled days in a file of their own. */
export interface SqliteReconciliation extends ReconciliationStore, EveryLine {
  readonly close: () => void
}

/** Opens the file of reconciled days, or makes it. Rejects when it cannot be used. */
export async function openReconciliation(path: string): Promise<SqliteReconciliation> {
  const db = await openSqlite(path)
  try {
    prepareSchema(db)
  } catch (error) {
    db.close()
    throw error
  }
  return storeIn(db)
}

interface DayRow {
  readonly day: Day
  readonly failure: string | null
  readonly report: string | null
  readonly reconciled_at_ms: number | null
  readonly open: number
  readonly explained: number
  readonly resolved: number
}

const DAYS = `
  select day, failure, report, reconciled_at_ms,
    (select count(*) from difference d where d.day = day.day and state_kind = 'open') as open,
    (select count(*) from difference d where d.day = day.day and state_kind = 'explained') as explained,
    (select count(*) from difference d where d.day = day.day and state_kind = 'resolved') as resolved
  from day`

function stateOf({ failure, reconciled_at_ms, open, explained, resolved }: DayRow): DayState {
  if (failure !== null) return { kind: 'failed', ...(JSON.parse(failure) as Omit<Extract<DayState, { readonly kind: 'failed' }>, 'kind'>) } // prettier-ignore
  if (reconciled_at_ms === null) return { kind: 'missing' }
  return { kind: 'reconciled', atMs: reconciled_at_ms, open, explained, resolved }
}

function storeIn(db: Sqlite): SqliteReconciliation {
  const difference = (id: string): StoredDifference | null => {
    const [row] = rowsOf<DifferenceRow>(db, `${DIFFERENCES} where id = ?`, id)
    return row === undefined ? null : storedIn(db, row)
  }
  return {
    days: async (from, to) =>
      rowsOf<DayRow>(db, `${DAYS} where day between ? and ? order by day`, from, to).map((row) => ({
        day: row.day,
        state: stateOf(row),
      })),
    day: async (day) => {
      const [row] = rowsOf<DayRow>(db, `${DAYS} where day = ?`, day)
      if (row === undefined) return null
      const report = row.report === null ? null : (JSON.parse(row.report) as DayReport['report'])
      return { day, state: stateOf(row), report }
    },
    lines: async (day, filter, page) => linesIn(db, { day, filter, page }),
    everyLine: (day) => everyLineIn(db, day),
    difference: async (id) => difference(id),
    differences: async (day, { offset, limit }) =>
      rowsOf<DifferenceRow>(
        db,
        `${DIFFERENCES} where day = ?
         order by state_kind = 'open' desc, gravity, found_at_ms, id limit ? offset ?`,
        day,
        limit,
        offset,
      ).map((row) => storedIn(db, row)),
    elsewhereOf: async (day) =>
      rowsOf<ElsewhereRow>(db, 'select * from elsewhere where our_day = ?', day).map((row) => ({
        orderNumber: row.order_number,
        refundNumber: row.refund_number === '' ? null : row.refund_number,
        ourDay: row.our_day,
        row: row.row,
      })),
    write: async (day) => openDayWriter(db, day),
    failed: async (day, failure) => {
      db.prepare(
        `insert into day (day, failure) values (?, ?)
         on conflict (day) do update set failure = excluded.failure`,
      ).run(day, JSON.stringify(failure))
    },
    remedy: async (id, done) => (addRemedy(db, id, done) ? difference(id) : null),
    close: () => db.close(),
  }
}

interface ElsewhereRow {
  readonly our_day: Day
  readonly order_number: string
  readonly refund_number: string
  readonly row: Elsewhere['row']
}

interface DifferenceRow {
  readonly id: string
  readonly body: string
  readonly state: string
  readonly found_at_ms: number
}

const DIFFERENCES = 'select id, body, state, found_at_ms from difference'

const storedIn = (
  db: Sqlite,
  { id, body, state, found_at_ms }: DifferenceRow,
): StoredDifference => ({
  ...(JSON.parse(body) as Difference),
  state: JSON.parse(state) as DifferenceState,
  remedies: rowsOf<{ readonly body: string }>(
    db,
    'select body from remedy where difference_id = ? order by seq',
    id,
  ).map((row) => JSON.parse(row.body) as RemedyDone),
  foundAtMs: found_at_ms,
})

/** False: there is no such difference. One that is resolved stays so; what is added to it is kept all the same. */
function addRemedy(db: Sqlite, id: string, done: RemedyDone): boolean {
  db.exec('begin immediate')
  try {
    const known = db.prepare('select 1 from difference where id = ?').get(id) !== undefined
    if (known) {
      db.prepare(
        'insert into remedy select ?1, coalesce(max(seq), 0) + 1, ?2 from remedy where difference_id = ?1',
      ).run(id, JSON.stringify(done))
      if (settles(done))
        db.prepare(
          `update difference set state_kind = 'resolved', state = ? where id = ? and state_kind <> 'resolved'`,
        ).run(JSON.stringify({ kind: 'resolved', by: done }), id)
    }
    db.exec('commit')
    return known
  } catch (error) {
    db.exec('rollback')
    throw error
  }
}
