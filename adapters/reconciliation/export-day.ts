import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ExportWish } from '../../app/reconciliation/engine.ts'
import {
  type Cell,
  csvLine,
  type ExportedDay,
  harmless,
  journalRows,
  lineHead,
  lineRow,
  type Row,
  summaryRows,
  titleRows,
} from '../../app/reconciliation/export-table.ts'
import { wordsIn } from '../../app/reconciliation/export-texts.ts'
import { LINES_MAX, type ReconciliationStore } from '../../app/reconciliation/store.ts'

type Store = Pick<ReconciliationStore, 'day' | 'lines'>

/** Lines of a sheet: a workbook is made in memory, and nobody reads more of them in one. */
const SHEET_LINES_MAX = 50_000

/** Writes a day into a file: whole, or not at all. False: the day has no report. */
export async function exportDay(store: Store, wish: ExportWish): Promise<boolean> {
  const { day, language, file, format } = wish
  const report = (await store.day(day))?.report ?? null
  if (report === null) return false
  const exported: ExportedDay = { day, report, language }
  const part = `${file}.part`
  try {
    if (format === 'xlsx') await writeWorkbook(part, exported, store)
    else await writeCsv(part, format === 'journal' ? journalRows(exported) : csvRows(exported, store)) // prettier-ignore
    await rename(part, file)
    return true
  } finally {
    await rm(part, { force: true })
  }
}

async function* csvRows(exported: ExportedDay, store: Store): AsyncGenerator<Row> {
  yield* titleRows(exported)
  yield []
  yield lineHead(exported)
  yield* lineRows(exported, store, Infinity)
}

/** All lines, or the first so many, a page at a time. */
async function* lineRows(exported: ExportedDay, store: Store, max: number): AsyncGenerator<Row> {
  for (let offset = 0; offset < max; offset += LINES_MAX) {
    const { lines } = await store.lines(exported.day, {}, { offset, limit: LINES_MAX })
    for (const line of lines) yield lineRow(exported, line)
    if (lines.length < LINES_MAX) return
  }
}

/** Spreadsheets know a CSV in UTF-8 by its byte order mark. */
const MARK = '\uFEFF'

async function writeCsv(file: string, rows: AsyncIterable<Row> | Iterable<Row>): Promise<void> {
  async function* text(): AsyncGenerator<string> {
    yield MARK
    for await (const row of rows) yield csvLine(row)
  }
  await pipeline(Readable.from(text()), createWriteStream(file, { mode: 0o600 }))
}

const sheetCell = (cell: Cell) => {
  if (cell === null) return null
  return typeof cell === 'string'
    ? { value: harmless(cell), type: String }
    : { value: Number(cell.amount), type: Number, format: cell.amount.includes('.') ? '0.00' : '0' }
}

async function writeWorkbook(file: string, exported: ExportedDay, store: Store): Promise<void> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const word = wordsIn(exported.language)
  const lines: Row[] = []
  for await (const row of lineRows(exported, store, SHEET_LINES_MAX)) lines.push(row)
  const cut = exported.report.lines > lines.length ? [[word('cut')]] : []
  const sheets = [
    [...titleRows(exported), [], ...summaryRows(exported)],
    [...titleRows(exported), ...cut, [], lineHead(exported), ...lines],
    journalRows(exported),
  ]
  const names = [word('summary'), word('lines'), word('account')]
  await writeExcelFile(
    sheets.map((rows, index) => ({ sheet: names[index] ?? '', data: rows.map((row) => row.map(sheetCell)) })), // prettier-ignore
  ).toFile(file)
}
