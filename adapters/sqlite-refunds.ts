import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type {
  RefundEntry,
  RefundFacts,
  RefundJournal,
  SavedRefund,
  StoredRefundEntry,
} from '../app/refund/journal.ts'
import { isSettled, type RefundState } from '../app/refund/state.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { Span } from '../app/reconciliation/our-record.ts'
import type { RefundCountAsk, RefundFigures } from '../app/shift/refund-figures.ts'
import { syncFoldersAbove } from './durable-folder.ts'
import { openWitness, type Tip, type Witness } from './journal-witness.ts'
import type { TillRefunds } from './reconciliation/till-books.ts'
import { refundSumsIn } from './refund-sums.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'

/** Why the till's refunds cannot be used. Nothing is refunded on a journal that is not whole. */
export type RefundsError =
  /** An entry is not what was written, or is gone although it was durable: `seq` names it. */
  | { readonly kind: 'refunds-damaged'; readonly seq: number }
  /** It holds undecided refunds of another merchant or another WeChat: only there can they be settled. */
  | { readonly kind: 'refunds-of-others' }
  | { readonly kind: 'refunds-unusable'; readonly detail: string }

/** A refunds' journal in a file. */
export interface SqliteRefunds extends RefundJournal, TillRefunds, RefundReading {
  readonly close: () => void
}

/** What shifts read of a refunds' journal. */
export interface RefundReading {
  /** The last entry that is durable. */
  readonly tip: () => Tip
  /** Entries after `fromSeq` up to `toSeq`, in the order in which they were written. */
  readonly entries: (
    range: Pick<RefundCountAsk, 'fromSeq' | 'toSeq'>,
  ) => readonly StoredRefundEntry[]
  /** Counts a shift that ends with this journal, by SQL. */
  readonly sums: (ask: Omit<RefundCountAsk, 'carried'>) => RefundFigures
}

/** Each step brings a file from the version before; the number of steps is the file's version. */
const MIGRATIONS = [
  `create table entry (
     seq integer primary key, refund_no text not null, at_ms integer not null,
     event text not null, state text not null, hash blob not null
   ) strict;
   create table refund (
     refund_no text primary key, sale_id text not null, order_no text not null,
     requested_at_ms integer not null, books text not null, facts text not null,
     seq integer not null references entry (seq), unsettled integer not null
   ) strict;
   create index refund_by_sale on refund (sale_id);
   create index refund_by_order on refund (order_no);
   create index refund_by_time on refund (requested_at_ms);
   create index refund_by_seq on refund (seq);
   create index refund_unsettled on refund (seq) where unsettled = 1;`,
]

/** As the payments' journal: every commit on the disk before it returns. */
const PRAGMAS = `pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full;
  pragma foreign_keys = on; pragma fullfsync = on; pragma checkpoint_fullfsync = on;`

interface Row {
  readonly seq: number
  readonly refund_no: string
  readonly at_ms: number
  readonly event: string
  readonly state: string
  readonly hash: Uint8Array
}

const NOTHING = new Uint8Array()

const hashOf = (previous: Uint8Array, row: Omit<Row, 'hash'>): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(JSON.stringify([row.seq, row.refund_no, row.at_ms, row.event, row.state]))
    .digest()

/** Refunds are few: all of them are checked at every start. */
function firstDamaged(db: Sqlite): number | null {
  const rows = db.prepare('select * from entry order by seq').all() as Row[] // By the schema above.
  let previous: Uint8Array = NOTHING
  let seq = 0
  for (const row of rows) {
    seq += 1
    if (row.seq !== seq || !hashOf(previous, row).equals(row.hash)) return seq
    previous = row.hash
  }
  return null
}

/** A refund's row without its books: those stand in no entry, and other ones only ever refuse the file. */
interface Listed {
  readonly refund_no: string
  readonly sale_id: string
  readonly order_no: string
  readonly requested_at_ms: number
  readonly facts: string
  readonly seq: number
  readonly unsettled: number
}

