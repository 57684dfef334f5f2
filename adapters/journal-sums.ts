import type { Currency } from '../app/money.ts'
import {
  byText,
  hourStartOf,
  NO_TALLY,
  type CountAsk,
  type Figures,
  type Outcome,
  type Tally,
  type Totals,
  type Unresolved,
} from '../app/shift/figures.ts'
import type { Sqlite } from './sqlite.ts'

/** Every clock of the world is so many quarters of an hour from UTC, and is changed at a full one. */
const QUARTER_MS = 900_000

/**
 * Every attempt that ended within the range, by the state that its entry holds: an end is written once, and never again. The texts looked for
 * first only save reading the states that cannot be an end.
 */
const ENDED = `
  select state ->> '$.sale.cashier.name' as cashier,
    state ->> '$.sale.amount.currency' as currency,
    case when state ->> '$.proof' = 'returned' then 'returned' else state ->> '$.kind' end as outcome,
    seq <= ?3 as before_opening,
    at_ms - at_ms % ${QUARTER_MS} as quarter_ms,
    count(*) as count, sum(state ->> '$.sale.amount.minor') as minor
  from entry
  where seq > ?1 and seq <= ?2
    and (instr(state, '"paid"') or instr(state, '"not-charged"') or instr(state, '"revoked"'))
    and state ->> '$.kind' in ('paid', 'not-charged', 'revoked')
  group by 1, 2, 3, 4, 5`

/** Attempts that are undecided now. */
const UNRESOLVED = `
  select sale_id,
    state ->> '$.attempt.outTradeNo' as out_trade_no,
    state ->> '$.sale.amount.minor' as minor,
    state ->> '$.sale.amount.currency' as currency,
    state ->> '$.attempt.submittedAtMs' as submitted_at_ms,
    state ->> '$.sale.cashier.name' as cashier
  from entry where seq in (select seq from sale where unfinished = 1) order by out_trade_no`

/** Attempts that ended alike within the same quarter of an hour. */
export interface EndedSum extends Tally {
  readonly cashier: string | null
  readonly currency: Currency
  readonly outcome: Outcome
  readonly before_opening: number
  readonly quarter_ms: number
}

const added = (rows: readonly Tally[]): Tally =>
  rows.reduce(
    (sum, { count, minor }) => ({ count: sum.count + count, minor: sum.minor + minor }),
    NO_TALLY,
  )

const totalsOf = (rows: readonly EndedSum[]): Totals => {
  const of = (outcome: Outcome): Tally => added(rows.filter((row) => row.outcome === outcome))
  return {
    paid: of('paid'),
    returned: of('returned'),
    revoked: of('revoked'),
    'not-charged': of('not-charged'),
  }
}

/** Adds up a part of the journal by SQL. The sums of parts that touch are the sums of the whole. */
export const endedIn = (
  db: Sqlite,
  { fromSeq, toSeq, openedSeq }: Pick<CountAsk, 'fromSeq' | 'toSeq' | 'openedSeq'>,
): readonly EndedSum[] =>
  // The columns selected are those of the type.
  db.prepare(ENDED).all(fromSeq, toSeq, openedSeq) as EndedSum[]

/** What the sums of a shift's parts and the undecided attempts say. What the fold counts (app/shift/fold.ts) must be the same. */
export function figuresOf(
  all: readonly EndedSum[],
  { currency, zones }: Pick<CountAsk, 'currency' | 'zones'>,
  unresolved: readonly Unresolved[],
): Figures {
  const rows = all.filter((row) => row.currency === currency)
  const paid = rows.filter(({ outcome }) => outcome === 'paid')
  const hourOf = ({ quarter_ms: atMs }: EndedSum): number =>
    hourStartOf(atMs, (zones.findLast(({ fromMs }) => fromMs <= atMs) ?? zones[0])?.minutes ?? 0)
  const cashiers = [...new Set(rows.map(({ cashier }) => cashier))]
  const hours = [...new Set(paid.map(hourOf))].sort((one, other) => one - other)
  const codes = [...new Set(all.map((row) => row.currency))].filter((code) => code !== currency)
  return {
    outcomes: totalsOf(rows),
    byCashier: cashiers
      .toSorted((one, other) => byText(one ?? '', other ?? ''))
      .map((cashier) => ({
        cashier,
        outcomes: totalsOf(rows.filter((row) => row.cashier === cashier)),
      })),
    byHour: hours.map((hourStartMs) => ({
      hourStartMs,
      paid: added(paid.filter((row) => hourOf(row) === hourStartMs)),
    })),
    withoutShift: added(paid.filter((row) => row.before_opening === 1)),
    others: codes.toSorted().map((code) => ({
      currency: code,
      outcomes: totalsOf(all.filter((row) => row.currency === code)),
    })),
    unresolved,
  }
}

/** Attempts that are undecided now, and who scanned them. */
export function unresolvedIn(db: Sqlite): readonly Unresolved[] {
  const rows = db.prepare(UNRESOLVED).all() as {
    readonly sale_id: string
    readonly out_trade_no: string
    readonly minor: number
    readonly currency: Currency
    readonly submitted_at_ms: number
    readonly cashier: string | null
  }[]
  return rows.map((row) => ({
    saleId: row.sale_id,
    outTradeNo: row.out_trade_no,
    minor: row.minor,
    currency: row.currency,
    submittedAtMs: row.submitted_at_ms,
    cashier: row.cashier,
  }))
}
