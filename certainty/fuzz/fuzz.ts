/**
 * Gives everything that reads what strangers send as many wrong inputs as time allows. `npm run fuzz`. First those that were kept:
 * for every outcome that a reader is known to have, one input, and all that ever broke a rule. With `--keep` what is new is added.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
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
/** Tried between two looks at the clock. */
const ROUND = 200

const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const perTargetMs = (Number(values.minutes) * 60_000) / TARGETS.length
// Written below.
const kept = JSON.parse(readFileSync(CORPUS, 'utf8')) as readonly Kept[]
const found: Kept[] = []
let inputs = 0
let broken = 0

const complain = (name: string, what: unknown, input: string): void => {
  broken += 1
  console.log(`${name}: ${input}`)
  console.log(what)
}

for (const { name, again, try: tryInputs } of TARGETS) {
  const own = kept.filter(({ target }) => target === name)
  for (const { outcome, input } of own) {
    const now = await again(input).catch((error: unknown) => error)
    if (typeof now === 'string') found.push({ target: name, outcome: now, input })
    // A reader that changed on purpose: `--keep` writes down what becomes of the input now.
    if (now !== outcome && !(values.keep && typeof now === 'string'))
      complain(name, now, `expected "${outcome}" of ${input}`)
  }
  const known = new Set(own.map(({ outcome }) => outcome))
  const untilMs = performance.now() + perTargetMs
  let runs = 0
  const seen = (outcome: string, input: () => string): void => {
    runs += 1
    if (known.has(outcome)) return
    known.add(outcome)
    found.push({ target: name, outcome, input: input() })
  }
  for (let round = 0; performance.now() < untilMs; round += 1) {
    const wrong = await tryInputs({ seed: seed + round, inputs: ROUND, seen })
    if (wrong === null) continue
    complain(name, wrong.error, `seed ${seed + round}, ${wrong.input}`)
    break
  }
  inputs += runs
  console.log(`${name}: ${own.length} kept, ${runs} inputs, ${known.size} outcomes`)
}
if (values.keep) {
  const order = found.toSorted((a, b) =>
    `${a.target} ${a.outcome}` < `${b.target} ${b.outcome}` ? -1 : 1,
  )
  writeFileSync(CORPUS, `${JSON.stringify(order, null, 2)}\n`)
}
console.log(
  `${inputs} inputs from seed ${seed}, ${found.length - kept.length} new outcomes, ${broken} readers broke a rule`,
)
if (broken > 0) process.exitCode = 1
