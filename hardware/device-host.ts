import { fail, succeed, type Result } from '../app/result.ts'
import { scannerLight, type ScannerLight } from '../app/scanner-light.ts'
import { systemAfter, type After } from './after.ts'
import type { DeviceScanner } from './device-protocol.ts'
import { keepService, type StartService } from './keep-service.ts'
import type { Scan } from './scanner/open-scanner.ts'
import type { SerialPortChoice } from './scanner/serial-ports.ts'

export interface DevicesListener {
  /** A scanner read something. It may be a payment code: memory only, never a log. */
  readonly onScan: (scan: Scan) => void
  /** Called when the light changes. */
  readonly onLight: (light: ScannerLight) => void
  /** For the log. Holds nothing that was scanned. */
  readonly onTrouble: (text: string) => void
}

/** The ports to choose from, or that they cannot be listed. */
export type PortList = Result<readonly SerialPortChoice[], { readonly kind: 'ports-unavailable' }>

/** The devices as main sees them. */
export interface Devices {
  /** Uses this scanner from now on instead of the one before. */
  readonly configure: (scanner: DeviceScanner) => void
  /** The emulated scanner reads this; it works beside any other. */
  readonly emulatedScan: (text: string) => void
  readonly listSerialPorts: () => Promise<PortList>
  /** Ends the service. Resolves when it has ended. */
  readonly close: () => Promise<void>
}

const LIST_TIMEOUT_MS = 10_000

/** Kinds that need no device, so that the service's fate does not touch them. */
const DEVICELESS = ['keyboard', 'none'] as const

/** The light of a scanner without a device; null for one with. */
const devicelessLight = ({ kind }: DeviceScanner) =>
  DEVICELESS.find((other) => other === kind) ?? null

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
  let scanner: DeviceScanner = { kind: 'none' }
  let id = 0
  const listings = portListings(after)
  let shown: ScannerLight['detail'] | null = null
  const shine = (detail: ScannerLight['detail']): void => {
    if (detail === shown) return
    shown = detail
    on.onLight(scannerLight(detail))
  }
  const tell = (): void => service.post({ type: 'configure', id, scanner })

  const service = keepService(
    start,
    {
      started: () => {
        if (devicelessLight(scanner) === null) tell()
      },
      died: (how) => {
        on.onTrouble(`the device service ended: ${how}`)
        listings.giveUp()
        if (devicelessLight(scanner) === null) shine('service-restarting')
      },
      message: (message) => {
        switch (message.type) {
          case 'light':
            // A light of the scanner before may still be on its way.
            if (message.id === id) shine(message.detail)
            return
          case 'scan':
            return on.onScan({ text: message.text, lastByteAtMs: message.lastByteAtMs })
          case 'ports':
            return listings.answer(message.ask, message.ports)
          case 'trouble':
            return on.onTrouble(message.text)
          case 'pong':
            return
        }
      },
    },
    after,
  )
  return {
    configure: (next) => {
      scanner = next
      id++
      const light = devicelessLight(next)
      shine(light ?? 'opening')
      if (service.listens()) tell()
      else if (light === null) service.wake()
    },
    emulatedScan: (text) => service.post({ type: 'emulated-scan', text }),
    listSerialPorts: () => listings.ask((ask) => service.post({ type: 'list-ports', ask })),
    close: service.close,
  }
}

/** Lists that were asked for and not answered yet. */
function portListings(after: After) {
  const open = new Map<number, (list: PortList) => void>()
  let asked = 0
  const answer = (ask: number, ports: readonly SerialPortChoice[] | null): void => {
    open.get(ask)?.(ports === null ? fail({ kind: 'ports-unavailable' }) : succeed(ports))
    open.delete(ask)
  }
  return {
    answer,
    ask: (send: (ask: number) => void): Promise<PortList> =>
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
