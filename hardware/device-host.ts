import { fail, succeed, type Result } from '../app/result.ts'
import { scannerLight, type ScannerLightDetail, type ScannersLight } from '../app/scanner-light.ts'
import { systemAfter, type After } from './after.ts'
import type { CheckNotice } from '../app/scanner-check/check-notice.ts'
import type { DeviceScanner, FromService, ToService, Unversioned } from './device-protocol.ts'
import { keepService, type KeptService, type StartService } from './keep-service.ts'
import type { HidChoice } from './scanner/hid-devices.ts'
import { hostPrinters, type Printers } from './printer/printer-host.ts'
import type { Scan } from './scanner/open-scanner.ts'
import type { SerialPortChoice } from './scanner/serial-ports.ts'

export interface DevicesListener {
  /** A scanner read something. It may be a payment code: memory only, never a log. */
  readonly onScan: (scan: Scan) => void
  /** Called when the light changes, of one scanner or of all. */
  readonly onLight: (light: ScannersLight) => void
  /** For the log. Holds nothing that was scanned. */
  readonly onTrouble: (text: string) => void
}

/** The ports to choose from, or that they cannot be listed. */
export type PortList = Result<readonly SerialPortChoice[], { readonly kind: 'ports-unavailable' }>

/** The USB HID POS scanners to choose from, or that they cannot be listed. */
export type HidList = Result<readonly HidChoice[], { readonly kind: 'devices-unavailable' }>

/** The devices as main sees them. */
export interface Devices {
  /** Uses these scanners from now on instead of those before; none is a till without one. */
  readonly configure: (...scanners: readonly DeviceScanner[]) => void
  /** What became of the latest scan: a scanner that is set up for it beeps. */
  readonly judged: (taken: boolean) => void
  /** Whether the till waits for a code: a scanner that is set up for it is put on only then. */
  readonly await: (awaited: boolean) => void
  /** The emulated scanner reads this; it works beside any other. */
  readonly emulatedScan: (text: string) => void
  readonly listSerialPorts: () => Promise<PortList>
  readonly listHidScanners: () => Promise<HidList>
  /** Listens to everything that could be a scanner, and to no scanner as such, until it is stopped. */
  readonly check: (listen: (notice: CheckNotice) => void) => void
  /** Reads the scanners again that are set up. Harmless when nothing is checked. */
  readonly stopCheck: () => void
  readonly printers: Printers
  /** Ends the service. Resolves when it has ended. */
  readonly close: () => Promise<void>
}

const LIST_TIMEOUT_MS = 10_000

/** Kinds that need no device, so that the service's fate does not touch them. */
const DEVICELESS = ['keyboard', 'none'] as const

/** The light of scanners without a device; null when there is one with. */
function devicelessLight(scanners: readonly DeviceScanner[]) {
  const lights = scanners.map(({ kind }) => DEVICELESS.find((other) => other === kind) ?? null)
  if (lights.includes(null)) return null
  return lights.find((light) => light !== 'none') ?? 'none'
}

/** The light of each scanner while those with a device all have this one. */
const allWith = (
  scanners: readonly DeviceScanner[],
  detail: ScannerLightDetail,
): readonly ScannerLightDetail[] =>
  scanners.map(({ kind }) => DEVICELESS.find((other) => other === kind) ?? detail)

/**
 * Speaks for the device service, which is started when it is first needed: a till with a keyboard scanner
 * has no process for nothing. While the service is being started again the light says so, and
 * scans are lost as with an unplugged scanner.
 */
