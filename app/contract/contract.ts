import { z } from 'zod'
import { LANGUAGES, type Language } from '../language.ts'
import type { Result } from '../result.ts'
import type { DisplayLight } from '../display-light.ts'
import type { Monitor } from '../display/place-display.ts'
import type { PrinterLight, PrinterLightDetail } from '../printer-light.ts'
import type { ScannersLight } from '../scanner-light.ts'
import type { CheckNotice } from '../scanner-check/check-notice.ts'
import type { Keys } from '../keys.ts'
import type { TillView } from '../till/view.ts'
import { accessAskSchema, type AccessAsk, type AccessReport } from './access-check.ts'
import type { RefundsView } from '../refund/view.ts'
import type { PeopleView } from '../people/view.ts'
import type { Device } from './rest-signing.ts'
import type { Exported, Imported } from './setup-file.ts'
import { salesAsk, type SaleHistory, type SalesAsk, type SalesPage } from './sales.ts'
import {
  reconciliationAsks,
  type ReconciliationCalls,
  type ReconciliationNotices,
} from './reconciliation.ts'
import { shiftAsks, type ShiftCalls, type ShiftState } from './shifts.ts'
import type { StartFault } from './start-fault.ts'
import {
  configurationSchema,
  secretsSchema,
  type Configuration,
  type SecretNames,
} from './configuration.ts'
import { type RefundCalls, refundAsks } from './refunds.ts'
import { type DrawerCalls, drawerAsks } from './drawer.ts'
import { type GuideCalls, guideAsks } from './guide.ts'
import { type KioskCalls, kioskAsks } from './kiosk.ts'
import { type PeopleCalls, peopleAsks } from './people.ts'
import { displaySchema, type DisplayConfiguration } from './display-configuration.ts'
import {
  printerSchema,
  receiptSchema,
  type PrinterConfiguration,
  type ReceiptConfiguration,
} from './printer-configuration.ts'

/** State of one thing the till depends on; `detail` is a stable kind that the renderer has a sentence for. */
export interface Light {
  readonly state: 'ok' | 'wait' | 'bad' | 'off'
  readonly detail: string
}

/** The lights in the title bar. */
export interface Lights {
  readonly scanner: ScannersLight
  readonly network: Light
  readonly wechat: Light
  readonly printer: PrinterLight
  readonly display: DisplayLight
}

/** What the renderer needs to know of the set-up. No secrets. */
export interface Setup {
  readonly configuration: Configuration
  /** Which secrets are stored; their values never leave main. */
  readonly secrets: readonly SecretNames[]
  /** How secrets are kept: `os` by the system's key store, `file` in a file only this user may read. */
  readonly secretStore: 'os' | 'file'
  /** Which till of the merchant's backend this machine is; null while it is none. */
  readonly device: Device | null
  /** The set-up came from `--config FILE` and cannot be changed on the screen. */
  readonly fromFile: boolean
}

/** Everything a newly opened or reloaded window needs; afterwards it follows the notices. */
export interface Snapshot {
  readonly till: TillView
  readonly lights: Lights
  readonly people: PeopleView
  readonly refunds: RefundsView
  readonly language: Language
  readonly training: boolean
  /** Set up for one of WeChat's own test systems: no real money either. */
  readonly sandbox: boolean
  /** Payments go through the merchant's backend, which also has the days that a manager looks at. */
  readonly backend: boolean
  readonly shop: Configuration['shop']
  /** The shop's time zone; empty: the machine's own. */
  readonly timeZone: string
  readonly currency: Configuration['currency']
  readonly limits: Configuration['limits']
  readonly amountEntry: Configuration['amountEntry']
  readonly appVersion: string
  /** Why nothing can be sold; null when all is well. */
  readonly fault: StartFault | null
  /** The till fills its screen, and is left by whoever may alone. */
  readonly kiosk: boolean
  /** The shop's function keys. */
  readonly keys: Keys
  /** A cash drawer hangs on the printer. */
  readonly drawer: boolean
  /** Nobody has said yet what this till is to be: the window opens with the guide through the set-up. */
  readonly firstRun: boolean
  /** The configuration file given on the command line; null without one. */
  readonly configFile: string | null
}

