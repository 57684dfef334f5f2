import type { Lights, Setup, Snapshot } from '../../app/contract/contract.ts'
import { configurationSchema } from '../../app/contract/configuration.ts'
import { networkLight, wechatLight } from '../../app/service-light.ts'
import { displayLight } from '../../app/display-light.ts'
import { printerLight } from '../../app/printer-light.ts'
import { scannerLight } from '../../app/scanner-light.ts'
import { NO_REFUNDS } from '../../app/refund/view.ts'
import { DEFAULT_KEYS } from '../../app/keys.ts'
import { NO_PEOPLE } from '../../app/people/view.ts'
import type { SaleView, Screen, TillView } from '../../app/till/view.ts'

/** Samples count from the moment the preview opened, so that countdowns run. */
export const openedAtMs = Date.now()

let sales = 0

/** A sale with this screen. */
export function sale(screen: Screen, change: Partial<SaleView> = {}): SaleView {
  sales += 1
  const fresh = screen.kind === 'ready' || screen.kind === 'abandoned'
  return {
    saleId: `sample-${sales}`,
    amountMinor: 12_800,
    currency: 'CNY',
    note: '',
    startedAtMs: openedAtMs - 20_000,
    outTradeNo: fresh ? null : '2511210342180000174029583614',
    attempts: fresh ? 0 : 1,
    screen,
    restored: false,
    version: 1,
    ...change,
  }
}

const paid: Screen = { kind: 'paid', transactionId: '4200002847202511215530918274', cash: null }

/** What the last customers paid. */
export const recentSales: readonly SaleView[] = [
  sale(paid, { amountMinor: 3_650 }),
  sale(
    { kind: 'not-charged', refusal: { kind: 'error-code', code: 'NOTENOUGH', description: '' } },
    { amountMinor: 1_200 },
  ),
  sale(paid, { amountMinor: 25_990 }),
  sale({ kind: 'stopped', cause: 'stop-pressed', proof: 'closed-at-wechat' }, { amountMinor: 880 }),
  sale(paid, { amountMinor: 128_000 }),
  sale(paid, { amountMinor: 1_550 }),
]

/** The till with nobody at the counter. */
export const idleTill: TillView = {
  version: 1,
  current: null,
  background: [],
  recent: recentSales,
  notice: null,
  journalBroken: false,
}

export const goodLights: Lights = {
  scanner: scannerLight('ready'),
  network: networkLight('online'),
  wechat: wechatLight('answering'),
  printer: printerLight('printer-ready'),
  display: displayLight('display-none'),
}

const { limits } = configurationSchema.parse({})

/** A shop on an ordinary day. */
export const snapshot: Snapshot = {
  till: idleTill,
  lights: goodLights,
  people: NO_PEOPLE,
  refunds: NO_REFUNDS,
  language: 'en',
  training: false,
  sandbox: false,
  backend: false,
  configFile: null,
  shop: { name: '新华便利店', branch: '人民路店', till: '3' },
  timeZone: '',
  currency: 'CNY',
  limits,
  amountEntry: 'decimal',
  appVersion: '0.1.0',
  firstRun: false,
  kiosk: false,
  drawer: true,
  keys: DEFAULT_KEYS,
  fault: null,
}

/** A merchant's set-up with some secrets stored. */
export const setup: Setup = {
  configuration: configurationSchema.parse({
    mode: 'physical-store',
    shop: snapshot.shop,
    wechat: { appId: 'wx1234567890abcdef', mchId: '1900000109' },
    scanner: { kind: 'serial', path: '/dev/ttyACM0' },
    printer: { kind: 'tcp', host: '192.168.1.87' },
  }),
  secrets: ['apiKey', 'certificatePem', 'certificateKeyPem'],
  secretStore: 'os',
  device: null,
  fromFile: false,
}
