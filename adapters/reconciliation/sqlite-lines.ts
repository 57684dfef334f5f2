import type { Day } from '../../app/reconciliation/day.ts'
import type { ReportLine } from '../../app/reconciliation/report.ts'
import {
  type LineFilter,
  type LinePage,
  LINES_MAX,
  type PageWish,
} from '../../app/reconciliation/store.ts'
import type { Sqlite, SqliteValue } from '../sqlite.ts'

/** A query's rows, of the shape that its columns have: all of them were written by this store, and what comes out is what went in. */
export const rowsOf = <Row>(
  db: Sqlite,
  sql: string,
  ...values: readonly SqliteValue[]
): readonly Row[] => db.prepare(sql).all(...values) as Row[]

interface LineRow {
  readonly order_number: string
  readonly refund_number: string
  readonly at_ms: number
  readonly gravity: number
  readonly till: string
  readonly cashier: string | null
  readonly currency: string
  readonly ours_minor: number | null
  readonly theirs_minor: number | null
  readonly ours_state: ReportLine['oursState']
  readonly theirs_state: string | null
  readonly class: ReportLine['class']
  readonly ids: string | null
  readonly standing: ReportLine['standing'] | null
}

interface Wanted {
  readonly day: Day
  readonly filter: LineFilter
  readonly page: PageWish
}

const ORDER = 'gravity, at_ms, order_number, refund_number'

/** The lines whose keys a query gives. They come from the index alone, however far it has to skip; only a page's rows are read whole. */
const linesOf = (keys: string): string =>
  `with page as (${keys})
   select l.*, (select group_concat(id, char(10)) from (select id from difference d
       where ${OF_LINE} and ${STANDS} order by gravity)) as ids,
     (select state_kind from difference d where ${OF_LINE} and ${STANDS}
       order by state_kind = 'open' desc, state_kind = 'resolved' desc limit 1) as standing
   from page join line l using (day, order_number, refund_number)
   order by l.gravity, l.at_ms, l.order_number, l.refund_number`

const OF_DAY = 'l.day = ?'

const KEYS = 'select day, order_number, refund_number from line l'

/** A page of a day's lines, and how many fit in all. */
export function linesIn(db: Sqlite, { day, filter, page }: Wanted): LinePage {
  const { where, values } = conditionOf(day, filter)
  const rows = rowsOf<LineRow>(
    db,
    linesOf(`${KEYS} where ${where} order by ${ORDER} limit ? offset ?`),
    ...values,
    page.limit,
    page.offset,
  )
  // Without a filter the report itself says how many there are.
  const total = where === OF_DAY ? TOTAL : `select count(*) as n from line l where ${where}`
  const [count] = rowsOf<{ readonly n: number }>(db, total, ...values)
  return { lines: rows.map(lineIn), total: count?.n ?? 0 }
}

const TOTAL = `select coalesce(json_extract(report, '$.lines'), 0) as n from day where day = ?`

/** All lines of a day, in blocks. */
export function* everyLineIn(db: Sqlite, day: Day): Generator<readonly ReportLine[]> {
  let last: LineRow | undefined
  do {
    const after = last === undefined ? '' : `and (${ORDER}) > (?, ?, ?, ?)`
    const key = last === undefined ? [] : [last.gravity, last.at_ms, last.order_number, last.refund_number] // prettier-ignore
    const rows = rowsOf<LineRow>(
      db,
      linesOf(`${KEYS} where day = ? ${after} order by ${ORDER} limit ?`),
      day,
      ...key,
      LINES_MAX,
    )
    if (rows.length > 0) yield rows.map(lineIn)
    last = rows.length < LINES_MAX ? undefined : rows.at(-1)
  } while (last !== undefined)
}

/** One that is gone is kept for its history only. */
const STANDS = `coalesce(d.state ->> 'because', '') <> 'gone'`

const OF_LINE =
  'd.day = l.day and d.order_number = l.order_number and d.refund_number = l.refund_number'

function conditionOf(day: Day, filter: LineFilter) {
  const parts = [OF_DAY]
  const values: SqliteValue[] = [day]
  const add = (sql: string, ...more: readonly SqliteValue[]): void => {
    parts.push(sql)
    values.push(...more)
  }
  const { classes, openOnly, till, cashier, hour, text } = filter
  if (classes !== undefined) {
    const marks = classes.map(() => '?').join(', ')
    const named = `exists (select 1 from difference d where ${OF_LINE} and ${STANDS} and d.class in (${marks}))`
    // Of all that an order is found to be, the line itself shows the gravest only.
    add(classes.includes('matched') ? `(l.class = 'matched' or ${named})` : named, ...classes)
  }
  if (openOnly === true)
    add(`exists (select 1 from difference d where ${OF_LINE} and state_kind = 'open')`)
  if (till !== undefined) add('l.till = ?', till)
  if (cashier !== undefined) add(`coalesce(l.cashier, '') = ?`, cashier)
  if (hour !== undefined) add('l.hour = ?', hour)
  if (text !== undefined && text !== '')
    add('(instr(l.order_number, ?) > 0 or instr(l.refund_number, ?) > 0)', text, text)
  return { where: parts.join(' and '), values }
}

const lineIn = (row: LineRow): ReportLine => ({
  orderNumber: row.order_number,
  refundNumber: row.refund_number === '' ? null : row.refund_number,
  atMs: row.at_ms,
  till: row.till,
  cashier: row.cashier,
  currency: row.currency,
  oursMinor: row.ours_minor,
  theirsMinor: row.theirs_minor,
  oursState: row.ours_state,
  theirsState: row.theirs_state,
  class: row.class,
  differences: row.ids === null ? [] : row.ids.split('\n'),
  ...(row.standing !== null && { standing: row.standing }),
})
