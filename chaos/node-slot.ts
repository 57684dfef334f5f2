import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Link } from './link.ts'
import type { Program, Programs } from './processes.ts'
import { DEAD_AFTER_MS, TIMING } from './timing.ts'

/** A place where a node runs, and is started again whenever it ends, as by a service manager. */
export interface NodeSlot {
  readonly name: string
  /** As the node that runs now calls itself; null when none does. */
  readonly id: () => string | null
  readonly alive: () => boolean
  /** Sends a signal to the node that runs now, if any. */
  readonly signal: (signal: NodeJS.Signals) => void
  /** How many nodes have run here. */
  readonly starts: () => number
  /** Resolves once a node runs; rejects when it cannot be started at all. */
  readonly open: () => Promise<void>
  readonly close: () => void
}

export interface NodeSlotParts {
  readonly name: string
  readonly programs: Programs
  /** Folder that holds `backend/main.ts`. */
  readonly tree: string
  readonly folder: string
  /** The way from the load balancer to this node; follows each restart. */
  readonly toNode: Link
  /** PostgreSQL as this node reaches it. */
  readonly databaseUrl: string
  readonly masterKey: string
}

const readySchema = z.object({ url: z.string(), node: z.string() })
const RESTART_MS = 700
/** How often a first start may fail: later PostgreSQL may be away, and the next start finds it. */
const FIRST_STARTS = 3

/** Starts what `NodeSlot` says. */
export function createNodeSlot(parts: NodeSlotParts): NodeSlot {
  const { name, programs, tree, folder, toNode, databaseUrl, masterKey } = parts
  let running: Program | null = null
  let id: string | null = null
  let starts = 0
  let closed = false
  const start = async (): Promise<void> => {
    const program = await programs.start({
      name,
      args: [path.join(tree, 'backend/main.ts'), '--port', '0', '--data', path.join(folder, name)]
        .concat(['--dead-after-ms', String(DEAD_AFTER_MS), '--timing', JSON.stringify(TIMING)])
        .concat(['--log-level', 'info']),
      env: { DATABASE_URL: databaseUrl, QUICK_PAY_MASTER_KEY: masterKey },
    })
    starts += 1
    running = program
    const ready = readySchema.parse(program.ready)
    id = ready.node
    toNode.lead(Number(new URL(ready.url).port))
  }
  const keepRunning = async (): Promise<void> => {
    while (!closed) {
      await running?.gone
      running = null
      id = null
      toNode.lead(null)
      await delay(RESTART_MS)
      // A start that fails is tried again: it wrote its reason to the log.
      if (!closed) await start().catch(() => undefined)
    }
  }
  return {
    name,
    id: () => id,
    alive: () => running?.alive() === true,
    signal: (signal) => running?.signal(signal),
    starts: () => starts,
    async open() {
      for (let tries = 1; running === null; tries += 1) {
        await start().catch((error: unknown) => {
          if (tries >= FIRST_STARTS) throw error
        })
      }
      void keepRunning()
    },
    close: () => (closed = true),
  }
}
