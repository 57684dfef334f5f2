import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { figuresOf } from '../../adapters/journal-sums.ts'
import { openJournal, type SqliteJournal } from '../../adapters/sqlite-journal.ts'
import type { JournalEntry } from '../../app/payment/journal.ts'
import { firstDifference, type CountAsk, type Figures } from '../../app/shift/figures.ts'
import { zonesOver } from '../../app/shift/make-report.ts'
import { zoneOf } from '../../app/zone.ts'
import { anAmount } from '../support/builders.ts'
import { countOf, folded } from '../support/shift-book.ts'
import { entriesOf, type Sold } from '../support/sold.ts'

let folder: string
let journal: SqliteJournal
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'count-'))
  const opened = await openJournal(join(folder, 'journal.db'), 'shop')
  if (!opened.ok) throw new Error(opened.error.kind)
  journal = opened.value
})
afterEach(() => {
  journal.close()
  rmSync(folder, { recursive: true, force: true })
})

const HOUR_MS = 3_600_000

const sold = (number: number, parts: Partial<Sold> = {}): Sold => ({
  saleId: `sale-${number}`,
  outTradeNo: `2025112100000000000000${String(number).padStart(10, '0')}`,
  transactionId: `42000028472025${String(number).padStart(14, '0')}`,
  minor: 1_000,
  startedAtMs: number * HOUR_MS,
  ends: 'paid',
  ...parts,
})

const write = async (entries: readonly JournalEntry[]): Promise<void> => {
  for (const entry of entries) await journal.append(entry)
}

/** The count by SQL, in two parts. */
const summed = (ask: CountAsk, middle = ask.fromSeq): Figures =>
  figuresOf(
    [...journal.ended({ ...ask, toSeq: middle }), ...journal.ended({ ...ask, fromSeq: middle })],
    ask,
    journal.unresolved(),
  )

/** Counts in both ways, which must agree. */
function count(parts: Partial<CountAsk> = {}): Figures {
  const toSeq = journal.tip().seq
  const ask = countOf(toSeq, parts)
  const figures = folded(ask, journal.attempts({ after: ask.fromSeq, upTo: toSeq }))
  expect(summed(ask)).toEqual(figures)
  expect(firstDifference(figures, summed(ask))).toBeNull()
  // In two parts it is the same.
  const middle = Math.floor((ask.fromSeq + toSeq) / 2)
  expect(summed(ask, middle)).toEqual(figures)
  return figures
}

