import { type BrowserWindow, dialog } from 'electron'
import { rename, rm, writeFile } from 'node:fs/promises'
import type { ReconciliationDesk } from '../adapters/reconciliation/desk.ts'
import type { NoReconciliation, ReconciliationCalls } from '../app/contract/reconciliation.ts'
import { PAGE_DIFFERENCES_MAX } from '../app/reconciliation/export-limits.ts'
import { dayPage } from '../app/reconciliation/report-page.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import { pdfOf } from './report-pdf.ts'

/** Why a day was not written into a file. */
export type ExportFault =
  | NoReconciliation
  | { readonly kind: 'nothing-chosen' }
  | { readonly kind: 'not-reconciled' }
  | { readonly kind: 'not-written'; readonly detail: string }

type Ask = ReconciliationCalls['exportDay']['ask']
type Exporter = Pick<ReconciliationDesk, 'exportDay' | 'day' | 'differences'>
type Written = Awaited<ReturnType<ReconciliationDesk['exportDay']>>

const EXTENSIONS: { readonly [F in Ask['format']]: string } = {
  csv: 'csv',
  xlsx: 'xlsx',
  pdf: 'pdf',
  journal: 'csv',
}

/** Lets somebody choose a file, and writes the day into it: whole, or not at all. */
export async function exportTo(
  window: BrowserWindow | null,
  desk: Exporter,
  ask: Ask,
): Promise<Result<{ readonly file: string }, ExportFault>> {
  const extension = EXTENSIONS[ask.format]
  const name = `wechat-pay-${ask.day}${ask.format === 'journal' ? '-journal' : ''}.${extension}`
  const wish = { defaultPath: name, filters: [{ name: extension.toUpperCase(), extensions: [extension] }] } // prettier-ignore
  const { filePath: file } = await (window === null
    ? dialog.showSaveDialog(wish)
    : dialog.showSaveDialog(window, wish))
  if (file === '') return fail({ kind: 'nothing-chosen' })
  const { format } = ask
  try {
    const written = format === 'pdf' ? await writePdf(desk, ask, file) : await desk.exportDay({ ...ask, format, file }) // prettier-ignore
    return written.ok ? succeed({ file }) : written
  } catch (error) {
    // The disk's answer, as the person who chose the place can understand it best.
    const detail = error instanceof Error ? error.message.split('\n')[0] : undefined
    return fail({ kind: 'not-written', detail: (detail ?? '').slice(0, 200) })
  }
}

async function writePdf(
  desk: Pick<Exporter, 'day' | 'differences'>,
  { day, language }: Ask,
  file: string,
): Promise<Written> {
  const found = await desk.day({ day })
  if (!found.ok) return found
  const { report, state } = found.value
  if (report === null) return fail({ kind: 'not-reconciled' })
  const listed = await desk.differences(day, PAGE_DIFFERENCES_MAX)
  if (!listed.ok) return listed
  const differences = listed.value
  const all = state.kind === 'reconciled' ? state.open + state.explained + state.resolved : differences.length // prettier-ignore
  const left = Math.max(0, all - differences.length)
  const part = `${file}.part`
  try {
    await writeFile(part, await pdfOf(dayPage({ day, report, language, differences, left })), { mode: 0o600 }) // prettier-ignore
    await rename(part, file)
    return succeed(null)
  } finally {
    await rm(part, { force: true })
  }
}
