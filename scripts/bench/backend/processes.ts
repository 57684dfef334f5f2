import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
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

/** From `/proc`; null when there is no such process any more. */
function timesOf(pid: number) {
  try {
    // After the name, which may hold anything.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const [user, system, ofGoneUser, ofGoneSystem] = fields.slice(11, 15).map(Number)
    if (ofGoneUser === undefined || ofGoneSystem === undefined) return null
    return {
      parent: Number(fields[1]),
      ownMs: ((user ?? 0) + (system ?? 0)) * TICK_MS,
      goneMs: (ofGoneUser + ofGoneSystem) * TICK_MS,
    }
  } catch {
    return null
  }
}

/** Processor time so far of a process and its children, those that have ended among them. */
export function familyCpuMs(pid: number): number {
  const children = readdirSync('/proc')
    .map((name) => timesOf(Number(name)))
    .filter((times) => times?.parent === pid)
  const own = timesOf(pid)
  const living = children.reduce((all, child) => all + (child?.ownMs ?? 0), 0)
  return (own?.ownMs ?? Number.NaN) + (own?.goneMs ?? 0) + living
}

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
    cpuMs: () => timesOf(pid)?.ownMs ?? Number.NaN,
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
