import type { Day } from '../../app/reconciliation/day.ts'
import type { ReportLine } from '../../app/reconciliation/report.ts'
import type { LineFilter, LinePage, PageWish } from '../../app/reconciliation/store.ts'
import type { Statements } from '../database.ts'

/** Which lines of whose day are wanted. */
export interface LinesWish {
  readonly merchantId: string
  readonly day: Day
  readonly filter: LineFilter
  readonly page: PageWish
}

interface LineRow extends Omit<ReportLine, 'refundNumber' | 'differences'> {
  readonly refundNumber: string
  readonly ids: readonly string[] | null
}

/** One that is gone is kept for its history only. */
const ofLine = (sql: Statements) => sql`
  d.merchant_id = n.merchant_id and d.day = n.day
  and d.order_number = l.order_number and d.refund_number = l.refund_number`

const stands = (sql: Statements) => sql`coalesce(d.state ->> 'because', '') <> 'gone'`

/** A page of a day's lines, those that differ first, and how many fit in all. */
export async function readLines(sql: Statements, wish: LinesWish): Promise<LinePage> {
  const { merchantId, day, filter, page } = wish
  const wanted = sql`
    from reconciliation_day n join reconciliation_line l on l.run = n.run
    where n.merchant_id = ${merchantId} and n.day = ${day} ${conditions(sql, filter)}`
  const [[count], rows] = await Promise.all([
    sql<{ total: number }[]>`select count(*)::int as total ${wanted}`,
    sql<LineRow[]>`
      select l.order_number as "orderNumber", l.refund_number as "refundNumber",
        l.at_ms::float8 as "atMs", l.till, l.cashier, l.currency,
        l.ours_minor::float8 as "oursMinor", l.theirs_minor::float8 as "theirsMinor",
        l.ours_state as "oursState", l.theirs_state as "theirsState", l.class,
        (select array_agg(d.id order by d.gravity, d.id) from reconciliation_difference d
          where ${ofLine(sql)} and ${stands(sql)}) as ids
      ${wanted} order by l.gravity, l.at_ms, l.order_number, l.refund_number
      limit ${page.limit} offset ${page.offset}`,
  ])
  return { lines: rows.map(lineIn), total: count?.total ?? 0 }
}

function conditions(sql: Statements, filter: LineFilter) {
  const { classes, openOnly, till, cashier, hour, text } = filter
  const named = sql`exists (select 1 from reconciliation_difference d
    where ${ofLine(sql)} and ${stands(sql)} and d.class = any(${[...(classes ?? [])]}))`
  // Of all that an order is found to be, the line itself shows the gravest only.
  const ofClasses = classes?.includes('matched')
    ? sql`and (l.class = 'matched' or ${named})`
    : sql`and ${named}`
  return sql`
    ${classes === undefined ? sql`` : ofClasses}
    ${openOnly === true ? sql`and exists (select 1 from reconciliation_difference d where ${ofLine(sql)} and d.state_kind = 'open')` : sql``}
    ${till === undefined ? sql`` : sql`and l.till = ${till}`}
    ${cashier === undefined ? sql`` : sql`and coalesce(l.cashier, '') = ${cashier}`}
    ${hour === undefined ? sql`` : sql`and l.hour = ${hour}`}
    ${text === undefined || text === '' ? sql`` : sql`and (strpos(l.order_number, ${text}) > 0 or strpos(l.refund_number, ${text}) > 0)`}`
}

const lineIn = ({ ids, refundNumber, ...line }: LineRow): ReportLine => ({
  ...line,
  refundNumber: refundNumber === '' ? null : refundNumber,
  differences: ids ?? [],
})
