import type { JournalReading } from '../../adapters/journal-reading.ts'
import type { StoredEntry } from '../../app/payment/journal.ts'
import { entriesOf, type Sold } from '../../test/support/sold.ts'

const SALES_A_DAY = 1_000
const DAY_MS = 86_400_000

/** Spreads numbers as random ones are spread, and the same in every run. */
const scattered = (at: number, length: number): string =>
  String((BigInt(at + 1) * 2_654_435_761n) % 10n ** BigInt(length)).padStart(length, '0')

/** Order number of the n-th sale: its time, and what nobody can guess. */
export const orderOf = (at: number): string =>
  `2025${String(at).padStart(10, '0')}0000000${scattered(at, 11)}`

/** WeChat's number of it. */
export const transactionOf = (at: number): string => `42000028472025${scattered(at + 77, 14)}`

/** Nine of ten are paid, one of ten thousand is undecided. */
function endOf(at: number): Sold['ends'] {
  if (at % 10_000 === 5) return 'undecided'
  if (at % 10 === 1) return at % 20 === 1 ? 'not-charged' : 'revoked'
  return 'paid'
}

/** The n-th sale of a till that has sold for years. */
export const soldAt = (at: number): Sold => ({
  saleId: `sale-${scattered(at, 14)}`,
  outTradeNo: orderOf(at),
  transactionId: transactionOf(at),
  minor: 100 + (at % 3 === 0 ? 0 : at % 5_000),
  startedAtMs: Math.floor(at / SALES_A_DAY) * DAY_MS + (at % SALES_A_DAY) * 60_000,
  ends: endOf(at),
})

/** Entries of each of these sales: started, scanned, ended. */
const ENTRIES_A_SALE = 3

function entryAt(seq: number): StoredEntry {
  const [sale, at] = [Math.floor((seq - 1) / ENTRIES_A_SALE), (seq - 1) % ENTRIES_A_SALE]
  const entry = entriesOf(soldAt(sale))[at]
  if (entry === undefined) throw new Error(`no entry ${seq}`)
  return { seq, ...entry }
}

/**
 * The journal of so many sales, made as it is read: the index is filled through the very interface that it has to a journal in a file, without
 * the gigabytes that this would take.
 */
export function journalOfYears(sales: number): JournalReading {
  const tip = { seq: sales * ENTRIES_A_SALE, hash: new Uint8Array([1]) }
  return {
    tip: () => tip,
    hashOf: () => tip.hash,
    entry: entryAt,
    entries: ({ after, upTo, max }) =>
      Array.from({ length: Math.min(max, upTo - after) }, (_, at) => entryAt(after + at + 1)),
    entriesOf: () => [],
  }
}
