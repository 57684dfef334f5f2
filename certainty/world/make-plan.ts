import type { Settings, SettingsChange } from '../../simulator/settings.ts'
import { drawsOf, type Draw, oneOf, seedOf, wholeNumber } from './draws.ts'
import { crossingAnswers, lineFaultsFor } from './make-faults.ts'
import { withCrossing } from './make-crossings.ts'
import { withRefunds } from './make-refunds.ts'
import { NO_BACKEND } from './plan.ts'
import type {
  Act,
  Action,
  BackendPlan,
  Key,
  PayerPlan,
  Plan,
  PlannedDeath,
  PlannedDiskFault,
  ScanWish,
} from './plan.ts'

/** How a seed's world is made. */
interface Swarm {
  readonly draw: Draw
  /** Share of worlds that have a thing at all: many faults at once hide each other. */
  readonly has: (share: number) => boolean
}

/** Every tenth world has no faults at all. */
const FAULTLESS_EVERY = 10
/** Of the worlds with an outage and a till that can serve: share of those in which somebody then wants to be served. */
const NEXT_SHARE = 0.5
/** Worlds of this share have slow disks. */
const SLOW_SHARE = 0.04

/** The world of a seed. */
export function makePlan(seed: number, access: Plan['access'] = 'store'): Plan {
  const draw = drawsOf(seed)
  const swarm: Swarm = { draw, has: (share) => draw() < share }
  const faultless = seed % FAULTLESS_EVERY === 0
  const tills = Array.from({ length: swarm.has(0.75) ? 1 : wholeNumber(draw, 2, 3) }, () => ({
    clockAheadMs: swarm.has(0.3) ? wholeNumber(draw, -90_000_000, 90_000_000) : 0,
  }))
  const payers = Array.from({ length: 3 }, () => payer(swarm))
  const people = tills.flatMap((_, till) => customers(swarm, till))
  const calmAtMs = Math.max(...people.map(({ atMs }) => atMs)) + wholeNumber(draw, 0, 20_000)
  const plan: Plan = {
    seed,
    access,
    wechat: wechatOf(swarm),
    payers,
    tills,
    actions: people,
    lineFaults: [],
    diskFaults: [],
    deaths: [],
    backend: { ...NO_BACKEND, nodes: access === 'backend' ? wholeNumber(draw, 1, 3) : 0 },
    calmAtMs,
  }
  const made = faultless ? plan : withSlowSyncs(withCrossing(broken(swarm, plan)))
  // The last: whether a till dies has been decided by then.
  return withNextCustomer(withRefunds(made, faultless))
}

/** Kinds of acts after which a till cannot serve anybody for a while, whatever its program does. */
const CRIPPLING: readonly Act['kind'][] = ['crash', 'disk-full']

/** Somebody wants to be served while the network is away. Drawn apart, as above. */
function withNextCustomer(plan: Plan): Plan {
  const { seed, actions, deaths } = plan
  const draw = drawsOf(seedOf(`next customer ${seed}`))
  const crippled = deaths.length > 0 || actions.some(({ act }) => CRIPPLING.includes(act.kind))
  if (crippled || draw() >= NEXT_SHARE) return plan
  const wishes = actions.flatMap(({ atMs, till, act }): readonly Action[] =>
    act.kind === 'outage'
      ? [{ atMs: atMs + wholeNumber(draw, 0, act.forMs), till, act: { kind: 'next-customer' } }]
      : [],
  )
  return { ...plan, actions: [...actions, ...wishes].toSorted((a, b) => a.atMs - b.atMs) }
}

/** Drawn apart, so that all else stays as it is. */
function withSlowSyncs(plan: Plan): Plan {
  return drawsOf(seedOf(`syncs ${plan.seed}`))() < SLOW_SHARE ? { ...plan, slowSyncs: true } : plan
}

