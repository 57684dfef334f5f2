/**
 * Plays a million worlds, part by part, and writes the report. `npm run nightly`. What a part found is kept in a folder, so that a
 * night that was cut short goes on where it ended.
 */
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { type Account, nightlyReport } from './nightly-report.ts'
import { type Figures, NO_FIGURES, together } from './world/tally.ts'

const root = path.resolve(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    /** Worlds in which tills speak to WeChat themselves. */
    worlds: { type: 'string', default: '1000000' },
    /** Worlds with a backend: each costs some ten times as much. */
    backend: { type: 'string', default: '20000' },
    /** The first seed of both. */
    from: { type: 'string', default: '1' },
    /** Ends after this long, whatever is left. */
    minutes: { type: 'string', default: '600' },
    /** Where the parts are kept. */
    kept: { type: 'string', default: path.join(root, 'test-results/nightly') },
    /** Only writes the report of what is kept there. */
    'report-only': { type: 'boolean', default: false },
    report: { type: 'string', default: path.join(root, 'docs/certainty-nightly.md') },
  },
})

type Access = 'store' | 'backend'

interface Part {
  readonly access: Access
  readonly from: number
  readonly seeds: number
}

/** Worlds of one part: some minutes of one core. */
const PART: Readonly<Record<Access, number>> = { store: 20_000, backend: 2_000 }

function partsOf(access: Access, worlds: number): readonly Part[] {
  const first = Number(values.from)
  const seeds = PART[access]
  return Array.from({ length: Math.ceil(worlds / seeds) }, (_, index) => ({
    access,
    from: first + index * seeds,
    seeds: Math.min(seeds, worlds - index * seeds),
  }))
}

const fileOf = ({ access, from, seeds }: Part): string =>
  path.join(values.kept, `${access}-${from}-${seeds}.json`)

const store = partsOf('store', Number(values.worlds))
const backend = partsOf('backend', Number(values.backend))
/** Those with a backend are spread among the others, so that a short night has some of both. */
const parts = store.flatMap((part, index) => [
  part,
  ...backend.filter((_, at) => Math.floor((at * store.length) / backend.length) === index),
])

/** Plays a part in a program of its own. Which seeds failed is in its figures; what they did is printed. */
async function play(part: Part): Promise<void> {
  const { access, from, seeds } = part
  const words = ['certainty/simulate.ts', '--access', access, '--figures', fileOf(part)]
  words.push('--from', String(from), '--seeds', String(seeds), '--twice', '1000')
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString('utf8').split('\n')) {
      if (line.startsWith('seed ')) console.log(`${access} ${line}`)
    }
  })
  await new Promise((resolve) => child.once('close', resolve))
  if (!existsSync(fileOf(part))) throw new Error(`${words.join(' ')} ended without its figures`)
}

/** Written by `simulate.ts`. */
const figuresOf = (part: Part): Figures => JSON.parse(readFileSync(fileOf(part), 'utf8')) as Figures

function accountOf(access: Access, all: readonly Part[]): Account {
  const done = all.filter((part) => existsSync(fileOf(part)))
  const ranges: [number, number][] = []
  for (const { from, seeds } of done) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === from - 1) last[1] = from + seeds - 1
    else ranges.push([from, from + seeds - 1])
  }
  return { access, ranges, figures: done.map(figuresOf).reduce(together, NO_FIGURES) }
}

mkdirSync(values.kept, { recursive: true })
const untilMs = performance.now() + Number(values.minutes) * 60_000
for (const part of values['report-only'] ? [] : parts) {
  if (performance.now() >= untilMs) break
  if (existsSync(fileOf(part))) continue
  await play(part)
  console.log(`${part.access} from ${part.from}: done`)
}
const { stdout: commit } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], {
  cwd: root,
}).catch(() => ({ stdout: '' }))
const accounts = [accountOf('store', store), accountOf('backend', backend)]
const report = nightlyReport(accounts, commit.trim())
writeFileSync(values.report, report)
console.log(report)
if (accounts.some(({ figures }) => figures.failedSeeds.length > 0)) process.exitCode = 1
