import type { StoredEntry } from '../app/payment/journal.ts'
import type { CountedEntry } from '../app/shift/fold.ts'
import type { Tip } from './journal-witness.ts'
import type { Sqlite } from './sqlite.ts'

/** Entries with these numbers: after `after`, up to `upTo`, at most `max`. */
export interface EntryRange {
  readonly after: number
  readonly upTo: number
  readonly max: number
}

/** What others read of a journal, in the order in which it was written. Quick by the entries' own numbers alone. */
export interface JournalReading {
  /** The last entry that is durable. */
  readonly tip: () => Tip
  readonly entries: (range: EntryRange) => readonly StoredEntry[]
  /** The entries of one sale among those of a range. */
  readonly entriesOf: (
    saleId: string,
    range: { readonly from: number; readonly upTo: number },
  ) => readonly StoredEntry[]
  /** The entry with this number; null when there is none. */
  readonly entry: (seq: number) => StoredEntry | null
  /** The hash of an entry over itself and all before it; null when there is no such entry. */
  readonly hashOf: (seq: number) => Uint8Array | null
}

const COLUMNS = 'seq, sale_id, at_ms, event, state'

/** Reads a journal that is open. */
export function readJournal(db: Sqlite, tip: () => Tip): JournalReading {
  return {
    tip,
    entries: ({ after, upTo, max }) =>
      db
        .prepare(`select ${COLUMNS} from entry where seq > ? and seq <= ? order by seq limit ?`)
        .all(after, upTo, max)
        .map(storedIn),
    entriesOf: (saleId, { from, upTo }) =>
      db
        .prepare(
          `select ${COLUMNS} from entry where seq between ? and ? and sale_id = ? order by seq`,
        )
        .all(from, upTo, saleId)
        .map(storedIn),
    entry(seq) {
      const row = db.prepare(`select ${COLUMNS} from entry where seq = ?`).get(seq)
      return row === undefined ? null : storedIn(row)
    },
    hashOf(seq) {
      const row = db.prepare('select hash from entry where seq = ?').get(seq)
      return (row as { readonly hash: Uint8Array } | undefined)?.hash ?? null
    },
  }
}

/**
 * Entries with which an attempt began or ended, and what else mentions an end: whoever counts looks at the state itself. Events are not read,
 * which makes a Z quicker by half.
 */
export function attemptsIn(
  db: Sqlite,
  { after, upTo }: Pick<EntryRange, 'after' | 'upTo'>,
): readonly CountedEntry[] {
  const rows = db
    .prepare(
      `select seq, at_ms, submitted_out_trade_no is not null as scanned, state from entry
       where seq > ? and seq <= ? and (submitted_out_trade_no is not null or instr(state, '"paid"')
         or instr(state, '"not-charged"') or instr(state, '"revoked"')) order by seq`,
    )
    // The columns selected are those of the type.
    .all(after, upTo) as {
    readonly seq: number
    readonly at_ms: number
    readonly scanned: number
    readonly state: string
  }[]
  return rows.map(({ seq, at_ms: atMs, scanned, state }) => ({
    seq,
    atMs,
    scanned: scanned === 1,
    state: JSON.parse(state) as StoredEntry['state'],
  }))
}

// Written by the journal's `append` and covered by its hashes: what comes out is what went in.
function storedIn(row: unknown): StoredEntry {
  const { seq, sale_id, at_ms, event, state } = row as {
    readonly seq: number
    readonly sale_id: string
    readonly at_ms: number
    readonly event: string
    readonly state: string
  }
  return {
    seq,
    saleId: sale_id,
    atMs: at_ms,
    event: JSON.parse(event) as StoredEntry['event'],
    state: JSON.parse(state) as StoredEntry['state'],
  }
}
