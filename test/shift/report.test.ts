import { describe, expect, it } from 'vitest'
import { isSlip } from '../../app/receipt/slip-shape.ts'
import { LANGUAGES } from '../../app/language.ts'
import { fits, layoutSlip } from '../../app/receipt/layout.ts'
import { PAPERS, type Paper } from '../../app/receipt/print-line.ts'
import { csvOf, reportRows } from '../../app/shift/csv.ts'
import { reportPage } from '../../app/shift/report-page.ts'
import { minorOfText, reportAmount, sectionsOf } from '../../app/shift/sections.ts'
import { drawerOf, shiftNumberAt, shiftsOf } from '../../app/shift/shifts.ts'
import { shiftSlip } from '../../app/shift/shift-slip.ts'
import { aReport } from '../support/shift-book.ts'

const hash = '9f2c41d07a83be55c6e0f1194d7723aa'

/** A day in which everything happened. */
const full = aReport({
  figures: {
    outcomes: {
      paid: { count: 2, minor: 3_000 },
      returned: { count: 1, minor: 500 },
      revoked: { count: 0, minor: 0 },
      'not-charged': { count: 3, minor: 900 },
    },
    byCashier: [
      {
        cashier: '=HYPERLINK("http://x")',
        outcomes: {
          paid: { count: 2, minor: 3_000 },
          returned: { count: 0, minor: 0 },
          revoked: { count: 0, minor: 0 },
          'not-charged': { count: 0, minor: 0 },
        },
      },
    ],
    byHour: [{ hourStartMs: Date.UTC(2025, 10, 25, 1), paid: { count: 2, minor: 3_000 } }],
    withoutShift: { count: 1, minor: 1_000 },
    others: [
      {
        currency: 'HKD',
        outcomes: {
          paid: { count: 1, minor: 8_800 },
          returned: { count: 0, minor: 0 },
          revoked: { count: 0, minor: 0 },
          'not-charged': { count: 0, minor: 0 },
        },
      },
    ],
    unresolved: [
      {
        saleId: 's',
        outTradeNo: '20251121000000000000000000000001',
        minor: 70,
        currency: 'CNY',
        submittedAtMs: 1,
        cashier: null,
      },
    ],
  },
  refunds: {
    fromSeq: 3,
    toSeq: 7,
    journalHash: 'cd34',
    figures: {
      totals: {
        given: { count: 2, minor: 700 },
        undone: { count: 1, minor: 200 },
        refused: { count: 1, minor: 50 },
      },
      byCashier: [{ cashier: 'Mei', given: { count: 2, minor: 700 } }],
      others: [],
      open: [
        {
          outRefundNo: 'R20251121000000000000000000000009',
          outTradeNo: '20251121000000000000000000000001',
          minor: 90,
          currency: 'CNY',
          taken: false,
          askedBy: 'Mei',
        },
      ],
    },
  },
  drawer: {
    floatMinor: 10_000,
    movements: [{ atMs: 1, minor: -2_000, reason: '<b>bank</b>', by: null }],
    expectedMinor: 8_000,
    countedMinor: 7_500,
  },
})

