import { createHash } from 'node:crypto'
import type { EpochMs } from '../app/ports.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { ChainCheck, ShiftRecord, StoredRecord } from '../app/shift/record.ts'
import { openWitness } from './journal-witness.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'

/** Why shifts can neither be opened nor closed. Sales do not need them, unless the set-up says so. */
export interface ShiftsUnusable {
  readonly kind: 'shifts-unusable'
  readonly detail: string
}

/** The till's shifts: records that are only ever added, each hashed over the one before. */
export interface ShiftBook {
  /** Adds a record. It is whole and durable when this returns, or it is not there; throws when it may not be. */
  readonly add: (record: ShiftRecord, atMs: EpochMs) => StoredRecord
  /** All records, oldest first, as they were found and added. */
  readonly records: () => readonly StoredRecord[]
  /** Whether all that was ever written is still there, as it was written. */
  readonly check: () => ChainCheck
  readonly close: () => void
}

const SCHEMA = `create table record (
  seq integer primary key,
  at_ms integer not null,
  body text not null,
  hash blob not null
) strict;`

const VERSION = 1

const PRAGMAS = `pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full;
  pragma fullfsync = on; pragma checkpoint_fullfsync = on;`

interface Row {
  readonly seq: number
  readonly at_ms: number
  readonly body: string
  readonly hash: Uint8Array
}

const hashOf = (previous: Uint8Array, row: Omit<Row, 'hash'>): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(JSON.stringify([row.seq, row.at_ms, row.body]))
    .digest()

const NOTHING = new Uint8Array()

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Opens the shifts of a till, or makes a new file. */
export async function openShiftBook(path: string): Promise<Result<ShiftBook, ShiftsUnusable>> {
  let db: Sqlite | null = null
  try {
    db = await openSqlite(path)
    db.exec(PRAGMAS)
    const found = db.prepare('pragma user_version').get() as { readonly user_version: number }
    if (found.user_version > VERSION) throw new Error(`version ${found.user_version}`)
    if (found.user_version < VERSION) {
      db.exec(`begin immediate; ${SCHEMA} pragma user_version = ${VERSION}; commit;`)
    }
    const mode = db.prepare('pragma journal_mode').get() as { readonly journal_mode: string }
    if (mode.journal_mode !== 'wal') throw new Error('no write-ahead log')
    return succeed(bookIn(db, path))
  } catch (error) {
    db?.close()
    const detail = error instanceof Error ? error.message : 'unknown'
    return fail({ kind: 'shifts-unusable', detail })
  }
}

function bookIn(db: Sqlite, path: string): ShiftBook {
  const witness = openWitness(path)
  const insert = db.prepare('insert into record values (?, ?, ?, ?)')
  // The columns are those of the type, by SCHEMA.
  const rows = (): readonly Row[] =>
    db.prepare('select seq, at_ms, body, hash from record order by seq').all() as Row[]
  let last = rows().at(-1) ?? null
  let records: readonly StoredRecord[] = rows().map(storedIn)

  return {
    add(record, atMs) {
      const row = { seq: (last?.seq ?? 0) + 1, at_ms: atMs, body: JSON.stringify(record) }
      const hash = hashOf(last?.hash ?? NOTHING, row)
      // One statement is one transaction: a Z is whole, or it is not there.
      insert.run(row.seq, row.at_ms, row.body, hash)
      last = { ...row, hash }
      witness.write(last)
      const stored = storedIn(last)
      records = [...records, stored]
      return stored
    },
    records: () => records,
    check: () => checkOf(rows(), witness.saw()),
    close() {
      db.close()
      witness.close()
    },
  }
}

// Written by `add` above, and `check` says whether it still is what was written.
const storedIn = ({ seq, at_ms, body, hash }: Row): StoredRecord => ({
  seq,
  atMs: at_ms,
  record: JSON.parse(body) as ShiftRecord,
  hash: hex(hash),
})

/** Recomputes the chain, and compares each Z with the one before and with its place in the count. */
function checkOf(
  rows: readonly Row[],
  saw: { readonly seq: number; readonly hash: Uint8Array } | null,
): ChainCheck {
  let previous: Uint8Array = NOTHING
  let zs = 0
  let previousZ = ''
  for (const [at, row] of rows.entries()) {
    const broken = (): ChainCheck => ({ kind: 'broken', seq: at + 1, z: nextZ(rows.slice(at)) })
    if (row.seq !== at + 1 || !hashOf(previous, row).equals(row.hash)) return broken()
    previous = row.hash
    const { record, hash } = storedIn(row)
    if (record.kind !== 'closed') continue
    zs += 1
    if (record.report.number !== zs || record.report.previousHash !== previousZ) return broken()
    previousZ = hash
  }
  // The file beside it still knows a record that is not there any more, or is another one.
  const seen = saw === null ? null : (rows[saw.seq - 1]?.hash ?? NOTHING)
  if (saw !== null && saw.seq > 0 && !Buffer.from(saw.hash).equals(seen ?? NOTHING)) {
    return { kind: 'broken', seq: saw.seq, z: null }
  }
  return { kind: 'whole', zs }
}

/** The first Z at or after a place. */
function nextZ(rows: readonly Row[]): number | null {
  for (const { body } of rows) {
    const z = /"kind":"z","number":(\d+)/.exec(body)?.[1]
    if (z !== undefined) return Number(z)
  }
  return null
}