/** What the table of refunds must hold by the entries, which the hashes cover. */
function listedBy(db: Sqlite): ReadonlyMap<string, Listed> {
  const listed = new Map<string, Listed>()
  for (const row of db.prepare('select * from entry order by seq').all()) {
    const { seq, outRefundNo: refund_no, event, state } = entryIn(row)
    const unsettled = isSettled(state) ? 0 : 1
    const before = listed.get(refund_no)
    if (before !== undefined) listed.set(refund_no, { ...before, seq, unsettled })
    if (event.type !== 'refund-requested') continue
    const { outTradeNo: order_no, requestedAtMs } = state.refund
    const requested_at_ms = Math.round(requestedAtMs)
    const { saleId: sale_id } = event.facts
    const facts = JSON.stringify(event.facts)
    listed.set(refund_no, { refund_no, sale_id, order_no, requested_at_ms, facts, seq, unsettled })
  }
  return listed
}

/** The first refund whose row is not what its entries say: no hash covers the row, and what was given back is counted by it. */
function firstMislisted(db: Sqlite): number | null {
  const whole = db.prepare('pragma integrity_check').get() as { readonly integrity_check: string }
  if (whole.integrity_check !== 'ok') return 0
  const listed = listedBy(db)
  const found = db.prepare(
    'select refund_no, sale_id, order_no, requested_at_ms, facts, seq, unsettled from refund where refund_no = ?',
  )
  for (const one of listed.values())
    if (!isDeepStrictEqual({ ...(found.get(one.refund_no) as object) }, one)) return one.seq
  const { count } = db.prepare('select count(*) as count from refund').get() as { count: number }
  return count === listed.size ? null : 0
}

const tipOf = (db: Sqlite): Tip => {
  const last = db.prepare('select seq, hash from entry order by seq desc limit 1').get()
  return (last as Tip | undefined) ?? { seq: 0, hash: NOTHING }
}

/** The first entry that was durable once and is gone, or is another one. */
function firstMissing(db: Sqlite, saw: Tip | null): number | null {
  if (saw === null) return null
  const row = db.prepare('select hash from entry where seq = ?').get(saw.seq)
  const hash = (row as Pick<Row, 'hash'> | undefined)?.hash ?? NOTHING
  return Buffer.from(hash).equals(saw.hash) ? null : Math.min(saw.seq, tipOf(db).seq + 1)
}

function migrate(db: Sqlite): void {
  const found = db.prepare('pragma user_version').get()
  const version = (found as { readonly user_version: number }).user_version
  if (version > MIGRATIONS.length) throw new Error(`version ${version} of the file is too new`)
  MIGRATIONS.slice(version).forEach((sql, index) => {
    db.exec(`begin immediate; ${sql} pragma user_version = ${version + index + 1}; commit;`)
  })
}

/**
 * Opens the refunds of a till, or makes a new file. One process at a time. `books` names the merchant and the WeChat that its
 * refunds are with.
 */
export async function openRefunds(
  path: string,
  books: string,
): Promise<Result<SqliteRefunds, RefundsError>> {
  const witness = openWitness(path)
  let db: Sqlite | null = null
  const refuse = (error: RefundsError): Result<SqliteRefunds, RefundsError> => {
    db?.close()
    witness.close()
    return fail(error)
  }
  try {
    db = await openSqlite(path)
    db.exec(PRAGMAS)
    migrate(db)
    const seq = firstDamaged(db) ?? firstMissing(db, witness.saw()) ?? firstMislisted(db)
    if (seq !== null) return refuse({ kind: 'refunds-damaged', seq })
    const others = db
      .prepare('select refund_no from refund where unsettled = 1 and books <> ? limit 1')
      .get(books)
    if (others !== undefined) return refuse({ kind: 'refunds-of-others' })
    // Before the first promise; later the way is known to be durable.
    if (tipOf(db).seq === 0) syncFoldersAbove(path)
    return succeed(new RefundsFile(db, witness, books))
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown'
    if (/malformed|not a database|corrupt/i.test(detail)) {
      return refuse({ kind: 'refunds-damaged', seq: 0 })
    }
    return refuse({ kind: 'refunds-unusable', detail })
  }
}

const SAVED = 'select refund.facts, entry.state from refund join entry using (seq)'

// Written by `append` below, and compared with the hashed entries at the start: what comes out is what went in.
const savedIn = (row: unknown): SavedRefund => {
  const { facts, state } = row as { readonly facts: string; readonly state: string }
  return { facts: JSON.parse(facts) as RefundFacts, state: JSON.parse(state) as RefundState }
}

