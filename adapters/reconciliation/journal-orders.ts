import type { PaymentState } from '../../app/payment/state.ts'
import type { EpochMs } from '../../app/ports.ts'
import type { Span } from '../../app/reconciliation/our-record.ts'
import type { Sqlite } from '../sqlite.ts'

/** One attempt as the journal has it. */
export interface JournalOrder {
  readonly outTradeNo: string
  readonly submittedAtMs: EpochMs
  /** Where the attempt stands, or stood when the sale went on to the next one. */
  readonly state: PaymentState
}

/** Where a page of orders goes on: after the order that was submitted then, under this entry. */
export interface OrderPlace {
  readonly submittedAtMs: EpochMs
  readonly seq: number
}

/** What reconciliation reads of a till's journal. Each call is short, however long the journal is. */
export interface OrderReading {
  /** Attempts submitted in a span, in the order of their time, after a place. `next` null: these were the last. */
  readonly ordersIn: (
    span: Span,
    after: OrderPlace | null,
    max: number,
  ) => { readonly orders: readonly JournalOrder[]; readonly next: OrderPlace | null }
  /** The attempts of these numbers, as far as they are known. */
  readonly ordersOf: (outTradeNos: readonly string[]) => readonly JournalOrder[]
  /** When the first attempt was submitted; null when none was. */
  readonly firstOrderAtMs: () => EpochMs | null
}

/** Without it every page would read the whole journal. */
export const ORDERS_INDEX = `create index entry_by_submit on entry (at_ms, seq)
  where submitted_out_trade_no is not null;`

/** The last entry of the attempt: the sale's next code begins another one. */
const LAST = `(select l.state from entry l where l.sale_id = e.sale_id and l.seq >= e.seq
  and l.seq < coalesce((select min(n.seq) from entry n where n.sale_id = e.sale_id and n.seq > e.seq
    and n.submitted_out_trade_no is not null), 9e18) order by l.seq desc limit 1)`

const ORDER = `select e.seq, e.at_ms, e.submitted_out_trade_no as number, ${LAST} as state from entry e`

interface Row {
  readonly seq: number
  readonly at_ms: number
  readonly number: string
  readonly state: string
}

/** Reads a journal that is open. */
export function readOrders(db: Sqlite): OrderReading {
  const page = db.prepare(
    `${ORDER} where e.submitted_out_trade_no is not null and (e.at_ms, e.seq) > (?, ?) and e.at_ms < ?
     order by e.at_ms, e.seq limit ?`,
  )
  const one = db.prepare(`${ORDER} where e.submitted_out_trade_no = ?`)
  const first = db.prepare(
    'select min(at_ms) as at_ms from entry where submitted_out_trade_no is not null',
  )
  return {
    firstOrderAtMs: () => (first.get() as { readonly at_ms: number | null }).at_ms,
    ordersIn({ fromMs, toMs }, after, max) {
      // Written by the journal itself: what comes out is what went in.
      const rows = page.all(after?.submittedAtMs ?? fromMs, after?.seq ?? -1, toMs, max) as Row[]
      const last = rows.length < max ? undefined : rows.at(-1)
      return {
        orders: rows.map(orderIn),
        next: last === undefined ? null : { submittedAtMs: last.at_ms, seq: last.seq },
      }
    },
    ordersOf: (numbers) =>
      numbers.flatMap((number) => {
        const row = one.get(number) as Row | undefined
        return row === undefined ? [] : [orderIn(row)]
      }),
  }
}

const orderIn = ({ at_ms, number, state }: Row): JournalOrder => ({
  outTradeNo: number,
  submittedAtMs: at_ms,
  state: JSON.parse(state) as PaymentState,
})
