import type { Lights, Setup, Snapshot } from '../../app/contract/contract.ts'
import { networkLight, wechatLight } from '../../app/service-light.ts'
import { displayLight } from '../../app/display-light.ts'
import { printerLight } from '../../app/printer-light.ts'
import { scannerLight } from '../../app/scanner-light.ts'
import type { CheckNotice } from '../../app/scanner-check/check-notice.ts'
import type { Refusal } from '../../app/payment/state.ts'
import type { ShiftState } from '../../app/contract/shifts.ts'
import type { SaleView, ScanNotice, Screen, TillView } from '../../app/till/view.ts'
import type { Message, Panel } from '../panel-store.ts'
import { NO_PEOPLE } from '../../app/people/view.ts'
import { OPEN_REFUNDS } from './refund-scenes.ts'
import { LOCKED, STAFFED } from './people-scenes.ts'
import { type Books, NO_BOOKS, RECONCILIATION_PLACES } from './scripted-reconciliation.ts'
import { CHECKS, RAW_BUTTON } from './check-scenes.ts'
import { sampleShifts } from './sample-shift.ts'
import {
  goodLights,
  idleTill,
  openedAtMs,
  recentSales,
  sale,
  setup,
  snapshot,
} from './sample-views.ts'

/** One thing the window can show. */
export interface Scene {
  readonly snapshot: Snapshot
  readonly setup: Setup
  readonly panel: Panel
  /** What this window itself has to say. */
  readonly message: Message | null
  /** What there is to reconcile. */
  readonly books: Books
  /** What was typed into the note. */
  readonly note: string
  /** How the shifts stand. */
  readonly shifts: ShiftState
  /** What the check of the scanners has to say. */
  readonly check: readonly CheckNotice[]
  /** Keys pressed after the start, by their `code`. */
  readonly keys: readonly string[]
  /** What is clicked after that, as selectors. */
  readonly clicks: readonly string[]
}

interface Change extends Partial<Omit<Scene, 'snapshot'>> {
  readonly till?: Partial<TillView>
  readonly snapshot?: Partial<Snapshot>
}

const scene = ({ till, snapshot: change, ...rest }: Change): Scene => ({
  snapshot: { ...snapshot, ...change, till: { ...idleTill, ...till } },
  setup,
  panel: 'none',
  message: null,
  books: NO_BOOKS,
  note: '',
  shifts: sampleShifts,
  check: [],
  keys: [],
  clicks: [],
  ...rest,
})

const withSale = (screen: Screen, change: Partial<SaleView> = {}): Scene =>
  scene({ till: { current: sale(screen, change) } })

const refused = (refusal: Refusal): Scene => withSale({ kind: 'not-charged', refusal })

const code = (name: string, description = ''): Refusal => ({
  kind: 'error-code',
  code: name,
  description,
})

const noticed = (scan: ScanNotice, current: SaleView | null): Scene =>
  scene({ till: { current, notice: { at: 7, scan } } })

const READY: Screen = { kind: 'ready' }
const inSeconds = (seconds: number): number => openedAtMs + seconds * 1000
const password: Screen = { kind: 'password', giveUpAtMs: inSeconds(24) }
const unknown: Screen = { kind: 'unknown', giveUpAtMs: inSeconds(17) }
const paid: Screen = { kind: 'paid', transactionId: '4200002847202511215530918274', cash: null }

const digits = (text: string): readonly string[] =>
  [...text].map((key) => (key === '.' ? 'Period' : `Digit${key}`))

const waiting: readonly SaleView[] = [
  sale(unknown, { amountMinor: 4_200, startedAtMs: openedAtMs - 95_000 }),
  sale(paid, { amountMinor: 25_990, restored: true, note: 'A-1042' }),
  sale({ kind: 'needs-attention', problem: 'refund-needed' }, { restored: true }),
  sale(
    { kind: 'stopped', cause: 'gave-up', proof: 'returned' },
    { amountMinor: 990, restored: true },
  ),
]

const everythingWrong = {
  scanner: scannerLight('no-permission'),
  network: networkLight('offline'),
  wechat: wechatLight('unreachable'),
  printer: printerLight('printer-unreachable', 2),
  display: displayLight('display-unplugged'),
}

