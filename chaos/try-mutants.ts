/** Shows that the checks can fail: `npm run chaos:mutants`. See docs/chaos.md. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Mutant, MUTANTS, patched } from './mutants.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
/** All that a node and our own till run. */
const COPIED = [
  'app',
  'adapters',
  'backend',
  'main',
  'hardware',
  'scripts/headless',
  'package.json',
] as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: 'mutant' },
    tries: { type: 'string', default: '3' },
    verbose: { type: 'boolean', default: false },
  },
})

/** Backend and till with one rule taken away, in a folder of its own. What is shipped never has a switch for it. */
function makeTree(mutant: Mutant): string {
  const tree = mkdtempSync(path.join(tmpdir(), 'quick-pay-mutant-'))
  for (const name of COPIED)
    cpSync(path.join(ROOT, name), path.join(tree, name), { recursive: true })
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'))
  for (const patch of mutant.patches) {
    const file = path.join(tree, patch.file)
    writeFileSync(file, patched(readFileSync(file, 'utf8'), patch))
  }
  return tree
}

/** The rules that one run on the mutant broke. */
async function runOn(mutant: Mutant, tree: string, seed: string): Promise<readonly string[]> {
  const args = ['--tree', tree, '--only', mutant.only, '--minutes', String(mutant.minutes)]
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'main.ts'), '--seed', seed, '--forget', ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString()
    if (values.verbose) process.stdout.write(piece)
  })
  await once(child, 'exit')
  if (child.exitCode === 2 || child.exitCode === null) throw new Error(`no verdict:\n${said}`)
  return [...said.matchAll(/^ +BROKEN \d+× +(\S+)$/gm)].map(([, rule = '']) => rule)
}

/** Tries seed after seed until the mutant is caught; the number of runs it took, or null. */
async function tryMutant(mutant: Mutant): Promise<number | null> {
  const tree = makeTree(mutant)
  try {
    for (let run = 1; run <= Number(values.tries); run += 1) {
      const broken = await runOn(mutant, tree, `${values.seed}-${run}`)
      console.log(
        `  run ${run}, seed ${values.seed}-${run}: ${broken.join(', ') || 'nothing found'}`,
      )
      if (mutant.breaks.some((rule) => broken.includes(rule))) return run
    }
    return null
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

const wanted = MUTANTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
if (wanted.length === 0) throw new Error(MUTANTS.map(({ name }) => name).join(', '))
for (const mutant of wanted) {
  console.log(`${mutant.name}: ${mutant.what}`)
  const runs = await tryMutant(mutant)
  console.log(runs === null ? '  NOT CAUGHT' : `  caught in run ${runs}`)
  if (runs === null) process.exitCode = 1
}
