import type { BrowserWindow } from 'electron'
import { scannersOf, type Configuration } from '../app/contract/configuration.ts'
import type { Handlers, Notices } from '../app/contract/contract.ts'
import { printedOrderNumber } from '../app/payment/payment-code.ts'
import { succeed } from '../app/result.ts'
import type { Devices } from '../hardware/device-host.ts'
import type { Station } from './station.ts'
import { isKeyboard, readWedge, type WedgeReader } from './wedge.ts'

/** What reading scans needs of the rest of main. */
export interface ScansParts {
  readonly devices: () => Devices
  readonly configuration: () => Configuration
  /** Null while the till cannot sell. */
  readonly station: () => Station | null
  readonly window: () => BrowserWindow | null
  /** Somebody is there; and whether nobody is signed in, so that nothing may be charged. */
  readonly people: { readonly touch: () => void; readonly isLocked: () => boolean }
  readonly tell: <N extends keyof Notices>(name: N, value: Notices[N]) => void
}

/** What the set-up asks about scanners. */
type ScannerCalls = 'listSerialPorts' | 'listHidScanners' | 'startScannerCheck' | 'stopScannerCheck'

/** Everything that is scanned, by whatever scanner, and where it goes. */
export class Scans {
  readonly #parts: ScansParts
  #wedge: WedgeReader | null = null
  #stopCheck: (() => void) | null = null

  constructor(parts: ScansParts) {
    this.#parts = parts
  }

  readonly handlers: Pick<Handlers, ScannerCalls> = {
    listSerialPorts: () => this.#parts.devices().listSerialPorts(),
    listHidScanners: () => this.#parts.devices().listHidScanners(),
    startScannerCheck: async () => {
      await this.startCheck()
      return succeed(null)
    },
    stopScannerCheck: async () => {
      this.stopCheck()
      return succeed(null)
    },
  }

  /** A printed slip leads to its sale; everything else is the till's to judge. False: it was refused, and the till says why. */
  scan(text: string): boolean {
    const { people, station, tell } = this.#parts
    if (people.isLocked()) return this.#offer(text)
    people.touch()
    const orderNumber = printedOrderNumber(text)
    const found = orderNumber === null ? null : (station()?.saleOfOrder(orderNumber) ?? null)
    if (orderNumber === null || found === null) return this.#offer(text)
    tell('receiptScanned', { orderNumber })
    return true
  }

  /** Reads the keyboard scanner that is set up, if one is, in the window that there is. */
  readWedge(): void {
    this.#wedge?.stop()
    this.#wedge = null
    const window = this.#parts.window()
    const scanner = scannersOf(this.#parts.configuration()).find(isKeyboard)
    if (scanner === undefined || window === null) return
    this.#wedge = readWedge(window.webContents, scanner, {
      // People type here too: an amount, a note, a code by hand. A scanner is told from fingers by its pace.
      codeExpected: () => false,
      onScan: (scan) => void this.scan(scan.text),
      onBurstRecognised: () => this.#parts.tell('wedgeScanned', null),
      onBurstEnded: () => this.#parts.tell('wedgeEnded', null),
    })
  }

  /** The page says when keys may be mixed. */
  keysInDoubt(): void {
    this.#wedge?.doubt()
  }

  /** While the scanners are checked nothing they send is a payment. */
  async startCheck(): Promise<void> {
    const window = this.#parts.window()
    if (this.#stopCheck !== null || window === null) return
    this.#stopCheck = () => undefined
    const { startScannerCheck } = await import('./scanner-check.ts')
    // Stopped before it began.
    if (this.#stopCheck === null) return
    this.#wedge?.stop()
    this.#stopCheck = startScannerCheck(window.webContents, this.#parts.devices(), (notice) =>
      this.#parts.tell('scannerChecked', notice),
    )
  }

  stopCheck(): void {
    const stop = this.#stopCheck
    if (stop === null) return
    this.#stopCheck = null
    stop()
    this.readWedge()
  }

  #offer(text: string): boolean {
    const till = this.#parts.station()?.till
    if (till === undefined) return true
    const before = till.view().notice
    till.scan(text)
    const { notice } = till.view()
    return notice === null || notice === before
  }
}
