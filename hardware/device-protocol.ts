import { z } from 'zod'
import { scannerSchema } from '../app/contract/scanner-configuration.ts'
import { SCANNER_LIGHTS, type ScannerLightDetail } from '../app/scanner-light.ts'
import { fromPrinters, toPrinters } from './printer/printer-protocol.ts'
import { checkNotice } from './scanner-check/check-protocol.ts'
import { SCAN_LENGTH_MAX } from './scanner/decoder.ts'

/**
 * What main and the device service say to each other. Both ends parse what they get, and a message
 * of another version is none: after an update that was cut short the two may differ.
 * Payment codes pass through here in memory; no message is ever logged.
 */
const version = z.literal(4)

/** `emulated` has no settings of its own and no place in the configuration: training mode chooses it. */
const scanner = z.union([scannerSchema, z.strictObject({ kind: z.literal('emulated') })])

/** A scanner as the device service is told of it. */
export type DeviceScanner = z.infer<typeof scanner>

const text = z.string().min(1).max(SCAN_LENGTH_MAX)

/** From main to the service. */
export const toService = z.discriminatedUnion('type', [
  /** Lets go of the scanners before and opens these. Their light carries `id`. */
  z.strictObject({
    version,
    type: z.literal('configure'),
    id: z.int(),
    scanners: z.array(scanner),
  }),
  /** The emulated scanner reads this; it works beside any other. */
  z.strictObject({ version, type: z.literal('emulated-scan'), text }),
  /**
   * Lets go of the scanners and listens to everything that could be one; these are the till's own. Null: no more, and a
   * `configure` follows.
   */
  z.strictObject({ version, type: z.literal('check'), own: z.array(scanner).nullable() }),
  /** The latest scan was not charged: its scanner may say so. */
  z.strictObject({ version, type: z.literal('refused') }),
  z.strictObject({ version, type: z.literal('list-ports'), ask: z.int() }),
  z.strictObject({ version, type: z.literal('list-hid'), ask: z.int() }),
  z.strictObject({ version, type: z.literal('printers'), message: toPrinters }),
  z.strictObject({ version, type: z.literal('ping') }),
])
export type ToService = z.infer<typeof toService>

// Proven by ScannerLightDetail's own definition: the keys of SCANNER_LIGHTS.
const details = Object.keys(SCANNER_LIGHTS) as [ScannerLightDetail, ...ScannerLightDetail[]]

const usb = { vendorId: z.string(), productId: z.string(), serialNumber: z.string() }

const port = z.strictObject({
  path: z.string(),
  label: z.string(),
  usb: z.strictObject(usb).nullable(),
})

const hid = z.strictObject({ ...usb, label: z.string() })

/** From the service to main. */
export const fromService = z.discriminatedUnion('type', [
  /** The first message: the service listens. */
  z.strictObject({ version, type: z.literal('started') }),
  /** `detail` is the light of all scanners, `each` that of each one, in the order in which they were named. */
  z.strictObject({
    version,
    type: z.literal('light'),
    id: z.int(),
    detail: z.enum(details),
    each: z.array(z.enum(details)),
  }),
  z.strictObject({ version, type: z.literal('scan'), text, lastByteAtMs: z.number() }),
  /** Answers `list-ports`; null when the ports cannot be listed. */
  z.strictObject({
    version,
    type: z.literal('ports'),
    ask: z.int(),
    ports: z.array(port).nullable(),
  }),
  /** Answers `list-hid`. */
  z.strictObject({
    version,
    type: z.literal('hid'),
    ask: z.int(),
    scanners: z.array(hid).nullable(),
  }),
  /** For the log. Holds nothing that was scanned. */
  z.strictObject({ version, type: z.literal('trouble'), text: z.string() }),
  z.strictObject({ version, type: z.literal('check'), notice: checkNotice }),
  z.strictObject({ version, type: z.literal('printers'), message: fromPrinters }),
  z.strictObject({ version, type: z.literal('pong') }),
])
export type FromService = z.infer<typeof fromService>

/** A message without its version, which the sender adds. */
export type Unversioned<Message> = Message extends { version: 4 } ? Omit<Message, 'version'> : never
