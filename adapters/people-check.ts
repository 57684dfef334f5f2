import { createHash } from 'node:crypto'
import {
  type AuditEvent,
  type KnownPerson,
  PEOPLE_EVENTS,
  peopleAfter,
} from '../app/people/audit.ts'
import type { Tip } from './journal-witness.ts'
import type { Sqlite } from './sqlite.ts'

/** A row of the table `act`. */
export interface Row {
  readonly seq: number
  readonly at_ms: number
  readonly type: string
  readonly event: string
  readonly hash: Uint8Array
}

/** The hash before the first. */
export const NOTHING = new Uint8Array()

/** Each entry's hash is made over the one before: none can be changed, taken out or put in unnoticed. */
export const hashOf = (previous: Uint8Array, row: Omit<Row, 'hash'>): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(JSON.stringify([row.seq, row.at_ms, row.type, row.event]))
    .digest()

/** Entries whose hashes are checked at every start, besides those that people come from. */
const CHECKED_AT_START = 1_000

/** Whether what a start looks at is as it was written: the latest acts, all that people come from, and their PINs. */
export function isAsWritten(
  db: Sqlite,
  saw: Tip | null,
  markOf: (hash: string) => string,
): boolean {
  const last = `seq > (select coalesce(max(seq), 0) - ${CHECKED_AT_START} from act)`
  return (
    firstChanged(db, `${last} or ${OF_PEOPLE}`) === null &&
    !isCutShort(db, saw) &&
    pinsFit(db, markOf)
  )
}

const OF_PEOPLE = `type in (${PEOPLE_EVENTS.map((type) => `'${type}'`).join(', ')})`

/** The first entry among these that does not fit the one before it. */
export function firstChanged(db: Sqlite, which: string): number | null {
  const previous = db.prepare('select hash from act where seq = ?')
  const rows = db.prepare(`select * from act where ${which} order by seq`).all() as Row[] // By the schema above.
  for (const row of rows) {
    const before = (previous.get(row.seq - 1) as Pick<Row, 'hash'> | undefined)?.hash
    if (before === undefined && row.seq > 1) return row.seq
    if (!hashOf(before ?? NOTHING, row).equals(row.hash)) return row.seq
  }
  return null
}

/** Whether the latest entries, which were durable once, are gone or others. */
function isCutShort(db: Sqlite, saw: Tip | null): boolean {
  if (saw === null) return false
  const row = db.prepare('select hash from act where seq = ?').get(saw.seq)
  return !Buffer.from((row as Pick<Row, 'hash'> | undefined)?.hash ?? NOTHING).equals(saw.hash)
}

/** Whether each PIN's hash is the one that the log speaks of. */
function pinsFit(db: Sqlite, markOf: (hash: string) => string): boolean {
  const people = knownIn(db)
  const pins = db.prepare('select person_id, hash from pin').all() as PinRow[] // By the schema above.
  return (
    pins.length === people.length &&
    people.every(({ id, pinMark }) =>
      pins.some((pin) => pin.person_id === id && markOf(pin.hash) === pinMark),
    )
  )
}

/** A row of the table `pin`. */
export interface PinRow {
  readonly person_id: string
  readonly hash: string
}

/** What an entry says. Written by the book alone and covered by the hashes: what comes out is what went in. */
export const eventIn = (row: unknown): AuditEvent =>
  JSON.parse((row as Pick<Row, 'event'>).event) as AuditEvent

/** The people that the log makes. */
export function knownIn(db: Sqlite): readonly KnownPerson[] {
  const rows = db.prepare(`select event from act where ${OF_PEOPLE} order by seq`).all()
  return rows.map(eventIn).reduce(peopleAfter, [])
}
