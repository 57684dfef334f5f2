import { createHash } from 'node:crypto'
import { isOpen, type PaymentState } from '../app/payment/state.ts'
import type { Tip } from './journal-witness.ts'
import type { Sqlite } from './sqlite.ts'

/** Entries whose hashes are checked at every start, besides those of unfinished sales. */
const CHECKED_AT_START = 2_000

const LATEST = `seq > (select coalesce(max(seq), 0) - ${CHECKED_AT_START} from entry)`
const AT_HAND = `unfinished = 1 or place <> 'left'`

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
       where ${LATEST}
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

/** A row of the table `sale`. */
interface Filed {
  readonly rowid: number
  readonly sale_id: string
  readonly seq: number
  readonly unfinished: number
  readonly place: string
}

const PLACES: readonly string[] = ['counter', 'background', 'left']

/**
 * The first sale that is not filed as its entries say, by its entry's number; null when all are. No hash is over the table of
 * sales, because a sale moves from the counter to the background and away; but it decides which sales a start takes up, and one
 * that a flipped bit hid would be forgotten. What it says is written down twice, in the table and in its indexes, and most of it
 * follows from the entries. One pass over the table, for which no index is believed.
 */
export function firstMisfiled(db: Sqlite): number | null {
  const sales = db
    .prepare(
      `select rowid, sale_id, seq, unfinished, place from sale not indexed
       where ${AT_HAND} or ${LATEST} or unfinished not in (0, 1)
          or place not in ('${PLACES.join("', '")}')`,
    )
    .all() as Filed[] // The columns selected are those of Filed, by the schema.
  return unlikeIndex(db, sales) ?? unlikeEntries(db, sales) ?? lost(db)
}

const seqIn = (row: unknown): number | null =>
  (row as { readonly seq: number } | undefined)?.seq ?? null

const isAtHand = ({ unfinished, place }: Filed): boolean => unfinished === 1 || place !== 'left'

/** A sale that an index has in another way than the table, or not at all. */
function unlikeIndex(db: Sqlite, sales: readonly Filed[]): number | null {
  const tip = tipOf(db).seq
  const apart = (index: string, which: string, inTable: readonly Filed[]): number | null => {
    const listed = db.prepare(`select rowid, seq from sale indexed by ${index} where ${which}`)
    const rows = listed.all() as { readonly rowid: number; readonly seq: number | null }[]
    const open = new Map(inTable.map(({ rowid, seq }) => [rowid, seq]))
    for (const { rowid, seq } of rows) {
      // A key that lost its type reads as null, and no row is at 0.
      if (open.get(rowid) !== seq) return seq ?? 0
      open.delete(rowid)
    }
    return [...open.values()][0] ?? null
  }
  const latest = sales.filter(({ seq }) => seq > tip - CHECKED_AT_START)
  return (
    apart('sale_at_hand', AT_HAND, sales.filter(isAtHand)) ?? apart('sale_by_seq', LATEST, latest)
  )
}

/** A sale in no place that there is, or whose latest entry is another one or says something else of it. */
function unlikeEntries(db: Sqlite, sales: readonly Filed[]): number | null {
  const latest = db.prepare(
    'select seq, state from entry where sale_id = ? order by seq desc limit 1',
  )
  const wrong = sales.find((sale) => {
    if (!PLACES.includes(sale.place)) return true
    const entry = latest.get(sale.sale_id) as Pick<Row, 'seq' | 'state'> | undefined
    if (entry?.seq !== sale.seq) return true
    // Its hash was checked before: what is parsed is what was written.
    const open = isAtHand(sale) && isOpen(JSON.parse(entry.state) as PaymentState)
    return sale.unfinished !== (open ? 1 : 0)
  })
  return wrong?.seq ?? null
}

/** A sale of the latest entries that the table does not have, or does not have as the last of them left it. */
const lost = (db: Sqlite): number | null =>
  seqIn(
    db
      .prepare(
        `select latest.seq from
           (select sale_id, max(seq) as seq from entry where ${LATEST} group by sale_id) as latest
         left join sale using (sale_id) where sale.seq is not latest.seq`,
      )
      .get(),
  )

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
