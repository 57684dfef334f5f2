import { utilityProcess } from 'electron'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** Training mode's own WeChat Pay: the simulator, running beside the app as a program of its own. */
export interface EmbeddedSimulator {
  readonly api: string
  readonly control: string
  readonly phone: string
  readonly caFile: string
  readonly merchant: {
    readonly appId: string
    readonly mchId: string
    readonly apiKey: string
    readonly apiV3Key: string
    readonly certificateFile: string
    readonly certificateKeyFile: string
  }
  readonly close: () => void
}

/** The line the simulator prints when it is ready (docs/simulator.md). Fields that are not needed here are let pass. */
const readyLine = z.object({
  api: z.url(),
  control: z.url(),
  phone: z.url(),
  caFile: z.string(),
  merchant: z.object({
    appId: z.string(),
    mchId: z.string(),
    apiKey: z.string(),
    apiV3Key: z.string(),
    certificateFile: z.string(),
    certificateKeyFile: z.string(),
  }),
})

/** Making certificates on a slow machine takes seconds. */
const READY_TIMEOUT_MS = 30_000

/** Enough to say what went wrong. */
const COMPLAINTS_MAX = 2_000

/** The value of a line of JSON; undefined when it is none. */
function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Starts the simulator with its books in `folder`. Rejects when it ends before it is ready. */
export function startSimulator(folder: string): Promise<EmbeddedSimulator> {
  const program = path.join(import.meta.dirname, '..', 'simulator', 'main.js')
  const child = utilityProcess.fork(program, ['--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    serviceName: 'WeChat Pay simulator',
  })
  return new Promise((resolve, reject) => {
    let complaints = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      if (complaints.length < COMPLAINTS_MAX) complaints += chunk.toString('utf8')
    })
    child.once('exit', (code) => reject(new Error(`exit ${code}: ${complaints.slice(0, 500)}`)))
    const late = setTimeout(() => {
      child.kill()
      reject(new Error('not ready in time'))
    }, READY_TIMEOUT_MS)
    if (child.stdout === null) return reject(new Error('no output'))
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(late)
      const ready = readyLine.safeParse(jsonIn(line))
      if (!ready.success) return reject(new Error('its first line is not a ready line'))
      resolve({ ...ready.data, close: () => void child.kill() })
    })
  })
}

const codeAnswer = z.object({ code: z.string() })

/** The payment code that the payer's phone shows just now; null when the phone cannot be asked. */
export async function phoneCode({ control }: EmbeddedSimulator): Promise<string | null> {
  try {
    const answer = await fetch(`${control}/payers/alice/code`, {
      signal: AbortSignal.timeout(2_000),
    })
    return codeAnswer.parse(await answer.json()).code
  } catch {
    return null
  }
}
