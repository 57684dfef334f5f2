import type { Language } from '../language.ts'
import { reportAmount, sectionsOf } from './sections.ts'
import type { ShiftReport } from './record.ts'
import { SHIFT_TEXTS } from './shift-texts.ts'

/** A cell as it is meant: a number, or a text. */
export type Cell = string | number

/** What a spreadsheet takes for the start of a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A spreadsheet keeps fifteen digits of a number and makes the others up: order numbers are texts. */
const LONG_NUMBER = /^\d{16,}$/

const NUMBER = /^-?\d+(?:\.\d+)?$/

/**
 * A cell that no spreadsheet runs or rounds: an apostrophe makes it a text. A plain amount below zero starts like a formula and is none, so
 * it stays a number.
 */
function safe(cell: Cell): string {
  const text = String(cell)
  if (LONG_NUMBER.test(text)) return `'${text}`
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** Rows as a file that spreadsheets open: UTF-8 with its mark, commas, and CRLF (RFC 4180). */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => quoted(safe(cell))).join(',')).join('\r\n')}\r\n`

/** A report as rows: section, line, text, count, amount. */
export function reportRows(
  { report, hash }: { readonly report: ShiftReport; readonly hash: string | null },
  language: Language,
): readonly (readonly Cell[])[] {
  const { shift, count, amount } = SHIFT_TEXTS
  const head = [shift[language], '', '', count[language], `${amount[language]} ${report.currency}`]
  const rows = sectionsOf(report, hash).flatMap(({ title, rows: lines }) =>
    lines.map(({ label, text, count: many, minor }) => [
      title[language],
      label[language],
      text ?? '',
      many ?? '',
      minor === null ? '' : reportAmount(minor, report.currency),
    ]),
  )
  return [head, ...rows]
}
