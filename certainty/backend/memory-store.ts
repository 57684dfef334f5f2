import type { Age } from '../../app/payment/state.ts'
import {
  type ClosedId,
  type DueRow,
  keyOf,
  type PaymentKey,
  type PaymentRow,
  type RowChange,
} from '../../backend/payment-rows.ts'
import type { PaymentStore } from '../../backend/payment-store.ts'

/** A payment as PostgreSQL keeps it: the columns of `backend/migrations`. */
interface Stored {
  tillId: string
  fingerprint: Buffer
  state: PaymentRow['state']
  version: number
  fence: number
  submittedAtMs: number
  changedAtMs: number
  claimedBy: string | null
  claimedUntilMs: number | null
  waitEvent: 'query-due' | 'revoke-due' | null
  waitUntilMs: number | null
  nextAge: Age | null
  ageAtMs: number | null
  /** Held by a transaction that looks at it. */
  locked: boolean
}

/**
 * Where a connection's work meets the world: before and after the moment at which a transaction takes effect. A promise
 * that never settles is a process that died; one that rejects is a connection that broke.
 */
export interface Connection {
  readonly begin: () => Promise<void>
  readonly commit: () => Promise<void>
  /** Between two statements of one transaction. */
  readonly think: () => Promise<void>
}

const later = (atMs: number | null, nowMs: number): boolean => atMs !== null && atMs <= nowMs

/** When somebody has to look next: the generated column `wake_at`. */
function wakeAtMs({ claimedUntilMs, waitUntilMs, ageAtMs }: Stored): number | null {
  const times = [claimedUntilMs, waitUntilMs, ageAtMs].filter((atMs) => atMs !== null)
  return times.length === 0 ? null : Math.min(...times)
}

/** What crosses to PostgreSQL and back is JSON. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T // JSON data by its type

const rowOf = ({ merchantId, id }: PaymentKey, stored: Stored): PaymentRow => ({
  merchantId,
  id,
  tillId: stored.tillId,
  state: plain(stored.state),
  version: stored.version,
  fence: stored.fence,
  changedAtMs: Math.floor(stored.changedAtMs),
})

/** The same semantics as PostgreSQL gives, in the order in which transactions take effect; `nowMs` is the database's clock. */
export class MemoryPayments {
  readonly #nowMs: () => number
  readonly #rows = new Map<string, Stored>()
  readonly #nodes = new Map<string, number>()
  /** Rows that a transaction holds, by its connection. */
  readonly #locks = new Map<Connection, readonly Stored[]>()
  readonly #onWrite: (text: string, state: PaymentRow['state']) => void
  #onClaimsEnd: (isEnding: (claimedBy: string) => boolean) => void = () => undefined

  constructor(
    nowMs: () => number,
    onWrite: (text: string, state: PaymentRow['state']) => void = () => undefined,
  ) {
    this.#nowMs = nowMs
    this.#onWrite = onWrite
  }

  storeOf(connection: Connection): PaymentStore {
    const once = async <T>(work: () => T): Promise<T> => {
      await connection.begin()
      const done = work()
      await connection.commit()
      return done
    }
    return {
      beat: (node) => once(() => void this.#nodes.set(node, this.#nowMs())),
      leave: (node) => once(() => this.#leave(node)),
      releaseClaimsOfTheDead: (deadAfterMs) => once(() => this.#releaseClaims(deadAfterMs)),
      insert: (payment, claimant) => once(() => this.#insert(payment, claimant)),
      insertClosed: (closed) => once(() => this.#insertClosed(closed)),
      advanceDue: (node, limit, decide) => this.#advanceDue(connection, { node, limit, decide }),
      write: (node, changes) => this.#writeUnlocked(connection, node, changes),
      read: (key) => once(() => this.peek(key)),
      readFenced: (key, fence) =>
        once(() => {
          const row = this.peek(key)
          return row?.fence === fence ? row : null
        }),
      readFingerprint: (key) => once(() => this.#rows.get(keyOf(key))?.fingerprint ?? null),
    }
  }

  /** The payment as it is at this instant. */
  peek(key: PaymentKey): PaymentRow | null {
    const stored = this.#rows.get(keyOf(key))
    return stored === undefined ? null : rowOf(key, stored)
  }

  #leave(node: string): void {
    this.#nodes.delete(node)
    this.#endClaims((claimedBy) => claimedBy === node)
  }

  #releaseClaims(deadAfterMs: number): void {
    const dead = [...this.#nodes].filter(([, beatAtMs]) => beatAtMs < this.#nowMs() - deadAfterMs)
    for (const [node] of dead) this.#nodes.delete(node)
    const names = new Set(dead.map(([node]) => node))
    this.#endClaims((claimedBy) => names.has(claimedBy))
  }

  /** What else is claimed by nodes hears whose claims end. */
  onClaimsEnd(listener: (isEnding: (claimedBy: string) => boolean) => void): void {
    this.#onClaimsEnd = listener
  }

  #endClaims(isEnding: (claimedBy: string) => boolean): void {
    this.#onClaimsEnd(isEnding)
    for (const stored of this.#rows.values()) {
      const { claimedBy, claimedUntilMs } = stored
      if (claimedBy === null || claimedUntilMs === null || claimedUntilMs <= this.#nowMs()) continue
      if (isEnding(claimedBy)) stored.claimedUntilMs = this.#nowMs()
    }
  }

  #insert(
    { change, ...payment }: Parameters<PaymentStore['insert']>[0],
    { node, claimMs }: Parameters<PaymentStore['insert']>[1],
  ): PaymentRow | null {
    if (this.#rows.has(keyOf(payment))) return null
    const nowMs = this.#nowMs()
    const age = change.age === 'keep' ? null : change.age
    return this.#add(payment, payment.fingerprint, {
      state: change.state,
      fence: 1,
      claimedBy: node,
      claimedUntilMs: nowMs + claimMs,
      nextAge: age?.age ?? null,
      ageAtMs: age === null ? null : nowMs + age.afterMs,
    })
  }

  #insertClosed({ amount, ...closed }: ClosedId): PaymentRow | null {
    if (this.#rows.has(keyOf(closed))) return null
    return this.#add(closed, Buffer.alloc(0), {
      state: {
        kind: 'revoked',
        sale: { saleId: closed.id, amount, description: '', note: '', startedAtMs: 0 },
        attempt: { outTradeNo: closed.id, number: 1, submittedAtMs: 0 },
        cause: 'stop-pressed',
        proof: 'never-arrived',
      },
      fence: 0,
      claimedBy: null,
      claimedUntilMs: null,
      nextAge: null,
      ageAtMs: null,
    })
  }

  #add(
    key: PaymentKey & { readonly tillId: string },
    fingerprint: Buffer,
    more: Pick<Stored, 'state' | 'fence' | 'claimedBy' | 'claimedUntilMs' | 'nextAge' | 'ageAtMs'>,
  ): PaymentRow {
    const nowMs = this.#nowMs()
    const atMs = Math.floor(nowMs)
    const state = plain(more.state)
    const stored: Stored = {
      ...more,
      tillId: key.tillId,
      fingerprint,
      // The database says when it was.
      state: withTimes(state, atMs),
      version: 1,
      submittedAtMs: nowMs,
      changedAtMs: nowMs,
      waitEvent: null,
      waitUntilMs: null,
      locked: false,
    }
    this.#rows.set(keyOf(key), stored)
    this.#onWrite(JSON.stringify(stored.state), stored.state)
    return rowOf(key, stored)
  }

