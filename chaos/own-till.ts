import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Program, Programs } from './processes.ts'
import type { Random } from './random.ts'
import { TIMING } from './timing.ts'

const paintedSchema = z.object({
  screen: z.string(),
  background: z.array(z.object({ saleId: z.string(), screen: z.string() })),
})

/** What the till's screen shows: the sale at the counter, and those that were parked or found in the journal. */
export type OwnScreen = z.infer<typeof paintedSchema>

/** What the cashier does. */
export type OwnWish =
  | { readonly wish: 'sell'; readonly minor: number }
  | { readonly wish: 'scan'; readonly code: string }
  | { readonly wish: 'stop' | 'next' | 'park' }
  | { readonly wish: 'acknowledge'; readonly saleId: string }

/** How often our own till ran and ended, for the checker. */
export interface OwnTillRecord {
  readonly till: string
  readonly starts: number
  readonly killed: number
  /** Ends that nobody had asked for. */
  readonly endedItself: number
}

/** A place where our own till runs, without a window. It is killed, and started again whenever it ended. */
export interface OwnTill {
  readonly name: string
  /** Null while it does not run. */
  readonly screen: () => OwnScreen | null
  readonly wish: (wish: OwnWish) => void
  /** Ends it with SIGKILL. False: it was not running. */
  readonly kill: () => boolean
  readonly record: () => OwnTillRecord
  /** Resolves once it is enrolled and shows its first screen; rejects when it cannot be started at all. */
  readonly open: () => Promise<void>
  /** Ends it for good. */
  readonly close: () => Promise<void>
}

export interface OwnTillParts {
  readonly name: string
  /** Where its requests go. */
  readonly url: string
  readonly enrolmentCode: string
  readonly folder: string
  /** Folder that holds `scripts/headless` and all of the till. */
  readonly tree: string
  readonly programs: Programs
  readonly random: Random
}

const RESTART_MS = [100, 1_500] as const
/** How often enrolling may fail: on a busy machine the nodes' first health checks are late, which uses no code up. */
const FIRST_STARTS = 20
const AGAIN_MS = 500

/** Writes the till's set-up, and gives the words that start it. */
function setUp({ name, url, enrolmentCode, folder, tree }: OwnTillParts): readonly string[] {
  const home = path.join(folder, `own-${name}`)
  const configFile = path.join(home, 'till.json')
  mkdirSync(home)
  const shop = { name: 'Chaos Store', till: name }
  const backend = { url, enrolmentCode }
  writeFileSync(
    configFile,
    JSON.stringify({ mode: 'merchant-backend', backend, shop, timing: TIMING }),
  )
  const headless = path.join(tree, 'scripts/headless')
  return [
    '--import',
    path.join(headless, 'electron-stand-in.mjs'),
    path.join(headless, 'headless-till.ts'),
    configFile,
    path.join(home, 'data'),
  ]
}

/** Makes the place that `OwnTill` says. */
export function createOwnTill(parts: OwnTillParts): OwnTill {
  const { name, folder, programs, random } = parts
  const args = setUp(parts)
  let running: Program | null = null
  let screen: OwnScreen | null = null
  let killing = false
  let closed = false
  const counts = { starts: 0, killed: 0, endedItself: 0 }
  const start = async (): Promise<void> => {
    running = await programs.start({
      name: `own-${name}`,
      args,
      // They start often, and compiling costs half of it.
      env: { NODE_COMPILE_CACHE: path.join(folder, 'compiled') },
      hear: (line) => (screen = paintedSchema.parse(JSON.parse(line))),
    })
    counts.starts += 1
  }
  const ended = (): void => {
    ;[running, screen] = [null, null]
    if (!killing && !closed) counts.endedItself += 1
    killing = false
  }
  const keepRunning = async (): Promise<void> => {
    while (!closed) {
      await running?.gone
      ended()
      await delay(random.between(...RESTART_MS))
      // A till that does not come up wrote its reason to the log, and counts as one that ended.
      if (!closed) await start().catch(() => undefined)
    }
  }
  return {
    name,
    screen: () => screen,
    wish: (wish) => running?.tell(JSON.stringify(wish)),
    kill() {
      if (running === null || killing) return false
      killing = true
      counts.killed += 1
      running.signal('SIGKILL')
      return true
    },
    record: () => ({ till: name, ...counts }),
    async open() {
      for (let tries = 1; running === null; tries += 1) {
        await start().catch(async (error: unknown) => {
          if (tries >= FIRST_STARTS) throw error
          await delay(AGAIN_MS)
        })
      }
      void keepRunning()
    },
    async close() {
      closed = true
      running?.signal('SIGKILL')
      await running?.gone
    },
  }
}
