import { type BrowserWindow, dialog } from 'electron'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { FoundReport } from '../app/contract/shifts.ts'
import type { Language } from '../app/language.ts'
import { fail, succeed } from '../app/result.ts'
import { csvOf, reportRows } from '../app/shift/csv.ts'
import { endedRows } from '../app/shift/ended-rows.ts'
import { reportPage } from '../app/shift/report-page.ts'
import type { ShiftReport } from '../app/shift/record.ts'
import { shiftSlip } from '../app/shift/shift-slip.ts'
import { zoneOf } from '../app/zone.ts'
import type { Printers } from '../hardware/printer/printer-host.ts'
import { pdfOf } from './report-pdf.ts'
import type { ShiftKeeping } from './shifts.ts'
import type { Station } from './station.ts'

/** What printing and exporting of shifts need of the rest of main. */
export interface ShiftOutputParts {
  readonly shifts: Pick<ShiftKeeping, 'report'>
  readonly printers: Pick<Printers, 'print'>
  /** Whether anything is printed on at all. */
  readonly hasPrinter: () => boolean
  readonly configuration: () => Configuration
  readonly station: () => Station | null
  readonly language: () => Language
  readonly window: () => BrowserWindow | null
}

/** Reports on paper and in files. */
export interface ShiftOutput {
  readonly handlers: Pick<Handlers, 'printReport' | 'exportReport'>
}

/** Names a print: a Z once, each X anew. */
const keyOf = ({ kind, number, atMs, opening }: ShiftReport): string =>
  kind === 'z' ? `z ${number} ${opening.atMs}` : `x ${number} ${atMs}`

/** Prints reports, and writes them into a folder that somebody picks. */
export function createShiftOutput(parts: ShiftOutputParts): ShiftOutput {
  return {
    handlers: {
      async printReport({ number }) {
        const found = await parts.shifts.report(number)
        if (!found.ok) return found
        if (!parts.hasPrinter()) return fail({ kind: 'no-printer' })
        const { report, hash } = found.value
        const slip = shiftSlip(report, hash)
        const order = { key: keyOf(report), slip, again: true, atMs: Date.now() }
        const outcome = await parts.printers.print(order)
        if (outcome === null || outcome === 'queue-broken' || outcome === 'printed-before') {
          return fail({ kind: 'devices-lost' })
        }
        return succeed({ outcome })
      },
      async exportReport({ number }) {
        const found = await parts.shifts.report(number)
        if (!found.ok) return found
        const folder = await pickFolder(parts.window())
        if (folder === null) return succeed(null)
        try {
          await writeFiles(parts, folder, found.value)
          return succeed({ folder })
        } catch (error) {
          const detail = error instanceof Error ? error.message : 'unknown'
          return fail({ kind: 'not-written', detail })
        }
      },
    },
  }
}

async function pickFolder(window: BrowserWindow | null): Promise<string | null> {
  const options = { properties: ['openDirectory' as const, 'createDirectory' as const] }
  const picked =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options)
  return picked.canceled ? null : (picked.filePaths[0] ?? null)
}

/** The report as a table and as a page, and every attempt that it counts. A file that is there already is the same Z's. */
async function writeFiles(
  { configuration, station, language }: ShiftOutputParts,
  folder: string,
  found: FoundReport,
): Promise<void> {
  const { report } = found
  const name = path.join(
    folder,
    `Z${String(report.number).padStart(4, '0')}-till-${safeName(report.place.till)}`,
  )
  const tongue = language()
  writeFileSync(`${name}.csv`, csvOf(reportRows(found, tongue)))
  const range = { after: report.fromSeq, upTo: report.toSeq, max: report.toSeq - report.fromSeq }
  const entries = station()?.journal.entries(range) ?? []
  const zone = zoneOf(configuration().timeZone)
  writeFileSync(`${name}-payments.csv`, csvOf(endedRows(entries, zone, tongue)))
  writeFileSync(`${name}.pdf`, await pdfOf(reportPage(found, tongue)))
}

/** The till's name as part of a file's, on any system. */
const safeName = (text: string): string => text.replaceAll(/[^\p{L}\p{N}_-]/gu, '_')