/** A serial port the system knows. `label` is for people. */
export interface SerialPortInfo {
  readonly path: string
  readonly label: string
  /** What its device is known by at any port; null when nothing tells it from others. */
  readonly usb: UsbIdentity | null
}

/** What a USB device says of itself. */
export interface UsbIdentity {
  readonly vendorId: string
  readonly productId: string
  readonly serialNumber: string
}

/** A USB HID POS scanner that is plugged in. `label` is for people. */
export interface HidScannerInfo extends UsbIdentity {
  readonly label: string
}

/** A monitor that is connected. */
export interface MonitorInfo extends Monitor {
  /** What its maker calls it; empty where the system does not tell. */
  readonly name: string
  readonly primary: boolean
}

/** Any call may also fail in these ways. */
export type CallFault =
  | { readonly kind: 'bad-request'; readonly at: string }
  | { readonly kind: 'main-crashed' }
  /** The till is locked: somebody has to sign in first. */
  | { readonly kind: 'signed-out' }
  /** Only while somebody who may has the set-up open. */
  | { readonly kind: 'set-up-closed' }

type NoSale = { readonly kind: 'no-such-sale' }
/** The part of the program that reaches devices ended; it is being started again. */
type DevicesLost = { readonly kind: 'devices-lost' }

/** Calls from the renderer to main: what is asked, what comes back, how it may fail. */
export interface Calls
  extends
    PeopleCalls,
    RefundCalls,
    ReconciliationCalls,
    ShiftCalls,
    KioskCalls,
    DrawerCalls,
    GuideCalls {
  snapshot: { ask: null; value: Snapshot; error: never }
  startSale: {
    ask: { amountMinor: number; note: string; largeAmountConfirmed: boolean }
    value: { saleId: string }
    error:
      | { readonly kind: 'payment-open' }
      | { readonly kind: 'amount-out-of-range' }
      | { readonly kind: 'large-amount' }
      | { readonly kind: 'journal-broken' }
      | { readonly kind: 'not-set-up' }
      /** The set-up wants a shift to be open. */
      | { readonly kind: 'shift-closed' }
      /** The backend has never said who may sell here, and does not answer now. */
      | { readonly kind: 'people-unheard' }
  }
  /** A payment code typed by hand (F2). Takes the same way as a scan; the outcome is seen in the till's view. */
  typeCode: { ask: { code: string }; value: null; error: never }
  /** Stop waiting and revoke. */
  pressStop: { ask: { saleId: string }; value: null; error: NoSale }
  /** Query now instead of at the next turn. */
  pressAskAgain: { ask: { saleId: string }; value: null; error: NoSale }
  /** Resolve the current sale in the background and serve the next customer. */
  pressPark: { ask: null; value: null; error: { readonly kind: 'nothing-to-park' } }
  /** Leave a finished sale, or give up one that was never charged: the one that the cashier saw, as it was seen. */
  pressNext: {
    ask: { saleId: string; version: number }
    value: null
    error: { readonly kind: 'payment-open' } | { readonly kind: 'sale-changed' }
  }
  /** The cashier has seen what became of a parked or restored sale. */
  acknowledge: { ask: { saleId: string }; value: null; error: NoSale }
  /** The screen of a sale at this version is on the glass. Goes to the screen log. */
  screenPainted: {
    ask: { saleId: string; version: number; paintedAtMs: number }
    value: null
    error: never
  }
  /** The first screen is on the glass: from now on a scan is seen. */
  pageReady: { ask: null; value: null; error: never }
  /** A text field lost the focus, or an input method composes: around this time keys may come out of their order, or as others. */
  keysInDoubt: { ask: null; value: null; error: never }
  setLanguage: { ask: { language: Language }; value: null; error: never }
  readSetup: { ask: null; value: Setup; error: never }
  /** Stores the set-up and restarts the till with it. Secrets are write-only: absent ones stay as they are. */
  saveSetup: {
    ask: {
      configuration: Configuration
      secrets: { readonly [N in SecretNames]?: string | undefined }
    }
    value: null
    error:
      | { readonly kind: 'from-file' }
      /** Saved a moment ago: the page is about to be loaded anew. */
      | { readonly kind: 'set-up-closed' }
      /** The sale at the counter is between its scan and the answer. */
      | { readonly kind: 'payment-under-way' }
      /** Other books than the journal's, while payments are open in those. */
      | { readonly kind: 'merchant-has-open' }
  }
  /** Fills the set-up screen from a configuration file that somebody chooses; nothing is stored. */
  importSetup: { ask: null; value: Imported; error: never }
  /** Writes what stands on the set-up screen into a file that somebody chooses, without any secret. */
  exportSetup: { ask: { configuration: Configuration }; value: Exported; error: never }
  /** Tries merchant data, keys and addresses by real calls that change nothing; nothing is stored. */
  checkAccess: { ask: AccessAsk; value: AccessReport; error: never }
  listSerialPorts: {
    ask: null
    value: readonly SerialPortInfo[]
    error: { readonly kind: 'ports-unavailable' }
  }
  listHidScanners: {
    ask: null
    value: readonly HidScannerInfo[]
    error: { readonly kind: 'devices-unavailable' }
  }
  /** Listens to everything that could be a scanner until `stopScannerCheck`; what it sees comes as `scannerChecked`. No scan is charged meanwhile. */
  startScannerCheck: { ask: null; value: null; error: never }
  /** Reads the scanners that are set up again. */
  stopScannerCheck: { ask: null; value: null; error: never }
  /** Training only: the emulated scanner reads the code that the payer's phone shows. */
  trainingScan: {
    ask: null
    value: null
    error: { readonly kind: 'not-training' } | { readonly kind: 'phone-unavailable' }
  }
  /** Sales of the journal that fit, newest first, a page at a time. */
  searchSales: { ask: SalesAsk; value: SalesPage; error: never }
  /** A sale with everything that happened to it: what was sent, and what WeChat answered. */
  readSale: { ask: { saleId: string }; value: SaleHistory; error: NoSale }
  /** Prints the slip of a sale: a copy, when it was printed before. Resolves when it is queued, not when it is printed. */
  printSlip: {
    ask: { saleId: string }
    value: { readonly outcome: 'queued' | 'queued-copy' | 'waits-already' }
    error: { readonly kind: 'no-printer' } | { readonly kind: 'no-slip' } | DevicesLost
  }
  /** The slip of a sale as it would be printed, as SVG. */
  drawSlip: {
    ask: { saleId: string }
    value: { readonly svg: string }
    error: { readonly kind: 'no-slip' } | DevicesLost
  }
  /** Forgets the slips that wait for the printer. */
  discardSlips: { ask: null; value: { readonly count: number }; error: DevicesLost }
  /** Prints a test page with settings that need not be saved. Resolves when it was printed, or why not. */
  testPrinter: {
    ask: { printer: PrinterConfiguration; receipt: ReceiptConfiguration }
    value: { readonly printed: boolean; readonly detail: PrinterLightDetail }
    error: DevicesLost
  }
  /** Names of the system's printers. */
  listPrinters: { ask: null; value: readonly string[]; error: never }
  listMonitors: { ask: null; value: readonly MonitorInfo[]; error: never }
  /** Shows the customer's display for a moment with settings that need not be saved. Says where it went, or why nowhere. */
  tryDisplay: {
    ask: { display: DisplayConfiguration }
    value: { readonly detail: DisplayLight['detail'] }
    error: never
  }
  /** Training only: opens the payer's phone page in a window of its own. */
  openPhone: { ask: null; value: null; error: { readonly kind: 'not-training' } }
  /** Ends the till although payments are undecided: somebody was asked. */
  leave: { ask: null; value: null; error: never }
}

