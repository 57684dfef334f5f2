/**
 * Measures the backend against PostgreSQL itself in one run and prints a table. Run by `npm run bench:backend`; what the
 * figures mean is in docs/performance.md. `--only accept,nodes,waiting,streams,take-over` runs parts of it.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { DEFAULT_TIMING } from '../app/payment/timing.ts'
import { acceptLoad, type Load, pgbench } from './bench/backend/accept.ts'
import type { Program } from './bench/backend/processes.ts'
import { openBenchRig, type BenchRig } from './bench/backend/rig.ts'
import { streamLoad } from './bench/backend/streams.ts'
import { verifyUs } from './bench/backend/tills.ts'
import { takeOver } from './bench/backend/take-over.ts'
import { makeWaiting, startWaiting, untilAllWait } from './bench/backend/waiting.ts'
import { median, quantile } from './bench/figures.ts'

const CONNECTIONS = 20
/** Tills that ask at the same time; a node has many more of them than connections to PostgreSQL. */
const LINES = [CONNECTIONS, 100]
const WARM_UP = 100

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'accept,nodes,waiting,streams,take-over' },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    /** Holds PostgreSQL to so many cores, so that it is the limit, as where nodes have cores of their own. Linux, as root. */
    'postgres-cores': { type: 'string' },
    waiting: { type: 'string', default: '10000' },
    'query-every-seconds': { type: 'string', default: '5' },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const spread = (runs: readonly number[], digits = 0): string =>
  `${median(runs).toFixed(digits)} (${Math.min(...runs).toFixed(digits)}–${Math.max(...runs).toFixed(digits)})`

type Baseline = NonNullable<Awaited<ReturnType<typeof pgbench>>>

const rates = (of: readonly Pick<Load, 'perSecond'>[]) => of.map(({ perSecond }) => perSecond)
const postgresOf = (of: readonly Pick<Load, 'postgresUs'>[]) =>
  of.map(({ postgresUs }) => postgresUs)

/** By payments a second, and by what PostgreSQL spends on each: what it would bear if all others had cores of their own. */
function say(name: string, loads: readonly Load[], baseline: readonly Baseline[]): void {
  // The bare server asks nothing of PostgreSQL.
  const share = (of: number): string => (baseline.length === 0 || of > 100 ? '–' : of.toFixed(2))
  const columns = [
    spread(rates(loads)),
    share(median(rates(loads)) / median(rates(baseline))),
    spread(postgresOf(loads)),
    share(median(postgresOf(baseline)) / median(postgresOf(loads))),
    spread(loads.map(({ cpuUs }) => cpuUs)),
  ]
  const times = [loads.map(({ p50Ms }) => p50Ms), loads.map(({ p99Ms }) => p99Ms)]
  console.log(`| ${[name, ...columns, ...times.map((runs) => spread(runs, 1))].join(' | ')} |`)
}

/** What was accepted of each load: of pgbench, by one node with few and with many tills, by two nodes, and by the bare server. */
interface Accepted {
  readonly bare: readonly Baseline[]
  /** As `LINES`. */
  readonly loads: readonly (readonly Load[])[]
  /** Empty: there was one node only. */
  readonly pairs: readonly Load[]
  readonly least: readonly Load[]
}

function sayAccepted({ bare, loads, pairs, least }: Accepted): void {
  if (bare.length > 0) {
    const columns = [spread(rates(bare)), '1', spread(postgresOf(bare)), '1', '', '', '']
    console.log(`| pgbench, ${CONNECTIONS} connections | ${columns.join(' | ')} |`)
  }
  for (const [index, lines] of LINES.entries())
    say(`one node, ${lines} tills at once`, loads[index] ?? [], bare)
  if (pairs.length > 0) say('two nodes, 50 tills at once each', pairs, bare)
  say('bare server, 100 tills at once', least, bare)
  const cpu = (of: readonly Load[]): number => median(of.map(({ cpuUs }) => cpuUs))
  const busiest = loads.at(-1) ?? []
  console.log(`node CPU of an accepted payment: ${(cpu(busiest) / cpu(least)).toFixed(2)} of the bare server’s`) // prettier-ignore
  if (pairs.length > 0) {
    console.log(`two nodes bear ${((2 * cpu(busiest)) / cpu(pairs)).toFixed(2)} × one, by what a payment costs each in processor time`) // prettier-ignore
  }
  console.log(`of it, verifying one signature: ${verifyUs().toFixed(0)} µs`)
}

