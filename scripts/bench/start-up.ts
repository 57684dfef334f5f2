import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { electronRuntime } from '../electron-runtime.mjs'
import type { Figures } from './figures.ts'

/** One start: how long until it was ready, and the memory of all its processes then. */
interface Start {
  readonly ms: number
  readonly megabytes: number
}

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

const parentOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}

/** A process and all that it started. */
function tree(root: number): readonly number[] {
  const all = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
  const below = (pid: number): boolean => pid === root || (pid > 1 && below(parentOf(pid)))
  return all.filter(below)
}

/** Memory of a process, pages that it shares counted in part, in megabytes. */
function proportionalMegabytes(pid: number): number {
  const file = `/proc/${pid}/smaps_rollup`
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Waits until a line of the child's output holds the word. */
async function says(child: ChildProcess, word: string): Promise<void> {
  let heard = ''
  for await (const chunk of child.stdout ?? []) {
    heard += String(chunk)
    if (heard.includes(word)) return
  }
  throw new Error(`ended without saying "${word}"`)
}

async function start(words: readonly string[]): Promise<Start> {
  const { path: program } = await electronRuntime()
  const startMs = performance.now()
  const child = spawn(program, [...sandbox, '--disable-gpu', ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await says(child, 'ready to scan')
  const ms = performance.now() - startMs
  const megabytes = tree(child.pid ?? 0).reduce((sum, pid) => sum + proportionalMegabytes(pid), 0)
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
  return { ms, megabytes }
}

const figures = (name: string, starts: readonly Start[]): readonly [Figures, Figures] => [
  { name: `${name}: start → ready`, unit: 'ms', runs: starts.map((one) => one.ms) },
  { name: `${name}: memory when ready`, unit: 'MB', runs: starts.map((one) => one.megabytes) },
]

/** Starts the till and an empty window in turn, so that both meet the same weather. */
export async function startUp(configFile: string, runs: number): Promise<readonly Figures[]> {
  const root = path.resolve(import.meta.dirname, '../..')
  const till: Start[] = []
  const empty: Start[] = []
  // The same till every morning: its journal and Chromium's caches are there.
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bench-till-'))
  for (let run = -1; run < runs; run += 1) {
    const words = [root, '--config', configFile, '--data-dir', dataDir]
    const one = await start(words)
    const other = await start([path.join(import.meta.dirname, 'empty-window')])
    // The first pair warms the disk's cache and is not counted.
    if (run >= 0) {
      till.push(one)
      empty.push(other)
    }
  }
  rmSync(dataDir, { recursive: true, force: true })
  return [...figures('till', till), ...figures('empty window', empty)]
}
