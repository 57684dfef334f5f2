import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Configuration, configurationSchema } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import { fail, type Result, succeed } from '../app/result.ts'

/** The set-up as it was found, and where. */
export interface FoundSetup {
  readonly configuration: Configuration
  /** Folder that relative paths in it start from. */
  readonly folder: string
  readonly fromFile: boolean
}

/** What a till starts with before anybody set it up: training. */
export const defaultConfiguration = (): Configuration => configurationSchema.parse({})

const storedFile = (dataDir: string): string => path.join(dataDir, 'configuration.json')

/** Reads the set-up: the file named on the command line, else what the set-up screen stored, else the defaults. */
export function readSetup(
  dataDir: string,
  configFile: string | null,
): Result<FoundSetup, StartFault> {
  const file = configFile ?? storedFile(dataDir)
  const fromFile = configFile !== null
  const folder = path.dirname(file)
  if (!fromFile && !existsSync(file)) {
    return succeed({ configuration: defaultConfiguration(), folder, fromFile })
  }
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown'
    return fail({ kind: 'configuration-unreadable', detail })
  }
  const parsed = configurationSchema.safeParse(raw)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const at = issue?.path.join('.') ?? ''
    return fail({ kind: 'configuration-invalid', at, reason: issue?.message ?? '' })
  }
  return succeed({ configuration: parsed.data, folder, fromFile })
}

/** Stores the set-up made on the screen; a crash leaves the old one or the new one, never half of it. */
export function storeSetup(dataDir: string, configuration: Configuration): void {
  const file = storedFile(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify(configuration, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
