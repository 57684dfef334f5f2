import { z } from 'zod'
import type { findOrdersSchema, Orders } from '../app/contract/rest-orders.ts'
import { paymentDocument, type PaymentFacts } from '../app/contract/rest-payments.ts'
import type { Statements } from './database.ts'

/** What is looked for, and at whose till. */
export interface OrderSearch extends z.infer<typeof findOrdersSchema> {
  readonly merchantId: string
  readonly tillId: string
}

interface FoundRow extends PaymentFacts {
  readonly till: { readonly id: string; readonly name: string }
  readonly operator: string | null
  readonly refundedMinor: number
  /** PostgreSQL's own microseconds: a page must begin exactly where the last one ended. */
  readonly atUs: string
}

/** A search that says nothing of time looks so far back, so that a store's whole past is not read for it. */
const DAYS_BACK = 31

const placeSchema = z.tuple([z.string().regex(/^\d{1,17}$/), z.string()])

type Place = z.infer<typeof placeSchema>

const cursorAt = ({ atUs, id }: FoundRow): string =>
  Buffer.from(JSON.stringify([atUs, id])).toString('base64url')

/** Null: no page ended with that. */
function placeOf(cursor: string): Place | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return placeSchema.safeParse(read).data ?? null
  } catch {
    return null
  }
}

/**
 * Finds payments of the till's store, the newest first, so that a payer who comes back to another till is served too. One
 * walk down an index per till of the store; WeChat's number has an index of its own. Null: the cursor is none.
 */
export async function findOrders(sql: Statements, search: OrderSearch): Promise<Orders | null> {
  const place = search.cursor === undefined ? undefined : placeOf(search.cursor)
  if (place === null) return null
  const rows = await sql<FoundRow[]>`
    select p.id, p.version, p.state, p.operator_id as operator,
      floor(extract(epoch from p.changed_at) * 1000)::float8 as "changedAtMs",
      (extract(epoch from p.submitted_at) * 1000000)::bigint::text as "atUs",
      jsonb_build_object('id', t.id, 'name', t.name) as till,
      (select coalesce(sum(r.amount_minor), 0)::float8 from refund r
        where r.merchant_id = p.merchant_id and r.payment_id = p.id
          and r.state->>'kind' <> 'refused') as "refundedMinor"
    from till here join till t on t.merchant_id = here.merchant_id and t.store_id = here.store_id
      cross join lateral (
        select * from payment p
        where p.till_id = t.id and p.merchant_id = t.merchant_id
          ${conditions(sql, search, place)}
        order by p.submitted_at desc, p.id desc limit ${search.limit + 1}) p
    where here.id = ${search.tillId} and here.merchant_id = ${search.merchantId}
    order by p.submitted_at desc, p.id desc limit ${search.limit + 1}`
  const page = rows.slice(0, search.limit)
  const last = page.at(-1)
  return {
    orders: page.map(({ till, operator, refundedMinor, ...facts }) => ({
      payment: paymentDocument(facts),
      till,
      operator,
      refundedMinor,
    })),
    next: rows.length > page.length && last !== undefined ? cursorAt(last) : null,
  }
}

function conditions(sql: Statements, search: OrderSearch, place: Place | undefined) {
  const { digits, transactionId, fromMs, toMs, amountMinor, status } = search
  const at = (ms: number) => sql`timestamptz 'epoch' + ${ms}::float8 * interval '1 millisecond'`
  const since =
    fromMs !== undefined
      ? sql`and p.submitted_at >= ${at(fromMs)}`
      : transactionId !== undefined
        ? sql``
        : sql`and p.submitted_at >= coalesce(${toMs === undefined ? null : at(toMs)}, now()) - ${DAYS_BACK} * interval '1 day'`
  return sql`${since}
    ${toMs === undefined ? sql`` : sql`and p.submitted_at < ${at(toMs)}`}
    ${place === undefined ? sql`` : sql`and (p.submitted_at, p.id) < (timestamptz 'epoch' + ${place[0]}::float8 * interval '1 microsecond', ${place[1]})`}
    ${digits === undefined ? sql`` : sql`and right(p.id, ${digits.length}) = ${digits}`}
    ${transactionId === undefined ? sql`` : sql`and p.state->>'kind' = 'paid' and p.state #>> '{payment,transactionId}' = ${transactionId}`}
    ${amountMinor === undefined ? sql`` : sql`and (p.state #>> '{sale,amount,minor}')::bigint = ${amountMinor}`}
    ${status === undefined ? sql`` : sql`and p.state->>'kind' = ${status}`}`
}
