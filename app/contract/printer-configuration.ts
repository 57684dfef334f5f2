import { z } from 'zod'
import { LANGUAGES } from '../language.ts'

/** What every receipt printer is told, however it is connected. */
const device = {
  paper: z.enum(['80mm', '58mm']).default('80mm').describe('Width of the paper'),
  encoding: z
    .enum(['gb18030', 'big5'])
    .default('gb18030')
    .describe('Character set of the printer’s Chinese font; big5 for printers sold in Taiwan'),
  status: z
    .enum(['asked', 'none'])
    .default('asked')
    .describe(
      'asked: the printer is asked for paper, cover and completion. none: for printers that never answer',
    ),
  cut: z.enum(['partial', 'full', 'none']).default('partial'),
  drawer: z
    .enum(['never', 'pin-2', 'pin-5'])
    .default('never')
    .describe(
      'Pin of the cash drawer’s plug; it is opened with the receipt of a paid sale, and by Ctrl+D',
    ),
}

/** Where receipts are printed. */
export const printerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('tcp'),
    host: z.string().min(1).max(253).describe('Name or address of a network printer'),
    port: z.int().min(1).max(65_535).default(9100),
    ...device,
  }),
  z.strictObject({
    kind: z.literal('serial'),
    path: z.string().min(1).describe('Serial port, e.g. /dev/ttyUSB0 or COM4'),
    baudRate: z.int().min(300).max(921_600).default(19_200),
    ...device,
  }),
  z.strictObject({
    kind: z.literal('usb'),
    path: z.string().min(1).describe('Device file of a USB printer on Linux, e.g. /dev/usb/lp0'),
    ...device,
  }),
  z.strictObject({
    kind: z.literal('system'),
    name: z
      .string()
      .max(200)
      .default('')
      .describe('Printer as the system names it; the system’s default without one'),
    paper: device.paper,
  }),
])

/** What is printed, and in which languages. */
export const receiptSchema = z.strictObject({
  print: z
    .enum(['paid-and-parked', 'paid', 'on-demand'])
    .default('paid-and-parked')
    .describe(
      'What is printed by itself: receipts of paid sales, pending slips of parked ones; on-demand: nothing (F11 prints)',
    ),
  languages: z
    .array(z.enum(LANGUAGES))
    .min(1)
    .max(2)
    .default(['zh-Hans', 'en'])
    .describe('One or two languages, beside each other on the slip'),
})

/** Where receipts are printed. */
export type PrinterConfiguration = z.infer<typeof printerSchema>

/** What is printed, and in which languages. */
export type ReceiptConfiguration = z.infer<typeof receiptSchema>