describe('a report', () => {
  it('says all of it, and its amounts below zero', () => {
    const rows = sectionsOf(full, hash).flatMap((section) => section.rows)
    const row = (label: string) => rows.find((one) => one.label.en === label)
    expect(row('Paid')).toMatchObject({ count: 2, minor: 3_000 })
    expect(row('Undecided')).toMatchObject({ count: 1, minor: 70 })
    expect(row('Of these before opening')).toMatchObject({ count: 1, minor: 1_000 })
    expect(row('11-25 09:00')).toMatchObject({ count: 2 })
    expect(row('Refunded')).toMatchObject({ count: 2, minor: 700 })
    expect(row('Refunded, then closed by WeChat')).toMatchObject({ count: 1, minor: 200 })
    expect(row('Refunds undecided')).toMatchObject({ count: 1, minor: 90 })
    expect(row('Paid less refunded')).toMatchObject({ minor: 2_500 })
    expect(row('R20251121000000000000000000000009')).toMatchObject({ minor: 90 })
    expect(row('Mei · Refunded')).toMatchObject({ count: 2, minor: 700 })
    expect(row('HKD · Paid')?.text).toBe('1 × 88.00 HKD')
    expect(row('Records of refunds')?.text).toBe('4–7')
    expect(row('Difference')).toMatchObject({ minor: -500 })
    expect(row('Hash of this Z')?.text).toBe(hash.slice(0, 16))
    expect(reportAmount(-500, 'CNY')).toBe('-5.00')
    expect(reportAmount(-500, 'JPY')).toBe('-500')
  })

  it('says so when the refunds could not be read', () => {
    const rows = sectionsOf({ ...full, refunds: null }, hash).flatMap((section) => section.rows)
    expect(rows.map(({ label }) => label.en)).toContain(
      'The record of refunds cannot be read: not counted',
    )
  })

  it('knows what must be in the drawer', () => {
    const opening = full.opening
    const shifts = shiftsOf([
      {
        seq: 1,
        atMs: 1,
        hash: 'a',
        record: { kind: 'opened', opening, carried: [], refunds: null },
      },
      {
        seq: 2,
        atMs: 2,
        hash: 'b',
        record: { kind: 'cash', movement: { atMs: 2, minor: -3_000, reason: '', by: null } },
      },
    ])
    if (shifts.open === null) throw new Error('it is open')
    expect(drawerOf(shifts.open, null).expectedMinor).toBe(7_000)
    const closed = shiftsOf([
      {
        seq: 1,
        atMs: 1,
        hash: 'a',
        record: { kind: 'opened', opening, carried: [], refunds: null },
      },
      { seq: 2, atMs: 2, hash: 'b', record: { kind: 'closed', report: full } },
      // What comes for no shift changes none.
      {
        seq: 3,
        atMs: 3,
        hash: 'c',
        record: { kind: 'cash', movement: { atMs: 2, minor: 1, reason: '', by: null } },
      },
    ])
    expect(closed.open).toBeNull()
    expect(closed.counted).toEqual({
      seq: full.toSeq,
      unresolved: full.figures.unresolved,
      refunds: { seq: 7, open: full.refunds?.figures.open },
    })
  })

  it('fits every paper in every pair of languages, as a slip that the queue takes', () => {
    const slip = shiftSlip(full, hash)
    expect(isSlip(slip)).toBe(true)
    // Proven by PAPERS's own type.
    for (const paper of Object.keys(PAPERS) as Paper[]) {
      for (const one of LANGUAGES) {
        for (const other of LANGUAGES) {
          const lines = layoutSlip(slip, { paper, languages: [one, other], mark: 'copy' })
          expect(lines.filter((line) => !fits(line, paper))).toEqual([])
        }
      }
    }
    const [, text] = [0, layoutSlip(slip, { paper: '80mm', languages: ['en'], mark: 'original' })]
    const printed = text.map((line) => (line.kind === 'text' ? line.text : '')).join('\n')
    expect(printed).toContain('Z report 1')
    expect(printed).toMatch(/Paid +2 × {2}30\.00/)
    expect(printed).toContain('20251121000000000000000000000001')
  })
})

describe('the files of a report', () => {
  it('hold no formula and round no number', () => {
    const csv = csvOf([
      ['=1+1', '+1', '-1+1', '@x', '\tx', '\rx', 'x=1'],
      ['-5.00', -5, '20251121000000000000000000000001', 'a "b", c', 'line\nbreak'],
    ])
    expect(csv).toBe(
      `\uFEFF'=1+1,'+1,'-1+1,'@x,'\tx,"'\rx",x=1\r\n` +
        `-5.00,-5,'20251121000000000000000000000001,"a ""b"", c","line\nbreak"\r\n`,
    )
  })

  it('make a table in every language', () => {
    for (const language of LANGUAGES) {
      const rows = reportRows({ report: full, hash }, language)
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([5]))
      const csv = csvOf(rows)
      expect(csv).toContain("'20251121000000000000000000000001")
      expect(csv).not.toMatch(/(?:^|,)"?=/m)
    }
  })

  it('make a page that runs nothing and shows what people typed as it is', () => {
    const page = reportPage({ report: full, hash }, 'zh-Hans')
    expect(page).toContain('<html lang="zh-Hans">')
    expect(page).toContain("default-src 'none'")
    expect(page).toContain('&lt;b&gt;bank&lt;/b&gt;')
    expect(page).not.toContain('<b>bank')
    expect(page).not.toMatch(/<script|<link|src=|href=|url\(|@import/)
  })
})

describe('an amount that is typed', () => {
  it.each([
    ['12.8', 'CNY', 1_280],
    ['0', 'CNY', 0],
    ['500', 'JPY', 500],
    ['1.5', 'JPY', null],
    ['x', 'CNY', null],
  ] as const)('%s in %s is %s', (text, currency, minor) => {
    expect(minorOfText(text, currency)).toBe(minor)
  })
})

describe('the shift that a slip names', () => {
  const { opening } = full
  const shifts = shiftsOf([
    { seq: 1, atMs: 1, hash: 'a', record: { kind: 'opened', opening, carried: [], refunds: null } },
    { seq: 2, atMs: 2, hash: 'b', record: { kind: 'closed', report: full } },
    {
      seq: 3,
      atMs: 3,
      hash: 'c',
      record: {
        kind: 'opened',
        opening: { ...opening, seq: 12, atMs: full.atMs + 60_000 },
        carried: [],
        refunds: null,
      },
    },
  ])
  it.each([
    ['in the first', { seq: 9 }, 1],
    ['between the two', { seq: 11 }, null],
    ['in the open one', { seq: 13 }, 2],
    ['before any', { atMs: opening.atMs - 1 }, null],
    ['while the first was open', { atMs: opening.atMs }, 1],
    ['while none was', { atMs: full.atMs + 1 }, null],
    ['since the second', { atMs: full.atMs + 60_000 }, 2],
  ])('%s', (_, at, number) => {
    expect(shiftNumberAt(shifts, at)).toBe(number)
  })
})
