import {
  NO_TALLY,
  type CountAsk,
  type Figures,
  type Outcome,
  type Tally,
  type Totals,
  type Unresolved,
} from '../app/shift/figures.ts'
import type { Sqlite } from './sqlite.ts'

/** Every attempt that ended within the range, by the state that its entry holds: an end is written once, and never again. */
const ENDED = `
  with zone as (
    select key as place, value ->> '$[0]' as from_ms, (value ->> '$[1]') * 60000 as ahead_ms
    from json_each(?1)
  ),
  ended as (
    select at_ms,
      seq <= ?4 as before_opening,
      state ->> '$.sale.amount.minor' as minor,
      state ->> '$.sale.cashier.name' as cashier,
      case when state ->> '$.proof' = 'returned' then 'returned' else state ->> '$.kind' end as outcome,
      coalesce(
        (select ahead_ms from zone where from_ms <= at_ms order by place desc limit 1),
        (select ahead_ms from zone order by place limit 1), 0) as ahead_ms
    from entry
    where seq > ?2 and seq <= ?3 and state ->> '$.kind' in ('paid', 'not-charged', 'revoked')
  )
  select cashier, outcome, before_opening,
    at_ms + ahead_ms - (at_ms + ahead_ms) % 3600000 - ahead_ms as hour_start_ms,
    count(*) as count, sum(minor) as minor
  from ended group by 1, 2, 3, 4 order by cashier nulls first, hour_start_ms`

/** Attempts that are undecided now. */
const UNRESOLVED = `
  select sale_id,
    state ->> '$.attempt.outTradeNo' as out_trade_no,
    state ->> '$.sale.amount.minor' as minor,
    state ->> '$.attempt.submittedAtMs' as submitted_at_ms,
    state ->> '$.sale.cashier.name' as cashier
  from entry where seq in (select seq from sale where unfinished = 1) order by out_trade_no`

interface EndedRow extends Tally {
  readonly cashier: string | null
  readonly outcome: Outcome
  readonly before_opening: number
  readonly hour_start_ms: number
}

const added = (rows: readonly Tally[]): Tally =>
  rows.reduce(
    (sum, { count, minor }) => ({ count: sum.count + count, minor: sum.minor + minor }),
    NO_TALLY,
  )

const totalsOf = (rows: readonly EndedRow[]): Totals => {
  const of = (outcome: Outcome): Tally => added(rows.filter((row) => row.outcome === outcome))
  return {
    paid: of('paid'),
    returned: of('returned'),
    revoked: of('revoked'),
    'not-charged': of('not-charged'),
  }
}

/**
 * Counts a shift by SQL over the states in the journal, up to the journal's end. What the fold of the entries counts
 * (app/shift/fold.ts) must be the same.
 */
export function sumsIn(db: Sqlite, ask: CountAsk): Figures {
  const { fromSeq, toSeq, openedSeq } = ask
  const zones = JSON.stringify(ask.zones.map(({ fromMs, minutes }) => [fromMs, minutes]))
  const rows = db
    .prepare(ENDED)
    // The columns selected are those of the type.
    .all(zones, fromSeq, toSeq, openedSeq) as EndedRow[]
  const paid = rows.filter(({ outcome }) => outcome === 'paid')
  const cashiers = [...new Set(rows.map(({ cashier }) => cashier))]
  const hours = [...new Set(paid.map((row) => row.hour_start_ms))].sort((one, other) => one - other)
  return {
    outcomes: totalsOf(rows),
    byCashier: cashiers.map((cashier) => ({
      cashier,
      outcomes: totalsOf(rows.filter((row) => row.cashier === cashier)),
    })),
    byHour: hours.map((hourStartMs) => ({
      hourStartMs,
      paid: added(paid.filter((row) => row.hour_start_ms === hourStartMs)),
    })),
    withoutShift: added(paid.filter((row) => row.before_opening === 1)),
    unresolved: unresolvedIn(db),
  }
}

/** Attempts that are undecided now, and who scanned them. */
export function unresolvedIn(db: Sqlite): readonly Unresolved[] {
  const rows = db.prepare(UNRESOLVED).all() as {
    readonly sale_id: string
    readonly out_trade_no: string
    readonly minor: number
    readonly submitted_at_ms: number
    readonly cashier: string | null
  }[]
  return rows.map((row) => ({
    saleId: row.sale_id,
    outTradeNo: row.out_trade_no,
    minor: row.minor,
    submittedAtMs: row.submitted_at_ms,
    cashier: row.cashier,
  }))
}
