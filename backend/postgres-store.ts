import type { Database } from './database.ts'
import { beat, leave, releaseClaimsOfTheDead } from './nodes.ts'
import {
  insertClosed,
  insertPayment,
  lockDue,
  readFenced,
  readFingerprint,
  readPayment,
  writeChanges,
} from './payment-rows.ts'
import type { PaymentStore } from './payment-store.ts'

/** Payments in PostgreSQL. */
export const postgresStore = (sql: Database): PaymentStore => ({
  async beat(node) {
    await beat(sql, node)
  },
  leave: (node) => leave(sql, node),
  async releaseClaimsOfTheDead(deadAfterMs) {
    await releaseClaimsOfTheDead(sql, deadAfterMs)
  },
  insertClosed: (closed, node) => insertClosed(sql, closed, node),
  insert: (payment, claimant) => insertPayment(sql, payment, claimant),
  advanceDue: (node, limit, decide) =>
    sql.begin(async (transaction) => {
      const due = await lockDue(transaction, limit)
      const changes = due.flatMap(decide)
      return { due: due.length, changes, rows: await writeChanges(transaction, node, changes) }
    }),
  write: (node, changes) => writeChanges(sql, node, changes),
  read: (key) => readPayment(sql, key),
  readFenced: (key, fence) => readFenced(sql, key, fence),
  readFingerprint: (key) => readFingerprint(sql, key),
})