function entryIn(raw: unknown): StoredRefundEntry {
  const { seq, refund_no: outRefundNo, at_ms: atMs, event, state } = raw as Row // By the schema above.
  return {
    seq,
    outRefundNo,
    atMs,
    event: JSON.parse(event) as RefundEntry['event'],
    state: JSON.parse(state) as RefundState,
  }
}

class RefundsFile implements SqliteRefunds {
  readonly #db: Sqlite
  readonly #witness: Witness
  readonly #books: string
  #tip: Tip

  constructor(db: Sqlite, witness: Witness, books: string) {
    this.#db = db
    this.#witness = witness
    this.#books = books
    this.#tip = tipOf(db)
    if (this.#tip.seq > 0) witness.write(this.#tip)
  }

  async append({ outRefundNo, atMs, event, state }: RefundEntry): Promise<void> {
    const db = this.#db
    const row = {
      seq: this.#tip.seq + 1,
      refund_no: outRefundNo,
      at_ms: Math.round(atMs),
      event: JSON.stringify(event),
      state: JSON.stringify(state),
    }
    const hash = hashOf(this.#tip.hash, row)
    const unsettled = isSettled(state) ? 0 : 1
    db.exec('begin immediate')
    try {
      db.prepare('insert into entry values (?, ?, ?, ?, ?, ?)').run(
        row.seq,
        row.refund_no,
        row.at_ms,
        row.event,
        row.state,
        hash,
      )
      if (event.type === 'refund-requested') {
        // A number is requested once: a second time breaks the key.
        const { facts } = event
        db.prepare('insert into refund values (?, ?, ?, ?, ?, ?, ?, ?)').run(
          outRefundNo,
          facts.saleId,
          state.refund.outTradeNo,
          Math.round(state.refund.requestedAtMs),
          this.#books,
          JSON.stringify(facts),
          row.seq,
          unsettled,
        )
      } else {
        db.prepare('update refund set seq = ?, unsettled = ? where refund_no = ?').run(
          row.seq,
          unsettled,
          outRefundNo,
        )
      }
      db.exec('commit')
    } catch (error) {
      try {
        db.exec('rollback')
      } catch (second) {
        // SQLite may have ended it by itself, e.g. on a full disk.
        if (!/no transaction is active/i.test(String(second))) throw second
      }
      throw error
    }
    this.#tip = { seq: row.seq, hash }
    this.#witness.write(this.#tip)
  }

  ofSale(saleId: string): readonly SavedRefund[] {
    return this.#db
      .prepare(`${SAVED} where sale_id = ? order by refund.rowid`)
      .all(saleId)
      .map(savedIn)
  }

  ofOrder(outTradeNo: string): readonly SavedRefund[] {
    return this.#db
      .prepare(`${SAVED} where order_no = ? order by refund.rowid`)
      .all(outTradeNo)
      .map(savedIn)
  }

  unsettled(): readonly SavedRefund[] {
    return this.#db.prepare(`${SAVED} where unsettled = 1 order by refund.rowid`).all().map(savedIn)
  }

  refundsIn({ fromMs, toMs }: Span): readonly RefundState[] {
    return this.#db
      .prepare(`${SAVED} where requested_at_ms >= ? and requested_at_ms < ? order by refund.rowid`)
      .all(fromMs, toMs)
      .map((row) => savedIn(row).state)
  }

  refundsOf(outTradeNos: readonly string[]): readonly RefundState[] {
    return outTradeNos.flatMap((number) => this.ofOrder(number).map(({ state }) => state))
  }

  // Called without their object by whoever was given this as a part.
  readonly tip = (): Tip => this.#tip
  readonly sums: RefundReading['sums'] = (ask) => refundSumsIn(this.#db, ask)
  readonly entries: RefundReading['entries'] = ({ fromSeq, toSeq }) =>
    this.#db
      .prepare('select * from entry where seq > ? and seq <= ? order by seq')
      .all(fromSeq, toSeq)
      .map(entryIn)

  refund(outRefundNo: string): SavedRefund | null {
    const row = this.#db.prepare(`${SAVED} where refund.refund_no = ?`).get(outRefundNo)
    return row === undefined ? null : savedIn(row)
  }

  close(): void {
    this.#db.close()
    this.#witness.close()
  }
}
