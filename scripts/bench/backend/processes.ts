import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** A program that says in its first line where it is. */
export interface Program {
  readonly url: string
  readonly pid: number
  /** Processor time so far, of all its threads. */
  readonly cpuMs: () => number
  readonly memoryMB: () => number
  readonly end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

/** `getconf CLK_TCK` of every Linux. */
const TICK_MS = 10

export async function startProgram(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Program> {
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const gone = once(child, 'exit')
  const died = gone.then((): never => {
    throw new Error(`${args[0] ?? ''} ended before it was ready`)
  })
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    died,
  ])) as [string]
  died.catch(() => undefined)
  // Each of these programs prints its address as JSON first.
  const { url } = JSON.parse(line) as { url: string }
  const { pid } = child
  if (pid === undefined) throw new Error('no process id')
  return {
    url,
    pid,
    cpuMs() {
      const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? ''
      const fields = afterName.split(' ')
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS
    },
    memoryMB() {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024
    },
    async end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal)
        await gone
      }
    },
  }
}
