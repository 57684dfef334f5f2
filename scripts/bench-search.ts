/**
 * Fills the index of sales with a million and measures every way of finding some of them, a page of their states included, against a
 * look-up in a bare indexed table in the same run. Run by `npm run bench:search [-- --sales N]`; fails when a search takes longer than it may.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openSaleIndex, type SaleIndex } from '../adapters/sale-index.ts'
import { openSqlite, type Sqlite } from '../adapters/sqlite.ts'
import type { JournalReading } from '../adapters/journal-reading.ts'
import type { SaleSearch } from '../app/search/search.ts'
import { type Figures, HEADING, median, quantile, row, verdict } from './bench/figures.ts'
import { journalOfYears, orderOf, transactionOf } from './bench/sold-for-years.ts'

/** A search may take so long, at the 95th percentile. */
const MOST_MS = 100
const PAGE = 51

/** Entries that a till takes up at once when it is at rest, and how often that is measured. */
const TURN = 100

/** Entries of a transaction while the index is filled. */
const AT_ONCE = 300_000
const TURNS = 150

const anything: SaleSearch = {
  digits: '',
  amountMinor: null,
  started: null,
  group: null,
  after: null,
}

function timed(name: string, runs: number, act: (run: number) => unknown): Figures {
  const taken: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const startMs = performance.now()
    act(run)
    taken.push(performance.now() - startMs)
  }
  return { name, unit: 'ms', runs: taken }
}

/** What nothing can beat: one row of a table by its indexed text. */
function bareLookUp(db: Sqlite, sales: number, runs: number): Figures {
  db.exec('create table bare (number text primary key, sale integer) strict, without rowid; begin')
  const add = db.prepare('insert into bare values (?, ?)')
  for (let at = 0; at < sales; at += 1) add.run(orderOf(at), at)
  db.exec('commit')
  const find = db.prepare('select sale from bare where number = ?')
  return timed('bare table: one row by its number', runs, (run) =>
    find.get(orderOf((run * 7_919) % sales)),
  )
}

const DAY_MS = 86_400_000

/** Every way in which people look for sales. */
function searches(
  index: SaleIndex,
  journal: JournalReading,
  { sales, runs }: { readonly sales: number; readonly runs: number },
): readonly Figures[] {
  const some = (run: number): number => (run * 7_919) % sales
  const search = (name: string, of: (run: number) => Partial<SaleSearch>): Figures =>
    timed(name, runs, (run) =>
      index.search({ ...anything, ...of(run) }, PAGE).map(({ lastSeq }) => journal.entry(lastSeq)),
    )
  const day = (run: number) => {
    const fromMs = Math.floor(some(run) / 1_000) * DAY_MS
    return { fromMs, toMs: fromMs + DAY_MS }
  }
  return [
    search('the latest', () => ({})),
    search('last 6 digits', (run) => ({ digits: orderOf(some(run)).slice(-6) })),
    search('last 4 digits', (run) => ({ digits: orderOf(some(run)).slice(-4) })),
    search('last digit', (run) => ({ digits: String(run % 10) })),
    search('last 3 digits', (run) => ({ digits: orderOf(some(run)).slice(-3) })),
    search('undecided, 3 digits that none has', () => ({ digits: '999', group: 'undecided' })),
    search('whole order number', (run) => ({ digits: orderOf(some(run)) })),
    search('transaction id', (run) => ({ digits: transactionOf(some(run)) })),
    search('a day', (run) => ({ started: day(run) })),
    search('an amount', (run) => ({ amountMinor: 100 + (some(run) % 5_000) })),
    search('a common amount, undecided', () => ({ amountMinor: 100, group: 'undecided' })),
    search('undecided', () => ({ group: 'undecided' })),
    search('paid, of a day, 3 digits', (run) => ({
      group: 'paid',
      started: day(run),
      digits: orderOf(some(run)).slice(-3),
    })),
    search('a page deep in the past', (run) => ({
      after: { startedAtMs: Math.floor(sales / 2_000) * DAY_MS + run, firstSeq: 1 },
    })),
  ]
}

const { values } = parseArgs({
  options: {
    sales: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '40' },
  },
})
const sales = Number(values.sales)
const runs = Number(values.runs)
const folder = mkdtempSync(path.join(tmpdir(), 'bench-search-'))
try {
  const journal = journalOfYears(sales)
  const index = await openSaleIndex(path.join(folder, 'sale-index.db'), journal)
  const startMs = performance.now()
  // The last turns are left to be taken up as a till does it.
  const rest = TURNS * TURN
  for (let left = journal.tip().seq; left > rest;) {
    left = index.catchUp(Math.min(AT_ONCE, left - rest))
  }
  const caughtUpMs = performance.now() - startMs
  const turn = timed(`a turn of catching up (${TURN} entries)`, TURNS, () => index.catchUp(TURN))
  const db = await openSqlite(path.join(folder, 'bare.db'))
  const bare = bareLookUp(db, sales, runs)
  db.close()
  const found = searches(index, journal, { sales, runs })
  console.log(
    `${sales} sales, ${journal.tip().seq} entries; all taken up in ${caughtUpMs.toFixed(0)} ms`,
  )
  console.log([HEADING, ...[bare, ...found, turn].map(row)].join('\n'))
  const worst = found.reduce((most, one) =>
    quantile(one.runs, 0.95) > quantile(most.runs, 0.95) ? one : most,
  )
  const p95 = quantile(worst.runs, 0.95)
  console.log(verdict(`slowest search, p95 in ms (${worst.name})`, p95, MOST_MS))
  const six = found.find(({ name }) => name === 'last 6 digits')
  console.log(`last 6 digits / bare: ${(median(six?.runs ?? []) / median(bare.runs)).toFixed(1)}`)
  if (p95 > MOST_MS) process.exitCode = 1
  index.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
