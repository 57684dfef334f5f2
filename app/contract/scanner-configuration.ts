import { z } from 'zod'

const hexId = (text: string) =>
  z
    .string()
    .regex(/^(?:[0-9a-fA-F]{4})?$/)
    .default('')
    .describe(text)

const serialNumber = z
  .string()
  .max(126)
  .default('')
  .describe('Serial number that the device gives over USB; empty: any')

/**
 * Where payment codes come from, besides typing. Apart from the rest of the configuration, because the device service needs
 * no more of it.
 */
export const scannerSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('hid'),
      vendorId: hexId('USB vendor id, four hexadecimal digits; empty: any'),
      productId: hexId('USB product id, four hexadecimal digits; empty: any'),
      serialNumber,
      whenRefused: z
        .enum(['nothing', 'beep'])
        .optional()
        .describe('beep: the scanner’s error beep when its code was not charged, where it has one'),
    })
    .describe('USB HID POS scanner'),
  z
    .strictObject({
      kind: z.literal('serial'),
      path: z
        .string()
        .default('')
        .describe('Serial port, e.g. /dev/ttyACM0 or COM3; with usb: where it was seen last'),
      usb: z
        .strictObject({
          vendorId: z.string().regex(/^[0-9a-fA-F]{4}$/),
          productId: z.string().regex(/^[0-9a-fA-F]{4}$/),
          serialNumber,
        })
        .optional()
        .describe('The device by its USB identity, whatever its port is called'),
      format: z
        .enum(['8N1', '7E1', '7O1', '8E1', '8O1'])
        .default('8N1')
        .describe('Data bits, parity (none, even, odd) and stop bit'),
      baudRate: z.int().min(300).max(921_600).default(9600),
      framing: z
        .enum(['cr', 'lf', 'crlf', 'any-line', 'stx-etx', 'idle'])
        .default('any-line')
        .describe('What ends a scan: CR, LF, CR LF, any of these, an STX…ETX frame, or silence'),
      idleMs: z
        .int()
        .min(20)
        .max(1000)
        .default(80)
        .describe('Silence that ends a scan when framing is "idle"'),
      whenRefused: z
        .enum(['nothing', 'beep-honeywell', 'beep-datalogic'])
        .optional()
        .describe('What the scanner is told when its code was not charged, by maker'),
    })
    .superRefine(({ path, usb }, context) => {
      if (path !== '' || usb !== undefined) return
      const issue = { code: 'too_small', origin: 'string', minimum: 1, inclusive: true } as const
      context.addIssue({ ...issue, path: ['path'], input: path, message: 'or usb is needed' })
    }),
  z.strictObject({
    kind: z.literal('keyboard'),
    prefix: z.string().max(4).default('').describe('Characters the scanner types before each code'),
    suffix: z.enum(['enter', 'tab', 'none']).default('enter'),
  }),
  z.strictObject({ kind: z.literal('none') }),
])

export type ScannerConfiguration = z.infer<typeof scannerSchema>
