import type { Currency } from '../app/money.ts'
import { NO_TALLY, type Tally } from '../app/shift/figures.ts'
import type {
  OpenRefund,
  RefundCountAsk,
  RefundFigures,
  RefundTotals,
} from '../app/shift/refund-figures.ts'
import type { Sqlite } from './sqlite.ts'

/**
 * Each refund that was touched in the range or is open: when WeChat took it on and when it was refused, by the first entry whose state says so,
 * however long ago. `refund.seq` is a refund's latest entry.
 */
const LIVES = `
  select refund_no, refund.order_no,
    min(case when entry.state ->> '$.kind' in ('accepted', 'refunded') then entry.seq end) as taken_seq,
    min(case when entry.state ->> '$.kind' = 'refused' then entry.seq end) as refused_seq,
    max(entry.state ->> '$.refund.amount.minor') as minor,
    max(entry.state ->> '$.refund.amount.currency') as currency,
    refund.facts ->> '$.askedBy.name' as asked_by,
    refund.unsettled
  from refund join entry using (refund_no)
  where (refund.seq > ?1 or refund.unsettled = 1) and entry.seq <= ?2
  group by refund_no order by refund_no`

interface Life {
  readonly refund_no: string
  readonly order_no: string
  readonly taken_seq: number | null
  readonly refused_seq: number | null
  readonly minor: number
  readonly currency: Currency
  readonly asked_by: string | null
  readonly unsettled: number
}

const added = (lives: readonly Life[]): Tally =>
  lives.reduce((sum, { minor }) => ({ count: sum.count + 1, minor: sum.minor + minor }), NO_TALLY)

/** Counts a shift's refunds by SQL over the states in their journal, up to its end. */
export function refundSumsIn(
  db: Sqlite,
  { fromSeq, toSeq, currency }: Omit<RefundCountAsk, 'carried'>,
): RefundFigures {
  // The columns selected are those of the type.
  const lives = db.prepare(LIVES).all(fromSeq, toSeq) as Life[]
  const within = (seq: number | null): boolean => seq !== null && seq > fromSeq && seq <= toSeq
  const given = lives.filter((life) => within(life.taken_seq))
  const ended = lives.filter((life) => within(life.refused_seq))
  const totalsIn = (code: Currency): RefundTotals => {
    const own = ended.filter((life) => life.currency === code)
    return {
      given: added(given.filter((life) => life.currency === code)),
      undone: added(own.filter((life) => life.taken_seq !== null)),
      refused: added(own.filter((life) => life.taken_seq === null)),
    }
  }
  const here = given.filter((life) => life.currency === currency)
  const names = new Set(here.map((life) => life.asked_by))
  const codes = new Set([...given, ...ended].map((life) => life.currency))
  return {
    totals: totalsIn(currency),
    byCashier: [...names]
      .toSorted((one, other) => ((one ?? '') < (other ?? '') ? -1 : 1))
      .map((cashier) => ({
        cashier,
        given: added(here.filter((one) => one.asked_by === cashier)),
      })),
    others: [...codes]
      .filter((code) => code !== currency)
      .toSorted()
      .map((code) => ({ currency: code, totals: totalsIn(code) })),
    open: lives.filter(({ unsettled }) => unsettled === 1).map(openOf),
  }
}

const openOf = (life: Life): OpenRefund => ({
  outRefundNo: life.refund_no,
  outTradeNo: life.order_no,
  minor: life.minor,
  currency: life.currency,
  taken: life.taken_seq !== null,
  askedBy: life.asked_by,
})
