import { type Database, inTransaction } from './database.ts'
import {
  type DueRefund,
  insertRefund,
  lockDueRefunds,
  type NewRefund,
  readRefund,
  readRefundFingerprint,
  type RefundFault,
  type RefundKey,
  type RefundRow,
  type RefundRowChange,
  writeRefundChanges,
} from './refund-rows.ts'

/**
 * Where refunds live, as the service needs it: PostgreSQL in production. Every function is one transaction. Times are the
 * store's own, never a node's. A function that rejects may all the same have done its work.
 */
export interface RefundStore {
  /** Makes the refund, claimed for its first request. Null: there is one of that id already. A fault: the payment does not hold it. */
  readonly insert: (
    refund: NewRefund,
    claimant: { readonly node: string; readonly claimMs: number },
  ) => Promise<RefundRow | RefundFault | null>
  /** Locks refunds at which somebody has to look, leaves out those that others look at, and writes what `decide` makes of each. */
  readonly advanceDue: (
    node: string,
    limit: number,
    decide: (row: DueRefund) => RefundRowChange,
  ) => Promise<{
    readonly due: number
    readonly changes: readonly RefundRowChange[]
    readonly rows: readonly RefundRow[]
  }>
  /** Writes changes and their journal. A row that is not as it was read is left as it is and is not among the answers. */
  readonly write: (
    node: string,
    changes: readonly RefundRowChange[],
  ) => Promise<readonly RefundRow[]>
  readonly read: (key: RefundKey) => Promise<RefundRow | null>
  /** Fingerprint of the request that made the refund. */
  readonly readFingerprint: (key: RefundKey) => Promise<Buffer | null>
}

/** Refunds in PostgreSQL. */
export const postgresRefundStore = (sql: Database): RefundStore => ({
  insert: (refund, claimant) => insertRefund(sql, refund, claimant),
  advanceDue: (node, limit, decide) =>
    inTransaction(sql, async (transaction) => {
      const due = await lockDueRefunds(transaction, limit)
      const changes = due.map(decide)
      return {
        due: due.length,
        changes,
        rows: await writeRefundChanges(transaction, node, changes),
      }
    }),
  write: (node, changes) => writeRefundChanges(sql, node, changes),
  read: (key) => readRefund(sql, key),
  readFingerprint: (key) => readRefundFingerprint(sql, key),
})
