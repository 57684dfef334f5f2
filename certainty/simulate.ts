/** Plays worlds in which everything goes wrong and says whether every promise was kept. `npm run simulate`. */
import { parseArgs } from 'node:util'
import { check } from './checks/checks.ts'
import { makePlan } from './world/make-plan.ts'
import { shrink } from './world/shrink.ts'
import { runWorld } from './world/run-world.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    shrink: { type: 'boolean', default: false },
  },
})

const first = Number(values.seed ?? values.from)
const count = values.seed === undefined ? Number(values.seeds) : 1
let events = 0
let virtualMs = 0
let failures = 0
const startedMs = performance.now()
for (let seed = first; seed < first + count; seed += 1) {
  const plan = makePlan(seed)
  const run = await runWorld(plan)
  events += run.events
  virtualMs += run.virtualMs
  if (values.trace) {
    console.log(JSON.stringify(plan))
    console.log(run.trace.join('\n'), '\n', run.hash)
  }
  const violations = check(run.evidence)
  if (violations.length === 0) continue
  failures += 1
  if (values.shrink) {
    const small = await shrink(plan, violations[0]?.check ?? '')
    console.log(JSON.stringify(small))
    console.log((await runWorld(small)).trace.join('\n'))
  }
  console.log(`seed ${seed}: ${violations.map((one) => `${one.check}: ${one.text}`).join('; ')}`)
}
const seconds = (performance.now() - startedMs) / 1_000
console.log(
  `${count} worlds, ${failures} failed, ${events} events, ${(virtualMs / 3_600_000).toFixed(1)} virtual hours, ` +
    `${(count / seconds).toFixed(0)} worlds per second`,
)
if (failures > 0) process.exitCode = 1