/** What main tells the renderer unasked. */
export interface Notices extends ReconciliationNotices {
  tillChanged: TillView
  lightsChanged: Lights
  languageChanged: Language
  peopleChanged: PeopleView
  refundsChanged: RefundsView
  /** A keyboard scanner typed into the window: digits that reached the page before it was recognised are to be taken back. */
  wedgeScanned: null
  /** What it typed is over, before anything is made of it: now a field may lose the focus. */
  wedgeEnded: null
  /** The code of a slip was scanned, and this till has its sale. */
  receiptScanned: { readonly orderNumber: string }
  /** While the scanners are checked. Holds no digit of any code but the test code. */
  scannerChecked: CheckNotice
  /** Training: the emulated printer printed this picture (SVG). */
  slipPrinted: { readonly svg: string }
  /** A shift was opened or closed, or cash was moved. */
  shiftChanged: ShiftState
  /** Somebody wants to close the window while a payment is undecided: ask whether they mean it. */
  leaveAsked: null
  /** Somebody wants to close a till that fills its screen: ask who may. */
  leaveKioskAsked: null
}

const sale = z.strictObject({ saleId: z.string().min(1).max(64) })

/** One decoder for each call. Also the run-time list of the calls: a missing one does not compile. */
export const asks: { readonly [K in keyof Calls]: z.ZodType<Calls[K]['ask']> } = {
  snapshot: z.null(),
  startSale: z.strictObject({
    amountMinor: z.int().positive(),
    note: z.string().max(100),
    largeAmountConfirmed: z.boolean(),
  }),
  typeCode: z.strictObject({ code: z.string().max(256) }),
  pressStop: sale,
  pressAskAgain: sale,
  pressPark: z.null(),
  pressNext: z.strictObject({ saleId: z.string(), version: z.int() }),
  acknowledge: sale,
  screenPainted: z.strictObject({
    saleId: z.string().max(64),
    version: z.int().nonnegative(),
    paintedAtMs: z.number().nonnegative(),
  }),
  pageReady: z.null(),
  keysInDoubt: z.null(),
  setLanguage: z.strictObject({ language: z.enum(LANGUAGES) }),
  readSetup: z.null(),
  saveSetup: z.strictObject({
    configuration: configurationSchema,
    secrets: secretsSchema,
  }),
  importSetup: z.null(),
  exportSetup: z.strictObject({ configuration: configurationSchema }),
  checkAccess: accessAskSchema,
  listSerialPorts: z.null(),
  listHidScanners: z.null(),
  startScannerCheck: z.null(),
  stopScannerCheck: z.null(),
  searchSales: salesAsk,
  readSale: sale,
  printSlip: sale,
  drawSlip: sale,
  discardSlips: z.null(),
  testPrinter: z.strictObject({ printer: printerSchema, receipt: receiptSchema }),
  listPrinters: z.null(),
  listMonitors: z.null(),
  tryDisplay: z.strictObject({ display: displaySchema }),
  trainingScan: z.null(),
  openPhone: z.null(),
  leave: z.null(),
  ...peopleAsks,
  ...reconciliationAsks,
  ...shiftAsks,
  ...refundAsks,
  ...kioskAsks,
  ...drawerAsks,
  ...guideAsks,
}

/** One handler for each call. */
export type Handlers = {
  readonly [K in keyof Calls]: (
    ask: Calls[K]['ask'],
  ) => Promise<Result<Calls[K]['value'], Calls[K]['error']>>
}

/** The calls as the renderer sees them: one function each, never a channel. */
export type TillApi = {
  readonly [K in keyof Calls]: (
    ask: Calls[K]['ask'],
  ) => Promise<Result<Calls[K]['value'], Calls[K]['error'] | CallFault>>
}

/** What the preload script puts on `window.till`. `on` returns a function that stops listening. */
export interface TillBridge {
  readonly calls: TillApi
  readonly on: <N extends keyof Notices>(name: N, listen: (value: Notices[N]) => void) => () => void
  /** Draws everything in this window so much larger: 1 as designed, at most 2. Other numbers do nothing. */
  readonly enlarge: (factor: number) => void
}
