/** Lets the real app take payments for hours and says whether it grows. `npm run soak -- --hours H`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import type { TillBridge } from '../app/contract/contract.ts'
import type { PayerChange } from '../simulator/control/contract.ts'
import { openShop, type Shop } from '../test/e2e/shop.ts'
import { wrongIn } from './crash/compare.ts'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'
import { growth, pageHeap, type Sample, sampleOf, WATCHED, type Watched } from './soak/samples.ts'
import { openDisplay } from './virtual-display.ts'

const root = path.resolve(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '8' },
    /** Payments an hour. */
    rate: { type: 'string', default: '10000' },
    report: { type: 'string', default: path.join(root, 'test-results/soak.md') },
  },
})

/** Payers in a hundred, with something WeChat does to the submit of some. */
const MIX: readonly (readonly [share: number, payer: PayerChange, preset?: string])[] = [
  [82, {}],
  [8, { passwordRule: 'always', reactionMs: 600 }],
  [3, { passwordRule: 'always', reaction: 'cancels', reactionMs: 400 }],
  [2, { passwordRule: 'always', reaction: 'ignores' }],
  [3, { balance: 0, whenPoor: 'refused' }],
  [2, {}, 'lost-after'],
]

const DECIDED: readonly string[] = ['paid', 'not-charged', 'stopped']
/** A cashier who is in a hurry parks what takes longer. */
const PATIENCE_MS = 250
/** Longer than a scan or a verdict takes to the screen, even on a busy machine. */
const SCREEN_MS = 20_000
const SAMPLE_EVERY_MS = 20_000
/** Amounts are money that a payer of the simulator has, and different for neighbours, so that faults find their order. */
const amountOf = (number: number): number => 100 + (number % 50_000)

/** The payers, made once: a shop's customers come again. */
async function makePayers({ simulator: { control } }: Shop): Promise<readonly string[]> {
  await Promise.all(
    MIX.map(([, payer], index) =>
      control.createPayer({
        passwordRule: 'never',
        reaction: 'pays',
        balance: 2_000_000_000,
        ...payer,
        id: `soak-${index}`,
      }),
    ),
  )
  return MIX.flatMap(([share], index) => Array.from({ length: share }, () => `soak-${index}`))
}

/** What the preload script gave the page's window, as the contract declares it. */
interface PageWindow {
  readonly till: TillBridge
}

/** What stands in the background. */
interface Background {
  readonly count: number
  readonly decided: readonly string[]
}

/** Waits until the counter shows something that is wanted; what it then shows. */
async function shown(page: Page, wanted: (screen: string) => boolean): Promise<string> {
  const screen = page.locator('[data-screen]').first()
  const untilMs = performance.now() + SCREEN_MS
  for (;;) {
    const now = (await screen.getAttribute('data-screen')) ?? ''
    if (wanted(now)) return now
    if (performance.now() > untilMs) throw new Error(`the counter still shows ${now}`)
    await setTimeout(15)
  }
}

/** Parks what is open at the counter, and leaves what is decided once it can be read. */
async function clear(page: Page): Promise<void> {
  const left = await page.evaluate(async () => {
    const { calls } = (globalThis as unknown as PageWindow).till
    if ((await calls.pressPark(null)).ok) return null
    const snapshot = await calls.snapshot(null)
    return snapshot.ok ? snapshot.value.till.current : null
  })
  if (left === null) return
  await shown(page, (screen) => DECIDED.includes(screen))
  await page.evaluate(async ({ saleId, version }) => {
    const { calls } = (globalThis as unknown as PageWindow).till
    await calls.pressNext({ saleId, version })
  }, left)
}

/** Begins a sale as the page does. */
const begin = (page: Page, amountMinor: number): Promise<boolean> =>
  page.evaluate(async (minor) => {
    const ask = { amountMinor: minor, note: '', largeAmountConfirmed: true }
    const { calls } = (globalThis as unknown as PageWindow).till
    return (await calls.startSale(ask)).ok
  }, amountMinor)

/** The sales in the background; those that stood there decided the last time somebody looked are taken off it. */
const tidyUp = (page: Page, seen: readonly string[]): Promise<Background> =>
  page.evaluate(
    async ({ known, decided }) => {
      const { calls } = (globalThis as unknown as PageWindow).till
      for (const saleId of known) await calls.acknowledge({ saleId })
      const snapshot = await calls.snapshot(null)
      const sales = snapshot.ok ? snapshot.value.till.background : []
      const read = sales.filter(({ screen }) => decided.includes(screen.kind))
      return { count: sales.length, decided: read.map(({ saleId }) => saleId) }
    },
    { known: seen, decided: DECIDED },
  )

