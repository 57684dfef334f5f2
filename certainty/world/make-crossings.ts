import { type Draw, drawsOf, oneOf, seedOf, wholeNumber } from './draws.ts'
import type { Action, LineFault, Plan, PlannedLineFault } from './plan.ts'

/** Worlds of this share are made for one crossing that chance alone hardly ever brings about. */
const PAUSED_SHARE = 0.04
const PAST_SHARE = 0.04
const STORE_SHARE = 0.01
const IMPATIENT_SHARE = 0.01
const DAYS_SHARE = 0.01

/** After the last act: time for what is under way to meet. */
const MEETING_MS = 90_000

const REVOKE_TROUBLES = ['answer-late', 'answer-late', 'answer-lost', 'request-lost'] as const

/** WeChat's queries do not see the order yet, and the answers of revokes are late or lost, or the revokes themselves are. */
function blindness(draw: Draw): readonly PlannedLineFault[] {
  const many = Array.from({ length: 40 }, (_, index) => index + 1)
  const denied = many
    .filter(() => draw() < 0.8)
    .map((nth): PlannedLineFault => {
      return { operation: 'query', nth, fault: { kind: 'wechat', preset: 'query-not-found' } }
    })
  const troubled = many
    .filter(() => draw() < 0.7)
    .map((nth): PlannedLineFault => {
      const kind = oneOf(draw, REVOKE_TROUBLES)
      const byMs = wholeNumber(draw, 1_000, 9_000)
      return { operation: 'revoke', nth, fault: kind === 'answer-late' ? { kind, byMs } : { kind } }
    })
  return [...denied, ...troubled]
}

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

/**
 * A revoke that met nothing, because the submit was still to come, and whose owner stands still with that answer until its successor's own revoke is
 * under way, which is lost: taken for the answer to that one, it would prove what is not so.
 */
function answersOfThePast(draw: Draw, plan: Plan): Plan {
  const world = lastSecondCharge(draw, plan, wholeNumber(draw, 47_000, 59_900))
  const scannedMs = world.actions.at(-1)?.atMs ?? 0
  // The first revoke leaves after 30 s; nothing is heard of it, so that the next one leaves a call and a pause later.
  const standing: Action = {
    atMs: scannedMs + wholeNumber(draw, 45_000, 48_000),
    till: 0,
    act: { kind: 'node-pause', node: 0, forMs: wholeNumber(draw, 15_000, 40_000) },
  }
  const revoke = (nth: number, fault: LineFault): PlannedLineFault => ({
    operation: 'revoke',
    nth,
    fault,
  })
  return {
    ...world,
    actions: [...world.actions, standing],
    lineFaults: [
      ...world.lineFaults.filter(({ operation }) => operation !== 'revoke'),
      revoke(1, { kind: 'answer-lost' }),
      revoke(2, { kind: 'answer-late', byMs: wholeNumber(draw, 3_000, 9_000) }),
      ...[3, 4, 5].map((nth) => revoke(nth, { kind: 'request-lost' })),
    ],
    backend: { nodes: 2, lineTrouble: 0, storeTrouble: 0, deaths: [] },
  }
}

/**
 * A charge in the last second of its code's life that WeChat's queries do not see yet: the revokes that left before it met nothing, and said so.
 * Some of their answers are slow, so that they are heard when the code is dead.
 */
function lastSecondCharge(draw: Draw, plan: Plan, chargedMs: number): Plan {
  const beginMs = wholeNumber(draw, 1_000, 4_000)
  const submit: PlannedLineFault = {
    operation: 'submit',
    nth: 1,
    fault: { kind: 'request-late', byMs: chargedMs },
  }
  return {
    ...plan,
    tills: [{ clockAheadMs: 0 }],
    payers: plan.payers.map((payer) => ({ ...payer, balance: 10_000_000, passwordRule: 'never' })),
    wechat: { ...plan.wechat, unknownRevoke: oneOf(draw, ['success', 'refused']), latencyMs: 0 },
    actions: [
      { atMs: beginMs, till: 0, act: { kind: 'sell', minor: wholeNumber(draw, 100, 900) } },
      { atMs: beginMs + 500, till: 0, act: { kind: 'scan', payer: 0, what: 'shown' } },
    ],
    lineFaults: [submit, ...blindness(draw)],
    diskFaults: [],
    deaths: [],
    calmAtMs: beginMs + MEETING_MS,
  }
}

