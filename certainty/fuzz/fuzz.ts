/**
 * Gives everything that reads what strangers send as many wrong inputs as time allows. `npm run fuzz`. First those that were kept:
 * for every outcome that a reader is known to have, one input, and all that ever broke a rule. With `--keep` what is new is added. An input that breaks a rule is written
 * to `test-results/fuzz-broken.json`, and `--keep` adds it once the reader is mended.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { runTarget } from './run-target.ts'
import type { Kept } from './target.ts'
import { TARGETS } from './targets.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    /** Repeats a run; printed by every run. */
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})

const CORPUS = path.join(import.meta.dirname, 'corpus.json')
const BROKEN = path.join(import.meta.dirname, '../../test-results/fuzz-broken.json')

const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const perTargetMs = (Number(values.minutes) * 60_000) / TARGETS.length
// Written below.
const kept = JSON.parse(readFileSync(CORPUS, 'utf8')) as readonly Kept[]
const found: Kept[] = []
// Written below by an earlier run, if one found something.
const waiting = existsSync(BROKEN)
  ? (JSON.parse(readFileSync(BROKEN, 'utf8')) as readonly Kept[])
  : []
/** What breaks a rule: not kept yet, as the run of everybody else would fail with it. */
const breaking: Kept[] = []
let inputs = 0
let complaints = 0

const complain = (name: string, what: unknown, input: string): void => {
  complaints += 1
  console.log(`${name}: ${input}`)
  console.log(what)
}

for (const target of TARGETS) {
  const { name, again } = target
  const own = kept.filter(({ target }) => target === name)
  for (const { outcome, input } of own) {
    const now = await again(input).catch((error: unknown) => error)
    if (typeof now === 'string') found.push({ target: name, outcome: now, input })
    // A reader that changed on purpose: `--keep` writes down what becomes of the input now.
    if (now !== outcome && !(values.keep && typeof now === 'string'))
      complain(name, now, `expected "${outcome}" of ${input}`)
  }
  for (const one of waiting.filter((other) => other.target === name)) {
    const now = await again(one.input).catch((error: unknown) => error)
    if (typeof now !== 'string') {
      breaking.push(one)
      complain(name, now, one.input)
    } else if (values.keep) found.push({ ...one, outcome: now })
    else breaking.push(one)
  }
  const run = await runTarget(target, { seed, ms: perTargetMs, kept: own })
  found.push(...run.fresh)
  if (run.broken !== null) {
    complain(name, run.broken.error, `seed ${run.broken.seed}, ${run.broken.input}`)
    breaking.push({ target: name, outcome: 'breaks a rule', input: run.broken.input })
  }
  for (const what of run.missed)
    complain(name, 'its inputs are no good any more', `no "${what}" in ${run.runs} inputs`)
  inputs += run.runs
  console.log(`${name}: ${own.length} kept, ${run.runs} inputs, ${run.outcomes} outcomes`)
}
if (values.keep) {
  const order = found.toSorted((a, b) =>
    `${a.target} ${a.outcome}` < `${b.target} ${b.outcome}` ? -1 : 1,
  )
  writeFileSync(CORPUS, `${JSON.stringify(order, null, 2)}\n`)
}
if (breaking.length > 0) {
  mkdirSync(path.dirname(BROKEN), { recursive: true })
  writeFileSync(BROKEN, `${JSON.stringify(breaking, null, 2)}\n`)
  console.log(`${BROKEN} holds what broke a rule. Once it is mended, run with --keep and commit.`)
} else rmSync(BROKEN, { force: true })
console.log(
  `${inputs} inputs from seed ${seed}, ${found.length - kept.length} new outcomes, ${complaints} complaints`,
)
if (complaints > 0) process.exitCode = 1
