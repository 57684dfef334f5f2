import { type AuditEntry, type KnownPerson, peopleAfter } from '../app/people/audit.ts'
import type { Acts, PeopleBook } from '../app/people/book.ts'
import type { Person } from '../app/people/person.ts'
import { NO_TRIES, type Tries } from '../app/people/tries.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import { openWitness, type Tip, type Witness } from './journal-witness.ts'
import {
  eventIn,
  firstChanged,
  hashOf,
  isAsWritten,
  knownIn,
  NOTHING,
  type PinRow,
  type Row,
} from './people-check.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'

/** The people's file, open. */
export interface SqlitePeople extends PeopleBook {
  readonly close: () => void
}

/** The people's file cannot be used. */
export interface PeopleUnusable {
  readonly kind: 'people-unusable'
  readonly detail: string
}

/** Each step brings a file from the version before; the number of steps is the file's version. */
const MIGRATIONS = [
  `create table act (
     seq integer primary key,
     at_ms integer not null,
     type text not null,
     event text not null,
     hash blob not null
   ) strict;
   create index act_by_type on act (type, seq);
   create table pin (person_id text primary key, hash text not null) strict;
   create table tries (
     person_id text primary key, wrong integer not null, locked_until_ms integer
   ) strict;
   create table operators (people text not null) strict;`,
]

const PRAGMAS = `pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full;
  pragma foreign_keys = on; pragma fullfsync = on; pragma checkpoint_fullfsync = on;`

/** Opens the people of this till, or makes a new file. One process at a time. */
export async function openPeople(
  path: string,
  markOf: (hash: string) => string,
): Promise<Result<{ readonly book: SqlitePeople; readonly changed: boolean }, PeopleUnusable>> {
  let db: Sqlite | null = null
  const witness = openWitness(path)
  try {
    db = await openSqlite(path)
    db.exec(PRAGMAS)
    migrate(db)
    const changed = !isAsWritten(db, witness.saw(), markOf)
    return succeed({ book: new PeopleFile(db, witness), changed })
  } catch (error) {
    db?.close()
    witness.close()
    return fail({
      kind: 'people-unusable',
      detail: error instanceof Error ? error.message : 'unknown',
    })
  }
}

function migrate(db: Sqlite): void {
  const found = db.prepare('pragma user_version').get()
  const version = (found as { readonly user_version: number }).user_version
  if (version > MIGRATIONS.length) throw new Error(`version ${version} of the file is too new`)
  MIGRATIONS.slice(version).forEach((sql, index) => {
    db.exec(`begin immediate; ${sql} pragma user_version = ${version + index + 1}; commit;`)
  })
}

const personOf = ({ id, name, role }: Person): Person => ({ id, name, role })

/** All of it is durable, or nothing of it happened. */
function durably<T>(db: Sqlite, change: () => T): T {
  db.exec('begin immediate')
  try {
    const made = change()
    db.exec('commit')
    return made
  } catch (error) {
    try {
      db.exec('rollback')
    } catch (second) {
      // SQLite may have ended it by itself, e.g. on a full disk.
      if (!/no transaction is active/i.test(String(second))) throw second
    }
    throw error
  }
}

class PeopleFile implements SqlitePeople {
  readonly #db: Sqlite
  readonly #witness: Witness
  #tip: Tip
  #people: readonly KnownPerson[]
  #operators: readonly Person[] | null

  constructor(db: Sqlite, witness: Witness) {
    this.#db = db
    this.#witness = witness
    const last = db.prepare('select seq, hash from act order by seq desc limit 1').get()
    this.#tip = (last as Tip | undefined) ?? { seq: 0, hash: NOTHING }
    this.#people = knownIn(db)
    const row = db.prepare('select people from operators').get()
    const text = (row as { readonly people: string } | undefined)?.people ?? 'null'
    // Written by `keepOperators` below.
    this.#operators = JSON.parse(text) as readonly Person[] | null
  }

  people(): readonly Person[] {
    return this.#people.map(personOf)
  }

  hashOf(id: string): string | null {
    const row = this.#db.prepare('select hash from pin where person_id = ?').get(id)
    return (row as Pick<PinRow, 'hash'> | undefined)?.hash ?? null
  }

  tries(id: string): Tries {
    const row = this.#db
      .prepare('select wrong, locked_until_ms as "lockedUntilMs" from tries where person_id = ?')
      .get(id)
    // By the schema above. A plain object: rows have no prototype.
    return row === undefined ? NO_TRIES : { ...(row as Tries) }
  }

  write(acts: Acts): void {
    this.#tip = durably(this.#db, () => this.#store(acts))
    this.#people = acts.events.reduce(peopleAfter, this.#people)
    if (acts.events.length > 0) this.#witness.write(this.#tip)
  }

  entries(max: number): readonly AuditEntry[] {
    const rows = this.#db
      .prepare('select seq, at_ms, event from act order by seq desc limit ?')
      .all(max) as Row[] // By the schema above.
    return rows.map((row) => ({ seq: row.seq, atMs: row.at_ms, event: eventIn(row) }))
  }

  firstChanged(): number | null {
    return firstChanged(this.#db, 'true')
  }

  operators(): readonly Person[] | null {
    return this.#operators
  }

  keepOperators(operators: readonly Person[]): void {
    const named = operators.map(personOf)
    const text = JSON.stringify(named)
    if (text === JSON.stringify(this.#operators)) return
    durably(this.#db, () => {
      this.#db.exec('delete from operators')
      this.#db.prepare('insert into operators values (?)').run(text)
    })
    this.#operators = named
  }

  close(): void {
    this.#db.close()
    this.#witness.close()
  }

  #store({ atMs, events, pin, tries }: Acts): Tip {
    const db = this.#db
    let next = this.#tip
    for (const event of events) {
      const row = {
        seq: next.seq + 1,
        at_ms: Math.round(atMs),
        type: event.type,
        event: JSON.stringify(event),
      }
      const hash = hashOf(next.hash, row)
      db.prepare('insert into act values (?, ?, ?, ?, ?)').run(
        row.seq,
        row.at_ms,
        row.type,
        row.event,
        hash,
      )
      next = { seq: row.seq, hash }
    }
    if (pin !== undefined && pin.hash !== null) {
      db.prepare('insert or replace into pin values (?, ?)').run(pin.id, pin.hash)
    } else if (pin !== undefined) {
      db.prepare('delete from pin where person_id = ?').run(pin.id)
    }
    if (tries !== undefined) {
      const { wrong, lockedUntilMs } = tries.tries
      db.prepare('insert or replace into tries values (?, ?, ?)').run(
        tries.id,
        wrong,
        lockedUntilMs,
      )
    }
    return next
  }
}