/** One sale to one payer who can pay, and nothing else that goes wrong. */
function oneSale(draw: Draw, plan: Plan, beginMs: number): Plan {
  return {
    ...plan,
    tills: [{ clockAheadMs: 0 }],
    payers: plan.payers.map((payer) => ({ ...payer, balance: 10_000_000, passwordRule: 'never' })),
    wechat: { ...plan.wechat, latencyMs: 0 },
    actions: [
      { atMs: beginMs, till: 0, act: { kind: 'sell', minor: wholeNumber(draw, 100, 900) } },
      { atMs: beginMs + 500, till: 0, act: { kind: 'scan', payer: 0, what: 'shown' } },
    ],
    diskFaults: [],
    deaths: [],
  }
}

const struck = (
  operation: PlannedLineFault['operation'],
  times: number,
  make: () => LineFault,
): readonly PlannedLineFault[] =>
  Array.from({ length: times }, (_, index) => ({ operation, nth: index + 1, fault: make() }))

/** Nobody hears of the payment, the first revokes are of no use, and the cashier asks again every few seconds, long after the network is back. */
function impatientCashier(draw: Draw, plan: Plan): Plan {
  const beginMs = wholeNumber(draw, 1_000, 4_000)
  const calmAtMs = beginMs + wholeNumber(draw, 40_000, 70_000)
  const presses: Action[] = []
  for (let atMs = beginMs + 31_000; atMs < calmAtMs + 150_000;) {
    presses.push({ atMs, till: 0, act: { kind: 'press', key: 'ask-again' } })
    atMs += wholeNumber(draw, 500, 4_900)
  }
  const useless = ['request-lost', 'answer-lost', 'refused'] as const
  const world = oneSale(draw, plan, beginMs)
  return {
    ...world,
    actions: [...world.actions, ...presses],
    lineFaults: [
      ...struck('submit', 1, () => ({ kind: oneOf(draw, ['answer-lost', 'request-lost']) })),
      ...struck('query', 40, () => ({ kind: oneOf(draw, ['answer-lost', 'request-lost']) })),
      ...struck('revoke', 20, () => ({ kind: oneOf(draw, useless) })),
    ],
    calmAtMs,
  }
}

/**
 * The till dies while nobody knows whether the payment was made, and comes back when it is too old to revoke. WeChat's queries deny it at
 * first. Once they do not, a person gives the money back.
 */
function daysOff(draw: Draw, plan: Plan): Plan {
  const beginMs = wholeNumber(draw, 1_000, 4_000)
  const backAfterMs = wholeNumber(draw, 7 * 24 * 60 + 1, 20 * 24 * 60) * 60_000
  const backAtMs = beginMs + 600 + backAfterMs
  const calmAtMs = backAtMs + wholeNumber(draw, 60_000, 200_000)
  const refunds = Array.from({ length: 18 }, (_, index): Action => {
    const atMs = calmAtMs + 20_000 + index * 8_000
    // Of what is no sale nothing may be kept: a part of it is refused.
    const share = index % 2 === 0 ? oneOf(draw, [1, 0.5]) : 1
    return { atMs, till: 0, act: { kind: 'refund', sale: 0, share } }
  })
  const world = oneSale(draw, plan, beginMs)
  const passwordRule = oneOf(draw, ['never', 'never', 'always'] as const)
  return {
    ...world,
    // Some are asked for their password, and do what they do.
    payers: world.payers.map((payer) => ({ ...payer, passwordRule })),
    actions: [
      ...world.actions,
      { atMs: beginMs + 600, till: 0, act: { kind: 'crash', backAfterMs, clockByMs: 0 } },
      ...refunds,
    ],
    lineFaults: [
      ...struck('submit', 1, () => ({ kind: 'answer-lost' })),
      ...struck('query', 40, () => ({ kind: 'wechat', preset: 'query-not-found' })),
    ],
    calmAtMs,
  }
}

/** The plan of a seed, or the crossing that is played in its place; drawn apart, so that all other worlds stay as they are. */
export function withCrossing(plan: Plan): Plan {
  const draw = drawsOf(seedOf(`crossing ${plan.seed}`))
  const share = draw()
  if (plan.access === 'backend') {
    if (share < PAUSED_SHARE) return pausedOwners(draw, plan)
    return share < PAUSED_SHARE + PAST_SHARE ? answersOfThePast(draw, plan) : plan
  }
  if (share < STORE_SHARE) return lastSecondCharge(draw, plan, wholeNumber(draw, 50_000, 59_900))
  if (share < STORE_SHARE + IMPATIENT_SHARE) return impatientCashier(draw, plan)
  return share < STORE_SHARE + IMPATIENT_SHARE + DAYS_SHARE ? daysOff(draw, plan) : plan
}
