/** Gives everything that reads what strangers send as many wrong inputs as time allows. `npm run fuzz`. */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { TARGETS } from './targets.ts'

type Result = Exclude<ReturnType<typeof fc.check>, Promise<unknown>>

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    /** Repeats a run; printed by every run. */
    seed: { type: 'string' },
  },
})

const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const perTargetMs = (Number(values.minutes) * 60_000) / TARGETS.length
let inputs = 0
let broken = 0

for (const { name, property } of TARGETS) {
  const untilMs = performance.now() + perTargetMs
  let runs = 0
  for (let round = 0; performance.now() < untilMs; round += 1) {
    // None of the properties waits for anything.
    const result = fc.check(property, { seed: seed + round, numRuns: 500 }) as Result
    runs += result.numRuns
    if (!result.failed) continue
    broken += 1
    console.log(`${name}: seed ${seed + round}, ${JSON.stringify(result.counterexample)}`)
    console.log(result.errorInstance)
    break
  }
  inputs += runs
  console.log(`${name}: ${runs} inputs`)
}
console.log(
  `${inputs} inputs from seed ${seed}, ${broken} of ${TARGETS.length} readers broke a rule`,
)
if (broken > 0) process.exitCode = 1
