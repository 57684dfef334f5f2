import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type BegunSetup, begunSchema, type GuideCalls } from '../app/contract/guide.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { Language } from '../app/language.ts'
import { fail, succeed } from '../app/result.ts'
import { replaceFile } from './replace-file.ts'
import type { Secrets } from './secrets.ts'
import { defaultConfiguration, type FoundSetup, isStored, storeSetup } from './setup-store.ts'

/** What the first run needs of the rest of main. */
export interface FirstRunParts {
  readonly dataDir: string
  /** Whether somebody is to be asked how to begin. */
  readonly welcomes: boolean
  readonly setup: () => Pick<FoundSetup, 'fromFile'>
  readonly secrets: () => Pick<Secrets, 'set'>
  readonly language: () => Language
}

/** A till that nobody has set up yet: whether it is one, and how far somebody has come. */
export interface FirstRun {
  /** Whether the window opens with the guide. */
  readonly isOpen: () => boolean
  /** The set-up was saved: what was begun is done. */
  readonly end: () => void
  readonly handlers: Pick<Handlers, keyof GuideCalls>
}

/** What was entered in the guide, in a file beside the configuration that is to come of it. No secret is ever in it. */
export function createFirstRun(parts: FirstRunParts): FirstRun {
  const { dataDir, welcomes } = parts
  const file = path.join(dataDir, 'set-up-begun.json')
  const end = (): void => rmSync(file, { force: true })
  return {
    isOpen: () => welcomes && !parts.setup().fromFile && !isStored(dataDir),
    end,
    handlers: {
      readBegun: async () => succeed(readBegun(file)),
      async keepBegun({ step, draft, secrets }) {
        if (parts.setup().fromFile) return fail({ kind: 'from-file' })
        if (Object.keys(secrets).length > 0) parts.secrets().set(secrets)
        replaceFile(file, JSON.stringify({ step, draft } satisfies BegunSetup))
        return succeed(null)
      },
      async chooseTraining() {
        if (parts.setup().fromFile) return fail({ kind: 'from-file' })
        // What runs already is the default: nothing has to be opened anew.
        if (!isStored(dataDir)) {
          storeSetup(dataDir, { ...defaultConfiguration(), language: parts.language() })
        }
        end()
        return succeed(null)
      },
    },
  }
}

/** One that cannot be read is begun anew: it is convenience, and nothing of a payment depends on it. */
function readBegun(file: string): BegunSetup | null {
  if (!existsSync(file)) return null
  try {
    return begunSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
