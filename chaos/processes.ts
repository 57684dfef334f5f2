import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A program of this run. */
export interface Program {
  readonly pid: number
  /** The first line that it prints, as JSON. */
  readonly ready: unknown
  readonly gone: Promise<unknown>
  readonly alive: () => boolean
  readonly signal: (signal: NodeJS.Signals) => void
  /** Says something to its standard input. */
  readonly tell: (line: string) => void
}

export interface ProgramWish {
  readonly name: string
  /** The program's file and its arguments, run by this Node. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Hears every line that it prints, the first one too. */
  readonly hear?: (line: string) => void
}

/** Starts programs, and ends all of them whatever becomes of this one. */
export interface Programs {
  /** Rejects when it ends before it is ready. */
  readonly start: (wish: ProgramWish) => Promise<Program>
  /** Has a process that somebody else started ended with all others. */
  readonly guard: (pid: number) => void
  readonly release: (pid: number) => void
  readonly endAll: () => Promise<void>
}

/**
 * Opens the list. Standard error of each program goes to a file of its name in `folder`. A guard process ends what is left
 * should this process die without a word.
 */
export function openPrograms(folder: string): Programs {
  const running = new Set<ChildProcess>()
  const guard = spawn(process.execPath, [path.join(import.meta.dirname, 'guard.ts')], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // Ctrl-C goes to the whole group of processes; the guard must outlive it.
    detached: true,
  })
  guard.stdin.on('error', () => undefined)
  const tellGuard = (line: string): void => void guard.stdin.write(`${line}\n`)
  return {
    async start({ name, args, env = {}, hear = () => undefined }) {
      const file = openSync(path.join(folder, `${name}.log`), 'a')
      const child = spawn(process.execPath, [...args], {
        stdio: ['pipe', 'pipe', file],
        env: { ...process.env, ...env },
      })
      closeSync(file)
      const { stdin, stdout, pid } = child
      if (stdin === null || stdout === null) throw new Error('no pipes')
      running.add(child)
      const gone = once(child, 'exit').then(() => {
        running.delete(child)
        tellGuard(`-${pid}`)
      })
      tellGuard(`+${pid}`)
      stdin.on('error', () => undefined)
      const said = createInterface({ input: stdout }).on('line', hear)
      const line = once(said, 'line')
      const died = gone.then((): never => {
        throw new Error(`${name} ended before it was ready: see ${name}.log`)
      })
      const [text] = (await Promise.race([line, died])) as [string]
      died.catch(() => undefined)
      if (pid === undefined) throw new Error(`${name} has no process id`)
      return {
        pid,
        ready: JSON.parse(text),
        gone,
        alive: () => child.exitCode === null && child.signalCode === null,
        signal: (signal) => void child.kill(signal),
        tell: (said) => void stdin.write(`${said}\n`),
      }
    },
    guard: (pid) => tellGuard(`+${pid}`),
    release: (pid) => tellGuard(`-${pid}`),
    async endAll() {
      const ends = [...running].map((child) => once(child, 'exit'))
      for (const child of running) child.kill('SIGKILL')
      await Promise.all(ends)
      guard.stdin.end()
      await once(guard, 'exit')
    },
  }
}
