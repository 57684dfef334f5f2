/**
 * Reconciles a bill with a million rows against a million sales, beside DuckDB doing the full outer join of the same two files
 * and beside unpacking and splitting the bill alone. Each runs in a process of its own, and the system says how much memory it
 * took at most. Run by `npm run bench:reconcile -- [--rows 1000000]`; with `--postgres` a node of the backend does the same
 * day instead, with a PostgreSQL of its own.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openBooks } from './bench/reconcile/books.ts'
import { makeDay } from './bench/reconcile/make-day.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    /** Runs of each; the quickest counts, as the others were held up by something else. */
    runs: { type: 'string', default: '2' },
    postgres: { type: 'boolean', default: false },
  },
})

const TASKS = ['match', 'match-and-keep', 'duckdb', 'split'] as const
const NAMES: { readonly [T in (typeof TASKS)[number]]: string } = {
  match: 'reconcile',
  'match-and-keep': 'reconcile and keep every line',
  duckdb: 'DuckDB, full outer join alone',
  split: 'gunzip and split alone',
}

interface Figures {
  readonly seconds: number
  /** Of the processor, by all threads: what a busy machine does not change. */
  readonly cpuSeconds: number
  readonly peakMiB: number
  readonly result: string
}

/** The limits of the app's own process, main/fork-reconciliation.ts. A node has none; its thread has its own. */
const APP_LIMITS = ['--max-old-space-size=256', '--max-semi-space-size=8']

function measure(program: string, args: readonly string[], limits: readonly string[]): Figures {
  const file = path.join(import.meta.dirname, 'bench', 'reconcile', program)
  const run = spawnSync(process.execPath, [...limits, file, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status}`)
  // The task's own last line.
  return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as Figures
}

const best = (figures: readonly Figures[]): Figures =>
  figures.toSorted((a, b) => a.seconds - b.seconds)[0] ?? {
    seconds: NaN,
    cpuSeconds: NaN,
    peakMiB: NaN,
    result: '',
  }

function print(name: string, runs: readonly Figures[]): void {
  const { seconds, cpuSeconds, peakMiB, result } = best(runs)
  const peaks = Math.max(...runs.map((run) => run.peakMiB), peakMiB)
  console.log(`${name.padEnd(32)} ${seconds.toFixed(2).padStart(7)} s  ${cpuSeconds.toFixed(2).padStart(7)} s cpu  ${peaks.toFixed(0).padStart(5)} MiB  ${result}`) // prettier-ignore
}

const times = Number(values.runs)
const repeat = (run: () => Figures): readonly Figures[] => Array.from({ length: times }, run)

/** A fresh database each time: what was there of the day before would have to be forgotten first. */
async function byBackend(folder: string, rows: number): Promise<void> {
  const runs: Figures[] = []
  while (runs.length < times) {
    const { url, merchantId, close } = await openBooks(rows)
    try {
      runs.push(measure('backend-task.ts', [folder, url, merchantId], []))
    } finally {
      await close()
    }
  }
  print('a node of the backend', runs)
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-reconcile-'))
try {
  const most = Number(values.rows)
  for (const rows of [Math.round(most / 10), most]) {
    makeDay(folder, rows)
    const size = statSync(path.join(folder, 'bill.gz')).size / 1024 ** 2
    console.log(`\n${rows} rows, ${size.toFixed(0)} MiB packed, against ${rows} sales`)
    if (values.postgres) await byBackend(folder, rows)
    else
      for (const task of TASKS)
        print(NAMES[task], repeat(() => measure('task.ts', [task, folder, String(rows)], APP_LIMITS))) // prettier-ignore
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