/** One at each side of the counter. */
const TWO_SCANNERS: Pick<Setup['configuration'], 'scanner' | 'moreScanners'> = {
  scanner: { kind: 'hid', vendorId: '0c2e', productId: '0b61', serialNumber: '17340B0F21' },
  moreScanners: [
    {
      kind: 'serial',
      path: '/dev/ttyACM0',
      baudRate: 9600,
      format: '8N1',
      framing: 'any-line',
      idleMs: 80,
    },
  ],
}

const badLight = (lights: Partial<Lights>) =>
  scene({ snapshot: { lights: { ...goodLights, ...lights } } })

const FIRST_SALE = '.refund-found'

const tabOf = (section: string): string => `[role=tab][id$="-section${section}"]`

const BACKEND: Partial<Setup> = {
  configuration: {
    ...setup.configuration,
    mode: 'merchant-backend',
    backend: { url: 'https://pay.example.com', enrolmentCode: '', keyDaysMax: 90 },
  },
}

const setupScene = (
  tab: string,
  change: Partial<Setup> = {},
  snapshot: Partial<Snapshot> = {},
): Scene =>
  scene({ panel: 'set-up', clicks: [tabOf(tab)], setup: { ...setup, ...change }, snapshot })

const CHECK_SCENES: { readonly [name: string]: Scene } = Object.fromEntries(
  Object.entries(CHECKS).map(([name, check]) => [
    `check-${name}`,
    scene({
      panel: 'check-scanner',
      check,
      clicks: name === 'raw' ? [RAW_BUTTON] : ['.check-results'],
    }),
  ]),
)

const RECONCILIATION_SCENES: { readonly [name: string]: Scene } = Object.fromEntries(
  Object.entries(RECONCILIATION_PLACES).map(([name, [books, clicks]]) => [
    `reconciliation-${name}`,
    scene({ panel: 'reconciliation', books, clicks, snapshot: { people: STAFFED } }),
  ]),
)

