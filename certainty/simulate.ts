/** Plays worlds in which everything goes wrong and says whether every promise was kept. `npm run simulate`. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { check } from './checks/checks.ts'
import type { Violation } from './checks/evidence.ts'
import { makePlan } from './world/make-plan.ts'
import type { Plan } from './world/plan.ts'
import { runWorld } from './world/run-world.ts'
import { shrink } from './world/shrink.ts'
import { reportOf, Tally } from './world/tally.ts'

const { values } = parseArgs({
  options: {
    /** How many worlds. */
    seeds: { type: 'string', default: '1000' },
    /** The first seed. */
    from: { type: 'string', default: '1' },
    /** This one world alone. */
    seed: { type: 'string' },
    /** Prints the plan and everything that happened. */
    trace: { type: 'boolean', default: false },
    /** Looks for the smallest world that breaks the same promise. */
    shrink: { type: 'boolean', default: false },
    /** Ends at the first broken promise. */
    stop: { type: 'boolean', default: false },
    /** Runs every n-th world twice and compares. */
    twice: { type: 'string', default: '100' },
    access: { type: 'string', default: 'store' },
    /** Writes the figures into this file, too, as JSON. */
    figures: { type: 'string' },
  },
})

const access = values.access === 'backend' ? 'backend' : 'store'
const first = Number(values.seed ?? values.from)
const count = values.seed === undefined ? Number(values.seeds) : 1
const twiceEvery = Number(values.twice)
const tally = new Tally()

async function play(seed: number): Promise<boolean> {
  const plan = makePlan(seed, access)
  const run = await runWorld(plan)
  tally.add(plan, run)
  if (values.trace) console.log([JSON.stringify(plan), ...run.trace, run.hash()].join('\n'))
  const violations: Violation[] = [...check(run.evidence)]
  if (twiceEvery > 0 && seed % twiceEvery === 0) {
    const again = await runWorld(plan)
    tally.twice += 1
    if (again.hash() !== run.hash())
      violations.push({ check: 'one-seed-one-run', text: again.hash() })
  }
  const [worst] = violations
  if (worst === undefined) return true
  console.log(`seed ${seed}: ${violations.map((one) => `${one.check}: ${one.text}`).join('; ')}`)
  if (values.shrink) await printShrunk(plan, worst.check)
  return false
}

async function printShrunk(plan: Plan, failure: string): Promise<void> {
  const small = await shrink(plan, failure)
  const { trace, evidence } = await runWorld(small)
  console.log([JSON.stringify(small), ...trace].join('\n'))
  console.log(check(evidence).map((one) => `${one.check}: ${one.text}`))
}

for (let seed = first; seed < first + count; seed += 1) {
  if (await play(seed)) continue
  tally.failedSeeds.push(seed)
  if (values.stop) break
}
const figures = tally.figures()
console.log(reportOf(figures))
if (values.figures !== undefined) writeFileSync(values.figures, JSON.stringify(figures))
if (figures.failedSeeds.length > 0) process.exitCode = 1
