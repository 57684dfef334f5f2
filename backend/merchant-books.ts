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

/** Rows that are fetched at once. */
const BLOCK = 500

const paymentOf = ({ id, state, ...facts }: PaymentRow): OurRecord =>
  ourPayment(state, { orderNumber: id, ...facts })

const refundOf = ({ state, ...facts }: RefundRow): OurRecord => ourRefund(state, facts)

/** A merchant's payments and refunds, those of all its stores, as PostgreSQL has them. */
export function merchantBooks(sql: Database, merchantId: string): OurBooks {
  // Names of tills are unique in a store at best.
  const paymentColumns = sql`
    p.id, p.state, s.name || ' / ' || t.name as till, o.name as cashier,
    floor(extract(epoch from p.submitted_at) * 1000)::float8 as "submittedAtMs"`
  const refundColumns = sql`r.state, s.name || ' / ' || t.name as till, o.name as cashier`
  const payments = sql`
    from till t join store s on s.id = t.store_id join payment p on p.till_id = t.id
      left join operator o on o.id = p.operator_id
    where t.merchant_id = ${merchantId}`
  const refunds = sql`
    from refund r join till t on t.id = r.till_id join store s on s.id = t.store_id
      left join operator o on o.id = r.operator_id
    where r.merchant_id = ${merchantId}`
  return {
    async *read({ fromMs, toMs }) {
      const [from, to] = [new Date(fromMs), new Date(toMs)]
      // One walk down an index for each till.
      const paid = sql<PaymentRow[]>`
        select ${paymentColumns} ${payments} and p.submitted_at >= ${from} and p.submitted_at < ${to}`
      for await (const rows of paid.cursor(BLOCK)) yield rows.map(paymentOf)
      const given = sql<RefundRow[]>`
        select ${refundColumns} ${refunds} and r.requested_at >= ${from} and r.requested_at < ${to}`
      for await (const rows of given.cursor(BLOCK)) yield rows.map(refundOf)
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