function broken(swarm: Swarm, plan: Plan): Plan {
  const tills = plan.tills.map((_, till) => till)
  const backend = brokenBackend(swarm, plan)
  const actions = [
    ...plan.actions,
    ...tills.flatMap((till) => mishaps(swarm, till, plan.calmAtMs)),
    ...nodeMishaps(swarm, plan),
  ]
  return {
    ...plan,
    backend,
    actions: actions.toSorted((a, b) => a.atMs - b.atMs),
    lineFaults: lineFaults(swarm),
    diskFaults: swarm.has(0.25) ? tills.flatMap((till) => diskFaults(swarm, till)) : [],
    deaths: swarm.has(0.45) ? tills.flatMap((till) => deaths(swarm, till)) : [],
  }
}

function lineFaults({ draw, has }: Swarm): Plan['lineFaults'] {
  if (has(0.04)) return crossingAnswers(draw)
  return has(0.8) ? lineFaultsFor(draw) : []
}

function brokenBackend({ draw, has }: Swarm, { backend }: Plan): BackendPlan {
  if (backend.nodes === 0) return backend
  return {
    ...backend,
    lineTrouble: has(0.6) ? draw() * 0.4 : 0,
    storeTrouble: has(0.3) ? draw() * 0.05 : 0,
    deaths: !has(0.5)
      ? []
      : Array.from({ length: wholeNumber(draw, 1, 5) }, () => ({
          node: wholeNumber(draw, 0, backend.nodes - 1),
          // Most of a node's steps are looks at an empty list.
          step: wholeNumber(draw, 1, 3_000),
        })),
  }
}

function nodeMishaps({ draw, has }: Swarm, { backend, calmAtMs }: Plan): readonly Action[] {
  if (backend.nodes === 0 || !has(0.6)) return []
  return Array.from({ length: wholeNumber(draw, 1, 4) }, (): Action => {
    const node = wholeNumber(draw, 0, backend.nodes - 1)
    const act: Act = has(0.5)
      ? { kind: 'node-crash', node, backAfterMs: wholeNumber(draw, 500, 30_000) }
      : { kind: 'node-pause', node, forMs: wholeNumber(draw, 500, 40_000) }
    return { atMs: wholeNumber(draw, 0, calmAtMs), till: 0, act }
  })
}

/** A WeChat that calls an order failed when its payer took too long keeps calling a failed one so when it is revoked. */
const unpaidEndOf = (autoRevokeState: Settings['autoRevokeState']): SettingsChange => ({
  autoRevokeState,
  revokedFailedState: autoRevokeState === 'PAYERROR' ? 'PAYERROR' : 'REVOKED',
})

/** Where the real WeChat is vague, worlds differ. */
const wechatOf = ({ draw, has }: Swarm): SettingsChange => ({
  ...unpaidEndOf(oneOf(draw, ['REVOKED', 'CLOSED', 'PAYERROR'] as const)),
  revokedPaidState: oneOf(draw, ['REVOKED', 'REFUND'] as const),
  revokeWhilePaying: oneOf(draw, ['accepted', 'accepted', 'refused'] as const),
  unknownRevoke: oneOf(draw, ['success', 'success', 'tombstone', 'refused'] as const),
  codeErrors: oneOf(draw, ['field', 'documented'] as const),
  latencyMs: has(0.3) ? wholeNumber(draw, 0, 4_000) : 0,
})

function payer({ draw, has }: Swarm): PayerPlan {
  return {
    balance: has(0.1) ? 300 : 10_000_000,
    passwordRule: has(0.5) ? 'never' : 'always',
    reaction: oneOf(draw, ['pays', 'pays', 'mistypes-then-pays', 'cancels', 'ignores'] as const),
    reactionMs: oneOf(draw, [500, 3_000, 8_000, 14_900, 20_000, 29_500, 30_500, 40_000]),
    whenPoor: oneOf(draw, ['refused', 'asked'] as const),
    refreshesCode: !has(0.1),
  }
}