/** One customer: amount, scan, and the verdict or the cashier's patience. */
async function serve(shop: Shop, payers: readonly string[], number: number): Promise<void> {
  const page = shop.page()
  const { control } = shop.simulator
  // 37 has no divisor with 100: every kind of payer comes, mixed, once in a hundred turns each.
  const payer = payers[(number * 37) % payers.length] ?? 'soak-0'
  const amount = amountOf(number)
  const preset = MIX[Number(payer.slice(5))]?.[2]
  if (preset !== undefined) {
    await control.addFault({ preset, when: { operation: 'submit', totalFee: amount } })
  }
  await clear(page)
  if (!(await begin(page, amount))) throw new Error('no sale could be started')
  await shown(page, (screen) => screen === 'ready')
  const { code } = await control.refreshCode(payer)
  await shop.scanner.scan(code)
  await shown(page, (screen) => screen !== 'ready')
  const untilMs = performance.now() + PATIENCE_MS
  await shown(page, (screen) => DECIDED.includes(screen) || performance.now() > untilMs)
}

/** The samples, and how long the cashiers were at it. */
interface Shift {
  readonly samples: readonly Sample[]
  readonly minutes: number
}

async function run(shop: Shop): Promise<Shift> {
  const payers = await makePayers(shop)
  const heap = await pageHeap(shop.page())
  const everyMs = 3_600_000 / Number(values.rate)
  const startMs = performance.now()
  const endMs = startMs + Number(values.hours) * 3_600_000
  const samples: Sample[] = []
  let sampledMs = 0
  let background: Background = { count: 0, decided: [] }
  for (let number = 0; performance.now() < endMs; number += 1) {
    if (performance.now() - sampledMs > SAMPLE_EVERY_MS) {
      sampledMs = performance.now()
      const atMinutes = (sampledMs - startMs) / 60_000
      samples.push(await sampleOf(shop.app(), heap, { atMinutes, payments: number }))
      console.log(JSON.stringify(samples.at(-1)))
    }
    const dueMs = startMs + number * everyMs
    await setTimeout(Math.max(0, dueMs - performance.now()))
    await serve(shop, payers, number)
    if (number % 10 === 9) background = await tidyUp(shop.page(), background.decided)
  }
  const minutes = (performance.now() - startMs) / 60_000
  // Whatever is still open is settled by the till itself.
  await clear(shop.page())
  for (let tries = 0; tries < 200; tries += 1) {
    background = await tidyUp(shop.page(), background.decided)
    if (background.count === 0) break
    await setTimeout(300)
  }
  return { samples, minutes }
}

function tableOf(samples: readonly Sample[]): readonly string[] {
  const row = (name: Watched): string => {
    const of = (what: (sample: Sample) => number): readonly string[] => {
      const first = samples[Math.floor(samples.length / 3)]
      const last = samples.at(-1)
      if (first === undefined || last === undefined) return ['', '', '']
      const slope = growth(samples, what)
      return [what(first).toFixed(1), what(last).toFixed(1), slope.toFixed(2)]
    }
    const heaps = samples.every((sample) => sample.processes[name].heapMiB !== null)
    return `| ${[
      name,
      ...(heaps ? of((sample) => sample.processes[name].heapMiB ?? 0) : ['–', '–', '–']),
      ...of((sample) => sample.processes[name].residentMiB),
      ...of((sample) => sample.processes[name].openFiles),
    ].join(' | ')} |`
  }
  const each = ['first', 'last', 'each 1,000']
  return [
    `| process | heap MiB: ${each.join(' | ')} | resident MiB: ${each.join(' | ')} | open files: ${each.join(' | ')} |`,
    `| --- | ${Array.from({ length: 9 }, () => '---:').join(' | ')} |`,
    ...WATCHED.map(row),
  ]
}

async function soak(): Promise<void> {
  const { shop, close } = await openShop({ configuration: {}, simulator: [] })
  try {
    await shop.open()
    const { samples, minutes } = await run(shop)
    const books = await shop.simulator.control.books()
    const wrong = wrongIn([shop.screenLog()], books)
    for (const text of wrong) console.log(text)
    const payments = books.requests.filter(({ operation }) => operation === 'submit').length
    const report = [
      `${payments} payments in ${minutes.toFixed(0)} minutes (${((payments / minutes) * 60).toFixed(0)} an hour) on ${describeRuntime(await electronRuntime())}; ${books.orders.length} orders at WeChat, ${wrong.length} wrong.`,
      '',
      ...tableOf(samples),
      '',
    ].join('\n')
    mkdirSync(path.dirname(values.report), { recursive: true })
    writeFileSync(values.report, report)
    console.log(report)
    if (wrong.length > 0) process.exitCode = 1
  } finally {
    await close()
  }
}

const display = await openDisplay()
Object.assign(process.env, display.env)
try {
  await soak()
} finally {
  await display.stop()
}
