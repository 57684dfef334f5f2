import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { type Configuration, configurationSchema } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import { replaceFile } from './replace-file.ts'

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

/** Whether the set-up screen, or the guide of the first run, has stored a set-up here. */
export const isStored = (dataDir: string): boolean => existsSync(storedFile(dataDir))

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
  const parsed = parseConfiguration(file)
  switch (parsed.kind) {
    case 'unreadable':
      return fail({ kind: 'configuration-unreadable', detail: parsed.detail })
    case 'invalid': {
      const [issue] = parsed.issues
      const at = issue?.path.join('.') ?? ''
      return fail({ kind: 'configuration-invalid', at, reason: issue?.message ?? '' })
    }
    case 'configuration':
      return succeed({ configuration: parsed.configuration, folder, fromFile })
  }
}

/** What a configuration file holds, or every reason why it holds none. */
type Parsed =
  | { readonly kind: 'configuration'; readonly configuration: Configuration }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'invalid'; readonly issues: readonly z.core.$ZodIssue[] }

/** Reads a configuration file by the documented schema. */
export function parseConfiguration(file: string): Parsed {
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return { kind: 'unreadable', detail: whyUnreadable(error) }
  }
  const parsed = configurationSchema.safeParse(raw)
  return parsed.success
    ? { kind: 'configuration', configuration: parsed.data }
    : { kind: 'invalid', issues: parsed.error.issues }
}

/** Where a file is not JSON, or why it cannot be opened. The engine's own words would quote the file, secrets and all. */
function whyUnreadable(error: unknown): string {
  if (!(error instanceof SyntaxError)) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
  }
  const at = /position \d+(?: \(line \d+ column \d+\))?/.exec(error.message)?.[0]
  return at === undefined ? 'not JSON' : `not JSON at ${at}`
}

/** Stores the set-up made on the screen; a crash leaves the old one or the new one, never half of it. */
export function storeSetup(dataDir: string, configuration: Configuration): void {
  const file = storedFile(dataDir)
  replaceFile(file, `${JSON.stringify(configuration, null, 2)}\n`)
}
