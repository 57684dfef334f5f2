import { fail, type Result, succeed } from '../result.ts'
import { type Fields, readXml } from './xml.ts'

/** WeChat's list of a day, split but not understood: find columns by name, their order and number have changed before. */
export interface BillText {
  readonly columns: readonly string[]
  /** One per payment or refund, each as long as `columns`. Amounts are decimals in major units, as written. */
  readonly rows: readonly (readonly string[])[]
  readonly summaryColumns: readonly string[]
  readonly summary: readonly string[]
}

/** Why a text is not a bill; `line` counts from 1. */
export interface BillTextError {
  readonly kind: 'too-short' | 'row-expected' | 'header-expected' | 'cells-differ'
  readonly line: number
}

/** A downloaded file: the bill, the reason why there is none, or neither. */
export type BillFile =
  | { readonly kind: 'bill'; readonly text: string }
  | { readonly kind: 'refused'; readonly fields: Fields }
  | { readonly kind: 'unreadable' }

/** A gzip stream begins with these bytes. Errors come as plain XML even when gzip was asked for. */
export const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b

/** Tells a bill from an error. Bills begin with a byte order mark and are no XML; errors are. */
export function decodeBill(body: Uint8Array): BillFile {
  const text = decode(body)
  if (text === null) return { kind: 'unreadable' }
  if (!text.trimStart().startsWith('<'))
    return text.trim() === '' ? { kind: 'unreadable' } : { kind: 'bill', text }
  const read = readXml(body)
  return read.ok ? { kind: 'refused', fields: read.value } : { kind: 'unreadable' }
}

function decode(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}

/**
 * Splits a bill (QuickPay chapter 8_6): a header, rows whose cells each begin with a backtick, and the sums as a
 * header and a row of their own. Cells are not quoted, so only comma and backtick together part them.
 */
export function splitBill(text: string): Result<BillText, BillTextError> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  while (lines.at(-1)?.trim() === '') lines.pop()
  if (lines.length < 3) return fail({ kind: 'too-short', line: lines.length })
  const headerAt = lines.length - 2
  const columns = headerOf(lines[0])
  const summaryColumns = headerOf(lines[headerAt])
  if (columns === null) return fail({ kind: 'header-expected', line: 1 })
  if (summaryColumns === null) return fail({ kind: 'header-expected', line: headerAt + 1 })
  const rows: (readonly string[])[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || index === headerAt) continue
    const cells = cellsOf(line)
    const wanted = index < headerAt ? columns : summaryColumns
    if (cells === null) return fail({ kind: 'row-expected', line: index + 1 })
    if (cells.length !== wanted.length) return fail({ kind: 'cells-differ', line: index + 1 })
    rows.push(cells)
  }
  return succeed({ columns, rows: rows.slice(0, -1), summaryColumns, summary: rows.at(-1) ?? [] })
}

const headerOf = (line: string | undefined): readonly string[] | null =>
  line === undefined || line === '' || line.startsWith('`')
    ? null
    : line.split(',').map((name) => name.trim())

const cellsOf = (line: string): readonly string[] | null =>
  line.startsWith('`') ? line.slice(1).split(',`') : null
