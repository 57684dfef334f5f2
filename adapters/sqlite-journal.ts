import type { Journal, JournalEntry, Place, SavedSale } from '../app/payment/journal.ts'
import { isOpen, type PaymentState } from '../app/payment/state.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import { syncFoldersAbove } from './durable-folder.ts'
import { firstDamaged, firstMisfiled, firstMissing, hashOf, tipOf } from './journal-check.ts'
import type { CountAsk, Unresolved } from '../app/shift/figures.ts'
import type { CountedEntry } from '../app/shift/fold.ts'
import { attemptsIn, type EntryRange, type JournalReading, readJournal } from './journal-reading.ts'
import { type EndedSum, endedIn, unresolvedIn } from './journal-sums.ts'
import { keepLog, openWitness, type Witness } from './journal-witness.ts'
import { type OrderReading, ORDERS_INDEX, readOrders } from './reconciliation/journal-orders.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'

/** Why a journal cannot be used. Nothing is sold on a journal that is not whole. */
export type JournalError =
  /** It holds unfinished sales of another merchant or another WeChat: only there can they be settled. */
  | { readonly kind: 'journal-of-others' }
  /** Another process has it open. */
  | { readonly kind: 'journal-locked' }
  /** An entry is not what was written, or is gone although it was durable: `seq` names it. */
  | { readonly kind: 'journal-damaged'; readonly seq: number }
  /** Written by a later version of this program. */
  | { readonly kind: 'journal-too-new'; readonly version: number }
  /** The file cannot be opened, or not be made durable. */
  | { readonly kind: 'journal-unusable'; readonly detail: string }

/** A journal in a file, with what the till takes up at its start. */
export interface SqliteJournal extends Journal, JournalReading, OrderReading, ShiftReading {
  /** Every sale that is unfinished or was not left, and the latest others, newest first. */
  readonly saved: (finishedMax: number) => readonly SavedSale[]
  /** Where a sale stands, however old it is; null when there is no such sale. */
  readonly sale: (saleId: string) => PaymentState | null
  /** The number of a sale's latest entry; null when there is no such sale. */
  readonly seqOf: (saleId: string) => number | null
  /** Where the sale of an order number stands; null when no attempt had this number. */
  readonly saleOfOrder: (outTradeNo: string) => PaymentState | null
  readonly close: () => void
}

/** What shifts read of a journal. */
export interface ShiftReading extends Pick<JournalReading, 'tip'> {
  /** Entries with which an attempt began or ended, among those after `after` and up to `upTo`. */
  readonly attempts: (range: Pick<EntryRange, 'after' | 'upTo'>) => readonly CountedEntry[]
  /** Sums of the attempts that ended in a part of the journal, by SQL. */
  readonly ended: (part: Pick<CountAsk, 'fromSeq' | 'toSeq' | 'openedSeq'>) => readonly EndedSum[]
  /** Attempts that are undecided now. */
  readonly unresolved: () => readonly Unresolved[]
}

/** Each step brings a file from the version before; the number of steps is the file's version. */
const MIGRATIONS = [
  `create table entry (
     seq integer primary key,
     sale_id text not null,
     at_ms integer not null,
     event text not null,
     state text not null,
     submitted_out_trade_no text unique,
     hash blob not null
   ) strict;
   create index entry_by_sale on entry (sale_id, seq);
   create table sale (
     sale_id text primary key,
     seq integer not null references entry (seq),
     unfinished integer not null,
     place text not null check (place in ('counter', 'background', 'left'))
   ) strict;
   create index sale_by_seq on sale (seq);
   create index sale_at_hand on sale (seq) where unfinished = 1 or place <> 'left';
   create table whose (books text not null) strict;`,
  ORDERS_INDEX,
]

/** Finished sales that are read when a journal is opened: as many as a till shows. */
const FINISHED_READ = 12

/** Write-ahead log, every commit on the disk before it returns; on a Mac past the drive's own cache too. */
const PRAGMAS = `pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full;
  pragma foreign_keys = on; pragma fullfsync = on; pragma checkpoint_fullfsync = on;`

const single = (db: Sqlite, sql: string): unknown => {
  const row = db.prepare(sql).get()
  return typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined
}

/** Asks SQLite what it really does: a file system may silently refuse a write-ahead log. */
function durabilityRefused(db: Sqlite): string | null {
  if (single(db, 'pragma journal_mode') !== 'wal') return 'journal_mode'
  if (single(db, 'pragma synchronous') !== 2) return 'synchronous'
  return single(db, 'pragma foreign_keys') === 1 ? null : 'foreign_keys'
}

function migrate(db: Sqlite): JournalError | null {
  const version = Number(single(db, 'pragma user_version'))
  if (version > MIGRATIONS.length) return { kind: 'journal-too-new', version }
  MIGRATIONS.slice(version).forEach((sql, index) => {
    db.exec(`begin immediate; ${sql} pragma user_version = ${version + index + 1}; commit;`)
  })
  return null
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : 'unknown')

/**
 * Binds the journal to the books its orders are in. An order asked about in other books is unknown there, and would
 * be taken for one that never arrived: so they change only while nothing is unfinished. True when they fit.
 */
function bindTo(db: Sqlite, books: string): boolean {
  const bound = single(db, 'select books from whose')
  if (bound === books) return true
  if (
    bound !== undefined &&
    Number(single(db, 'select count(*) from sale where unfinished = 1')) > 0
  ) {
    return false
  }
  db.exec('begin immediate; delete from whose;')
  db.prepare('insert into whose values (?)').run(books)
  db.exec(`update sale set place = 'left'; commit;`)
  return true
}