describe('the count of a shift', () => {
  it('tells each outcome apart, and counts each attempt once', async () => {
    await write(entriesOf(sold(1)))
    await write(entriesOf(sold(2, { ends: 'not-charged' })))
    await write(entriesOf(sold(3, { ends: 'revoked' })))
    await write(entriesOf(sold(4, { ends: 'returned', minor: 500 })))
    await write(entriesOf(sold(5, { ends: 'abandoned' })))
    await write(entriesOf(sold(6, { ends: 'undecided', minor: 70 })))
    const { outcomes, unresolved } = count()
    expect(outcomes).toEqual({
      paid: { count: 1, minor: 1_000 },
      returned: { count: 1, minor: 500 },
      revoked: { count: 1, minor: 1_000 },
      'not-charged': { count: 1, minor: 1_000 },
    })
    expect(unresolved).toMatchObject([{ saleId: 'sale-6', minor: 70, cashier: null }])
  })

  it('counts what was parked in one shift in the shift in which it was decided', async () => {
    const [start, scan, end] = entriesOf(sold(1))
    if (!start || !scan || !end) throw new Error('three entries')
    await write([start, scan])
    const first = count()
    expect(first.outcomes.paid.count).toBe(0)
    expect(first.unresolved).toHaveLength(1)
    const fromSeq = journal.tip().seq
    await write([end, ...entriesOf(sold(2))])
    const second = count({ fromSeq, openedSeq: fromSeq, carried: first.unresolved })
    expect(second.outcomes.paid).toEqual({ count: 2, minor: 2_000 })
    expect(second.unresolved).toEqual([])
  })

  it('says what was sold before the shift was opened', async () => {
    await write(entriesOf(sold(1)))
    const openedSeq = journal.tip().seq
    await write(entriesOf(sold(2)))
    expect(count({ openedSeq }).withoutShift).toEqual({ count: 1, minor: 1_000 })
  })

  it('sorts by whose sale it was', async () => {
    const of = (name: string, entries: readonly JournalEntry[]): readonly JournalEntry[] =>
      entries.map((entry) => ({
        ...entry,
        state: {
          ...entry.state,
          sale: { ...entry.state.sale, cashier: { id: name, name, source: 'till' } },
        },
      }))
    await write(of('王伟', entriesOf(sold(1))))
    await write(entriesOf(sold(2)))
    await write(of('Chen', entriesOf(sold(3, { ends: 'not-charged' }))))
    await write(of('Chen', entriesOf(sold(4, { ends: 'undecided' }))))
    const { byCashier, unresolved } = count()
    expect(byCashier.map(({ cashier, outcomes }) => [cashier, outcomes.paid.count])).toEqual([
      [null, 1],
      ['Chen', 0],
      ['王伟', 1],
    ])
    expect(unresolved[0]?.cashier).toBe('Chen')
  })

  it('adds up nothing over two currencies', async () => {
    await write(entriesOf(sold(1)))
    const inHongKong = entriesOf(sold(2, { minor: 8_800 })).map((entry) => ({
      ...entry,
      state: { ...entry.state, sale: { ...entry.state.sale, amount: anAmount(8_800, 'HKD') } },
    }))
    await write(inHongKong)
    const { outcomes, others, byHour } = count()
    expect(outcomes.paid).toEqual({ count: 1, minor: 1_000 })
    expect(others).toMatchObject([{ currency: 'HKD', outcomes: { paid: { minor: 8_800 } } }])
    expect(byHour.map(({ paid }) => paid.minor)).toEqual([1_000])
  })

  it('sorts by the hours of the shop’s clocks, over a change of them and with half hours', async () => {
    // 00:30Z is 02:30 in Berlin before the clocks go back, 01:30Z is 02:30 once more.
    const at = (text: string): number => Date.parse(text)
    const times = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T01:40:00Z']
    for (const [number, text] of times.entries()) {
      await write(entriesOf(sold(number, { startedAtMs: at(text) })))
    }
    const berlin = zonesOver(
      zoneOf('Europe/Berlin'),
      at('2026-10-24T20:00:00Z'),
      at('2026-10-25T08:00:00Z'),
    )
    expect(berlin).toHaveLength(2)
    expect(count({ zones: berlin }).byHour).toEqual([
      { hourStartMs: at('2026-10-25T00:00:00Z'), paid: { count: 1, minor: 1_000 } },
      { hourStartMs: at('2026-10-25T01:00:00Z'), paid: { count: 2, minor: 2_000 } },
    ])
    const india = zonesOver(
      zoneOf('Asia/Kolkata'),
      at('2026-10-24T20:00:00Z'),
      at('2026-10-25T08:00:00Z'),
    )
    // 06:00 and 07:10 by India's clocks: hours begin at half past.
    expect(count({ zones: india }).byHour.map(({ hourStartMs }) => hourStartMs)).toEqual([
      at('2026-10-25T00:30:00Z'),
      at('2026-10-25T01:30:00Z'),
    ])
  })

  it('is the same in both ways for any sales, cut anywhere', async () => {
    const ends = ['paid', 'not-charged', 'revoked', 'returned', 'undecided', 'abandoned'] as const
    const sales = fc.array(
      fc.record({
        ends: fc.constantFrom(...ends),
        minor: fc.integer({ min: 1, max: 10_000_000 }),
        startedAtMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      }),
      { maxLength: 12 },
    )
    let number = 0
    await fc.assert(
      fc.asyncProperty(sales, sales, async (before, after) => {
        const carried = count().unresolved
        const fromSeq = journal.tip().seq
        for (const parts of before) await write(entriesOf(sold(++number, parts)))
        const openedSeq = journal.tip().seq
        for (const parts of after) await write(entriesOf(sold(++number, parts)))
        const all = [...before, ...after]
        const { outcomes, withoutShift } = count({ fromSeq, openedSeq, carried })
        const paid = (of: typeof before): number => of.filter((one) => one.ends === 'paid').length
        expect(outcomes.paid.count).toBe(paid(all))
        expect(withoutShift.count).toBe(paid(before))
      }),
      { numRuns: 15 },
    )
  })

  it('notices an entry that only one of them counts', async () => {
    await write(entriesOf(sold(1)))
    const ask = countOf(journal.tip().seq)
    const entries = journal.attempts({ after: 0, upTo: ask.toSeq })
    // Without its scan the fold never saw the attempt begin.
    const cut = folded(
      ask,
      entries.filter(({ scanned }) => !scanned),
    )
    expect(firstDifference(cut, summed(ask))).toBe('paid')
  })
})
