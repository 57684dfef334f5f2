import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { FORMATS } from '../../app/scanner-check/serial-setting.ts'
import {
  COMMAND_MAKERS,
  COMMANDED_BEEPS,
  offeredBy,
  type ScannerCommands,
} from '../../app/scanner-commands.ts'
import { anyOf, exactly, oneOf, text, textLike, wholeNumber, type Shape } from '../../app/shape.ts'

const hexId = textLike(/^(?:[0-9a-fA-F]{4})?$/)
const knownId = textLike(/^[0-9a-fA-F]{4}$/)
const serialNumber = text({ max: 126 })

const commands = exactly({
  maker: oneOf(...COMMAND_MAKERS),
  beep: oneOf(...COMMANDED_BEEPS),
  handshake: oneOf('none', 'ack-nak'),
  trigger: oneOf('scanner', 'till'),
})

const isCommands: Shape<ScannerCommands> = (value): value is ScannerCommands => {
  if (!commands(value)) return false
  const offered = offeredBy(value.maker)
  return (
    offered.beep.includes(value.beep) &&
    offered.handshake.includes(value.handshake) &&
    offered.trigger.includes(value.trigger)
  )
}

const serial = exactly(
  {
    kind: oneOf('serial'),
    path: text(),
    format: oneOf(...FORMATS),
    baudRate: wholeNumber(300, 921_600),
    framing: oneOf('cr', 'lf', 'crlf', 'any-line', 'stx-etx', 'idle'),
    idleMs: wholeNumber(20, 1000),
  },
  {
    usb: exactly({ vendorId: knownId, productId: knownId, serialNumber }),
    commands: isCommands,
  },
)

const other = anyOf(
  exactly(
    { kind: oneOf('hid'), vendorId: hexId, productId: hexId, serialNumber },
    { whenRefused: oneOf('nothing', 'beep') },
  ),
  exactly({
    kind: oneOf('keyboard'),
    prefix: text({ max: 4 }),
    suffix: oneOf('enter', 'tab', 'none'),
  }),
  exactly({ kind: oneOf('none') }),
)

/** The configuration's own rules for a scanner, for a program that does not read configurations. */
export const isScannerConfiguration: Shape<ScannerConfiguration> = (
  value,
): value is ScannerConfiguration =>
  other(value) || (serial(value) && (value.path !== '' || value.usb !== undefined))
