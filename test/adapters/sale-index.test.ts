import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSaleIndex, type SaleIndex } from '../../adapters/sale-index.ts'
import { openJournal, type SqliteJournal } from '../../adapters/sqlite-journal.ts'
import type { SaleSearch } from '../../app/search/search.ts'
import { entriesOf, type Sold } from '../support/sold.ts'

let folder: string
let journal: SqliteJournal
let open: { close: () => void }[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sale-index-'))
  journal = await journalAt('journal.db')
})
afterEach(() => {
  for (const one of open) one.close()
  open = []
  rmSync(folder, { recursive: true, force: true })
})

async function journalAt(name: string): Promise<SqliteJournal> {
  const opened = await openJournal(join(folder, name), 'shop')
  if (!opened.ok) throw new Error(opened.error.kind)
  open.push(opened.value)
  return opened.value
}

const indexFile = (): string => join(folder, 'sale-index.db')

async function indexOf(of: SqliteJournal): Promise<SaleIndex> {
  const index = await openSaleIndex(indexFile(), of)
  open.push(index)
  return index
}

const DAY_MS = 86_400_000

const sold = (number: number, parts: Partial<Sold> = {}): Sold => ({
  saleId: `sale-${number}`,
  outTradeNo: `20251121000000000000000000${String(number).padStart(6, '0')}`,
  transactionId: `4200002847202511210000${String(900_000 + number)}`,
  minor: 1_000 + number,
  startedAtMs: number * DAY_MS,
  ends: 'paid',
  ...parts,
})

async function sell(...all: readonly Sold[]): Promise<void> {
  for (const one of all) for (const entry of entriesOf(one)) await journal.append(entry)
}

const anything: SaleSearch = {
  digits: '',
  amountMinor: null,
  started: null,
  group: null,
  after: null,
}

const found = (index: SaleIndex, search: Partial<SaleSearch>, max = 50): readonly string[] =>
  index.search({ ...anything, ...search }, max).map(({ saleId }) => saleId)

describe('the index of sales', () => {
  it('finds by last digits of order number and transaction id, however many are typed', async () => {
    await sell(sold(123_456), sold(23_456), sold(3_457))
    const index = await indexOf(journal)
    expect(index.catchUp(1_000)).toBe(0)
    expect(found(index, { digits: '6' })).toEqual(['sale-123456', 'sale-23456'])
    expect(found(index, { digits: '456' })).toEqual(['sale-123456', 'sale-23456'])
    expect(found(index, { digits: '123456' })).toEqual(['sale-123456'])
    expect(found(index, { digits: sold(3_457).outTradeNo })).toEqual(['sale-3457'])
    expect(found(index, { digits: sold(23_456).transactionId ?? '' })).toEqual(['sale-23456'])
    expect(found(index, { digits: '999999' })).toEqual([])
  })

  it('finds every attempt’s number of a sale, and names the sale once', async () => {
    const first = sold(1, { outTradeNo: '20251121000000000000000000007777', ends: 'not-charged' })
    await sell(first, { ...sold(1), outTradeNo: '20251121000000000000000000017777' })
    const index = await indexOf(journal)
    index.catchUp(1_000)
    expect(found(index, { digits: '7777' })).toEqual(['sale-1'])
    expect(found(index, { digits: '07777' })).toEqual(['sale-1'])
    expect(found(index, { group: 'not-charged' })).toEqual([])
    expect(found(index, { group: 'paid' })).toEqual(['sale-1'])
  })

  it('finds by amount, time and group, alone and together', async () => {
    await sell(
      sold(1),
      sold(2, { minor: 500 }),
      sold(3, { minor: 500, ends: 'undecided' }),
      sold(4, { ends: 'abandoned' }),
    )
    const index = await indexOf(journal)
    index.catchUp(1_000)
    expect(found(index, { amountMinor: 500 })).toEqual(['sale-3', 'sale-2'])
    expect(found(index, { amountMinor: 500, group: 'undecided' })).toEqual(['sale-3'])
    expect(found(index, { group: 'never-charged' })).toEqual(['sale-4'])
    const started = { fromMs: 2 * DAY_MS, toMs: 4 * DAY_MS }
    expect(found(index, { started })).toEqual(['sale-3', 'sale-2'])
    expect(found(index, { started, digits: '2' })).toEqual(['sale-2'])
    expect(found(index, { started, digits: sold(1).outTradeNo })).toEqual([])
  })

  it('goes on page by page, also among sales that started in the same instant', async () => {
    const numbers = Array.from({ length: 7 }, (_, at) => at + 1)
    await sell(...numbers.map((number) => sold(number, { startedAtMs: number < 5 ? 5 : 6 })))
    const index = await indexOf(journal)
    index.catchUp(1_000)
    const seen: string[] = []
    let after: SaleSearch['after'] = null
    for (let pages = 0; pages < 4; pages += 1) {
      const page = index.search({ ...anything, after }, 2)
      seen.push(...page.map(({ saleId }) => saleId))
      after = page.at(-1) ?? null
    }
    expect(seen).toEqual(numbers.toReversed().map((number) => `sale-${number}`))
  })

  it('follows the journal bit by bit, and goes on where it stopped', async () => {
    await sell(sold(1), sold(2))
    const index = await indexOf(journal)
    expect(index.catchUp(4)).toBe(2)
    expect(index.place('sale-2')).toMatchObject({ firstSeq: 4, lastSeq: 4 })
    index.close()
    open = open.filter((one) => one !== index)
    const again = await indexOf(journal)
    expect(again.catchUp(100)).toBe(0)
    expect(again.place('sale-2')).toMatchObject({ firstSeq: 4, lastSeq: 6 })
  })

  it('is made anew when it is damaged, or when it followed another journal', async () => {
    await sell(sold(1))
    const index = await indexOf(journal)
    index.catchUp(100)
    index.close()
    open = open.filter((one) => one !== index)
    const other = await journalAt('other.db')
    for (const entry of entriesOf(sold(9))) await other.append(entry)
    const ofOther = await indexOf(other)
    ofOther.catchUp(100)
    expect(found(ofOther, {})).toEqual(['sale-9'])
    ofOther.close()
    open = open.filter((one) => one !== ofOther)

    const bytes = readFileSync(indexFile())
    writeFileSync(indexFile(), bytes.fill(0xab, 0, 512))
    const mended = await indexOf(journal)
    mended.catchUp(100)
    expect(found(mended, {})).toEqual(['sale-1'])
  })
})
