import type { ScannerLight } from '../app/scanner-light.ts'
import { systemAfter, type After } from './after.ts'
import {
  toService,
  type DeviceScanner,
  type FromService,
  type Unversioned,
} from './device-protocol.ts'
import { emulatedTransport } from './scanner/emulated-transport.ts'
import { framedDecoder } from './scanner/framed-decoder.ts'
import { openScanner, type Scanner } from './scanner/open-scanner.ts'
import { loadSerial, type LoadSerial } from './scanner/serial-module.ts'
import { listSerialPorts } from './scanner/serial-ports.ts'
import { serialTransport } from './scanner/serial-transport.ts'

/** The part of the program that touches devices, whatever process it runs in. */
export interface DeviceService {
  /** Takes one message of main. One that cannot be read changes nothing. */
  readonly receive: (message: unknown) => void
}

export interface DeviceServiceParts {
  readonly loadSerial?: LoadSerial
  readonly after?: After
}

type Say = (message: Unversioned<FromService>) => void

/** Starts the service; `post` takes its messages to main. */
export function startDeviceService(
  post: (message: FromService) => void,
  { loadSerial: load = loadSerial, after = systemAfter }: DeviceServiceParts = {},
): DeviceService {
  const say: Say = (message) => post({ version: 1, ...message })
  const parts = { say, load, after }
  const emulatedScan = emulatedScanner(parts)
  let configured: Promise<Scanner | null> = Promise.resolve(null)

  say({ type: 'started' })
  return {
    receive: (raw) => {
      const parsed = toService.safeParse(raw)
      if (!parsed.success) return say({ type: 'trouble', text: 'main sent no readable message' })
      const message = parsed.data
      switch (message.type) {
        case 'configure':
          // One after the other: the new scanner may be at the port that the old one lets go.
          configured = configured.then(async (before) => {
            await before?.close()
            return openConfigured(message.scanner, message.id, parts)
          })
          return
        case 'emulated-scan':
          return emulatedScan(message.text)
        case 'list-ports':
          return void listSerialPorts(load).then((listed) => {
            const ports = listed.ok ? [...listed.value] : null
            say({ type: 'ports', ask: message.ask, ports })
          })
        case 'ping':
          return say({ type: 'pong' })
      }
    },
  }
}

interface Parts {
  readonly say: Say
  readonly load: LoadSerial
  readonly after: After
}

/** Opens a scanner. Another bus is another case: a transport and a decoder of its own. */
function openConfigured(scanner: DeviceScanner, id: number, parts: Parts): Scanner | null {
  const light = ({ detail }: Pick<ScannerLight, 'detail'>): void =>
    parts.say({ type: 'light', id, detail })
  switch (scanner.kind) {
    case 'serial': {
      const { framing, idleMs } = scanner
      const transport = serialTransport(scanner, parts.load, parts.after)
      return openScanner(
        { transport, decoder: framedDecoder(framing, idleMs) },
        { ...deliverTo(parts.say), light },
        parts.after,
      )
    }
    case 'keyboard':
    case 'none':
    case 'emulated':
      light({ detail: scanner.kind })
      return null
  }
}

const deliverTo = (say: Say) => ({
  scan: (scan: { readonly text: string; readonly lastByteAtMs: number }) =>
    say({ type: 'scan', ...scan }),
  trouble: (text: string) => say({ type: 'trouble', text }),
})

/** Scans with the emulated scanner, which is plugged in when it is first used. */
function emulatedScanner({ say, after }: Parts): (text: string) => void {
  const device = emulatedTransport()
  let opened = false
  return (text) => {
    if (!opened) {
      const decoder = framedDecoder('any-line')
      openScanner(
        { transport: device, decoder },
        { ...deliverTo(say), light: () => undefined },
        after,
      )
    }
    opened = true
    void device.scan(text)
  }
}
