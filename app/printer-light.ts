/** What the printer's light says, each with its colour. The renderer has a sentence for every one. */
export const PRINTER_LIGHTS = {
  'printer-ready': 'ok',
  /** Training: slips are shown on the screen. */
  'printer-emulated': 'ok',
  /** No printer is set up. */
  'printer-none': 'off',
  'printer-connecting': 'wait',
  /** The program that reaches devices ended and is being started again. */
  'printer-restarting': 'wait',
  'paper-low': 'wait',
  'paper-out': 'bad',
  'cover-open': 'bad',
  /** The printer says that it is offline, without saying why. */
  'printer-offline': 'bad',
  /** The cutter is stuck, or another fault that the printer calls an error. */
  'printer-error': 'bad',
  /** Nothing is at the address or the port: switched off, unplugged, or set up wrong. */
  'printer-unreachable': 'bad',
  /** Something is there and takes bytes, but answers nothing. */
  'printer-silent': 'bad',
  'printer-busy': 'bad',
  'printer-no-permission': 'bad',
  /** The serial driver does not load on this machine. */
  'printer-no-driver': 'bad',
  /** The system's printer refused, or is not there any more. */
  'printer-refused': 'bad',
  /** The file of waiting prints cannot be used: slips are printed, but not kept over a restart. */
  'print-queue-broken': 'bad',
} as const satisfies Readonly<Record<string, 'ok' | 'wait' | 'bad' | 'off'>>

/** The stable kinds of the printer's light. */
export type PrinterLightDetail = keyof typeof PRINTER_LIGHTS

/** The printer's light as the title bar shows it. */
export interface PrinterLight {
  readonly state: (typeof PRINTER_LIGHTS)[PrinterLightDetail]
  readonly detail: PrinterLightDetail
  /** Slips that wait to be printed. */
  readonly waiting: number
}

/** The light of this kind, with its colour. */
export const printerLight = (detail: PrinterLightDetail, waiting = 0): PrinterLight => ({
  state: PRINTER_LIGHTS[detail],
  detail,
  waiting,
})
