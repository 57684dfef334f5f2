import { createHash } from 'node:crypto'
import { shownCode } from '../../simulator/payers.ts'
import { createBackend } from '../backend/backend-world.ts'
import type { NodeMachine } from '../backend/node-machine.ts'
import type { Evidence } from '../checks/evidence.ts'
import type { Act, Action, Plan, ScanWish } from './plan.ts'
import { createStage, type Stage, START_MS } from './stage.ts'
import { createTillMachine, storeWay } from './store-till.ts'
import type { TillMachine } from './till-machine.ts'

/** A run of a world. */
export interface Run {
  readonly evidence: Evidence
  /** What happened, in order, with the seconds since the beginning. */
  readonly trace: readonly string[]
  /** Of the trace: two runs of one plan have the same. */
  readonly hash: () => string
  /** Names of the faults that struck. */
  readonly struck: readonly string[]
  readonly events: number
  readonly virtualMs: number
}

/** After the world has calmed down: time for everything to be decided. */
const CALM_MS = 170_000
const NEXT_TRY_EVERY_MS = 1_000
const NEXT_TRIES_MAX = 70

/** Acts that break nothing. */
const HARMLESS: readonly Act['kind'][] = ['sell', 'scan', 'press', 'refund', 'refund-press']

/** Plays a plan to its end. */
export async function runWorld(plan: Plan): Promise<Run> {
  const stage = createStage(plan)
  const { time } = stage
  const backend = plan.access === 'backend' ? createBackend(stage) : null
  const tills = plan.tills.map((_, number) =>
    createTillMachine(
      stage,
      number,
      (till) => backend?.wayOf(number, till) ?? storeWay(stage, till),
    ),
  )
  const nodes = backend?.nodes ?? []
  const players = { tills, nodes }
  for (const machine of [...nodes, ...tills]) machine.start()
  for (const action of plan.actions) time.after(action.atMs, () => act(stage, players, action))
  const calmAtMs = START_MS + plan.calmAtMs
  await time.runUntil(calmAtMs)
  calmDown(stage, players)
  await time.runUntil(calmAtMs + CALM_MS)
  for (const till of tills) till.lookAtRefunds()
  const endMs = time.nowMs()
  const evidence: Evidence = {
    orders: stage.orders(),
    refunds: stage.refunds(),
    sentRefunds: stage.sentRefunds,
    refundsAsked: stage.refundsAsked,
    refundLines: stage.refundLines,
    refundsDoubted: stage.refundsDoubted,
    sent: stage.sent,
    screen: stage.screen,
    durable: stage.durable.records(),
    heard: stage.heard,
    nextWishes: stage.nextWishes,
    starts: stage.starts,
    calmAtMs,
    endMs,
    faultless: isFaultless(plan),
    secrets: [...stage.secrets],
    leftovers: stage.leftovers,
  }
  return {
    evidence,
    trace: stage.trace,
    hash: () => createHash('sha256').update(stage.trace.join('\n')).digest('hex'),
    struck: stage.struck,
    events: time.count(),
    virtualMs: endMs - START_MS,
  }
}

const isFaultless = ({
  deaths,
  lineFaults,
  diskFaults,
  slowSyncs,
  actions,
  backend,
  wechat,
}: Plan): boolean =>
  // prettier-ignore
  // A pause between two refunds of an order makes the second be sent again.
  (wechat.refundIntervalMs ?? 0) === 0 &&
  slowSyncs !== true &&
  deaths.length + lineFaults.length + diskFaults.length + backend.deaths.length === 0 &&
  backend.lineTrouble + backend.storeTrouble === 0 &&
  actions.every(({ act: { kind } }) => HARMLESS.includes(kind))

/** The machines of a world. */
interface Players {
  readonly tills: readonly TillMachine[]
  readonly nodes: readonly NodeMachine[]
}

/** Everything is mended, and at each till somebody wants to serve the next customer at once. */
function calmDown(stage: Stage, { tills, nodes }: Players): void {
  stage.note('the world calms down')
  stage.service.faults.clear()
  for (const node of nodes) node.start()
  tills.forEach((till, number) => {
    till.online = true
    till.diskFull = false
    till.start()
    void wishNext(stage, till, number)
  })
}

async function wishNext(stage: Stage, till: TillMachine, number: number): Promise<void> {
  const { time, nextWishes } = stage
  const askedAtMs = time.nowMs()
  const wish = { till: number, askedAtMs, reachedAtMs: null as number | null }
  nextWishes.push(wish)
  for (let tries = 0; tries < NEXT_TRIES_MAX; tries += 1) {
    await new Promise<void>((resolve) => void time.after(NEXT_TRY_EVERY_MS, resolve))
    if (!(await till.serveNext(990))) continue
    wish.reachedAtMs = time.nowMs()
    return
  }
}

function act(stage: Stage, { tills, nodes }: Players, { till: number, act: what }: Action): void {
  const till = tills[number]
  if (till === undefined) return
  const { time } = stage
  stage.note(`till ${number}: ${JSON.stringify(what)}`)
  switch (what.kind) {
    case 'sell':
      return till.sell(what.minor)
    case 'scan':
      return till.scan(textOf(stage, what))
    case 'press':
      return till.press(what.key)
    case 'refund':
      return till.refund(what)
    case 'refund-press':
      return till.pressRefund(what.wish)
    case 'refund-resend':
      return till.resendRefund(what.refund)
    case 'crash':
      return till.crash(what.backAfterMs, what.clockByMs)
    case 'clock':
      return till.moveClock(what.byMs)
    case 'outage':
      till.online = false
      return void time.after(what.forMs, () => (till.online = true))
    case 'next-customer':
      return void wishNext(stage, till, number)
    case 'disk-full':
      till.diskFull = true
      return void time.after(what.forMs, () => (till.diskFull = false))
    case 'phone':
      return setPhone(stage, what)
    case 'node-crash':
      return nodes[what.node]?.crash(what.backAfterMs)
    case 'node-pause':
      return nodes[what.node]?.pause(what.forMs)
  }
}

/** Digits that are no WeChat code, each in its own way. */
const WRONG: { readonly [W in Exclude<ScanWish, 'shown' | 'last-again' | 'half'>]: string } = {
  goods: '6901234567892',
  'other-wallet': '284567890123456789',
  link: 'https://example.com/pay?code=134567890123456789',
  noise: '13456789012345678x\u0000',
}

const lastScans = new WeakMap<Stage, string>()

function textOf(stage: Stage, { payer: index, what }: Extract<Act, { kind: 'scan' }>): string {
  const { real } = stage.service.worlds
  if (what === 'last-again') return lastScans.get(stage) ?? WRONG.goods
  if (what !== 'shown' && what !== 'half') return WRONG[what]
  const payer = real.books.payers.get(`payer-${index}`)
  if (payer === undefined) return WRONG.goods
  const { code } = shownCode(real, payer)
  stage.secrets.add(code)
  if (what === 'half') return code.slice(0, 9)
  lastScans.set(stage, code)
  return code
}

function setPhone(stage: Stage, { payer: index, online }: Extract<Act, { kind: 'phone' }>): void {
  const { books } = stage.service.worlds.real
  const payer = books.payers.get(`payer-${index}`)
  if (payer !== undefined) books.put({ kind: 'payer', value: { ...payer, online } })
}