const WRONG_SCANS: readonly ScanWish[] = ['goods', 'other-wallet', 'half', 'link', 'noise']
const KEYS: readonly Key[] = ['stop', 'ask-again', 'park', 'next', 'acknowledge']

/** What one till's cashier and customers do. */
function customers({ draw, has }: Swarm, till: number): readonly Action[] {
  const actions: Action[] = []
  let atMs = wholeNumber(draw, 0, 2_000)
  const then = (act: Act, leastMs: number, mostMs: number): void => {
    actions.push({ atMs, till, act })
    atMs += wholeNumber(draw, leastMs, mostMs)
  }
  const restless = has(0.4) ? 0.5 : 0.1
  for (let left = wholeNumber(draw, 2, 5); left > 0; left -= 1) {
    then({ kind: 'sell', minor: wholeNumber(draw, 100, 900) }, 300, 3_000)
    const payer = wholeNumber(draw, 0, 2)
    if (draw() < restless * 0.6) then(scan(payer, oneOf(draw, WRONG_SCANS)), 50, 1_500)
    then(scan(payer, 'shown'), 20, 2_500)
    if (draw() < restless) then(scan(payer, oneOf(draw, ['shown', 'last-again'])), 20, 8_000)
    while (draw() < restless) then({ kind: 'press', key: oneOf(draw, KEYS) }, 20, 9_000)
    if (has(0.35)) {
      // Not paid yet: another code for the same sale.
      atMs += wholeNumber(draw, 500, 40_000)
      then(scan(wholeNumber(draw, 0, 2), oneOf(draw, ['shown', 'shown', 'last-again'])), 20, 9_000)
    }
    then({ kind: 'press', key: has(0.3) ? 'park' : 'next' }, 200, has(0.3) ? 45_000 : 4_000)
    if (has(0.5)) then({ kind: 'press', key: 'next' }, 100, 2_000)
  }
  return actions
}

const scan = (payer: number, what: ScanWish): Act => ({ kind: 'scan', payer, what })

/** What befalls a till's machine. */
function mishaps({ draw, has }: Swarm, till: number, untilMs: number): readonly Action[] {
  const actions: Action[] = []
  const some = (share: number, most: number, make: () => Act): void => {
    if (!has(share)) return
    for (let left = wholeNumber(draw, 1, most); left > 0; left -= 1) {
      actions.push({ atMs: wholeNumber(draw, 0, untilMs), till, act: make() })
    }
  }
  some(0.3, 2, () => ({ kind: 'crash', ...reboot({ draw, has }) }))
  some(0.35, 3, () => ({ kind: 'outage', forMs: wholeNumber(draw, 200, 90_000) }))
  some(0.1, 2, () => ({ kind: 'disk-full', forMs: wholeNumber(draw, 100, 20_000) }))
  some(0.15, 2, () => ({ kind: 'clock', byMs: wholeNumber(draw, -400_000_000, 400_000_000) }))
  some(0.15, 2, () => ({ kind: 'phone', payer: wholeNumber(draw, 0, 2), online: has(0.5) }))
  return actions
}

const reboot = ({ draw, has }: Swarm): { backAfterMs: number; clockByMs: number } => ({
  backAfterMs: wholeNumber(draw, 500, has(0.3) ? 90_000 : 6_000),
  clockByMs: has(0.2) ? wholeNumber(draw, -1_000_000_000, 1_000_000_000) : 0,
})

function diskFaults({ draw }: Swarm, till: number): readonly PlannedDiskFault[] {
  return Array.from({ length: wholeNumber(draw, 1, 4) }, () => ({
    till,
    nth: wholeNumber(draw, 1, 40),
    how: oneOf(draw, ['fails', 'fails-but-kept'] as const),
  }))
}

function deaths(swarm: Swarm, till: number): readonly PlannedDeath[] {
  return Array.from({ length: wholeNumber(swarm.draw, 1, 4) }, () => ({
    till,
    step: wholeNumber(swarm.draw, 1, 150),
    ...reboot(swarm),
  }))
}
