import { isDeepStrictEqual } from 'node:util'
import { check } from '../checks/checks.ts'
import type { Plan } from './plan.ts'
import { runWorld } from './run-world.ts'

/** Names of the checks that a plan's run fails. */
export async function failuresOf(plan: Plan): Promise<readonly string[]> {
  const { evidence } = await runWorld(plan)
  return [...new Set(check(evidence).map((one) => one.check))]
}

/** Says whether a plan still fails as the first one did. */
type Fails = (candidate: Plan) => Promise<boolean>

/** A list in a plan, of which anything can be left out. */
interface Part {
  readonly size: (plan: Plan) => number
  readonly without: (plan: Plan, at: number, count: number) => Plan
}

const part = (name: 'actions' | 'lineFaults' | 'diskFaults' | 'deaths'): Part => ({
  size: (plan) => plan[name].length,
  without: (plan, at, count) => ({ ...plan, [name]: plan[name].toSpliced(at, count) }),
})

const NODE_DEATHS: Part = {
  size: ({ backend }) => backend.deaths.length,
  without: (plan, at, count) => {
    const deaths = plan.backend.deaths.toSpliced(at, count)
    return { ...plan, backend: { ...plan.backend, deaths } }
  },
}

const PARTS: readonly Part[] = [
  part('deaths'),
  NODE_DEATHS,
  part('diskFaults'),
  part('lineFaults'),
  part('actions'),
]

/** The smallest plan found that still fails the same check: fewer faults, fewer acts, plainer people. */
export const shrink = (plan: Plan, failure: string): Promise<Plan> =>
  shrinkBy(plan, async (candidate) => (await failuresOf(candidate)).includes(failure))

/** The smallest plan found of which this holds, as it does of the first. */
export async function shrinkBy(plan: Plan, fails: Fails): Promise<Plan> {
  let best = plan
  let before: Plan
  do {
    before = best
    for (const one of PARTS) best = await withoutSome(best, one, fails)
    for (const simpler of simplifications(best)) best = await simplified(best, simpler, fails)
  } while (best !== before)
  return best
}

/** Takes away as large pieces as possible, then smaller ones. */
async function withoutSome(plan: Plan, { size, without }: Part, fails: Fails): Promise<Plan> {
  let best = plan
  for (let count = size(best); count >= 1; count = Math.floor(count / 2)) {
    for (let at = 0; at < size(best);) {
      const candidate = without(best, at, count)
      if (await fails(candidate)) best = candidate
      else at += count
    }
  }
  return best
}

type Simplification = (plan: Plan) => Plan

/** As simple as this makes it, step after step: always of the best so far, or the last one would undo the others. */
async function simplified(plan: Plan, simpler: Simplification, fails: Fails): Promise<Plan> {
  let best = plan
  for (;;) {
    const candidate = simpler(best)
    if (isDeepStrictEqual(candidate, best) || !(await fails(candidate))) return best
    best = candidate
  }
}

/** One till and node, right clocks, WeChat, payers and lines as they usually are, an earlier end: each by itself. */
function simplifications(plan: Plan): readonly Simplification[] {
  return [
    (best) => ({ ...best, tills: best.tills.slice(0, Math.max(1, best.tills.length - 1)) }),
    (best) => ({ ...best, tills: best.tills.map(() => ({ clockAheadMs: 0 })) }),
    ...Object.keys(plan.wechat).map((name): Simplification => (best) => {
      return { ...best, wechat: Object.fromEntries(without(best.wechat, name)) }
    }),
    ...[...plan.payers.keys()].map((index): Simplification => (best) => {
      return { ...best, payers: best.payers.with(index, { balance: 1_000_000 }) }
    }),
    ({ backend, ...best }) => {
      const nodes = Math.max(Math.min(1, backend.nodes), backend.nodes - 1)
      return { ...best, backend: { ...backend, nodes } }
    },
    ({ backend, ...best }) => ({ ...best, backend: { ...backend, lineTrouble: 0 } }),
    ({ backend, ...best }) => ({ ...best, backend: { ...backend, storeTrouble: 0 } }),
    (best) => {
      const lastMs = Math.max(0, ...best.actions.map(({ atMs }) => atMs))
      return { ...best, calmAtMs: Math.min(best.calmAtMs, lastMs + 1_000) }
    },
  ]
}

const without = (values: object, name: string): readonly (readonly [string, unknown])[] =>
  Object.entries(values).filter(([key]) => key !== name)