/** Rounds alternate between what is compared, so that what else the machine does falls on all alike. */
async function accept(rig: BenchRig, both: boolean): Promise<void> {
  console.log(
    '| what | a second | of pgbench | PostgreSQL CPU µs each | of pgbench by it | node CPU µs each | p50 ms | p99 ms |',
  )
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
  const node = await rig.node('silent')
  const second = both ? await rig.node('silent') : null
  // What is compiled with the first requests is not measured.
  const all = second === null ? [node] : [node, second]
  const warm = await acceptLoad(rig, all, { seconds: 5, lines: CONNECTIONS, payments: 2_000 })
  // Signed beforehand, which takes as long as verifying does: twice as many as such a start needs.
  const payments = Math.ceil(warm.perSecond * seconds * 2)
  const bare: Baseline[] = []
  const loads = LINES.map((): Load[] => [])
  const least: Load[] = []
  const server = await rig.bare()
  await acceptLoad(rig, [server], { seconds: 2, lines: CONNECTIONS, payments: 2_000 })
  const pairs: Load[] = []
  for (let round = 0; round < rounds; round += 1) {
    // What a part leaves behind is vacuumed during the next one.
    const clear = () => rig.sql`truncate payment, nonce cascade`
    await clear()
    const baseline = await pgbench(rig, { seconds, connections: CONNECTIONS })
    if (baseline === null)
      console.error('NO BASELINE: pgbench is not installed (postgresql-contrib)')
    else bare.push(baseline)
    for (const [index, lines] of LINES.entries()) {
      const parts = { seconds, lines, payments }
      await clear()
      loads[index]?.push(await acceptLoad(rig, [node], parts))
    }
    // The same load as the nodes bear at the most.
    least.push(await acceptLoad(rig, [server], { seconds, lines: 100, payments: payments * 2 }))
    const parts = { seconds, lines: 50, payments: payments * 2 }
    await clear()
    if (second !== null) pairs.push(await acceptLoad(rig, [node, second], parts))
  }
  sayAccepted({ bare, loads, pairs, least })
  await node.end('SIGKILL')
  await second?.end('SIGKILL')
}

/** Payments whose payers take their time: what each costs, and how late each question about them comes. */
async function waiting(rig: BenchRig): Promise<void> {
  const count = Number(values.waiting)
  const queryEveryMs = Number(values['query-every-seconds']) * 1_000
  const ages = { giveUpAfterMs: 900_000, absentAfterMs: 900_000 }
  const timing = { ...DEFAULT_TIMING, ...ages, queryEveryMs, backgroundPauseMaxMs: 60_000 }
  // Left by the parts before.
  await rig.sql`truncate payment cascade`
  const node = await rig.node('whole', '--timing', JSON.stringify(timing))
  // What is compiled with the first payments is not measured.
  await startWaiting(rig, node, { count: WARM_UP, kind: 'W' })
  await untilAllWait(rig)
  const cpuMs = node.cpuMs()
  await startWaiting(rig, node, { count: WARM_UP, kind: 'W' })
  await untilAllWait(rig)
  const startUs = ((node.cpuMs() - cpuMs) * 1_000) / WARM_UP
  console.log(`a whole payment until its payer is waited for: ${startUs.toFixed(0)} µs of node CPU`)
  const emptyMB = node.memoryMB()
  await makeWaiting(rig, { count, timing })
  // In the next turn every payment is asked about once.
  await delay(queryEveryMs)
  const { gapsMs, calls, nodeUs, answererUs } = await watchQueries(rig, node, queryEveryMs)
  const lateMs = gapsMs.map((gapMs) => gapMs - queryEveryMs)
  const [p50, p99] = [quantile(lateMs, 0.5), quantile(lateMs, 0.99)]
  const wanted = ((count + 2 * WARM_UP) * 1_000) / queryEveryMs
  const perSecond = (calls * 1_000) / queryEveryMs
  console.log(`${count} payments in USERPAYING, each asked about every ${queryEveryMs / 1_000} s:`)
  console.log(`  ${perSecond.toFixed(0)} queries a second of ${wanted.toFixed(0)};`)
  console.log(`  late by p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms;`)
  console.log(`  CPU a query: node ${nodeUs.toFixed(0)} µs, answerer ${answererUs.toFixed(0)} µs;`)
  const perPayment = ((node.memoryMB() - emptyMB) * 1_024) / count
  console.log(`  node memory ${perPayment.toFixed(1)} kB a payment, garbage included`)
  console.log(
    `${p99 < 1_000 ? 'kept  ' : 'MISSED'} queries late, p99: ${p99.toFixed(0)} ms (under 1000)`,
  )
  await node.end('SIGKILL')
}

