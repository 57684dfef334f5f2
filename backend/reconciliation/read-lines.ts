import type { Day } from '../../app/reconciliation/day.ts'
import type { ReportLine } from '../../app/reconciliation/report.ts'
import {
  type LineFilter,
  type LinePage,
  LINES_MAX,
  type PageWish,
} from '../../app/reconciliation/store.ts'
import type { Statements } from '../database.ts'

/** Whose day. */
export interface DayOf {
  readonly merchantId: string
  readonly day: Day
}

/** Which lines of whose day are wanted. */
export interface LinesWish extends DayOf {
  readonly filter: LineFilter
  readonly page: PageWish
}

interface LineRow extends Omit<ReportLine, 'refundNumber' | 'differences' | 'standing'> {
  readonly refundNumber: string
  readonly gravity: number
  readonly ids: readonly string[] | null
  readonly standing: ReportLine['standing'] | null
}

/** One that is gone is kept for its history only. */
const ofLine = (sql: Statements, { merchantId, day }: DayOf) => sql`
  d.merchant_id = ${merchantId} and d.day = ${day}
  and d.order_number = l.order_number and d.refund_number = l.refund_number`

const stands = (sql: Statements) => sql`coalesce(d.state ->> 'because', '') <> 'gone'`

const order = (sql: Statements) => sql`l.gravity, l.at_ms, l.order_number, l.refund_number`

/** The lines whose keys a query gives. They come from the index alone, however far it has to skip; only a page's rows are read whole. */
const linesOf = (sql: Statements, day: DayOf, keys: ReturnType<typeof order>) => sql<LineRow[]>`
  with page as materialized (${keys})
  select l.order_number as "orderNumber", l.refund_number as "refundNumber", l.gravity,
    l.at_ms::float8 as "atMs", l.till, l.cashier, l.currency,
    l.ours_minor::float8 as "oursMinor", l.theirs_minor::float8 as "theirsMinor",
    l.ours_state as "oursState", l.theirs_state as "theirsState", l.class,
    (select array_agg(d.id order by d.gravity, d.id) from reconciliation_difference d
      where ${ofLine(sql, day)} and ${stands(sql)}) as ids,
    (select d.state_kind from reconciliation_difference d where ${ofLine(sql, day)} and ${stands(sql)}
      order by d.state_kind = 'open' desc, d.state_kind = 'resolved' desc limit 1) as standing
  from page join reconciliation_line l using (run, order_number, refund_number)
  order by ${order(sql)}`

/** A page of a day's lines, those that differ first, and how many fit in all. */
export async function readLines(sql: Statements, wish: LinesWish): Promise<LinePage> {
  const { merchantId, day, filter, page } = wish
  const fits = conditions(sql, wish, filter)
  const wanted = sql`from reconciliation_line l where l.run = (select run from reconciliation_day
    where merchant_id = ${merchantId} and day = ${day}) ${fits ?? sql``}`
  const keys = sql`select l.run, l.order_number, l.refund_number ${wanted} order by ${order(sql)}
    limit ${page.limit} offset ${page.offset}`
  // Without a filter the report itself says how many there are.
  const total =
    fits === null
      ? sql`select coalesce((report ->> 'lines')::int, 0) as total from reconciliation_day
          where merchant_id = ${merchantId} and day = ${day}`
      : sql`select count(*)::int as total ${wanted}`
  const [[count], rows] = await Promise.all([
    sql<{ total: number }[]>`${total}`,
    linesOf(sql, wish, keys),
  ])
  return { lines: rows.map(lineIn), total: count?.total ?? 0 }
}

/** All lines of a day, in blocks; the comparison that counted at the beginning is read to its end. */
export async function* everyLine(
  sql: Statements,
  wish: DayOf,
): AsyncGenerator<readonly ReportLine[]> {
  const { merchantId, day } = wish
  const [found] = await sql<{ run: string | null }[]>`select run from reconciliation_day
    where merchant_id = ${merchantId} and day = ${day}`
  const run = found?.run ?? null
  if (run === null) return
  let last: LineRow | undefined
  do {
    const after: ReturnType<typeof order> =
      last === undefined
        ? sql``
        : sql`and (${order(sql)}) > (${last.gravity}, ${last.atMs}::float8::bigint, ${last.orderNumber}, ${last.refundNumber})`
    const keys = sql`select l.run, l.order_number, l.refund_number from reconciliation_line l
      where l.run = ${run} ${after} order by ${order(sql)} limit ${LINES_MAX}`
    const rows: LineRow[] = await linesOf(sql, wish, keys)
    if (rows.length > 0) yield rows.map(lineIn)
    last = rows.length < LINES_MAX ? undefined : rows.at(-1)
  } while (last !== undefined)
}

/** Null: all of them fit. */
function conditions(sql: Statements, wish: DayOf, filter: LineFilter) {
  const { classes, openOnly, till, cashier, hour, text } = filter
  const given = [classes, till, cashier, hour, text || undefined].some((one) => one !== undefined)
  if (!given && openOnly !== true) return null
  const named = sql`exists (select 1 from reconciliation_difference d
    where ${ofLine(sql, wish)} and ${stands(sql)} and d.class = any(${[...(classes ?? [])]}))`
  // Of all that an order is found to be, the line itself shows the gravest only.
  const ofClasses = classes?.includes('matched')
    ? sql`and (l.class = 'matched' or ${named})`
    : sql`and ${named}`
  return sql`
    ${classes === undefined ? sql`` : ofClasses}
    ${openOnly === true ? sql`and exists (select 1 from reconciliation_difference d where ${ofLine(sql, wish)} and d.state_kind = 'open')` : sql``}
    ${till === undefined ? sql`` : sql`and l.till = ${till}`}
    ${cashier === undefined ? sql`` : sql`and coalesce(l.cashier, '') = ${cashier}`}
    ${hour === undefined ? sql`` : sql`and l.hour = ${hour}`}
    ${text === undefined || text === '' ? sql`` : sql`and (strpos(l.order_number, ${text}) > 0 or strpos(l.refund_number, ${text}) > 0)`}`
}

function lineIn(row: LineRow): ReportLine {
  const { ids, standing, refundNumber } = row
  const { orderNumber, atMs, till, cashier, currency, oursMinor, theirsMinor } = row
  const { oursState, theirsState, class: found } = row
  return {
    orderNumber,
    refundNumber: refundNumber === '' ? null : refundNumber,
    atMs,
    till,
    cashier,
    currency,
    oursMinor,
    theirsMinor,
    oursState,
    theirsState,
    class: found,
    differences: ids ?? [],
    ...(standing !== null && { standing }),
  }
}
