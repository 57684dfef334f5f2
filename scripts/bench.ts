/**
 * Measures the till against bare baselines in one run and prints a table and the ratios. Run by `npm run bench [-- --runs N]`; with
 * `--beside-reconciliation ROWS` only scans, while the till compares a day of so many sales with its bill, and without.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openShop, type Shop } from '../test/e2e/shop.ts'
import { besideReconciliation } from './bench/beside-reconciliation.ts'
import { type Figures, HEADING, median, quantile, row, verdict } from './bench/figures.ts'
import { appLatency, bareLatency, fsyncTime } from './bench/latency.ts'
import { startUp } from './bench/start-up.ts'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'
import { openDisplay } from './virtual-display.ts'

/** Two frames of a 60 Hz screen. */
const TWO_FRAMES_MS = 2_000 / 60

interface CallLine {
  readonly call?: {
    readonly operation: string
    readonly outTradeNo: string
    readonly endedAtMs: number
  }
}

/** From the gateway's answer to the painted verdict, journal in between: out of the till's own logs. */
function answerToPaint(shop: Shop): Figures {
  const log = readFileSync(path.join(shop.dataDir, 'logs', 'till.log'), 'utf8')
    .trim()
    .split('\n')
  // The till's own log: one JSON object a line.
  const calls = log.map((line) => (JSON.parse(line) as CallLine).call)
  const answered = new Map(
    calls.flatMap((call) =>
      call?.operation === 'submit' ? [[call.outTradeNo, call.endedAtMs]] : [],
    ),
  )
  const runs = shop
    .screenLog()
    .filter((line) => line.screen === 'paid')
    .map((line) => line.paintedAtMs - (answered.get(line.outTradeNo ?? '') ?? Number.NaN))
  return { name: 'till: answer → verdict painted', unit: 'ms', runs }
}

// WeChat Pay takes its time: an answer within the frame that paints the scan itself would measure two paintings.
const simulator = ['--set', 'codeLifeMs=60000', '--set', 'latencyMs=150']
const shopOptions = { configuration: { timing: {} }, simulator }

async function measureBeside(rows: number, runs: number): Promise<void> {
  const { shop, close } = await openShop(shopOptions)
  try {
    const [before, beside, after] = await besideReconciliation(shop, { rows, runs })
    const without = [...before.runs, ...after.runs]
    console.log([HEADING, ...[before, beside, after].map(row)].join('\n'))
    for (const [name, share] of [
      ['median', 0.5],
      ['p95', 0.95],
    ] as const)
      // prettier-ignore
      console.log(`${name}: ${(quantile(beside.runs, share) / quantile(without, share)).toFixed(2)} times as long`)
  } finally {
    await close()
  }
}

async function measure(runs: number): Promise<void> {
  const { shop, close } = await openShop(shopOptions)
  try {
    await shop.open()
    const till = await appLatency(shop, runs)
    const paint = answerToPaint(shop)
    await shop.kill()
    const bare = await bareLatency(shop, runs)
    const fsync = await fsyncTime(shop.dataDir, runs)
    const starts = await startUp(shop.configFile, Math.min(runs, 30))
    const [tillStart, tillMemory, emptyStart, emptyMemory] = starts.map((one) => median(one.runs))
    console.log([HEADING, ...[till, bare, fsync, paint, ...starts].map(row)].join('\n'))
    const budget = 2 * median(bare.runs) + median(fsync.runs)
    console.log(verdict('scan → submit / (2 × bare + one fsync)', median(till.runs) / budget, 1))
    console.log(verdict('answer → painted p95, in ms', quantile(paint.runs, 0.95), TWO_FRAMES_MS))
    console.log(verdict('start → ready / empty window', (tillStart ?? 0) / (emptyStart ?? 1), 1.5))
    console.log(verdict('memory / empty window', (tillMemory ?? 0) / (emptyMemory ?? 1), 1.5))
  } finally {
    await close()
  }
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '40' },
    'beside-reconciliation': { type: 'string' },
  },
})
const display = await openDisplay()
Object.assign(process.env, display.env)
try {
  console.log(
    `${describeRuntime(await electronRuntime())}, Node ${process.version} for the baseline`,
  )
  const rows = values['beside-reconciliation']
  if (rows === undefined) await measure(Number(values.runs))
  else await measureBeside(Number(rows), Number(values.runs))
} finally {
  await display.stop()
}