/**
 * Opens the journal of a till, or makes a new one. One process at a time. `books` names the merchant and the WeChat
 * that its orders are with.
 */
export async function openJournal(
  path: string,
  books: string,
): Promise<Result<SqliteJournal, JournalError>> {
  let db: Sqlite
  const witness = openWitness(path)
  const log = keepLog(path)
  try {
    db = await openSqlite(path)
  } catch (error) {
    return fail({ kind: 'journal-unusable', detail: describe(error) })
  }
  const refuse = (error: JournalError): Result<SqliteJournal, JournalError> => {
    db.close()
    witness.close()
    if (error.kind !== 'journal-damaged') log.drop()
    return fail(error)
  }
  try {
    db.exec(PRAGMAS)
    const refused = durabilityRefused(db)
    if (refused !== null) return refuse({ kind: 'journal-unusable', detail: refused })
    const problem = migrate(db)
    if (problem !== null) return refuse(problem)
    const seq = firstDamaged(db) ?? firstMisfiled(db) ?? firstMissing(db, witness.saw())
    if (seq !== null) return refuse({ kind: 'journal-damaged', seq })
    if (!bindTo(db, books)) return refuse({ kind: 'journal-of-others' })
    // Before the first promise; later the way is known to be durable.
    if (tipOf(db).seq === 0) syncFoldersAbove(path)
    const journal = journalIn(db, witness)
    // Read once here, where a damaged page refuses the journal; later it would end the program.
    journal.saved(FINISHED_READ)
    log.drop()
    return succeed(journal)
  } catch (error) {
    const detail = describe(error)
    if (/locked|busy/i.test(detail)) return refuse({ kind: 'journal-locked' })
    if (/malformed|not a database|corrupt/i.test(detail)) {
      return refuse({ kind: 'journal-damaged', seq: 0 })
    }
    return refuse({ kind: 'journal-unusable', detail })
  }
}

/** Ends a transaction that failed. SQLite may have ended it by itself, e.g. on a full disk: then there is nothing to undo. */
function undo(db: Sqlite): void {
  try {
    db.exec('rollback')
  } catch (error) {
    if (!/no transaction is active/i.test(describe(error))) throw error
  }
}

function journalIn(db: Sqlite, witness: Witness): SqliteJournal {
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const addEntry = db.prepare('insert into entry values (?, ?, ?, ?, ?, ?, ?)')
  const setSale = db.prepare(
    `insert into sale values (?, ?, ?, 'counter')
     on conflict (sale_id) do update set seq = excluded.seq, unfinished = excluded.unfinished`,
  )
  const setPlace = db.prepare('update sale set place = ? where sale_id = ?')
  let tip = tipOf(db)
  if (tip.seq > 0) witness.write(tip)

  function append({ saleId, atMs, event, state }: JournalEntry): void {
    const seq = tip.seq + 1
    const row = {
      seq,
      sale_id: saleId,
      at_ms: atMs,
      event: JSON.stringify(event),
      state: JSON.stringify(state),
    }
    const hash = hashOf(tip.hash, row)
    const submitted = event.type === 'code-scanned' ? event.outTradeNo : null
    const unfinished = isOpen(state) ? 1 : 0
    begin.run()
    try {
      addEntry.run(seq, saleId, atMs, row.event, row.state, submitted, hash)
      setSale.run(saleId, seq, unfinished)
      commit.run()
    } catch (error) {
      undo(db)
      throw error
    }
    tip = { seq, hash }
    witness.write(tip)
  }

  return {
    append: async (entry) => append(entry),
    async move(saleId, place) {
      setPlace.run(place, saleId)
    },
    saved: (finishedMax) => savedIn(db, finishedMax),
    sale(saleId) {
      const row = db
        .prepare('select entry.state from sale join entry using (seq) where sale.sale_id = ?')
        .get(saleId)
      return row === undefined ? null : stateIn(row)
    },
    seqOf: (saleId) => seqIn(db, saleId),
    saleOfOrder(outTradeNo) {
      const row = db
        .prepare(
          `select state from entry where seq = (select sale.seq from sale join entry using (sale_id)
           where submitted_out_trade_no = ?)`,
        )
        .get(outTradeNo)
      return row === undefined ? null : stateIn(row)
    },
    ...readJournal(db, () => tip),
    ...readOrders(db),
    attempts: (range) => attemptsIn(db, range),
    ended: (part) => endedIn(db, part),
    unresolved: () => unresolvedIn(db),
    close() {
      db.close()
      witness.close()
    },
  }
}

function seqIn(db: Sqlite, saleId: string): number | null {
  const row = db.prepare('select seq from sale where sale_id = ?').get(saleId)
  return (row as { readonly seq: number } | undefined)?.seq ?? null
}

function savedIn(db: Sqlite, finishedMax: number): readonly SavedSale[] {
  const rows = db
    .prepare(
      `select entry.state, place from sale join entry using (seq)
       where unfinished = 1 or place <> 'left' or sale.seq in
         (select seq from sale where unfinished = 0 and place = 'left' order by seq desc limit ?)
       order by sale.seq desc`,
    )
    .all(finishedMax) as { readonly state: string; readonly place: Place }[]
  return rows.map((row) => ({ state: stateIn(row), place: row.place }))
}

// Written by `append` above and covered by the hashes: what comes out is what went in.
const stateIn = (row: unknown): PaymentState =>
  JSON.parse((row as { readonly state: string }).state) as PaymentState
