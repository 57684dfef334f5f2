import { LANGUAGES } from '../../app/language.ts'
import { PRINTER_LIGHTS, type PrinterLightDetail } from '../../app/printer-light.ts'
import { isSlip } from '../../app/receipt/slip-shape.ts'
import {
  anyOf,
  exactly,
  isBoolean,
  isNumber,
  listOf,
  oneOf,
  text,
  wholeNumber,
  type Shaped,
} from '../../app/shape.ts'
import { isPaper, isPrinterConfiguration } from './printer-shape.ts'

// What main and the device service say to each other about printing, inside the messages of device-protocol.ts.

const paper = isPaper
const ask = wholeNumber()

/** `emulated` has no place in the configuration: training prints on the screen. */
const printer = anyOf(isPrinterConfiguration, exactly({ kind: oneOf('emulated'), paper }))
const languages = listOf(oneOf(...LANGUAGES), { min: 1, max: 2 })

// Proven by PrinterLightDetail's own definition: the keys of PRINTER_LIGHTS.
const light = oneOf(...(Object.keys(PRINTER_LIGHTS) as readonly PrinterLightDetail[]))

/** From main. */
export const isToPrinters = anyOf(
  /** Prints here from now on. `queueFile` is where waiting slips are kept. */
  exactly({
    type: oneOf('configure'),
    id: wholeNumber(),
    printer,
    languages,
    queueFile: text(),
  }),
  /** `again`: a person asks for it, although it may have been printed. */
  exactly({
    type: oneOf('print'),
    ask,
    key: text({ min: 1, max: 200 }),
    slip: isSlip,
    again: isBoolean,
    atMs: isNumber,
  }),
  /** Prints a slip at once on a printer that need not be the one in use. */
  exactly({ type: oneOf('test'), ask, printer, languages, slip: isSlip }),
  /** Draws a slip without printing it. */
  exactly({ type: oneOf('draw'), ask, paper, languages, slip: isSlip }),
  /** Forgets what waits. */
  exactly({ type: oneOf('discard'), ask }),
  /** Answers `print-on-system`. */
  exactly({ type: oneOf('system-printed'), ask, printed: isBoolean }),
)
export type ToPrinters = Shaped<typeof isToPrinters>

/** To main. */
export const isFromPrinters = anyOf(
  exactly({ type: oneOf('light'), id: wholeNumber(), detail: light, waiting: wholeNumber() }),
  exactly({
    type: oneOf('queued'),
    ask,
    outcome: oneOf('queued', 'queued-copy', 'waits-already', 'printed-before', 'queue-broken'),
  }),
  exactly({ type: oneOf('tested'), ask, printed: isBoolean, detail: light }),
  exactly({ type: oneOf('drawn'), ask, svg: text() }),
  exactly({ type: oneOf('discarded'), ask, count: wholeNumber() }),
  /** The emulated printer printed this. */
  exactly({ type: oneOf('paper'), svg: text() }),
  /** Only Electron's main process reaches the system's printers. */
  exactly({
    type: oneOf('print-on-system'),
    ask,
    name: text(),
    paper,
    svg: text(),
  }),
)
export type FromPrinters = Shaped<typeof isFromPrinters>

/** A printer as the device service is told of it. */
export type DevicePrinter = Shaped<typeof printer>

/** What became of a slip that was to be printed. */
export type QueueOutcome = Extract<FromPrinters, { readonly type: 'queued' }>['outcome']
