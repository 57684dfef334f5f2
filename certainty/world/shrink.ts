import { check } from '../checks/checks.ts'
import type { Plan } from './plan.ts'
import { runWorld } from './run-world.ts'

/** Names of the checks that a plan's run fails. */
export async function failuresOf(plan: Plan): Promise<readonly string[]> {
  const { evidence } = await runWorld(plan)
  return [...new Set(check(evidence).map((one) => one.check))]
}

type Part = 'actions' | 'lineFaults' | 'diskFaults' | 'deaths'

const PARTS: readonly Part[] = ['deaths', 'diskFaults', 'lineFaults', 'actions']

/** The smallest plan found that still fails the same check: fewer faults, fewer acts, plainer people. */
export async function shrink(plan: Plan, failure: string): Promise<Plan> {
  const fails = async (candidate: Plan): Promise<boolean> =>
    (await failuresOf(candidate)).includes(failure)
  let best = plan
  let before: number
  do {
    before = sizeOf(best)
    for (const part of PARTS) best = await withoutSome(best, part, fails)
    for (const simpler of simplerThan(best)) if (await fails(simpler)) best = simpler
  } while (sizeOf(best) < before)
  return best
}

const sizeOf = (plan: Plan): number => PARTS.reduce((sum, part) => sum + plan[part].length, 0)

/** Takes away as large pieces as possible, then smaller ones. */
async function withoutSome(
  plan: Plan,
  part: Part,
  fails: (candidate: Plan) => Promise<boolean>,
): Promise<Plan> {
  let best = plan
  for (let size = best[part].length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best[part].length;) {
      const kept = best[part].toSpliced(at, size)
      const candidate: Plan = { ...best, [part]: kept }
      if (await fails(candidate)) best = candidate
      else at += size
    }
  }
  return best
}

/** One till, right clocks, WeChat and payers as they usually are, an earlier end: each by itself. */
function* simplerThan(plan: Plan): Generator<Plan> {
  if (plan.tills.length > 1) yield { ...plan, tills: plan.tills.slice(0, -1) }
  yield { ...plan, tills: plan.tills.map(() => ({ clockAheadMs: 0 })) }
  for (const name of Object.keys(plan.wechat)) {
    yield { ...plan, wechat: Object.fromEntries(without(plan.wechat, name)) }
  }
  for (const index of plan.payers.keys()) {
    yield { ...plan, payers: plan.payers.with(index, { balance: 1_000_000 }) }
  }
  const lastMs = Math.max(0, ...plan.actions.map(({ atMs }) => atMs))
  yield { ...plan, calmAtMs: Math.min(plan.calmAtMs, lastMs + 1_000) }
}

const without = (values: object, name: string): readonly (readonly [string, unknown])[] =>
  Object.entries(values).filter(([key]) => key !== name)
