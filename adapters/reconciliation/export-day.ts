import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isDeepStrictEqual } from 'node:util'
import type { ExportWish } from '../../app/reconciliation/engine.ts'
import { SHEET_LINES_MAX } from '../../app/reconciliation/export-limits.ts'
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
import type { EveryLine, ReconciliationStore } from '../../app/reconciliation/store.ts'

type Store = Pick<ReconciliationStore, 'day'> & EveryLine

/** A day is compared anew once in a while, and never again and again. */
const TRIES_MAX = 3

/** Writes a day into a file: whole, or not at all. False: the day has no report. */
export async function exportDay(store: Store, wish: ExportWish): Promise<boolean> {
  const { day, file } = wish
  const part = `${file}.part`
  try {
    for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
      const report = (await store.day(day))?.report ?? null
      if (report === null) return false
      await writePart(part, { day, report, language: wish.language }, { store, format: wish.format }) // prettier-ignore
      // Lines of two comparisons must not stand under one hash: what was replaced meanwhile is written anew.
      if (!isDeepStrictEqual((await store.day(day))?.report, report)) continue
      await rename(part, file)
      return true
    }
    throw new Error('the day is being compared anew')
  } finally {
    await rm(part, { force: true })
  }
}

async function writePart(
  part: string,
  exported: ExportedDay,
  { store, format }: { readonly store: Store; readonly format: ExportWish['format'] },
): Promise<void> {
  if (format === 'xlsx') await writeWorkbook(part, exported, store)
  else await writeCsv(part, format === 'journal' ? journalRows(exported) : csvRows(exported, store))
}

async function* csvRows(exported: ExportedDay, store: Store): AsyncGenerator<Row> {
  yield* titleRows(exported)
  yield []
  yield lineHead(exported)
  yield* lineRows(exported, store, Infinity)
}

/** All lines, or the first so many. */
async function* lineRows(exported: ExportedDay, store: Store, max: number): AsyncGenerator<Row> {
  let left = max
  for await (const lines of store.everyLine(exported.day)) {
    for (const line of lines.slice(0, left)) yield lineRow(exported, line)
    left -= lines.length
    if (left <= 0) return
  }
}

/** Spreadsheets know a CSV in UTF-8 by its byte order mark. */
const MARK = '\uFEFF'

const PIECE_LENGTH = 65_536

async function writeCsv(file: string, rows: AsyncIterable<Row> | Iterable<Row>): Promise<void> {
  // In pieces: a write for each of a million lines takes longer than the lines.
  async function* text(): AsyncGenerator<string> {
    let piece = MARK
    for await (const row of rows) {
      piece += csvLine(row)
      if (piece.length < PIECE_LENGTH) continue
      yield piece
      piece = ''
    }
    yield piece
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
