import { type Database, inTransaction } from './database.ts'
import { gather } from './gather.ts'
import { beat, leave, releaseClaimsOfTheDead } from './nodes.ts'
import {
  type ClaimedPayment,
  insertClosed,
  insertPayments,
  lockDue,
  type PaymentRow,
  readFenced,
  readFingerprint,
  readPayment,
  type RowChange,
  writeChanges,
  writeEach,
} from './payment-rows.ts'
import type { PaymentStore } from './payment-store.ts'

/** Rows that share a commit, and such commits under way at once: more would only wait for the same disk. */
const TOGETHER = { atOnceMax: 64, lanes: 3 }

/** Told how long each shared statement's oldest item waited, and how long the statement took. */
export type OnStatement = (statement: string, waitedMs: number, tookMs: number) => void

type WriteOne = (change: RowChange) => Promise<PaymentRow | null>

/** Payments in PostgreSQL. New payments and answers that come together share a commit. */
export function postgresStore(
  sql: Database,
  onStatement: OnStatement = () => undefined,
): PaymentStore {
  const insert = gather<ClaimedPayment, PaymentRow | null>({
    ...TOGETHER,
    run: (some) => insertPayments(sql, some),
    onRun: (waitedMs, tookMs) => onStatement('insert', waitedMs, tookMs),
  })
  const writers = new Map<string, WriteOne>()
  const writerOf = (node: string): WriteOne => {
    const known = writers.get(node)
    if (known !== undefined) return known
    const writer: WriteOne = gather({
      ...TOGETHER,
      run: (some) => writeEach(sql, node, some),
      onRun: (waitedMs, tookMs) => onStatement('write', waitedMs, tookMs),
    })
    writers.set(node, writer)
    return writer
  }
  return {
    async beat(node) {
      await beat(sql, node)
    },
    leave: (node) => leave(sql, node),
    async releaseClaimsOfTheDead(deadAfterMs) {
      await releaseClaimsOfTheDead(sql, deadAfterMs)
    },
    insertClosed: (closed, node) => insertClosed(sql, closed, node),
    insert: (payment, claimant) => insert({ ...payment, ...claimant }),
    advanceDue: (node, limit, decide) =>
      inTransaction(sql, async (transaction) => {
        const due = await lockDue(transaction, limit)
        const changes = due.flatMap(decide)
        return { due: due.length, changes, rows: await writeChanges(transaction, node, changes) }
      }),
    async write(node, changes) {
      const [change] = changes
      if (change === undefined || changes.length > 1) return writeChanges(sql, node, changes)
      const row = await writerOf(node)(change)
      return row === null ? [] : [row]
    },
    read: (key) => readPayment(sql, key),
    readFenced: (key, fence) => readFenced(sql, key, fence),
    readFingerprint: (key) => readFingerprint(sql, key),
  }
}
