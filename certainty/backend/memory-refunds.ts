import type {
  DueRefund,
  NewRefund,
  RefundFault,
  RefundKey,
  RefundRow,
  RefundRowChange,
} from '../../backend/refund-rows.ts'
import type { RefundStore } from '../../backend/refund-store.ts'
import type { PaymentRow } from '../../backend/payment-rows.ts'
import type { Connection, MemoryPayments } from './memory-store.ts'

/** A refund as PostgreSQL keeps it: the columns of `backend/migrations`. */
interface Stored extends Omit<
  RefundRow,
  'sentAgoMs' | 'state' | 'version' | 'fence' | 'changedAtMs'
> {
  state: RefundRow['state']
  version: number
  fence: number
  changedAtMs: number
  sentAtMs: number
  fingerprint: Buffer
  claimedBy: string | null
  claimedUntilMs: number | null
  waitEvent: DueRefund['waitEvent']
  waitUntilMs: number | null
  /** Held by a transaction that looks at it. */
  lockedBy: Connection | null
}

/** WeChat's own limit, which the table keeps, too. */
const PARTS_MAX = 50
const REFUNDABLE_MS = 365 * 86_400_000

const keyOf = ({ merchantId, id }: RefundKey): string => `${merchantId}\n${id}`

/** What crosses to PostgreSQL and back is JSON. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T // JSON data by its type

const holdsMoney = ({ state }: PaymentRow): boolean =>
  state.kind === 'paid' || (state.kind === 'needs-attention' && state.problem === 'refund-needed')

/** The same semantics as PostgreSQL gives, in the order in which transactions take effect. */
export class MemoryRefunds {
  readonly #payments: MemoryPayments
  readonly #nowMs: () => number
  readonly #onWrite: (text: string, state: RefundRow['state']) => void
  readonly #rows = new Map<string, Stored>()

  constructor(
    payments: MemoryPayments,
    nowMs: () => number,
    onWrite: (text: string, state: RefundRow['state']) => void = () => undefined,
  ) {
    this.#payments = payments
    this.#nowMs = nowMs
    this.#onWrite = onWrite
    payments.onClaimsEnd((isEnding) => {
      for (const stored of this.#rows.values()) {
        const { claimedBy, claimedUntilMs } = stored
        if (claimedBy === null || claimedUntilMs === null || claimedUntilMs <= nowMs()) continue
        if (isEnding(claimedBy)) stored.claimedUntilMs = nowMs()
      }
    })
  }

  storeOf(connection: Connection): RefundStore {
    const once = async <T>(work: () => T): Promise<T> => {
      await connection.begin()
      const done = work()
      await connection.commit()
      return done
    }
    return {
      insert: (refund, claimant) => once(() => this.#insert(refund, claimant)),
      advanceDue: (node, limit, decide) => this.#advanceDue(connection, { node, limit, decide }),
      write: (node, changes) => this.#writeUnlocked(connection, node, changes),
      read: (key) => once(() => this.peek(key)),
      readFingerprint: (key) => once(() => this.#rows.get(keyOf(key))?.fingerprint ?? null),
    }
  }

  /** The refund as it is at this instant. */
  peek(key: RefundKey): RefundRow | null {
    const stored = this.#rows.get(keyOf(key))
    return stored === undefined ? null : this.#rowOf(stored)
  }

  /** What the payment would still give back. */
  leftMinor({ state, merchantId, id }: PaymentRow): number {
    const given = this.#of({ merchantId, paymentId: id })
    return state.sale.amount.minor - given.reduce((sum, one) => sum + one.state.refund.amount.minor, 0) // prettier-ignore
  }

  /** The connection is gone: what its transaction held is free again, and nothing of it has happened. */
  drop(connection: Connection): void {
    for (const stored of this.#rows.values()) {
      if (stored.lockedBy === connection) stored.lockedBy = null
    }
  }

  #of({ merchantId, paymentId }: { merchantId: string; paymentId: string }): readonly Stored[] {
    return [...this.#rows.values()].filter(
      (one) =>
        one.merchantId === merchantId &&
        one.paymentId === paymentId &&
        one.state.kind !== 'refused',
    )
  }

  #rowOf(stored: Stored): RefundRow {
    const { merchantId, id, paymentId, tillId, operatorId, approvedBy } = stored
    return {
      merchantId,
      id,
      paymentId,
      tillId,
      operatorId,
      approvedBy,
      state: plain(stored.state),
      version: stored.version,
      fence: stored.fence,
      changedAtMs: Math.floor(stored.changedAtMs),
      sentAgoMs: this.#nowMs() - stored.sentAtMs,
    }
  }

