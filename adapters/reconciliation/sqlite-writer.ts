import { type Day, hourOf } from '../../app/reconciliation/day.ts'
import { explainsItself, GRAVITY } from '../../app/reconciliation/difference.ts'
import type { DayWriter } from '../../app/reconciliation/store.ts'
import type { Sqlite } from '../sqlite.ts'
import { EMPTY_STAGING } from './sqlite-schema.ts'

/** Rows that are staged in one transaction: each costs a commit of the temporary file. */
const BATCH = 2_000

/** After every class that a difference can have. */
export const MATCHED_GRAVITY = GRAVITY.length

/** Writes one day. What is staged lies apart until it counts, so that remedies can be taken meanwhile. */
export function openDayWriter(db: Sqlite, day: Day): DayWriter {
  db.exec(EMPTY_STAGING)
  const addLine = db.prepare('insert into new_line values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const addDifference = db.prepare('insert into new_difference values (?, ?, ?, ?, ?, ?, ?)')
  const addElsewhere = db.prepare('insert into new_elsewhere values (?, ?, ?, ?)')
  const staged: (() => void)[] = []
  const flush = (): void => {
    if (staged.length === 0) return
    db.exec('begin')
    for (const run of staged) run()
    db.exec('commit')
    staged.length = 0
  }
  const stage = (run: () => void): void => {
    staged.push(run)
    if (staged.length >= BATCH) flush()
  }
  return {
    line: (line) =>
      stage(() => {
        addLine.run(
          line.orderNumber,
          line.refundNumber ?? '',
          line.atMs,
          hourOf(line.atMs),
          line.till,
          line.cashier,
          line.currency,
          line.oursMinor,
          line.theirsMinor,
          line.oursState,
          line.theirsState,
        )
      }),
    difference: (difference) =>
      stage(() => {
        const { id, orderNumber, refundNumber } = difference
        addDifference.run(
          id,
          orderNumber,
          refundNumber ?? '',
          GRAVITY.indexOf(difference.class),
          difference.class,
          JSON.stringify(difference),
          explainsItself(difference) ? 1 : 0,
        )
      }),
    elsewhere: ({ ourDay, orderNumber, refundNumber, row }) =>
      stage(() => void addElsewhere.run(ourDay, orderNumber, refundNumber ?? '', row)),
    commit(totals, bill, atMs) {
      flush()
      db.exec('begin immediate')
      try {
        const report = JSON.stringify({ ...totals, bill })
        makeCurrent(db, { day, report, atMs })
        db.exec('commit')
      } catch (error) {
        db.exec('rollback')
        throw error
      }
      db.exec(EMPTY_STAGING)
      return Promise.resolve()
    },
    abandon() {
      staged.length = 0
      db.exec(EMPTY_STAGING)
      return Promise.resolve()
    },
  }
}

interface Commit {
  readonly day: Day
  readonly report: string
  readonly atMs: number
}

const explained = (because: string): string =>
  `json_object('kind', 'explained', 'because', '${because}', 'atMs', ?1)`

/** Replaces the day's report. What became of its differences outlives it. */
function makeCurrent(db: Sqlite, { day, report, atMs }: Commit): void {
  const run = (sql: string, ...values: readonly (string | number)[]): void =>
    void db.prepare(sql).run(...values)
  run('delete from elsewhere where bill_day = ?', day)
  run('insert into elsewhere select ?, our_day, order_number, refund_number, row from new_elsewhere', day) // prettier-ignore
  // What a person resolved stays so. What explained itself, or was gone, is open again if it now is a difference.
  run(
    `insert into difference
       select id, ?2, order_number, refund_number, gravity, class, body,
         iif(quiet, 'explained', 'open'),
         iif(quiet, ${explained('itself')}, json_object('kind', 'open')), ?1
       from new_difference where true
     on conflict (id) do update set
       gravity = excluded.gravity, class = excluded.class, body = excluded.body,
       state_kind = case when state_kind = 'resolved' then state_kind else excluded.state_kind end,
       state = case
         when state_kind = 'resolved' then state
         when state_kind = 'explained' and excluded.state_kind = 'explained'
           and state ->> 'because' = 'itself' then state
         else excluded.state end`,
    atMs,
    day,
  )
  // Found before and not found now: another day's bill has it, or the sides agree meanwhile.
  run(
    `update difference set state_kind = 'explained', state = iif(
       exists (select 1 from elsewhere e where e.our_day = ?2 and e.order_number = difference.order_number
         and e.refund_number = difference.refund_number), ${explained('other-bill')}, ${explained('gone')})
     where day = ?2 and id not in (select id from new_difference) and state_kind <> 'resolved'
       and not (state_kind = 'explained' and state ->> 'because' in ('gone', 'other-bill'))`,
    atMs,
    day,
  )
  // Rows of this bill that were missed on another day.
  run(
    `update difference set state_kind = 'explained', state = ${explained('other-bill')}
     where state_kind <> 'resolved' and coalesce(state ->> 'because', '') <> 'other-bill'
       and body ->> 'topic' in ('payment', 'refund')
       and exists (select 1 from new_elsewhere e where e.our_day = difference.day
         and e.order_number = difference.order_number and e.refund_number = difference.refund_number)`,
    atMs,
  )
  run('delete from line where day = ?', day)
  run(
    `insert into line
       select ?, l.order_number, l.refund_number, l.at_ms, l.hour, l.till, l.cashier, l.currency,
         l.ours_minor, l.theirs_minor, l.ours_state, l.theirs_state,
         coalesce(min(d.gravity), ${MATCHED_GRAVITY}), coalesce(d.class, 'matched')
       from new_line l left join new_difference d
         on d.order_number = l.order_number and d.refund_number = l.refund_number
       group by l.order_number, l.refund_number`,
    day,
  )
  // The same again is not news: the day keeps the time at which it was first found to be so.
  run(
    `insert into day (day, report, reconciled_at_ms) values (?, ?, ?)
     on conflict (day) do update set failure = null,
       reconciled_at_ms = iif(report is excluded.report, reconciled_at_ms, excluded.reconciled_at_ms),
       report = excluded.report`,
    day,
    report,
    atMs,
  )
}
