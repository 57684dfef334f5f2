import { z } from 'zod'
import {
  COMMAND_MAKERS,
  COMMANDED_BEEPS,
  offeredBy,
  type CommandMaker,
} from '../scanner-commands.ts'

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

// Proven by CommandMaker's own definition: it has members.
const makers = COMMAND_MAKERS as readonly [CommandMaker, ...CommandMaker[]]

const notOffered = (values: readonly string[]) => ({
  code: 'invalid_value' as const,
  values: [...values],
  message: 'this maker documents no such command',
})

/** What a scanner at a serial line is told. */
const commandsSchema = z
  .strictObject({
    maker: z.enum(makers).describe('Whose commands the scanner understands'),
    beep: z
      .enum(COMMANDED_BEEPS)
      .default('never')
      .describe(
        'refused: the scanner beeps when its code was not charged. every: it says of each code whether it was taken',
      ),
    handshake: z
      .enum(['none', 'ack-nak'])
      .default('none')
      .describe('ack-nak: the scanner waits for ACK after each scan, and sends it again after NAK'),
    trigger: z
      .enum(['scanner', 'till'])
      .default('scanner')
      .describe('till: the till puts the scanner’s light on while it waits for a code'),
  })
  .superRefine((commands, context) => {
    const offered = offeredBy(commands.maker)
    for (const name of ['beep', 'handshake', 'trigger'] as const) {
      const values: readonly string[] = offered[name]
      if (values.includes(commands[name])) continue
      context.addIssue({ ...notOffered(values), path: [name], input: commands[name] })
    }
  })

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
      commands: commandsSchema
        .optional()
        .describe('What the scanner is told, where it understands'),
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
