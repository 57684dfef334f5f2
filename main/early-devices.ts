import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Kinds of scanners for which no process is needed. */
const DEVICELESS: readonly unknown[] = ['keyboard', 'none', undefined]

const kindOf = (scanner: unknown): unknown =>
  typeof scanner === 'object' && scanner !== null && 'kind' in scanner ? scanner.kind : undefined

/**
 * Whether the set-up names a scanner that the device service opens: a look at the file before anything that could check it is
 * loaded, so that the process which takes longest is started first. A wrong guess costs a process or a tenth of a second.
 */
export function namesDevices(dataDir: string, configFile: string | null): boolean {
  try {
    const file = configFile ?? path.join(dataDir, 'configuration.json')
    const raw: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof raw !== 'object' || raw === null) return false
    const scanner = 'scanner' in raw ? raw.scanner : undefined
    const listed: unknown = 'moreScanners' in raw ? raw.moreScanners : []
    const more: readonly unknown[] = Array.isArray(listed) ? listed : []
    return [scanner, ...more].some((one) => !DEVICELESS.includes(kindOf(one)))
  } catch {
    // No file, or one that cannot be read: whoever reads it properly says what is wrong.
    return false
  }
}
