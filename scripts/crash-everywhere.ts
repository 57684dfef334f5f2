/**
 * Ends a till, or the node of its backend, at every single thing that it does to its journal and its line, and compares what the till told with
 * WeChat's books.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startSimulatorProcess } from '../test/e2e/simulator-process.ts'
import type { Painted } from '../chaos/checker/facts.ts'
import { wrongIn } from './crash/compare.ts'
import {
  type Ground,
  openBackendLane,
  openTillLane,
  openWindowLane,
  type OpenLane,
} from './crash/lanes.ts'
import { PAYMENT_KINDS, type PaymentKind } from './crash/payments.ts'
import { type Lane, runPoint } from './crash/run-point.ts'
import { openDisplay } from './virtual-display.ts'
import { buildShim, type CrashPoint, type Deed, MOMENTS, type Moment } from './crash/shim.ts'
import { SHORT_LIVES } from './crash/till-configuration.ts'

const { values } = parseArgs({
  options: {
    /** Every n-th point only, for a check that has no time for all. */
    every: { type: 'string', default: '1' },
    /** Tills at once: they mostly wait. */
    tills: { type: 'string', default: '6' },
    /** As many more sell through a backend, each with a node and a PostgreSQL of its own: there it is the node that ends. */
    backends: { type: 'string', default: '2' },
    /** And as many are the built app in its window, at a virtual display where there is no other. Each start takes seconds. */
    windows: { type: 'string', default: '0' },
    /** Kinds of payments with this in their name. */
    only: { type: 'string', default: '' },
    /** Begins no further point after this long. */
    seconds: { type: 'string', default: '86400' },
  },
})

/** Points of one kind of payment: the n-th deed, for n from 1 until the payment has no n-th any more. */
interface Series {
  readonly kind: PaymentKind
  readonly deed: Deed
  readonly moment: Moment
}

const DEED_MOMENTS: Readonly<Record<Deed, readonly Moment[]>> = {
  journal: MOMENTS,
  send: MOMENTS,
  // What has come and is not heard is one moment.
  receive: ['before'],
}

const series: readonly Series[] = PAYMENT_KINDS.flatMap((kind) =>
  // The keys of the table are the deeds.
  (Object.keys(DEED_MOMENTS) as Deed[]).flatMap((deed) =>
    DEED_MOMENTS[deed].map((moment) => ({ kind, deed, moment })),
  ),
).filter(({ kind }) => kind.name.includes(values.only))

const folder = mkdtempSync(path.join(tmpdir(), 'crash-everywhere-'))
const simulator = await startSimulatorProcess(path.join(folder, 'wechat'), SHORT_LIVES)
let amount = 100
const ground: Ground = {
  folder,
  simulator,
  shim: buildShim(folder),
  nextAmount: () => (amount += 1),
}
const untilMs = performance.now() + Number(values.seconds) * 1_000
/** A payment does ten times as much to its journal as to its line. */
const EVERY: Readonly<Record<Deed, number>> = {
  journal: Number(values.every),
  send: Math.ceil(Number(values.every) / 10),
  receive: Math.ceil(Number(values.every) / 10),
}
/** Series without a payment that came that far in this many runs have ended: counts differ a little from run to run. */
const MISSES_MAX = 2

/** Who is ended, what is left to do to it, and what was done. */
interface Work {
  readonly who: 'till' | 'node' | 'window'
  readonly left: { readonly one: Series; readonly index: number }[]
  points: number
  payments: number
  runs: number
}

const workOn = (who: Work['who']): Work => ({
  who,
  // Neighbours have much in common: a part of all that has to end early has some of each.
  left: series
    .map((one, index) => ({ one, index }))
    .toSorted((a, b) => ((a.index * 17) % series.length) - ((b.index * 17) % series.length)),
  points: 0,
  payments: 0,
  runs: 0,
})
const works = [workOn('till'), workOn('node'), workOn('window')] as const

/** Plays the points of a series; how many there were. */
async function play(
  work: Work,
  lane: Lane,
  { one: { kind, deed, moment }, index }: Work['left'][number],
): Promise<number> {
  const every = EVERY[deed]
  let misses = 0
  let points = 0
  for (let at = 1 + (index % every); misses < MISSES_MAX; at += every) {
    if (at > 1 + (index % every) && performance.now() > untilMs) break
    const point: CrashPoint = { deed, at, moment }
    const { fired, payments } = await runPoint(lane, kind, point).catch((error: unknown) => {
      throw new Error(`${work.who}, ${kind.name}, ${moment} ${deed} ${at}`, { cause: error })
    })
    work.runs += 1
    work.payments += payments
    if (fired) points += 1
    misses = fired ? 0 : misses + 1
  }
  work.points += points
  return points
}

async function playAll(work: Work, { lane }: OpenLane): Promise<void> {
  await lane.till.start()
  // However long the opening took, each lane plays something.
  for (let next = work.left.shift(); next !== undefined; next = work.left.shift()) {
    const points = await play(work, lane, next)
    const { kind, deed, moment } = next.one
    console.log(`${work.who}: ${kind.name}, ${moment} ${deed}: ${points} points`)
    if (performance.now() > untilMs) return
  }
}

const names = (who: string, count: string): readonly string[] =>
  Array.from({ length: Number(count) }, (_, index) => `${who}-${index}`)

const [tills, nodes, windows] = works
const display = Number(values.windows) > 0 ? await openDisplay() : null
Object.assign(process.env, display?.env)
const opened: OpenLane[] = []
async function closeAll(): Promise<void> {
  await Promise.all(opened.map(({ close }) => close().catch(() => undefined)))
  await simulator.stop()
  await display?.stop()
  rmSync(folder, { recursive: true, force: true })
}
// Nodes and PostgreSQL would live on.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void closeAll().finally(() => process.exit(130)))
}
try {
  const tillLanes = names('till', values.tills).map((name) => openTillLane(name, ground))
  opened.push(...tillLanes)
  // A process that is killed leaves no compiled code behind; one that ends in order does, for all that follow.
  await tillLanes[0]?.lane.till.start()
  await tillLanes[0]?.lane.till.stop()
  const backendLanes = names('backend', values.backends).map(async (name) => {
    const lane = await openBackendLane(name, ground)
    opened.push(lane)
    return playAll(nodes, lane)
  })
  const windowLanes = names('window', values.windows).map(async (name) => {
    const lane = await openWindowLane(name, ground)
    opened.push(lane)
    return playAll(windows, lane)
  })
  await Promise.all([
    ...windowLanes,
    ...tillLanes.map((lane) => playAll(tills, lane)),
    ...backendLanes,
  ])
  await Promise.all(opened.map(({ close }) => close()))
  // Written by the till's own screen log, one object a line.
  const logs = opened.map(({ screenLog }) =>
    readFileSync(screenLog, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Painted),
  )
  const books = await simulator.control.books()
  const wrong = wrongIn(logs, books)
  for (const text of wrong) console.log(text)
  for (const { who, points, runs, payments } of works) {
    console.log(`${who} ended at ${points} points: ${runs} runs, ${payments} payments`)
  }
  console.log(`${books.orders.length} orders at WeChat, ${wrong.length} wrong`)
  if (wrong.length > 0 || works.every(({ points }) => points === 0)) process.exitCode = 1
} finally {
  await closeAll()
}
