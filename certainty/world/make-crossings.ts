import { type Draw, drawsOf, seedOf, wholeNumber } from './draws.ts'
import type { Action, Plan, PlannedLineFault } from './plan.ts'

/** Worlds of this share are made for one crossing that chance alone hardly ever brings about. */
const SHARE = 0.08

/** After the last act: time for what is under way to meet. */
const MEETING_MS = 90_000

/**
 * Owners that stand still while an answer is on its way to them, until others have taken over: what they then hear is old. Submits arrive when
 * their code is about to die, questions are answered slowly, and the nodes stand still one after the other, longer than they may be silent.
 */
function pausedOwners(draw: Draw, plan: Plan): Plan {
  const nodes = wholeNumber(draw, 2, 3)
  const beginMs = wholeNumber(draw, 1_000, 4_000)
  const endMs = beginMs + MEETING_MS
  const actions: Action[] = [
    { atMs: beginMs, till: 0, act: { kind: 'sell', minor: wholeNumber(draw, 100, 900) } },
    { atMs: beginMs + 500, till: 0, act: { kind: 'scan', payer: 0, what: 'shown' } },
  ]
  // From the first doubt on, one node after the other.
  let atMs = beginMs + wholeNumber(draw, 30_000, 45_000)
  for (let turn = wholeNumber(draw, 0, nodes - 1); atMs < endMs; turn += 1) {
    const forMs = wholeNumber(draw, 7_500, 11_000)
    actions.push({ atMs, till: 0, act: { kind: 'node-pause', node: turn % nodes, forMs } })
    atMs += wholeNumber(draw, 4_000, 9_000)
  }
  const submit: PlannedLineFault = {
    operation: 'submit',
    nth: 1,
    fault: { kind: 'request-late', byMs: wholeNumber(draw, 45_000, 59_000) },
  }
  const slow = Array.from({ length: 40 }, (_, index): PlannedLineFault => ({
    operation: 'query',
    nth: index + 1,
    fault: { kind: 'answer-late', byMs: wholeNumber(draw, 1_500, 5_500) },
  }))
  return {
    ...plan,
    tills: [{ clockAheadMs: 0 }],
    payers: plan.payers.map((payer) => ({ ...payer, balance: 10_000_000, passwordRule: 'never' })),
    wechat: { ...plan.wechat, unknownRevoke: 'success', latencyMs: 0 },
    actions,
    lineFaults: [submit, ...slow],
    diskFaults: [],
    deaths: [],
    backend: { nodes, lineTrouble: 0, storeTrouble: 0, deaths: [] },
    calmAtMs: endMs,
  }
}

/** The plan of a seed, or the crossing that is played in its place; drawn apart, so that all other worlds stay as they are. */
export function withCrossing(plan: Plan): Plan {
  const draw = drawsOf(seedOf(`crossing ${plan.seed}`))
  return plan.access === 'backend' && draw() < SHARE ? pausedOwners(draw, plan) : plan
}
