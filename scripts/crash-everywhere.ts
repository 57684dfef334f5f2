/** Ends a till at every single thing it does to its journal and its line, and compares what it told with WeChat's books. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startSimulatorProcess } from '../test/e2e/simulator-process.ts'
import { type Painted, wrongIn } from './crash/compare.ts'
import { PAYMENT_KINDS, type PaymentKind } from './crash/payments.ts'
import { type Lane, runPoint } from './crash/run-point.ts'
import {
  buildShim,
  type CrashPoint,
  type Deed,
  MOMENTS,
  type Moment,
  ShimControl,
} from './crash/shim.ts'
import { SHORT_LIVES, writeTillConfiguration } from './crash/till-configuration.ts'
import { headlessTill } from './crash/till-under-test.ts'

const { values } = parseArgs({
  options: {
    /** Every n-th point only, for a check that has no time for all. */
    every: { type: 'string', default: '1' },
    /** Tills at once: they mostly wait. */
    tills: { type: 'string', default: '6' },
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
const shim = buildShim(folder)
let amount = 100
const totals = { points: 0, payments: 0, runs: 0 }

function openLane(name: string): { lane: Lane; screenLog: string; close: () => Promise<void> } {
  const home = path.join(folder, name)
  mkdirSync(home)
  const dataDir = path.join(home, 'data')
  const configFile = path.join(home, 'till.json')
  writeTillConfiguration(configFile, simulator.ready)
  const linePort = Number(new URL(simulator.ready.api).port)
  const control = new ShimControl(path.join(home, 'control'), { linePort, journalPort: 0 })
  const environment = {
    ...control.environment(shim, '/journal.db'),
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  }
  const till = headlessTill({ configFile, dataDir, environment })
  const lane: Lane = {
    till,
    control,
    wechat: simulator.control,
    nextAmount: () => (amount += 1),
    async revive() {
      control.disarm()
      await till.start()
    },
  }
  return {
    lane,
    screenLog: path.join(dataDir, 'screen-log.jsonl'),
    async close() {
      await till.stop()
      control.close()
    },
  }
}

/** A payment does ten times as much to its journal as to its line. */
const EVERY: Readonly<Record<Deed, number>> = {
  journal: Number(values.every),
  send: Math.ceil(Number(values.every) / 10),
  receive: Math.ceil(Number(values.every) / 10),
}
const untilMs = performance.now() + Number(values.seconds) * 1_000
/** Series without a payment that came that far in this many runs have ended: counts differ a little from run to run. */
const MISSES_MAX = 2

/** Plays the points of a series; how many there were. */
async function play(lane: Lane, { kind, deed, moment }: Series, offset: number): Promise<number> {
  const every = EVERY[deed]
  let misses = 0
  let points = 0
  for (let at = 1 + (offset % every); misses < MISSES_MAX; at += every) {
    if (performance.now() > untilMs) break
    const point: CrashPoint = { deed, at, moment }
    const { fired, payments } = await runPoint(lane, kind, point).catch((error: unknown) => {
      throw new Error(`${kind.name}, ${moment} ${deed} ${at}`, { cause: error })
    })
    totals.runs += 1
    totals.payments += payments
    if (fired) points += 1
    misses = fired ? 0 : misses + 1
  }
  totals.points += points
  return points
}

/** Neighbours have much in common: a part of all that has to end early has some of each. */
const left = series
  .map((one, index) => ({ one, index }))
  .toSorted((a, b) => ((a.index * 17) % series.length) - ((b.index * 17) % series.length))
const lanes = Array.from({ length: Number(values.tills) }, (_, index) => openLane(`till-${index}`))

async function work({ lane }: { readonly lane: Lane }): Promise<void> {
  await lane.till.start()
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    if (performance.now() > untilMs) return
    const points = await play(lane, next.one, next.index)
    const { kind, deed, moment } = next.one
    console.log(`${kind.name}, ${moment} ${deed}: ${points} points`)
  }
}

try {
  // A process that is killed leaves no compiled code behind; one that ends in order does, for all that follow.
  const [first] = lanes
  await first?.lane.till.start()
  await first?.lane.till.stop()
  await Promise.all(lanes.map(work))
  await Promise.all(lanes.map(({ close }) => close()))
  // Written by the till's own screen log, one object a line.
  const logs = lanes.map(({ screenLog }) =>
    readFileSync(screenLog, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Painted),
  )
  const books = await simulator.control.books()
  const wrong = wrongIn(logs, books)
  for (const text of wrong) console.log(text)
  const { points, runs, payments } = totals
  console.log(
    `${points} points, ${runs} runs, ${payments} payments, ${books.orders.length} orders at WeChat, ${wrong.length} wrong`,
  )
  if (wrong.length > 0 || points === 0) process.exitCode = 1
} finally {
  await Promise.all(lanes.map(({ close }) => close().catch(() => undefined)))
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
}
