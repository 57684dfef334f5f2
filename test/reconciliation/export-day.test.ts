import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportDay } from '../../adapters/reconciliation/export-day.ts'
import {
  openReconciliation,
  type SqliteReconciliation,
} from '../../adapters/reconciliation/sqlite-store.ts'
import { amountCell, csvLine, harmless } from '../../app/reconciliation/export-table.ts'
import { dayPage } from '../../app/reconciliation/report-page.ts'
import type { OurRecord } from '../../app/reconciliation/our-record.ts'
import { DAY, NEXT, playDay, reconcileInto, writeBill } from './played-day.ts'

const SHA = 'f'.repeat(64)

let folder: string
let store: SqliteReconciliation

const day = playDay('exported', {
  orders: 900,
  counts: { 'unknown-here': 2, discounted: 3, 'absent-there': 1 },
})
/** A till whose name is a formula. */
const records = day.records.map((record): OurRecord =>
  record.till === 'T1' ? { ...record, till: '=cmd()|"x",1' } : record,
)

const write = async (format: 'csv' | 'xlsx' | 'journal', language: 'en' | 'zh-Hans' = 'en') => {
  const file = path.join(folder, `out.${format}`)
  expect(await exportDay(store, { day: DAY, format, language, file })).toBe(true)
  return readFileSync(file)
}

describe('an exported day', () => {
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'export-'))
    store = await openReconciliation(path.join(folder, 'reconciliation.db'))
    const writer = await store.write(DAY)
    const file = writeBill(day, folder, { day: DAY })
    const totals = await reconcileInto(writer, { records, file, folder, day: DAY, nextBillSeen: false, elsewhere: [], rows: 0 }) // prettier-ignore
    if (!totals.ok) throw new Error(totals.error.kind)
    const facts = { sha256: SHA, bytes: 0, rows: 900, fetchedAtMs: 0, source: 'wechat' } as const
    await writer.commit(totals.value, facts, 1)
  })
  afterEach(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('has every line and the bill’s hash as CSV', async () => {
    const text = (await write('csv')).toString('utf8')
    expect(text.startsWith(`\uFEFFDay of the bill (UTC+8),${DAY}\r\nSHA-256 of the bill file,${SHA}\r\n`)).toBe(true) // prettier-ignore
    const rows = text.trimEnd().split('\r\n')
    const report = (await store.day(DAY))?.report
    expect(rows).toHaveLength(5 + (report?.lines ?? 0))
    expect(rows[4]).toBe('Time (UTC+8),Order number,Refund number,Till,Cashier,Currency,Our amount,WeChat’s amount,Our state,WeChat’s state,Result,Standing') // prettier-ignore
    expect(rows[5]).toMatch(/^2026-03-14 \d\d:\d\d:\d\d,\d{30},,.*,"?WeChat has it, we have no such order"?,Open$/) // prettier-ignore
    expect(text).not.toMatch(/(?:^|,)=/m)
    expect(text).toContain(`"'=cmd()|""x"",1"`)
  })

  it('has debits and credits of the same sum as an accounting journal', async () => {
    const rows = (await write('journal', 'zh-Hans'))
      .toString('utf8')
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','))
    const report = (await store.day(DAY))?.report
    for (const { currency, theirs } of report?.currencies ?? []) {
      const booked = rows.filter((row) => row[3] === currency)
      const sum = (column: number): number =>
        booked.reduce((all, row) => all + Math.round(Number(row[column]) * 100), 0)
      expect(sum(4)).toBe(sum(5))
      expect(booked.find((row) => row[2] === '销售收入')?.[5]).toBe(
        (theirs.paidMinor / 100).toFixed(2),
      )
    }
    expect(rows.filter((row) => row[2] === '优惠与代金券').length).toBeGreaterThan(0)
    expect(rows.every((row) => row[0] === `WX-${DAY}-ffffffff` && row[6] === SHA)).toBe(true)
  })

  it('is a workbook whose texts stay texts', async () => {
    const files = unzipSync(await write('xlsx'))
    const read = (name: string): string => new TextDecoder().decode(files[name])
    const names = Object.keys(files)
    expect(names.filter((name) => /worksheets\/sheet\d+\.xml$/.test(name))).toHaveLength(3)
    const all = names
      .filter((name) => name.endsWith('.xml'))
      .map(read)
      .join('')
    expect([all.includes(SHA), all.includes(`<t>'=cmd()`), all.includes('<f>')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('is a page with both sides’ sums, every difference, what was done about it, and the bill’s hash', async () => {
    const [one] = await store.differences(DAY, { offset: 0, limit: 1 })
    const remedy = { kind: 'note', note: '<b>=1+1</b>' } as const
    const by = { id: 'm', name: 'Wang & Co' }
    await store.remedy(one?.id ?? '', { remedy, outcome: { kind: 'written-down' }, by, atMs: 1 })
    const report = (await store.day(DAY))?.report
    if (report === undefined || report === null) throw new Error('no report')
    const differences = await store.differences(DAY, { offset: 0, limit: 500 })
    const html = dayPage({ day: DAY, report, language: 'en', differences, left: 7 })
    expect(html).toContain(SHA)
    for (const { orderNumber, amount } of differences) {
      expect(html).toContain(orderNumber)
      expect(html).toContain(`${amount.currency} ${amountCell(amount.minor, amount.currency).amount}`) // prettier-ignore
    }
    expect(html).toContain('Wang &amp; Co · &lt;b&gt;=1+1&lt;/b&gt;')
    expect(html).toContain('(the CSV has all): 7')
    const { ours, theirs } = report.currencies[0] ?? {}
    expect(html).toContain(amountCell(ours?.paidMinor ?? -1, 'CNY').amount)
    expect(html).toContain(amountCell(theirs?.paidMinor ?? -1, 'CNY').amount)
    // Nothing in it runs, and nothing comes from elsewhere: only what is made here is a tag.
    expect(html).not.toMatch(/<script|<img|<link|http:|https:| on\w+=/)
    expect(dayPage({ day: DAY, report, language: 'zh-Hans', differences: [], left: 0 })).toContain(
      '没有差异。',
    )
  })

  it('is not written without a report, and leaves nothing half', async () => {
    const wish = {
      day: NEXT,
      format: 'csv',
      language: 'en',
      file: path.join(folder, 'x.csv'),
    } as const
    expect(await exportDay(store, wish)).toBe(false)
    const nowhere = { ...wish, day: DAY, file: path.join(folder, 'none', 'x.csv') }
    await expect(exportDay(store, nowhere)).rejects.toThrow('ENOENT')
    expect(readdirSync(folder).filter((name) => name.includes('x.csv'))).toEqual([])
  })
})

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
    '%j is made harmless',
    (text) => {
      expect(harmless(text)).toBe(`'${text}`)
    },
  )
  it('keeps what is harmless, and numbers that were made here', () => {
    expect(
      csvLine(['a=b', amountCell(-1, 'CNY'), amountCell(500, 'JPY'), null, 'a"b', 'c\nd']),
    ).toBe('a=b,-0.01,500,,"a""b","c\nd"\r\n')
  })
})
