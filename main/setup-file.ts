import { type BrowserWindow, dialog } from 'electron'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Configuration } from '../app/contract/configuration.ts'
import { type Exported, type Imported, withoutSecrets } from '../app/contract/setup-file.ts'
import { readImport } from './read-import.ts'

const JSON_FILES = [{ name: 'JSON', extensions: ['json'] }]

/** Has somebody choose a configuration file, and reads it for the set-up screen. */
export async function importSetup(window: BrowserWindow | null): Promise<Imported> {
  if (window === null) return { outcome: 'cancelled' }
  const { filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: JSON_FILES,
  })
  const [file] = filePaths
  return file === undefined ? { outcome: 'cancelled' } : readImport(file)
}

/** Writes what stands on the set-up screen into a file that `--config` and "Import" take, without any secret. */
export async function exportSetup(
  window: BrowserWindow | null,
  configuration: Configuration,
): Promise<Exported> {
  if (window === null) return { outcome: 'cancelled' }
  const { filePath: file } = await dialog.showSaveDialog(window, {
    defaultPath: `till-${configuration.shop.till.replaceAll(/[^\p{L}\p{N}-]/gu, '_')}.json`,
    filters: JSON_FILES,
  })
  if (file === '') return { outcome: 'cancelled' }
  try {
    writeFileSync(file, `${JSON.stringify(withoutSecrets(configuration), null, 2)}\n`)
    return { outcome: 'exported', file: path.basename(file) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unwritable'
    return { outcome: 'unwritable', file: path.basename(file), detail }
  }
}