/** Every screen and state, by name. */
export const SCENES: { readonly [name: string]: Scene } = {
  idle: scene({}),
  'idle-first-day': scene({ till: { recent: [] }, snapshot: { training: true } }),
  'entry-decimal': scene({ keys: digits('128.5') }),
  'entry-cents': scene({ snapshot: { amountEntry: 'cents-first' }, keys: digits('1280') }),
  'entry-too-large': scene({ keys: digits('123456.78') }),
  'entry-yen': scene({ snapshot: { currency: 'JPY' }, keys: [...digits('1200'), 'Period'] }),
  'note-refused': scene({
    message: { kind: 'note-refused' },
    note: '134567890123456789',
  }),
  'ask-twice': scene({ keys: [...digits('1280'), 'Enter'] }),
  ready: withSale(READY),
  'ready-note': withSale(READY, { note: 'Table 14, order A-1042', amountMinor: 1_280 }),
  charging: withSale({ kind: 'charging' }),
  password: withSale(password),
  unknown: withSale(unknown),
  stopping: withSale({ kind: 'stopping', cause: 'gave-up' }),
  returning: withSale({ kind: 'returning' }),
  paid: withSale(paid),
  'paid-coupon': withSale({ ...paid, cash: { minor: 11_800, currency: 'CNY' } }),
  'paid-long': withSale(paid, { amountMinor: 999_999_999, currency: 'HKD' }),
  'not-charged-balance': refused(code('NOTENOUGH', '余额不足')),
  'not-charged-expired': refused(code('AUTHCODEEXPIRE', '101 付款码已过期，请用户刷新')),
  'not-charged-trade': refused(
    code('TRADE_ERROR', '交易错误：该银行卡不支持当前支付，请换卡支付或绑新卡支付'),
  ),
  'not-charged-set-up': refused(code('SIGNERROR', '签名错误')),
  'not-charged-network': refused({ kind: 'not-sent', cause: 'unreachable', detail: '' }),
  stopped: withSale({ kind: 'stopped', cause: 'stop-pressed', proof: 'closed-at-wechat' }),
  'stopped-no-answer': withSale({ kind: 'stopped', cause: 'gave-up', proof: 'never-arrived' }),
  'stopped-returned': withSale({ kind: 'stopped', cause: 'gave-up', proof: 'returned' }),
  attention: withSale({ kind: 'needs-attention', problem: 'revoke-not-confirmed' }),
  abandoned: withSale({ kind: 'abandoned' }),
  'notice-alipay': noticed({ kind: 'other-wallet', wallet: 'alipay' }, sale(READY)),
  'notice-goods': noticed({ kind: 'goods-barcode' }, null),
  'notice-collect': noticed({ kind: 'collect-code' }, sale(READY)),
  'notice-half': noticed({ kind: 'incomplete-code' }, sale(READY)),
  'notice-unreadable': noticed({ kind: 'unreadable-code' }, sale(READY)),
  'notice-same': noticed({ kind: 'same-code' }, sale(READY)),
  'notice-receipt': noticed({ kind: 'receipt' }, sale(READY)),
  'notice-no-amount': noticed({ kind: 'no-amount' }, null),
  'notice-open': noticed({ kind: 'payment-open' }, sale(password)),
  'notice-already-paid': noticed({ kind: 'already-paid' }, sale(paid)),
  'fault-idle': scene({ message: { kind: 'fault', fault: { kind: 'not-set-up' } } }),
  'fault-band': scene({
    till: { current: sale(password) },
    message: { kind: 'fault', fault: { kind: 'main-crashed' } },
  }),
  'tight-password': scene({
    snapshot: { training: true, lights: everythingWrong },
    till: { current: sale(password) },
    message: { kind: 'fault', fault: { kind: 'main-crashed' } },
  }),
  'tight-entry': scene({ snapshot: { training: true, lights: everythingWrong } }),
  'tight-refused': scene({
    snapshot: { training: true, lights: everythingWrong },
    till: {
      current: sale({
        kind: 'not-charged',
        refusal: code('TRADE_ERROR', '交易错误：该银行卡不支持当前支付，请换卡支付或绑新卡支付'),
      }),
    },
    message: { kind: 'fault', fault: { kind: 'main-crashed' } },
  }),
  'keyboard-scan': scene({ message: { kind: 'keyboard-scan' } }),
  waiting: scene({ till: { background: waiting } }),
  'waiting-dialog': scene({
    till: { background: waiting, current: sale(READY) },
    panel: 'waiting-sales',
  }),
  'waiting-strip': scene({ till: { background: waiting, current: sale(password) } }),
  training: scene({
    snapshot: {
      training: true,
      lights: { ...goodLights, scanner: scannerLight('emulated'), wechat: wechatLight('idle') },
    },
    till: { current: sale(READY) },
  }),
  'scanner-unplugged': badLight({ scanner: scannerLight('no-such-port') }),
  'all-wrong': badLight(everythingWrong),
  'display-unplugged': badLight({ display: displayLight('display-unplugged') }),
  'paper-out': badLight({ printer: printerLight('paper-out', 3) }),
  receipts: scene({ panel: 'receipts' }),
  'shift-x': scene({ panel: 'shift' }),
  'shift-none': scene({
    panel: 'shift',
    shifts: { ...sampleShifts, open: null, closed: [], number: 1, chain: { kind: 'whole', zs: 0 } },
  }),
  'shift-z': scene({
    panel: 'shift',
    shifts: { ...sampleShifts, chain: { kind: 'broken', seq: 97, z: 41 } },
    clicks: ['.shift-lines .shift-line', '.shift-form button', '.shift-form button'],
  }),
  'sale-history': scene({ panel: 'receipts', clicks: ['.sale-buttons button:first-child'] }),
  'receipts-waiting': scene({
    panel: 'receipts',
    snapshot: { lights: { ...goodLights, printer: printerLight('printer-unreachable', 4) } },
  }),
  'slip-printed': scene({ snapshot: { training: true }, keys: ['F11'] }),
  'journal-broken': scene({ till: { journalBroken: true } }),
  'cannot-sell': scene({
    snapshot: {
      fault: { kind: 'credentials-missing', at: 'wechat.apiKeyFile', reason: 'missing' },
    },
  }),
  'cannot-sell-file': scene({
    snapshot: {
      training: true,
      configFile: '/etc/quick-pay-cashier/till-3.json',
      fault: {
        kind: 'credentials-missing',
        at: 'certificateFile',
        reason:
          "ENOENT: no such file or directory, open '/etc/quick-pay-cashier/apiclient_cert.pem'",
      },
    },
  }),
  'type-code': scene({ till: { current: sale(READY) }, panel: 'type-code' }),
  help: scene({ panel: 'help' }),
  'help-training': scene({ panel: 'help', snapshot: { training: true } }),
  'looks-menu': scene({ panel: 'looks' }),
  leave: scene({
    till: { current: sale(password) },
    panel: 'leave',
  }),
  'leave-several': scene({
    till: { current: sale(password), background: waiting },
    panel: 'leave',
  }),
  manual: scene({ panel: 'manual' }),
  'leave-kiosk': scene({ panel: 'leave-kiosk', snapshot: { kiosk: true } }),
  'leave-kiosk-pin': scene({ panel: 'leave-kiosk', snapshot: { kiosk: true, people: STAFFED } }),
  'setup-access': setupScene('Access'),
  'setup-import': { ...setupScene('Access'), clicks: ['.setup-file button'] },
  'setup-shop': setupScene('Shop'),
  'setup-amounts': setupScene('Amounts'),
  'setup-merchant': setupScene('Merchant'),
  'setup-keys': setupScene('Keys', { secretStore: 'file', secrets: ['apiKey'] }),
  'setup-keys-checked': { ...setupScene('Keys'), clicks: [tabOf('Keys'), '.access-check button'] },
  'setup-backend-checked': {
    ...setupScene('Backend', BACKEND),
    clicks: [tabOf('Backend'), '.access-check button'],
  },
  'setup-network': setupScene('Network'),
  'setup-scanner': setupScene('Scanner'),
  'setup-scanner-hid': setupScene('Scanner', {
    configuration: {
      ...setup.configuration,
      scanner: { kind: 'hid', vendorId: '', productId: '', serialNumber: '' },
    },
  }),
  'setup-scanners': {
    ...setupScene('Scanner', {
      configuration: { ...setup.configuration, ...TWO_SCANNERS },
    }),
    snapshot: {
      ...snapshot,
      till: idleTill,
      lights: {
        ...goodLights,
        scanner: { ...scannerLight('no-such-port'), each: ['ready', 'no-such-port'] },
      },
    },
  },
  ...CHECK_SCENES,
  'setup-printer': setupScene('Printer'),
  'setup-backend': setupScene('Backend'),
  'setup-display': setupScene('Display', {
    configuration: {
      ...setup.configuration,
      customerDisplay: {
        kind: 'monitor',
        languages: ['zh-Hans', 'en'],
        theme: 'light',
        link: { address: 'https://shop.example.com/members', caption: '扫码领会员' },
      },
    },
  }),
  'setup-timing': setupScene('Timing'),
  'setup-people': setupScene('People', {}, { people: STAFFED }),
  'setup-people-none': setupScene('People'),
  'sign-in': scene({ snapshot: { people: LOCKED } }),
  'sign-in-wrong': scene({
    snapshot: { people: LOCKED },
    keys: [...digits('246813'), 'Enter'],
  }),
  'sign-in-over-payment': scene({
    till: { current: sale(password) },
    snapshot: { people: LOCKED },
  }),
  'sign-in-scanned': scene({
    till: { notice: { at: 1, scan: { kind: 'signed-out' } } },
    snapshot: { people: LOCKED },
  }),
  'sign-in-unusable': scene({ snapshot: { people: { ...NO_PEOPLE, trouble: 'unusable' } } }),
  refund: scene({ panel: 'refund', snapshot: { people: STAFFED } }),
  'refund-form': scene({ panel: 'refund', snapshot: { people: STAFFED }, clicks: [FIRST_SALE] }),
  'refund-approve': scene({
    panel: 'refund',
    snapshot: { people: STAFFED },
    clicks: [FIRST_SALE, '.refund-form [type=submit]', '.pin-pad'],
  }),
  'refunds-open': scene({
    snapshot: { people: STAFFED, refunds: { version: 1, open: OPEN_REFUNDS, trouble: null } },
  }),
  'signed-in': scene({ snapshot: { people: STAFFED } }),
  ...RECONCILIATION_SCENES,
  'open-set-up': scene({
    panel: 'open-set-up',
    snapshot: { people: STAFFED },
    keys: [...digits('246813'), 'Enter'],
  }),
  'setup-from-file': setupScene('Shop', { fromFile: true }),
  'setup-errors': scene({
    panel: 'set-up',
    setup: {
      ...setup,
      configuration: {
        ...setup.configuration,
        wechat: undefined,
        shop: { name: '', branch: '', till: '' },
        timing: { ...setup.configuration.timing, queryEveryMs: 40_000 },
      },
      secrets: [],
    },
    clicks: ['.setup-panel input[value=en]', '.setup-footer button', tabOf('Merchant')],
  }),
  restored: withSale(paid, { restored: true }),
  'many-sales': scene({
    till: {
      recent: [...recentSales, ...recentSales.map((one) => ({ ...one, saleId: `${one.saleId}b` }))],
    },
  }),
}
