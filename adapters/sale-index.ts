import { rmSync } from 'node:fs'
import { GROUP_OF, type FoundSale, type SaleSearch } from '../app/search/search.ts'
import type { StoredEntry } from '../app/payment/journal.ts'
import type { JournalReading } from './journal-reading.ts'
import { openSqlite, type Sqlite, type SqliteValue } from './sqlite.ts'

/**
 * Finds sales of a journal. It lies in a file of its own, beside the journal, and follows it when the till has time: no payment
 * waits for it. Everything in it comes from the journal, so a file that does not fit is made anew.
 */
export interface SaleIndex {
  /** Takes up at most this many more entries of the journal. Returns how many are left. */
  readonly catchUp: (entriesMax: number) => number
  /** Sales that fit, newest first. Knows what `catchUp` has taken up. */
  readonly search: (search: SaleSearch, max: number) => readonly FoundSale[]
  /** Where the journal has this sale; null when it is not known (yet). */
  readonly place: (saleId: string) => FoundSale | null
  readonly close: () => void
}

/** Another number makes every index anew. */
const VERSION = 1

/** Digits that the rows of the sales themselves hold: fewer typed ones fit too many sales for a look-up. */
const TAIL_LENGTH = 2

const SCHEMA = `
  create table sale (
    first_seq integer primary key,
    sale_id text not null unique,
    last_seq integer not null,
    started_at_ms integer not null,
    amount_minor integer not null,
    sale_group text not null,
    tails text not null default ''
  ) strict;
  create index sale_by_start on sale (started_at_ms, first_seq);
  create index sale_by_amount on sale (amount_minor, started_at_ms, first_seq);
  create index sale_by_group on sale (sale_group, started_at_ms, first_seq);
  create index sale_by_group_and_amount on sale (sale_group, amount_minor, started_at_ms, first_seq);
  create table number (
    reversed text not null,
    first_seq integer not null,
    primary key (reversed, first_seq)
  ) strict, without rowid;
  create table followed (seq integer not null, hash blob not null) strict;
  insert into followed values (0, x'');`

/**
 * Losing the last entries to a power cut costs nothing here: they are read again. The numbers are scattered, so where a million sales are
 * taken up, nearly every entry needs another page: up to 32 MiB of them are kept at hand.
 */
const PRAGMAS = `pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal;
  pragma cache_size = -32768;`

const FILES = ['', '-wal', '-shm', '-journal']

const reversed = (digits: string): string => [...digits].reverse().join('')

/** Opens the index of a journal; one that is damaged, of another version or of another journal is made anew. */
export async function openSaleIndex(path: string, journal: JournalReading): Promise<SaleIndex> {
  let opened: Sqlite | null = null
  try {
    opened = await openSqlite(path)
    opened.exec(PRAGMAS)
    if (fits(opened, journal)) return indexIn(opened, journal)
  } catch {
    // Not a database, or a damaged one: below it is replaced, and that failing is a failure.
  }
  opened?.close()
  for (const end of FILES) rmSync(path + end, { force: true })
  const fresh = await openSqlite(path)
  fresh.exec(PRAGMAS)
  fresh.exec(`begin; ${SCHEMA} pragma user_version = ${VERSION}; commit;`)
  return indexIn(fresh, journal)
}

/** Whether what the index has followed is what this journal holds. */
function fits(db: Sqlite, journal: JournalReading): boolean {
  const version = db.prepare('pragma user_version').get() as { readonly user_version: number }
  if (version.user_version !== VERSION) return false
  const { seq, hash } = followedIn(db)
  return seq === 0 || Buffer.from(hash).equals(journal.hashOf(seq) ?? new Uint8Array())
}

interface Followed {
  readonly seq: number
  readonly hash: Uint8Array
}

// The table has one row, by SCHEMA, and its columns are these.
const followedIn = (db: Sqlite): Followed =>
  db.prepare('select seq, hash from followed').get() as Followed