export function hostDevices(
  start: StartService,
  on: DevicesListener,
  after: After = systemAfter,
): Devices {
  let scanners: readonly DeviceScanner[] = []
  let id = 0
  const lists = deviceLists((message) => service.post(message), after)
  const shine = changedLight(on)
  const shineAll = (detail: ScannerLightDetail): void => shine(detail, allWith(scanners, detail))
  let checking: ((notice: CheckNotice) => void) | null = null
  const verdicts = tellVerdicts(() => service)
  const tell = (): void => service.post({ type: 'configure', id, scanners: [...scanners] })
  const tellCheck = (): void => service.post({ type: 'check', own: [...scanners] })

  const service = keepService(
    start,
    {
      started: () => {
        if (checking !== null) tellCheck()
        else if (devicelessLight(scanners) === null) tell()
        verdicts.started()
        printers.started()
      },
      died: (how) => {
        on.onTrouble(`the device service ended: ${how}`)
        lists.giveUp()
        printers.died()
        if (checking === null && devicelessLight(scanners) === null) shineAll('service-restarting')
      },
      message: (message) => {
        if (message.type === 'check') checking?.(message.notice)
        else if (message.type === 'printers') printers.hear(message.message)
        else if (message.type === 'ports' || message.type === 'hid') lists.hear(message)
        // A light of the scanner before may still be on its way.
        else if (message.type !== 'light') pass(message, on)
        else if (message.id === id && checking === null) shine(message.detail, message.each)
      },
    },
    after,
  )
  const printers = hostPrinters(service, after)
  const configure = (next: readonly DeviceScanner[]): void => {
    scanners = next
    id++
    checking = null
    const light = devicelessLight(next)
    shineAll(light ?? 'opening')
    if (service.listens()) tell()
    else if (light === null) service.wake()
  }
  return {
    printers,
    configure: (...next) => configure(next),
    check: (listen) => {
      checking = listen
      shineAll('checking')
      if (service.listens()) tellCheck()
      else service.wake()
    },
    stopCheck: () => {
      if (checking !== null) configure(scanners)
    },
    ...verdicts.told,
    emulatedScan: (text) => service.post({ type: 'emulated-scan', text }),
    listSerialPorts: lists.listSerialPorts,
    listHidScanners: lists.listHidScanners,
    close: service.close,
  }
}

/** Passes on what is for the listener alone. */
function pass(
  message: Extract<FromService, { readonly type: 'scan' | 'trouble' | 'started' | 'pong' }>,
  on: DevicesListener,
): void {
  if (message.type === 'scan') on.onScan({ text: message.text, lastByteAtMs: message.lastByteAtMs })
  if (message.type === 'trouble') on.onTrouble(message.text)
}

/** Passes on changes of the light. */
function changedLight(on: DevicesListener) {
  let shown = ''
  return (detail: ScannerLightDetail, each: readonly ScannerLightDetail[]): void => {
    const now = [detail, ...each].join()
    if (now === shown) return
    shown = now
    on.onLight({ ...scannerLight(detail), each })
  }
}

/** Asks the service which devices there are. */
function deviceLists(post: (message: Unversioned<ToService>) => void, after: After) {
  const ports = listings<readonly SerialPortChoice[]>(after)
  const hids = listings<readonly HidChoice[]>(after)
  return {
    hear: (message: Extract<FromService, { readonly type: 'ports' | 'hid' }>): void => {
      if (message.type === 'ports') ports.answer(message.ask, message.ports)
      else hids.answer(message.ask, message.scanners)
    },
    giveUp: (): void => {
      for (const open of [ports, hids]) open.giveUp()
    },
    listSerialPorts: async (): Promise<PortList> => {
      const list = await ports.ask((ask) => post({ type: 'list-ports', ask }))
      return list === null ? fail({ kind: 'ports-unavailable' }) : succeed(list)
    },
    listHidScanners: async (): Promise<HidList> => {
      const list = await hids.ask((ask) => post({ type: 'list-hid', ask }))
      return list === null ? fail({ kind: 'devices-unavailable' }) : succeed(list)
    },
  }
}

/** Lists that were asked for and not answered yet; null when none could be had. */
function listings<List>(after: After) {
  const open = new Map<number, (list: List | null) => void>()
  let asked = 0
  const answer = (ask: number, list: List | null): void => {
    open.get(ask)?.(list)
    open.delete(ask)
  }
  return {
    answer,
    ask: (send: (ask: number) => void): Promise<List | null> =>
      new Promise((resolve) => {
        const ask = ++asked
        const cancel = after(LIST_TIMEOUT_MS, () => answer(ask, null))
        open.set(ask, (list) => {
          cancel()
          resolve(list)
        })
        send(ask)
      }),
    giveUp: (): void => {
      for (const ask of open.keys()) answer(ask, null)
    },
  }
}

/** What scanners may be told: whether a code is waited for, and what became of one. A service that does not listen misses it. */
function tellVerdicts(service: () => KeptService) {
  let awaited = false
  const tell = (message: Unversioned<ToService>): void => {
    if (service().listens()) service().post(message)
  }
  const told: Pick<Devices, 'judged' | 'await'> = {
    judged: (taken) => tell({ type: 'judged', taken }),
    await: (next) => {
      if (next !== awaited) tell({ type: 'await', awaited: next })
      awaited = next
    },
  }
  return {
    told,
    started: (): void => {
      if (awaited) tell({ type: 'await', awaited })
    },
  }
}
