import { systemAfter, type After } from './after.ts'
import { isToService, type DeviceScanner, type FromService } from './device-protocol.ts'
import { emulatedScanners } from './emulated-scanner.ts'
import { openAll, type Parts, type Say } from './open-devices.ts'
import type { OpenedScanner } from './scanner/commanded-scanner.ts'
import { lazyPrinters } from './printer/lazy-printers.ts'
import type { OpenQueue } from './printer/printer-service.ts'
import { listHidScanners } from './scanner/hid-devices.ts'
import { loadHid, type LoadHid } from './scanner/hid-module.ts'
import type { Scanner } from './scanner/open-scanner.ts'
import { loadSerial, type LoadSerial } from './scanner/serial-module.ts'
import { listSerialPorts } from './scanner/serial-ports.ts'

/** The part of the program that touches devices, whatever process it runs in. */
export interface DeviceService {
  /** Takes one message of main. One that cannot be read changes nothing. */
  readonly receive: (message: unknown) => void
}

export interface DeviceServiceParts {
  /** Keeps the slips that wait to be printed. */
  readonly openQueue?: OpenQueue
  readonly loadSerial?: LoadSerial
  readonly loadHid?: LoadHid
  readonly after?: After
}

/** Starts the service; `post` takes its messages to main. */
export function startDeviceService(
  post: (message: FromService) => void,
  {
    openQueue = unkept,
    loadSerial: serial = loadSerial,
    loadHid: hid = loadHid,
    after = systemAfter,
  }: DeviceServiceParts = {},
): DeviceService {
  const say: Say = (message) => post({ version: 5, ...message })
  const parts: Parts = { say, serial, hid, claims: new Set(), after }
  const emulatedScan = emulatedScanners(parts)
  // Who scanned last: main answers a scan at once. Null: no scanner at the counter did.
  let latest: OpenedScanner | null = null
  let awaited = false
  let kind: DeviceScanner['kind'] = 'none'
  let opened: readonly OpenedScanner[] = []
  let configured: Promise<readonly Pick<Scanner, 'close'>[]> = Promise.resolve([])
  const list = lister(parts)
  const print = lazyPrinters({ say, openQueue, after, loadSerial: serial })

  // One after the other: a new scanner may be at the port that an old one lets go.
  const instead = (open: () => Promise<readonly Pick<Scanner, 'close'>[]>): void => {
    configured = configured.then(async (before) => {
      opened = []
      await Promise.all(before.map((scanner) => scanner.close()))
      return open()
    })
  }
  const listenToAll = async (own: readonly DeviceScanner[] | null) => {
    if (own === null) return []
    const { startCheck } = await import('./scanner-check/start-check.ts')
    return [startCheck(own, parts)]
  }

  say({ type: 'started' })
  return {
    receive: (message) => {
      if (!isToService(message)) {
        return say({ type: 'trouble', text: 'main sent no readable message' })
      }
      switch (message.type) {
        case 'configure':
          kind = message.scanners[0]?.kind ?? 'none'
          return instead(async () => {
            const scanned = (by: OpenedScanner): void => {
              latest = by
            }
            opened = openAll(message.scanners, { id: message.id, scanned }, parts)
            for (const scanner of opened) scanner.await(awaited)
            return opened
          })
        case 'judged':
          return latest?.judged(message.taken)
        case 'await':
          awaited = message.awaited
          return opened.forEach((scanner) => scanner.await(awaited))
        case 'check':
          return instead(() => listenToAll(message.own))
        case 'emulated-scan':
          latest = null
          return emulatedScan(kind, message.text)
        case 'list-ports':
          return void list.ports(message.ask)
        case 'list-hid':
          return void list.hid(message.ask)
        case 'printers':
          return print(message.message)
        case 'ping':
          return say({ type: 'pong' })
      }
    },
  }
}

/** Answers what there is to choose from; null where the system does not tell. */
const lister = ({ say, serial, hid }: Parts) => ({
  ports: async (ask: number): Promise<void> => {
    const listed = await listSerialPorts(serial)
    say({ type: 'ports', ask, ports: listed.ok ? listed.value : null })
  },
  hid: async (ask: number): Promise<void> => {
    const listed = await listHidScanners(hid)
    say({ type: 'hid', ask, scanners: listed.ok ? listed.value : null })
  },
})

const unkept: OpenQueue = () => Promise.reject(new Error('there is nowhere to keep slips'))
