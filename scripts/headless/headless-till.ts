/**
 * The till without its window: main's own way to WeChat, journal, flow and screen log, driven by lines of JSON. What the page would
 * paint is taken as painted in the next turn of the event loop.
 */
import { mkdirSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { money } from '../../app/money.ts'
import type { TillView } from '../../app/till/view.ts'
import { openLog } from '../../main/log.ts'
import { openScreenLog } from '../../main/screen-log.ts'
import { openSecrets } from '../../main/secrets.ts'
import { readSetup } from '../../main/setup-store.ts'
import { openStation } from '../../main/station.ts'

/** What is wished of the counter. */
export type TillWish =
  | { readonly wish: 'sell'; readonly minor: number }
  | { readonly wish: 'scan'; readonly code: string }
  | { readonly wish: 'stop' }
  | { readonly wish: 'next' }

/** What is wished of the sales that are not at the counter. */
type BackgroundWish =
  { readonly wish: 'park' } | { readonly wish: 'acknowledge'; readonly saleId: string }

/** What stands at the counter. */
export interface CounterLine {
  readonly screen: string
  readonly saleId: string | null
  readonly outTradeNo: string | null
}

/** What the till prints whenever something was painted. */
interface PaintedLine extends CounterLine {
  readonly background: readonly { readonly saleId: string; readonly screen: string }[]
}

const [, , configFile = '', dataDir = ''] = process.argv
const clock = (): number => performance.timeOrigin + performance.now()

const setup = readSetup(dataDir, configFile)
if (!setup.ok) throw new Error(JSON.stringify(setup.error))
mkdirSync(dataDir, { recursive: true })
const log = openLog(path.join(dataDir, 'logs', 'till.log'), () => [])
const screenLog = openScreenLog(path.join(dataDir, 'screen-log.jsonl'))

function show(view: TillView): void {
  const atMs = clock()
  const sales = [view.current, ...view.background].filter((sale) => sale !== null)
  for (const sale of sales) screenLog.handed(sale, atMs)
  setImmediate(() => {
    for (const { saleId, version } of sales) screenLog.painted(saleId, version, clock())
    const { current } = view
    const line: PaintedLine = {
      screen: current?.screen.kind ?? 'empty',
      saleId: current?.saleId ?? null,
      outTradeNo: current?.outTradeNo ?? null,
      background: view.background.map(({ saleId, screen }) => ({ saleId, screen: screen.kind })),
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  })
}

const station = await openStation({
  dataDir,
  setup: setup.value,
  secrets: openSecrets(path.join(dataDir, 'secrets.json')),
  onSecret: () => undefined,
  log,
  lights: {
    lights: () => {
      throw new Error('nobody looks at lights here')
    },
    scanner: () => undefined,
    wechat: () => undefined,
    printer: () => undefined,
    display: () => undefined,
    close: () => undefined,
  },
  onView: show,
  onRefunds: () => undefined,
  cashier: () => null,
  isLocked: () => false,
  changeKeyNow: false,
})
if (!station.ok) throw new Error(JSON.stringify(station.error))
const { till, expectSubmit } = station.value
process.on('unhandledRejection', (error) => {
  throw error
})

function obey(asked: TillWish | BackgroundWish): void {
  const { current } = till.view()
  switch (asked.wish) {
    case 'sell': {
      const amount = money(asked.minor, 'CNY')
      if (!amount.ok) throw new Error(amount.error.kind)
      expectSubmit()
      void till.startSale(amount.value, '')
      return
    }
    case 'scan':
      return till.scan(asked.code)
    case 'stop':
      if (current !== null) till.stop(current.saleId)
      return
    case 'next':
      till.next()
      return
    case 'park':
      till.park()
      return
    case 'acknowledge':
      till.acknowledge(asked.saleId)
  }
}

show(till.view())
// Where there is a folder for compiled code: a till that is killed leaves it to the next.
flushCompileCache()
createInterface({ input: process.stdin })
  // Written by the program that started this one.
  .on('line', (line) => obey(JSON.parse(line) as TillWish | BackgroundWish))
  .on('close', () => process.exit(0))
