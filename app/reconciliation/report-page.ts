import { escapeHtml } from '../escape-html.ts'
import type { Language } from '../language.ts'
import { type Cell, type ExportedDay, lineCells, type Row, STANDING_WORDS, summaryRows, titleRows } from './export-table.ts' // prettier-ignore
import { CLASS_WORDS, wordsIn } from './export-texts.ts'
import type { RemedyDone } from './remedy.ts'
import type { StoredDifference } from './report.ts'

/** A day with its differences, open ones first; `left` of them are not among these. */
export interface DayOnPaper extends ExportedDay {
  readonly differences: readonly StoredDifference[]
  readonly left: number
}

const STYLE = `
  @page { margin: 14mm 12mm }
  body { font: 9pt/1.4 "Noto Sans CJK SC", "Noto Sans CJK TC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #111 }
  h1 { font-size: 16pt; margin: 0 0 3mm }
  h2 { font-size: 11pt; margin: 6mm 0 1mm }
  table { width: 100%; border-collapse: collapse }
  thead { display: table-header-group }
  tr { break-inside: avoid }
  th, td { border-top: 0.3pt solid #bbb; padding: 1mm 2mm 1mm 0; text-align: left; vertical-align: top; overflow-wrap: anywhere }
  .amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
  .differences { table-layout: fixed; font-size: 8pt }
  .differences .amount { white-space: normal }
  .differences th:nth-child(6), .differences th:nth-child(7) { text-align: right }
  .open { font-weight: bold }
  .words { color: #444; border-top: none; padding-top: 0 }
  .sign { margin-top: 14mm; border-top: 0.5pt solid #111; width: 70mm; padding-top: 1mm }`

function cellHtml(cell: Cell): string {
  if (cell === null) return '<td></td>'
  return typeof cell === 'string'
    ? `<td>${escapeHtml(cell)}</td>`
    : `<td class="amount">${escapeHtml(cell.amount)}</td>`
}

const rowHtml = (row: Row): string => `<tr>${row.map(cellHtml).join('')}</tr>`

const tableHtml = (rows: readonly Row[]): string =>
  `<table>${rows
    .filter((row) => row.length > 0)
    .map(rowHtml)
    .join('')}</table>`

/** Of the width of the paper, in the order of the heads: long numbers break into two lines, words not at all. */
const WIDTHS = [12, 17, 17, 6, 9, 9, 10, 10, 10] as const

const COLUMNS = `<colgroup>${WIDTHS.map((width) => `<col style="width: ${width}%">`).join('')}</colgroup>`

/** What was said with a remedy, and what came of it. */
function wordsOf({ remedy, outcome, by }: RemedyDone): string {
  const said = 'reason' in remedy ? remedy.reason : 'note' in remedy ? remedy.note : ''
  const till = 'till' in remedy ? remedy.till : ''
  const came =
    outcome.kind === 'refund-started'
      ? outcome.refundNumber
      : outcome.kind === 'wechat-said'
        ? `${outcome.state} ${outcome.detail}`
        : ''
  return [by.name, till, said, came.trim()].filter((part) => part !== '').join(' · ')
}

function differenceHtml(difference: StoredDifference, language: Language): string {
  const { state, remedies } = difference
  const word = wordsIn(language)
  const cells = lineCells({
    ...difference,
    oursMinor: difference.ours.refund?.amount.minor ?? difference.ours.payment?.amount.minor ?? null, // prettier-ignore
    theirsMinor: theirsMinor(difference),
  })
  const row: Row = [
    ...cells,
    CLASS_WORDS[difference.class][language],
    word(STANDING_WORDS[state.kind]),
  ]
  const html = `<tr class="${state.kind}">${row.map(cellHtml).join('')}</tr>`
  const done = remedies.map(wordsOf).filter((text) => text !== '')
  if (done.length === 0) return html
  return `${html}<tr><td class="words" colspan="${row.length}">${done.map(escapeHtml).join('<br>')}</td></tr>`
}

/** What WeChat's rows of a difference come to: the refund's where it is about one, the charge's otherwise. */
function theirsMinor({ theirs, refundNumber }: StoredDifference): number | null {
  const rows = theirs.filter(({ kind }) => (kind === 'refund') === (refundNumber !== null))
  if (rows.length === 0) return null
  return rows.reduce((sum, { refund, price }) => sum + (refundNumber === null ? price.minor : (refund?.asked.minor ?? 0)), 0) // prettier-ignore
}

/** A day as a page to be printed, signed and kept: no script, nothing from elsewhere, the system's own fonts. */
export function dayPage(day: DayOnPaper): string {
  const { language, differences, left } = day
  const word = wordsIn(language)
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  const heads = (
    ['time', 'order', 'refund', 'till', 'cashier', 'ours', 'theirs', 'result', 'standing'] as const
  ).map((name) => `<th>${escapeHtml(word(name))}</th>`)
  const listed = differences.map((one) => differenceHtml(one, language)).join('')
  const body = [
    `<h1>${escapeHtml(word('paperTitle'))}</h1>`,
    tableHtml(titleRows(day)),
    `<h2>${escapeHtml(word('summary'))}</h2>${tableHtml(summaryRows(day))}`,
    `<h2>${escapeHtml(word('differences'))}</h2>`,
    differences.length === 0
      ? `<p>${escapeHtml(word('noDifferences'))}</p>`
      : `<table class="differences">${COLUMNS}<thead><tr>${heads.join('')}</tr></thead><tbody>${listed}</tbody></table>`,
    left > 0 ? `<p>${escapeHtml(word('cutOnPaper'))} ${left}</p>` : '',
    `<p class="sign">${escapeHtml(word('signature'))}</p>`,
  ]
  return (
    `<!doctype html><html lang="${language}"><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>${escapeHtml(`${word('paperTitle')} ${day.day}`)}</title><style>${STYLE}</style>` +
    `${body.join('')}</html>`
  )
}
