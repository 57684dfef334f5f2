import type { PaymentState } from '../app/payment/state.ts'
import { ourPayment, ourRefund } from '../app/reconciliation/our-payment.ts'
import type { OurBooks, OurRecord } from '../app/reconciliation/our-record.ts'
import type { RefundState } from '../app/refund/state.ts'
import type { Database } from './database.ts'

interface PaymentRow {
  readonly id: string
  readonly state: PaymentState
  readonly till: string
  readonly cashier: string | null
  readonly submittedAtMs: number
}

interface RefundRow {
  readonly state: RefundState
  readonly till: string
  readonly cashier: string | null
}

/** Where the next page of a list begins: after the row of that time, in PostgreSQL's own microseconds, and number. */
interface Place {
  readonly atUs: string
  readonly id: string
}

/** Rows that are fetched at once. */
const BLOCK = 500

const paymentOf = ({ id, state, till, cashier, submittedAtMs }: PaymentRow): OurRecord =>
  ourPayment(state, { orderNumber: id, till, cashier, submittedAtMs })

const refundOf = ({ state, till, cashier }: RefundRow): OurRecord =>
  ourRefund(state, { till, cashier })

/**
 * A merchant's payments and refunds, those of all its stores, as PostgreSQL has them. A day is read by pages, each a statement of
 * its own: one that was open until the last of a million was fetched would take longer than any statement may.
 */
export function merchantBooks(sql: Database, merchantId: string): OurBooks {
  // Names of tills are unique in a store at best.
  const tillName = sql`s.name || ' / ' || t.name`
  const paymentColumns = sql`
    p.id, p.state, ${tillName} as till, o.name as cashier,
    floor(extract(epoch from p.submitted_at) * 1000)::float8 as "submittedAtMs"`
  const refundColumns = sql`r.state, ${tillName} as till, o.name as cashier`
  const payments = sql`
    from till t join store s on s.id = t.store_id join payment p on p.till_id = t.id
      left join operator o on o.id = p.operator_id
    where t.merchant_id = ${merchantId}`
  const refunds = sql`
    from refund r join till t on t.id = r.till_id join store s on s.id = t.store_id
      left join operator o on o.id = r.operator_id
    where r.merchant_id = ${merchantId}`
  const after = ({ atUs, id }: Place) =>
    sql`(timestamptz 'epoch' + ${atUs}::float8 * interval '1 microsecond', ${id}::text)`
  return {
    async *read({ fromMs, toMs }) {
      const to = new Date(toMs)
      const start: Place = { atUs: String(fromMs * 1_000), id: '' }
      const sold = await sql<{ till: string }[]>`
        select t.id as till from till t where t.merchant_id = ${merchantId} and exists (
          select 1 from payment p where p.till_id = t.id
            and p.submitted_at >= ${new Date(fromMs)} and p.submitted_at < ${to})`
      // One walk down an index for each till.
      for (const { till } of sold)
        for await (const rows of pages(
          start,
          (place) => sql<(PaymentRow & Place)[]>`
          select ${paymentColumns}, (extract(epoch from p.submitted_at) * 1000000)::bigint::text as "atUs"
          ${payments} and t.id = ${till} and (p.submitted_at, p.id) > ${after(place)}
            and p.submitted_at < ${to} order by p.submitted_at, p.id limit ${BLOCK}`,
        ))
          yield rows.map(paymentOf)
      for await (const rows of pages(
        start,
        (place) => sql<(RefundRow & Place)[]>`
        select ${refundColumns}, r.id, (extract(epoch from r.requested_at) * 1000000)::bigint::text as "atUs"
        ${refunds} and (r.requested_at, r.id) > ${after(place)} and r.requested_at < ${to}
        order by r.requested_at, r.id limit ${BLOCK}`,
      ))
        yield rows.map(refundOf)
    },
    async find(orderNumbers) {
      const numbers = [...orderNumbers]
      const [paid, given] = await Promise.all([
        sql<PaymentRow[]>`
          select ${paymentColumns} ${payments} and p.merchant_id = ${merchantId} and p.id = any(${numbers})`,
        sql<RefundRow[]>`select ${refundColumns} ${refunds} and r.payment_id = any(${numbers})`,
      ])
      return [...paid.map(paymentOf), ...given.map(refundOf)]
    },
  }
}

/** All pages of a list, in its order. */
async function* pages<Row extends Place>(
  start: Place,
  read: (place: Place) => PromiseLike<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let place: Place | undefined = start; place !== undefined;) {
    const rows = await read(place)
    if (rows.length > 0) yield rows
    place = rows.length < BLOCK ? undefined : rows.at(-1)
  }
}
