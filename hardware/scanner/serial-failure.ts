import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { messageOf } from './serial-module.ts'
import type { OpenFailure } from './transport.ts'

/**
 * What is already plain before a port is opened. The package reports failures as text made by
 * strerror, which a Chinese system words in Chinese, so the system is asked for its codes here. Null: try it.
 */
export async function foreseeFailure(path: string): Promise<OpenFailure | null> {
  if (process.platform === 'win32') return null
  return access(path, constants.R_OK | constants.W_OK).then(
    () => null,
    (error: unknown) => unixFailure(error),
  )
}

function unixFailure(error: unknown): OpenFailure | null {
  const detail = messageOf(error)
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
      return { kind: 'no-such-port', detail }
    case 'EACCES':
    case 'EPERM':
      return { kind: 'no-permission', detail }
    default:
      return null
  }
}

/** Reads the package's words for a port that did not open. These parts of them are not translated. */
export function failureOf(detail: string): OpenFailure {
  const has = (pattern: RegExp): boolean => pattern.test(detail)
  // Linux and macOS: another program holds the lock, or has it exclusively.
  if (has(/cannot lock port|resource busy|EBUSY/i)) return { kind: 'port-busy', detail }
  // Windows says "access denied" of a COM port that another program has open.
  if (has(/access denied/i)) return { kind: 'port-busy', detail }
  if (has(/file not found|no such file|ENOENT/i)) return { kind: 'no-such-port', detail }
  // A node that outlived its device, for the moment until the system removes it.
  if (has(/no such device|ENXIO|ENODEV/i)) return { kind: 'no-such-port', detail }
  if (has(/permission denied|EACCES/i)) return { kind: 'no-permission', detail }
  return { kind: 'open-failed', detail }
}