  /** The rule of migration 002. */
  #faultOf({ merchantId, paymentId, change }: NewRefund): RefundFault | null {
    const payment = this.#payments.peek({ merchantId, id: paymentId })
    if (payment === null || !holdsMoney(payment)) return 'not-refundable'
    if (!('attempt' in payment.state)) return 'not-refundable'
    if (this.#nowMs() - payment.state.attempt.submittedAtMs > REFUNDABLE_MS) return 'refund-too-old'
    if (change.state.refund.amount.minor > this.leftMinor(payment)) return 'refund-exceeds'
    return this.#of({ merchantId, paymentId }).length >= PARTS_MAX ? 'refund-limit' : null
  }

  #insert(
    refund: NewRefund,
    { node, claimMs }: { readonly node: string; readonly claimMs: number },
  ): RefundRow | RefundFault | null {
    const fault = this.#faultOf(refund)
    // As in PostgreSQL, where the rule speaks before the key does.
    if (fault !== null) return fault
    if (this.#rows.has(keyOf(refund))) return null
    const nowMs = this.#nowMs()
    const { change, ...row } = refund
    const state = plain(change.state)
    const requestedAtMs = Math.floor(nowMs)
    const stored: Stored = {
      ...row,
      // The database says when it was.
      state: { ...state, refund: { ...state.refund, requestedAtMs } },
      version: 1,
      fence: 1,
      changedAtMs: nowMs,
      sentAtMs: nowMs,
      claimedBy: node,
      claimedUntilMs: nowMs + claimMs,
      waitEvent: null,
      waitUntilMs: null,
      lockedBy: null,
    }
    this.#rows.set(keyOf(refund), stored)
    this.#onWrite(JSON.stringify(stored.state), stored.state)
    return this.#rowOf(stored)
  }

  async #advanceDue(
    connection: Connection,
    asked: {
      readonly node: string
      readonly limit: number
      readonly decide: (row: DueRefund) => RefundRowChange
    },
  ): ReturnType<RefundStore['advanceDue']> {
    await connection.begin()
    const due = this.#lockDue(connection, asked.limit)
    try {
      const changes = due.map((row) => asked.decide(row))
      if (due.length > 0) await connection.think()
      // The connection may have been dropped meanwhile: then all of it is undone.
      const isOurs = due.every((row) => this.#rows.get(keyOf(row))?.lockedBy === connection)
      const rows = isOurs ? this.#write(asked.node, changes) : []
      this.drop(connection)
      await connection.commit()
      return { due: due.length, changes, rows }
    } finally {
      this.drop(connection)
    }
  }

  #lockDue(connection: Connection, limit: number): readonly DueRefund[] {
    const nowMs = this.#nowMs()
    const found = [...this.#rows.values()].flatMap((stored) => {
      const times = [stored.claimedUntilMs, stored.waitUntilMs].filter((atMs) => atMs !== null)
      const atMs = Math.min(...times)
      return times.length > 0 && atMs <= nowMs && stored.lockedBy === null ? [{ stored, atMs }] : []
    })
    found.sort((a, b) => a.atMs - b.atMs)
    return found.slice(0, limit).map(({ stored }) => {
      stored.lockedBy = connection
      const { claimedUntilMs, waitEvent } = stored
      const claimOver = claimedUntilMs !== null && claimedUntilMs <= nowMs
      return { ...this.#rowOf(stored), claimOver, waitEvent }
    })
  }

  /** Waits, as an UPDATE does, for whoever has one of the rows, and then looks at it as it is. */
  async #writeUnlocked(
    connection: Connection,
    node: string,
    changes: readonly RefundRowChange[],
  ): Promise<readonly RefundRow[]> {
    await connection.begin()
    while (changes.some(({ row }) => (this.#rows.get(keyOf(row))?.lockedBy ?? null) !== null)) {
      await connection.think()
    }
    const rows = this.#write(node, changes)
    await connection.commit()
    return rows
  }

  #write(node: string, changes: readonly RefundRowChange[]): readonly RefundRow[] {
    return changes.flatMap(({ row, change, claimMs }) => {
      const stored = this.#rows.get(keyOf(row))
      if (stored?.version !== row.version || stored.fence !== row.fence) return []
      if (stored.state.kind === 'refused' || stored.state.kind === 'refunded')
        throw new Error('a refund keeps its end')
      const nowMs = this.#nowMs()
      const begins = change.call !== null
      stored.state = plain(change.state)
      stored.version += 1
      stored.fence += begins ? 1 : 0
      if (begins || change.endsCall) {
        stored.claimedBy = begins ? node : null
        stored.claimedUntilMs = begins ? nowMs + claimMs : null
      }
      if (change.wait !== 'keep') {
        stored.waitEvent = change.wait?.event ?? null
        stored.waitUntilMs = change.wait === null ? null : nowMs + change.wait.delayMs
      }
      if (change.call?.type === 'refund') stored.sentAtMs = nowMs
      stored.changedAtMs = nowMs
      this.#onWrite(JSON.stringify([change.event, change.state]), change.state)
      return [this.#rowOf(stored)]
    })
  }
}