/** What comes in at the answerer in this time, and what it costs both ends. */
async function watchQueries(rig: BenchRig, node: Program, forMs: number) {
  await rig.takeGaps()
  const [nodeMs, answererMs] = [node.cpuMs(), rig.answererCpuMs()]
  await delay(forMs)
  const usedMs = { node: node.cpuMs() - nodeMs, answerer: rig.answererCpuMs() - answererMs }
  const seen = await rig.takeGaps()
  const each = (ms: number): number => (ms * 1_000) / seen.calls
  return { ...seen, nodeUs: each(usedMs.node), answererUs: each(usedMs.answerer) }
}

async function streams(rig: BenchRig): Promise<void> {
  // pgbench has left one till more payments in minutes than a shop has in a week.
  await rig.sql`truncate payment cascade`
  const node = await rig.node('silent')
  const { kilobytesPerTill, toldMs } = await streamLoad(rig, node)
  console.log(`${rig.tills.length} tills that listen: ${kilobytesPerTill.toFixed(1)} kB each;`)
  console.log(
    `  a payment of each changed in one commit on another node: the middle one is told after`,
  )
  console.log(
    `  ${median(toldMs).toFixed(0)} ms, the last after ${Math.max(...toldMs).toFixed(0)} ms`,
  )
  await node.end('SIGKILL')
}

async function takeOvers(rig: BenchRig): Promise<void> {
  const tookMs: number[] = []
  const heir = await rig.node('whole')
  for (let round = 0; round < rounds; round += 1) {
    const doomed = await rig.node('whole')
    tookMs.push(...(await takeOver(rig, { doomed, count: 40 })))
  }
  console.log(`taken over after SIGKILL, ${tookMs.length} payments whose submit was under way:`)
  console.log(
    `  p50 ${quantile(tookMs, 0.5).toFixed(0)} ms, p99 ${quantile(tookMs, 0.99).toFixed(0)} ms`,
  )
  await heir.end('SIGKILL')
}

const parts = new Set(values.only.split(','))
const rig = await openBenchRig(
  parts.has('streams') ? 1_000 : 100,
  values['postgres-cores'] === undefined ? null : Number(values['postgres-cores']),
)
// Whatever ends this, no process is left behind.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void rig.close().finally(() => process.exit(1)))
}
try {
  console.log(`Node ${process.version}, ${rounds} rounds of ${seconds} s`)
  if (parts.has('accept')) await accept(rig, parts.has('nodes'))
  if (parts.has('streams')) await streams(rig)
  if (parts.has('take-over')) await takeOvers(rig)
  if (parts.has('waiting')) await waiting(rig)
} finally {
  await rig.close()
}
