import { closeSync, fsyncSync, openSync, realpathSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes the way to a new file durable. SQLite syncs the folder that its file is in, but nobody syncs those above; one that was
 * only just made could be gone after a power cut, with all that was synced in it.
 */
export function syncFoldersAbove(file: string): void {
  let folder = realpathSync(path.dirname(file))
  while (folder !== path.dirname(folder)) {
    folder = path.dirname(folder)
    syncFolder(folder)
  }
}

function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // Windows has no such thing, and a folder that this user may not read was not made by this program.
  }
}
