/** Puts mistakes into a copy of our own code and says how soon the simulation notices each. `npm run mutants`. */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { CHECKS } from '../checks/checks.ts'
import { BACKEND_MUTANTS } from './backend-mutants.ts'
import { edited, type Mutant } from './mutant.ts'
import { REFUND_MUTANTS } from './refund-mutants.ts'
import { STORE_MUTANTS } from './store-mutants.ts'

const { values } = parseArgs({
  options: {
    /** Worlds that a mistake may live through. */
    seeds: { type: 'string', default: '2000' },
    only: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '2' },
  },
})

const root = path.resolve(import.meta.dirname, '../..')
const COPIED = ['app', 'adapters', 'backend', 'certainty', 'hardware', 'simulator', 'package.json']

/** What one mistake led to. */
interface Outcome {
  readonly mutant: Mutant
  /** What the simulation said of the first world that it broke; null: it never noticed. */
  readonly caught: string | null
}

const run = promisify(execFile)

function copyOf(mutant: Mutant): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mutant-'))
  for (const name of COPIED)
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  for (const edit of mutant.edits) {
    const file = path.join(folder, edit.file)
    writeFileSync(file, edited(readFileSync(file, 'utf8'), edit))
  }
  return folder
}

async function outcomeOf(mutant: Mutant): Promise<Outcome> {
  const folder = copyOf(mutant)
  const words = [
    'certainty/simulate.ts',
    '--seeds',
    values.seeds,
    '--stop',
    '--access',
    mutant.access,
  ]
  try {
    await run(process.execPath, words, { cwd: folder, timeout: 300_000 })
    return { mutant, caught: null }
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string } // execFile's
    const line = stdout.split('\n').find((text) => text.startsWith('seed '))
    // A mutant that does not even run proves nothing.
    if (line === undefined) throw new Error(`${mutant.name}: ${stderr || stdout}`)
    return { mutant, caught: line }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const mutants = [...BACKEND_MUTANTS, ...STORE_MUTANTS, ...REFUND_MUTANTS].filter(({ name }) =>
  name.includes(values.only),
)
const left = [...mutants]
const outcomes: Outcome[] = []
const work = async (): Promise<void> => {
  for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
    const outcome = await outcomeOf(mutant)
    outcomes.push(outcome)
    console.log(`${outcome.caught === null ? 'ALIVE ' : 'killed'} ${mutant.name}`)
    console.log(
      `       ${(outcome.caught ?? `lived through ${values.seeds} worlds`).slice(0, 150)}`,
    )
  }
}
await Promise.all(Array.from({ length: Number(values['at-once']) }, work))
const alive = outcomes.filter(({ caught }) => caught === null)
console.log(
  `${outcomes.length - alive.length} of ${outcomes.length} mutants killed, each within ${values.seeds} worlds`,
)
// A check that nothing has ever broken may be one that cannot fail.
const found = outcomes.map(({ caught }) => ` ${caught}`).join('\n')
const toothless = values.only === '' ? Object.keys(CHECKS).filter((name) => !found.includes(` ${name}: `)) : [] // prettier-ignore
if (toothless.length > 0) console.log(`no mistake was noticed by ${toothless.join(', ')}`)
if (alive.length + toothless.length > 0) process.exitCode = 1
