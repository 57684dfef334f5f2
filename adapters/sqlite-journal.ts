import { createHash } from 'node:crypto'
import type { Journal, JournalEntry } from '../app/payment/journal.ts'
import { isOpen, type PaymentState } from '../app/payment/state.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'

/** Why a journal cannot be used. Nothing is sold on a journal that is not whole. */
export type JournalError =
  /** Another process has it open. */
  | { readonly kind: 'journal-locked' }
  /** An entry is not what was written: `seq` names it. */
  | { readonly kind: 'journal-damaged'; readonly seq: number }
  /** Written by a later version of this program. */
  | { readonly kind: 'journal-too-new'; readonly version: number }
  /** The file cannot be opened, or not be made durable. */
  | { readonly kind: 'journal-unusable'; readonly detail: string }

/** A journal in a file, with what the till takes up at its start. */
export interface SqliteJournal extends Journal {
  /** The latest state of every unfinished sale and of the latest others, newest first. */
  readonly saved: (finishedMax: number) => readonly PaymentState[]
  readonly close: () => void
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
     unfinished integer not null
   ) strict;
   create index sale_by_seq on sale (seq);
   create index unfinished_sale on sale (seq) where unfinished = 1;`,
]

/** Entries whose hashes are checked at every start, besides those of unfinished sales. */
const CHECKED_AT_START = 2_000

interface Row {
  readonly seq: number
  readonly sale_id: string
  readonly at_ms: number
  readonly event: string
  readonly state: string
  readonly hash: Uint8Array
}

const hashOf = (previous: Uint8Array, row: Omit<Row, 'hash'>): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(JSON.stringify([row.seq, row.sale_id, row.at_ms, row.event, row.state]))
    .digest()

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

const NOTHING = new Uint8Array()

/** The rows' hashes, each made over the one before; the first row that does not fit, or null. */
function firstDamaged(db: Sqlite): number | null {
  const previous = db.prepare('select hash from entry where seq = ?')
  const rows = db
    .prepare(
      `select seq, sale_id, at_ms, event, state, hash from entry
       where seq > (select coalesce(max(seq), 0) - ${CHECKED_AT_START} from entry)
          or seq in (select seq from sale where unfinished = 1) order by seq`,
    )
    .all() as Row[] // The columns selected are those of Row, by the schema above.
  for (const row of rows) {
    const before = (previous.get(row.seq - 1) as Pick<Row, 'hash'> | undefined)?.hash
    if (before === undefined && row.seq > 1) return row.seq
    if (!hashOf(before ?? NOTHING, row).equals(row.hash)) return row.seq
  }
  return null
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : 'unknown')

/** Opens the journal of a till, or makes a new one. One process at a time. */
export async function openJournal(path: string): Promise<Result<SqliteJournal, JournalError>> {
  let db: Sqlite
  try {
    db = await openSqlite(path)
  } catch (error) {
    return fail({ kind: 'journal-unusable', detail: describe(error) })
  }
  const refuse = (error: JournalError): Result<SqliteJournal, JournalError> => {
    db.close()
    return fail(error)
  }
  try {
    db.exec(PRAGMAS)
    const refused = durabilityRefused(db)
    if (refused !== null) return refuse({ kind: 'journal-unusable', detail: refused })
    const problem = migrate(db)
    if (problem !== null) return refuse(problem)
    const seq = firstDamaged(db)
    if (seq !== null) return refuse({ kind: 'journal-damaged', seq })
    return succeed(journalIn(db))
  } catch (error) {
    const detail = describe(error)
    if (/locked|busy/i.test(detail)) return refuse({ kind: 'journal-locked' })
    if (/malformed|not a database|corrupt/i.test(detail)) {
      return refuse({ kind: 'journal-damaged', seq: 0 })
    }
    return refuse({ kind: 'journal-unusable', detail })
  }
}

function journalIn(db: Sqlite): SqliteJournal {
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const rollback = db.prepare('rollback')
  const addEntry = db.prepare('insert into entry values (?, ?, ?, ?, ?, ?, ?)')
  const setSale = db.prepare(
    `insert into sale values (?, ?, ?)
     on conflict (sale_id) do update set seq = excluded.seq, unfinished = excluded.unfinished`,
  )
  const last = db.prepare('select seq, hash from entry order by seq desc limit 1').get()
  let tip = (last as Pick<Row, 'seq' | 'hash'> | undefined) ?? { seq: 0, hash: NOTHING }

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
    const unfinished = isOpen(state) || state.kind === 'awaiting-code' ? 1 : 0
    begin.run()
    try {
      addEntry.run(seq, saleId, atMs, row.event, row.state, submitted, hash)
      setSale.run(saleId, seq, unfinished)
      commit.run()
    } catch (error) {
      rollback.run()
      throw error
    }
    tip = { seq, hash }
  }

  return {
    append: async (entry) => append(entry),
    saved(finishedMax) {
      const rows = db
        .prepare(
          `select entry.state from sale join entry using (seq)
           where unfinished = 1 or sale.seq in
             (select seq from sale where unfinished = 0 order by seq desc limit ?)
           order by sale.seq desc`,
        )
        .all(finishedMax) as { readonly state: string }[]
      // Written by `append` above and covered by the hashes: what comes out is what went in.
      return rows.map((row) => JSON.parse(row.state) as PaymentState)
    },
    close: () => db.close(),
  }
}
