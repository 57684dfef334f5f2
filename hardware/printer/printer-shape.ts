import type { PrinterConfiguration } from '../../app/contract/printer-configuration.ts'
import { anyOf, exactly, oneOf, text, wholeNumber, type Shape } from '../../app/shape.ts'

export const isPaper = oneOf('58mm', '80mm')

const device = {
  paper: isPaper,
  encoding: oneOf('gb18030', 'big5'),
  status: oneOf('asked', 'none'),
  cut: oneOf('partial', 'full', 'none'),
  drawer: oneOf('never', 'pin-2', 'pin-5'),
}
const path = text({ min: 1 })

/** The configuration's own rules for a printer, for a program that does not read configurations. */
export const isPrinterConfiguration: Shape<PrinterConfiguration> = anyOf(
  exactly({ kind: oneOf('none') }),
  exactly({
    kind: oneOf('tcp'),
    host: text({ min: 1, max: 253 }),
    port: wholeNumber(1, 65_535),
    ...device,
  }),
  exactly({ kind: oneOf('serial'), path, baudRate: wholeNumber(300, 921_600), ...device }),
  exactly({ kind: oneOf('usb'), path, ...device }),
  exactly({ kind: oneOf('system'), name: text({ max: 200 }), paper: isPaper }),
)