  async #advanceDue(
    connection: Connection,
    asked: {
      readonly node: string
      readonly limit: number
      readonly decide: (row: DueRow) => readonly RowChange[]
    },
  ): ReturnType<PaymentStore['advanceDue']> {
    await connection.begin()
    const due = this.#lockDue(connection, asked.limit)
    try {
      // Decided with the rows as they are now; others wait, or leave them out.
      const changes = due.flatMap((row) => asked.decide(row))
      if (due.length > 0) await connection.think()
      // The connection may have been dropped meanwhile: then all of it is undone.
      const rows =
        due.length > 0 && !this.#locks.has(connection) ? [] : this.#write(asked.node, changes)
      this.drop(connection)
      await connection.commit()
      return { due: due.length, changes, rows }
    } finally {
      this.drop(connection)
    }
  }

  /** The connection is gone: what its transaction held is free again, and nothing of it has happened. */
  drop(connection: Connection): void {
    for (const stored of this.#locks.get(connection) ?? []) stored.locked = false
    this.#locks.delete(connection)
  }

  #lockDue(connection: Connection, limit: number): readonly DueRow[] {
    const nowMs = this.#nowMs()
    const found = [...this.#rows].flatMap(([name, stored]) => {
      const atMs = wakeAtMs(stored)
      return atMs !== null && atMs <= nowMs && !stored.locked ? [{ name, stored, atMs }] : []
    })
    found.sort((a, b) => a.atMs - b.atMs)
    const taken = found.slice(0, limit)
    if (taken.length > 0)
      this.#locks.set(
        connection,
        taken.map(({ stored }) => stored),
      )
    return taken.map(({ name, stored, atMs }) => {
      stored.locked = true
      const [merchantId = '', id = ''] = name.split('\n')
      const row: DueRow = {
        ...rowOf({ merchantId, id }, stored),
        claimedBy: stored.claimedBy,
        claimOver: later(stored.claimedUntilMs, nowMs),
        waitEvent: stored.waitEvent,
        waitOver: later(stored.waitUntilMs, nowMs),
        nextAge: stored.nextAge,
        ageReached: later(stored.ageAtMs, nowMs),
        elapsedMs: nowMs - stored.submittedAtMs,
        lateMs: nowMs - atMs,
      }
      return row
    })
  }

  /** Waits, as an UPDATE does, for whoever has one of the rows, and then looks at it as it is. */
  async #writeUnlocked(
    connection: Connection,
    node: string,
    changes: readonly RowChange[],
  ): Promise<readonly PaymentRow[]> {
    await connection.begin()
    while (changes.some(({ row }) => this.#rows.get(keyOf(row))?.locked === true)) {
      await connection.think()
    }
    const rows = this.#write(node, changes)
    await connection.commit()
    return rows
  }

  #write(node: string, changes: readonly RowChange[]): readonly PaymentRow[] {
    return changes.flatMap(({ row, change, claimMs }) => {
      const stored = this.#rows.get(keyOf(row))
      if (stored?.version !== row.version || stored.fence !== row.fence) return []
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
      if (change.age !== 'keep') {
        stored.nextAge = change.age?.age ?? null
        stored.ageAtMs = change.age === null ? null : stored.submittedAtMs + change.age.afterMs
      }
      stored.changedAtMs = nowMs
      this.#onWrite(JSON.stringify([change.event, change.state]), change.state)
      return [rowOf(row, stored)]
    })
  }
}

function withTimes(state: PaymentRow['state'], atMs: number): PaymentRow['state'] {
  const timed = { ...state, sale: { ...state.sale, startedAtMs: atMs } }
  return 'attempt' in timed
    ? { ...timed, attempt: { ...timed.attempt, submittedAtMs: atMs } }
    : timed
}
