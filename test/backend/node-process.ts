import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'

/** A node as a process of its own. */
export interface NodeProcess {
  readonly url: string
  readonly id: string
  /** Where its metrics are; null unless it was started with `--metrics-port`. */
  readonly metrics: string | null
  /** kill -9: it gets no chance to say anything. */
  readonly kill: () => Promise<void>
  /** Ends it in order; resolves with its exit code. */
  readonly stop: () => Promise<number | null>
  /** Everything it logged. */
  readonly log: () => string
  /** Resolves when it has ended, however that was. */
  readonly gone: Promise<void>
}

/** Short, but long enough for a busy machine to answer within the time-outs. */
export const TIMING = {
  ...DEFAULT_TIMING,
  queryEveryMs: 200,
  giveUpAfterMs: 6_000,
  noRevokeBeforeMs: 4_000,
  absentAfterMs: 8_000,
  backgroundPauseMaxMs: 500,
  connectTimeoutMs: 1_500,
  submitTimeoutMs: 2_500,
  queryTimeoutMs: 2_500,
  revokeTimeoutMs: 2_500,
}

/** Where a node keeps its truth, and the key to its secrets. */
export interface NodeHome {
  readonly database: { readonly url: string }
  readonly masterKeyText: string
  /** Besides what every process inherits. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Tests ask faster than any till; those about limits bring their own. */
const WIDE_LIMITS = JSON.stringify({
  startsPerMinute: 60_000,
  readsPerMinute: 60_000,
  wishesPerMinute: 60_000,
  heavyPerMinute: 6_000,
  unknownPerMinute: 60_000,
  unprovenPerMinute: 6_000,
  enrolmentsPerMinute: 6_000,
})

/** Starts a node on this database. */
export async function startNodeProcess(
  { database, masterKeyText, environment = {} }: NodeHome,
  timing: Readonly<Record<string, number>> = TIMING,
  deadAfterMs = 900,
  args: readonly string[] = [],
): Promise<NodeProcess> {
  const child = spawn(
    process.execPath,
    [path.resolve('backend/main.ts'), '--port', '0', '--dead-after-ms', String(deadAfterMs)].concat(
      ['--timing', JSON.stringify(timing), '--limits', WIDE_LIMITS, ...args],
    ),
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        QUICK_PAY_MASTER_KEY: masterKeyText,
        ...environment,
      },
    },
  )
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const gone = once(child, 'exit')
  const died = gone.then((): never => {
    throw new Error(`the node did not start:\n${said}`)
  })
  const line = once(createInterface({ input: child.stdout }), 'line')
  const [text] = (await Promise.race([line, died])) as [string]
  died.catch(() => undefined)
  // The node's own first line (docs/operations.md).
  const { url, node, metrics } = JSON.parse(text) as {
    url: string
    node: string
    metrics: string | null
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await gone
    }
    return child.exitCode
  }
  return {
    url,
    id: node,
    metrics,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    log: () => said,
    gone: gone.then(() => undefined),
  }
}
