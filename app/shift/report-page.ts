import { escapeHtml } from '../escape-html.ts'
import type { Language } from '../language.ts'
import { reportAmount, sectionsOf, type ReportSection } from './sections.ts'
import type { ShiftReport } from './record.ts'
import { SHIFT_TEXTS } from './shift-texts.ts'

const STYLE = `
  @page { margin: 16mm 18mm }
  body { font: 11pt/1.45 "Noto Sans CJK SC", "Noto Sans CJK TC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #111 }
  h1 { font-size: 18pt; margin: 0 0 4mm }
  h2 { font-size: 12pt; margin: 6mm 0 1mm }
  table { width: 100%; border-collapse: collapse }
  tr { break-inside: avoid }
  td { border-top: 0.3pt solid #bbb; padding: 1mm 0; overflow-wrap: anywhere }
  td + td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-left: 4mm }
  td.text { white-space: normal }`

function section(
  { title, rows }: ReportSection,
  { language, report }: { readonly language: Language; readonly report: ShiftReport },
): string {
  const lines = rows.map(({ label, text, count, minor }) => {
    const cells =
      text === null
        ? `<td>${count ?? ''}</td><td>${minor === null ? '' : reportAmount(minor, report.currency)}</td>`
        : `<td class="text" colspan="2">${escapeHtml(text)}</td>`
    return `<tr><td>${escapeHtml(label[language])}</td>${cells}</tr>`
  })
  return `<h2>${escapeHtml(title[language])}</h2><table>${lines.join('')}</table>`
}

/** A report as a page to be printed or kept: no script, nothing from elsewhere, the system's own fonts. */
export function reportPage(
  { report, hash }: { readonly report: ShiftReport; readonly hash: string | null },
  language: Language,
): string {
  const [head, ...others] = sectionsOf(report, hash)
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  const title = `${SHIFT_TEXTS[report.kind][language]} ${report.number}`
  const body = [head, ...others].flatMap((one) =>
    one === undefined ? [] : section(one, { language, report }),
  )
  return (
    `<!doctype html><html lang="${language}"><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style>` +
    `<h1>${escapeHtml(`${report.place.name} – ${title}`)}</h1>${body.join('')}</html>`
  )
}
