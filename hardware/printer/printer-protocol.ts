import { z } from 'zod'
import { printerSchema, receiptSchema } from '../../app/contract/printer-configuration.ts'
import { slipSchema } from '../../app/contract/slip.ts'
import { PRINTER_LIGHTS, type PrinterLightDetail } from '../../app/printer-light.ts'

// What main and the device service say to each other about printing, inside the messages of device-protocol.ts.

const paper = z.enum(['58mm', '80mm'])
const ask = z.int()

/** `emulated` has no place in the configuration: training prints on the screen. */
const printer = z.union([printerSchema, z.strictObject({ kind: z.literal('emulated'), paper })])
const languages = receiptSchema.shape.languages.unwrap()

// Proven by PrinterLightDetail's own definition: the keys of PRINTER_LIGHTS.
const details = Object.keys(PRINTER_LIGHTS) as [PrinterLightDetail, ...PrinterLightDetail[]]
const light = z.enum(details)

/** From main. */
export const toPrinters = z.discriminatedUnion('type', [
  /** Prints here from now on. `queueFile` is where waiting slips are kept. */
  z.strictObject({
    type: z.literal('configure'),
    id: z.int(),
    printer,
    languages,
    queueFile: z.string(),
  }),
  /** `again`: a person asks for it, although it may have been printed. */
  z.strictObject({
    type: z.literal('print'),
    ask,
    key: z.string().min(1).max(200),
    slip: slipSchema,
    again: z.boolean(),
    atMs: z.number(),
  }),
  /** Prints a slip at once on a printer that need not be the one in use. */
  z.strictObject({ type: z.literal('test'), ask, printer, languages, slip: slipSchema }),
  /** Draws a slip without printing it. */
  z.strictObject({ type: z.literal('draw'), ask, paper, languages, slip: slipSchema }),
  /** Forgets what waits. */
  z.strictObject({ type: z.literal('discard'), ask }),
  /** Answers `print-on-system`. */
  z.strictObject({ type: z.literal('system-printed'), ask, printed: z.boolean() }),
])
export type ToPrinters = z.infer<typeof toPrinters>

/** To main. */
export const fromPrinters = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('light'), id: z.int(), detail: light, waiting: z.int() }),
  z.strictObject({
    type: z.literal('queued'),
    ask,
    outcome: z.enum(['queued', 'queued-copy', 'waits-already', 'printed-before', 'queue-broken']),
  }),
  z.strictObject({ type: z.literal('tested'), ask, printed: z.boolean(), detail: light }),
  z.strictObject({ type: z.literal('drawn'), ask, svg: z.string() }),
  z.strictObject({ type: z.literal('discarded'), ask, count: z.int() }),
  /** The emulated printer printed this. */
  z.strictObject({ type: z.literal('paper'), svg: z.string() }),
  /** Only Electron's main process reaches the system's printers. */
  z.strictObject({
    type: z.literal('print-on-system'),
    ask,
    name: z.string(),
    paper,
    svg: z.string(),
  }),
])
export type FromPrinters = z.infer<typeof fromPrinters>

/** A printer as the device service is told of it. */
export type DevicePrinter = z.infer<typeof printer>

/** What became of a slip that was to be printed. */
export type QueueOutcome = Extract<FromPrinters, { readonly type: 'queued' }>['outcome']
