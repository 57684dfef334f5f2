import { createHash } from 'node:crypto'
import type { Tip } from './journal-witness.ts'
import type { Sqlite } from './sqlite.ts'

/** Entries whose hashes are checked at every start, besides those of unfinished sales. */
const CHECKED_AT_START = 2_000

/** A row of the table `entry`. */
export interface Row {
  readonly seq: number
  readonly sale_id: string
  readonly at_ms: number
  readonly event: string
  readonly state: string
  readonly hash: Uint8Array
}

/** The hash of an entry, made over the one before. */
export const hashOf = (previous: Uint8Array, row: Omit<Row, 'hash'>): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(JSON.stringify([row.seq, row.sale_id, row.at_ms, row.event, row.state]))
    .digest()

const NOTHING = new Uint8Array()

/** The rows' hashes, each made over the one before; the first row that does not fit, or null. */
export function firstDamaged(db: Sqlite): number | null {
  const previous = db.prepare('select hash from entry where seq = ?')
  const rows = db
    .prepare(
      `select seq, sale_id, at_ms, event, state, hash from entry
       where seq > (select coalesce(max(seq), 0) - ${CHECKED_AT_START} from entry)
          or seq in (select seq from sale where unfinished = 1 or place <> 'left') order by seq`,
    )
    .all() as Row[] // The columns selected are those of Row, by the schema above.
  for (const row of rows) {
    const before = (previous.get(row.seq - 1) as Pick<Row, 'hash'> | undefined)?.hash
    if (before === undefined && row.seq > 1) return row.seq
    if (!hashOf(before ?? NOTHING, row).equals(row.hash)) return row.seq
  }
  return null
}

/** The journal's last entry. */
export const tipOf = (db: Sqlite): Tip => {
  const last = db.prepare('select seq, hash from entry order by seq desc limit 1').get()
  return (last as Pick<Row, 'seq' | 'hash'> | undefined) ?? { seq: 0, hash: NOTHING }
}

/** The first entry that was durable once and is not there any more, or is another one; null when all are. */
export function firstMissing(db: Sqlite, saw: Tip | null): number | null {
  if (saw === null) return null
  const last = tipOf(db).seq
  if (last < saw.seq) return last + 1
  const entry = db.prepare('select hash from entry where seq = ?').get(saw.seq)
  const hash = (entry as Pick<Row, 'hash'> | undefined)?.hash ?? NOTHING
  return Buffer.from(hash).equals(saw.hash) ? null : saw.seq
}