function indexIn(db: Sqlite, journal: JournalReading): SaleIndex {
  const take = takerFor(db)
  const setFollowed = db.prepare('update followed set seq = ?, hash = ?')
  const findPlace = db.prepare(`select ${PLACE} from sale where sale_id = ?`)
  let { seq: followed } = followedIn(db)

  function catchUp(entriesMax: number): number {
    const upTo = journal.tip().seq
    const entries = journal.entries({ after: followed, upTo, max: entriesMax })
    const last = entries.at(-1)
    if (last === undefined) return 0
    db.exec('begin')
    try {
      for (const entry of entries) take(entry)
      setFollowed.run(last.seq, journal.hashOf(last.seq) ?? new Uint8Array())
      db.exec('commit')
    } catch (error) {
      db.exec('rollback')
      throw error
    }
    followed = last.seq
    return upTo - followed
  }

  return {
    catchUp,
    search(search, max) {
      const { sql, values } = statementFor(search)
      return db
        .prepare(sql)
        .all(...values, max)
        .map(placeIn)
    },
    place(saleId) {
      const row = findPlace.get(saleId)
      return row === undefined ? null : placeIn(row)
    },
    close: () => db.close(),
  }
}

/** Brings one entry into the index. */
function takerFor(db: Sqlite): (entry: StoredEntry) => void {
  const setSale = db.prepare(
    `insert into sale (first_seq, sale_id, last_seq, started_at_ms, amount_minor, sale_group)
     values (?1, ?2, ?1, ?3, ?4, ?5)
     on conflict (sale_id) do update set last_seq = ?1, sale_group = ?5`,
  )
  const addNumber = db.prepare(
    'insert or ignore into number select ?, first_seq from sale where sale_id = ?',
  )
  const addTail = db.prepare(`update sale set tails = tails || ? || ';' where sale_id = ?`)
  const number = (saleId: string, digits: string): void => {
    addNumber.run(reversed(digits), saleId)
    addTail.run(digits.slice(-TAIL_LENGTH), saleId)
  }
  return ({ seq, saleId, event, state }) => {
    const { startedAtMs, amount } = state.sale
    setSale.run(seq, saleId, startedAtMs, amount.minor, GROUP_OF[state.kind])
    if (event.type === 'code-scanned') number(saleId, event.outTradeNo)
    if (state.kind === 'paid') number(saleId, state.payment.transactionId)
  }
}

const PLACE = 'first_seq, sale_id, last_seq, started_at_ms'

function placeIn(row: unknown): FoundSale {
  // The columns selected are those of PLACE.
  const { first_seq, sale_id, last_seq, started_at_ms } = row as {
    readonly first_seq: number
    readonly sale_id: string
    readonly last_seq: number
    readonly started_at_ms: number
  }
  return { firstSeq: first_seq, saleId: sale_id, lastSeq: last_seq, startedAtMs: started_at_ms }
}

/**
 * Many digits fit few sales, so these are looked up and sorted. Few digits fit many, so the newest are walked through until the
 * page is full. The look-up is joined with `cross join`, which keeps SQLite from walking there as well.
 */
function statementFor({ digits, amountMinor, started, group, after }: SaleSearch): {
  readonly sql: string
  readonly values: readonly SqliteValue[]
} {
  const conditions: string[] = []
  const values: SqliteValue[] = []
  const need = (condition: string, ...more: readonly SqliteValue[]): void => {
    conditions.push(condition)
    values.push(...more)
  }
  const lookedUp = digits.length > TAIL_LENGTH
  // Only digits are stored, and the colon is the character after the nine.
  if (lookedUp) need('reversed >= ? and reversed < ?', reversed(digits), `${reversed(digits)}:`)
  else if (digits !== '') need(`tails like '%' || ? || ';%'`, digits)
  if (group !== null) need('sale_group = ?', group)
  if (amountMinor !== null) need('amount_minor = ?', amountMinor)
  if (started !== null) {
    need('started_at_ms >= ? and started_at_ms < ?', started.fromMs, started.toMs)
  }
  if (after !== null) {
    need('(started_at_ms, first_seq) < (?, ?)', after.startedAtMs, after.firstSeq)
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
  // Two numbers of one sale may end alike.
  const from = lookedUp ? 'number cross join sale using (first_seq)' : 'sale'
  const sql = `select ${lookedUp ? 'distinct' : ''} ${PLACE} from ${from} ${where}
    order by started_at_ms desc, first_seq desc limit ?`
  return { sql, values }
}
