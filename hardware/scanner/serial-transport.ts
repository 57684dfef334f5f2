import { fail, succeed, type Result } from '../../app/result.ts'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { preciseNowMs, systemAfter, type After } from '../after.ts'
import { watchDeviceNodes } from './arrivals.ts'
import { failureOf, foreseeFailure } from './serial-failure.ts'
import {
  loadSerial,
  messageOf,
  type LoadSerial,
  type SerialModule,
  type SystemPort,
} from './serial-module.ts'
import { watchPresence, type StillThere } from './serial-presence.ts'
import { readPort } from './serial-reader.ts'
import type {
  Connection,
  OpenFailure,
  Transport,
  TransportListener,
  WriteFailure,
} from './transport.ts'
import { portsOf, type UsbIdentity } from './usb-ports.ts'

/** How often the system is asked whether the device is still there. */
const WATCH_EVERY_MS = 1_000

/** A line that takes no bytes for this long is not listening. */
const WRITE_TIMEOUT_MS = 1_000

/** A driver may hold on to a closed port until its output is sent, which an unplugged one never does. */
const CLOSE_TIMEOUT_MS = 2_000

export interface SerialOptions {
  /** A port of the system, e.g. /dev/ttyACM0, /dev/serial/by-id/…, COM3; or a pseudo-terminal. Means nothing with `usb`. */
  readonly path: string
  /** The device by what it says of itself: it is found at whatever port it is. */
  readonly usb?: UsbIdentity | undefined
  readonly baudRate: number
  /** Data bits, parity and the one stop bit. */
  readonly format?: SerialFormat
}

/** Data bits, parity (none, even, odd) and stop bits of a serial line. */
export type SerialFormat = Extract<ScannerConfiguration, { kind: 'serial' }>['format']

const PARITY = { N: 'none', E: 'even', O: 'odd' } as const

/** What the package calls a format. */
export function formatOptions(format: SerialFormat) {
  // Proven by SerialFormat: its second letter is one of these.
  const letter = format[1] as keyof typeof PARITY
  return { dataBits: format.startsWith('7') ? 7 : 8, parity: PARITY[letter] } as const
}

const isDeviceNode = ({ path, usb }: SerialOptions): boolean =>
  usb !== undefined || path.startsWith('/dev/')

/** RS-232 and USB-CDC scanners: one stop bit, no flow control, locked. */
export function serialTransport(
  options: SerialOptions,
  load: LoadSerial = loadSerial,
  after: After = systemAfter,
): Transport {
  const { path, usb, baudRate, format = '8N1' } = options
  const openAt = async (
    at: string,
    module: SerialModule,
    on: TransportListener,
  ): Promise<Result<Connection, OpenFailure>> => {
    const foreseen = await foreseeFailure(at)
    if (foreseen !== null) return fail(foreseen)
    // Noted before the port is opened: a device swapped in between is then seen as another one.
    const stillThere = await watchPresence(at, module)
    return module.open({ path: at, baudRate, ...formatOptions(format) }).then(
      (port) => succeed(connect(port, on, stillThere, after)),
      (error: unknown) => fail(failureOf(messageOf(error))),
    )
  }
  return {
    ...(isDeviceNode(options) ? { arrivals: watchDeviceNodes() } : {}),
    open: async (on) => {
      const loaded = await load()
      if (!loaded.ok) return fail({ kind: 'module-unavailable', detail: loaded.error })
      const places = usb === undefined ? [path] : await portsOf(usb, loaded.value)
      let answer: Result<Connection, OpenFailure> = fail({
        kind: 'no-such-port',
        detail: 'no port has this device',
      })
      // Of twins without serial numbers one may be open already: then it is the next.
      for (const at of places) {
        answer = await openAt(at, loaded.value, on)
        if (answer.ok) return answer
      }
      return answer
    },
  }
}

function connect(
  port: SystemPort,
  on: TransportListener,
  stillThere: StillThere,
  after: After,
): Connection {
  let open = true
  let cancelWatch = (): void => undefined
  const release = (): Promise<void> => {
    open = false
    cancelWatch()
    return within(after, CLOSE_TIMEOUT_MS, closePort(port))
  }
  const lose = (): void => {
    if (!open) return
    void release()
    on.closed()
  }
  const watch = (): void => {
    cancelWatch = after(WATCH_EVERY_MS, () => {
      void stillThere().then((there) => {
        if (!open) return
        if (there) watch()
        else lose()
      })
    })
  }
  watch()
  readPort(port, {
    bytes: (chunk) => {
      if (open) on.bytes(chunk, preciseNowMs())
    },
    gone: lose,
  })
  return {
    write: (bytes) => (open ? writePort(port, bytes, after) : Promise.resolve(NOT_OPEN)),
    close: async () => {
      if (open) await release()
    },
  }
}

const NOT_OPEN: Result<null, WriteFailure> = fail({ kind: 'not-open' })

/** The binding refuses to write to a closed port; the package's stream would queue it for ever. */
function writePort(
  port: SystemPort,
  bytes: Uint8Array,
  after: After,
): Promise<Result<null, WriteFailure>> {
  const written = port.write(Buffer.from(bytes)).then(
    () => succeed(null),
    (error: unknown) => fail({ kind: 'write-failed' as const, detail: messageOf(error) }),
  )
  return new Promise((resolve) => {
    const cancel = after(WRITE_TIMEOUT_MS, () => resolve(fail({ kind: 'timeout' })))
    void written.then((result) => {
      cancel()
      resolve(result)
    })
  })
}

/** Closing fails when the device is gone already, which is what closing is for. */
const closePort = (port: SystemPort): Promise<void> =>
  port.isOpen
    ? port.close().then(
        () => undefined,
        () => undefined,
      )
    : Promise.resolve()

const within = (after: After, limitMs: number, work: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    const cancel = after(limitMs, resolve)
    void work.then(() => {
      cancel()
      resolve()
    })
  })
