import { SCANNER_LIGHTS, type ScannerLightDetail } from '../app/scanner-light.ts'
import {
  anyOf,
  exactly,
  isBoolean,
  isNumber,
  listOf,
  nullable,
  oneOf,
  text,
  wholeNumber,
  type Shaped,
} from '../app/shape.ts'
import { isFromPrinters, isToPrinters } from './printer/printer-protocol.ts'
import { isCheckNotice } from './scanner-check/check-protocol.ts'
import { SCAN_LENGTH_MAX } from './scanner/decoder.ts'
import { isScannerConfiguration } from './scanner/scanner-shape.ts'

/**
 * What main and the device service say to each other. Both ends check what they get, and a message
 * of another version is none: after an update that was cut short the two may differ.
 * Payment codes pass through here in memory; no message is ever logged.
 */
const version = oneOf(5)

/** `emulated` has no settings of its own and no place in the configuration: training mode chooses it. */
const scanner = anyOf(isScannerConfiguration, exactly({ kind: oneOf('emulated') }))

/** A scanner as the device service is told of it. */
export type DeviceScanner = Shaped<typeof scanner>

const scanned = text({ min: 1, max: SCAN_LENGTH_MAX })

/** From main to the service. */
export const isToService = anyOf(
  /** Lets go of the scanners before and opens these. Their light carries `id`. */
  exactly({
    version,
    type: oneOf('configure'),
    id: wholeNumber(),
    scanners: listOf(scanner),
  }),
  /** The emulated scanner reads this; it works beside any other. */
  exactly({ version, type: oneOf('emulated-scan'), text: scanned }),
  /**
   * Lets go of the scanners and listens to everything that could be one; these are the till's own. Null: no more, and a
   * `configure` follows.
   */
  exactly({ version, type: oneOf('check'), own: nullable(listOf(scanner)) }),
  /** What became of the latest scan: its scanner may say so. */
  exactly({ version, type: oneOf('judged'), taken: isBoolean }),
  /** Whether the till waits for a code: scanners may be put on only then. */
  exactly({ version, type: oneOf('await'), awaited: isBoolean }),
  exactly({ version, type: oneOf('list-ports'), ask: wholeNumber() }),
  exactly({ version, type: oneOf('list-hid'), ask: wholeNumber() }),
  exactly({ version, type: oneOf('printers'), message: isToPrinters }),
  exactly({ version, type: oneOf('ping') }),
)
export type ToService = Shaped<typeof isToService>

// Proven by ScannerLightDetail's own definition: the keys of SCANNER_LIGHTS.
const detail = oneOf(...(Object.keys(SCANNER_LIGHTS) as readonly ScannerLightDetail[]))

const usb = { vendorId: text(), productId: text(), serialNumber: text() }

const port = exactly({
  path: text(),
  label: text(),
  usb: nullable(exactly(usb)),
})

const hid = exactly({ ...usb, label: text() })

/** From the service to main. */
export const isFromService = anyOf(
  /** The first message: the service listens. */
  exactly({ version, type: oneOf('started') }),
  /** `detail` is the light of all scanners, `each` that of each one, in the order in which they were named. */
  exactly({
    version,
    type: oneOf('light'),
    id: wholeNumber(),
    detail,
    each: listOf(detail),
  }),
  exactly({ version, type: oneOf('scan'), text: scanned, lastByteAtMs: isNumber }),
  /** Answers `list-ports`; null when the ports cannot be listed. */
  exactly({
    version,
    type: oneOf('ports'),
    ask: wholeNumber(),
    ports: nullable(listOf(port)),
  }),
  /** Answers `list-hid`. */
  exactly({
    version,
    type: oneOf('hid'),
    ask: wholeNumber(),
    scanners: nullable(listOf(hid)),
  }),
  /** For the log. Holds nothing that was scanned. */
  exactly({ version, type: oneOf('trouble'), text: text() }),
  exactly({ version, type: oneOf('check'), notice: isCheckNotice }),
  exactly({ version, type: oneOf('printers'), message: isFromPrinters }),
  exactly({ version, type: oneOf('pong') }),
)
export type FromService = Shaped<typeof isFromService>

/** A message without its version, which the sender adds. */
export type Unversioned<Message> = Message extends { version: 5 } ? Omit<Message, 'version'> : never
