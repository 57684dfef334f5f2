/**
 * Plays a million worlds, part by part, and writes the report. `npm run nightly`. What a part found is kept in a folder, with the code
 * it was found with, so that a night that was cut short goes on where it ended.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { accountOf, type KeptPart, nightlyReport, type Part } from './nightly-report.ts'
import { versionOf } from './version.ts'
import type { Figures } from './world/tally.ts'

const root = path.resolve(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    /** Worlds in which tills speak to WeChat themselves. */
    worlds: { type: 'string', default: '1000000' },
    /** Worlds with a backend: each costs some ten times as much. */
    backend: { type: 'string', default: '20000' },
    /** The first seed of both. */
    from: { type: 'string', default: '1' },
    /** Begins no part after this long, whatever is left. */
    minutes: { type: 'string', default: '600' },
    /** Parts played at once, each in a program of its own. */
    'at-once': { type: 'string', default: '2' },
    /** Where the parts are kept. */
    kept: { type: 'string', default: path.join(root, 'test-results/nightly') },
    /** Goes on although some parts were played with other code; the report says which. */
    mix: { type: 'boolean', default: false },
    /** Only writes the report of what is kept there. */
    'report-only': { type: 'boolean', default: false },
    report: { type: 'string', default: path.join(root, 'docs/certainty-nightly.md') },
  },
})

type Access = Part['access']

/** Worlds of one part: some minutes of one core. What is under way when the night ends is lost. */
const PART: Readonly<Record<Access, number>> = { store: 5_000, backend: 250 }

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

/** Written below. */
const keptIn = (part: Part): readonly KeptPart[] =>
  existsSync(fileOf(part)) ? [JSON.parse(readFileSync(fileOf(part), 'utf8')) as KeptPart] : []

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
  const version = versionOf(root)
  const file = `${fileOf(part)}.under-way`
  const words = ['certainty/simulate.ts', '--access', access, '--figures', file]
  words.push('--from', String(from), '--seeds', String(seeds), '--twice', '1000')
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString('utf8').split('\n')) {
      if (line.startsWith('seed ')) console.log(`${access} ${line}`)
    }
  })
  await new Promise((resolve) => child.once('close', resolve))
  if (!existsSync(file)) throw new Error(`${words.join(' ')} ended without its figures`)
  if (versionOf(root).digest !== version.digest)
    throw new Error(`the code was changed while ${words.join(' ')} ran`)
  // Written by `simulate.ts`.
  const figures = JSON.parse(readFileSync(file, 'utf8')) as Figures
  writeFileSync(file, JSON.stringify({ ...part, version, figures } satisfies KeptPart))
  renameSync(file, fileOf(part))
}

function writeReport(): readonly KeptPart[] {
  const kept = parts.flatMap(keptIn)
  const accounts = (['store', 'backend'] as const).map((access) => accountOf(access, kept))
  const wanted = Number(values.worlds) + Number(values.backend)
  writeFileSync(values.report, nightlyReport(accounts, { kept, wanted }))
  return kept
}

/** Figures of different code are not one run: whoever wants them in one report has to say so. */
function refuseToMix(): void {
  const { digest } = versionOf(root)
  const other = parts.flatMap(keptIn).find(({ version }) => version.digest !== digest)
  if (other === undefined || values.mix) return
  console.error(
    `${values.kept} holds parts played with other code (commit ${other.version.commit}): name another folder with --kept, or go on with --mix`,
  )
  process.exit(2)
}

mkdirSync(values.kept, { recursive: true })
const untilMs = performance.now() + Number(values.minutes) * 60_000
const left = values['report-only'] ? [] : parts.filter((part) => keptIn(part).length === 0)
if (left.length > 0) refuseToMix()

async function work(): Promise<void> {
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (performance.now() >= untilMs) return
    await play(part)
    writeReport()
    console.log(`${part.access} from ${part.from}: done`)
  }
}

await Promise.all(Array.from({ length: Number(values['at-once']) }, work))
const kept = writeReport()
console.log(readFileSync(values.report, 'utf8'))
if (kept.some(({ figures }) => figures.failedSeeds.length > 0)) process.exitCode = 1
