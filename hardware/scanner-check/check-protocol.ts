import type { CheckNotice } from '../../app/scanner-check/check-notice.ts'
import type { CheckedDevice } from '../../app/scanner-check/checked-device.ts'
import { REMARKS, type Remark } from '../../app/scanner-check/finding.ts'
import { FORMATS } from '../../app/scanner-check/serial-setting.ts'
import {
  anyOf,
  exactly,
  isBoolean,
  listOf,
  nullable,
  oneOf,
  text,
  wholeNumber,
  type Shape,
} from '../../app/shape.ts'

/** What a check says to main. Nothing in it was a payment code: digits are hidden where they are read. */
const setting = { baudRate: wholeNumber(), format: oneOf(...FORMATS) }

// Proven by Remark's own definition: the keys of REMARKS.
const remark = oneOf(...(Object.keys(REMARKS) as readonly Remark[]))

const STATES = [
  'ready',
  'opening',
  'no-such-port',
  'port-busy',
  'no-permission',
  'no-hid-permission',
  'module-unavailable',
  'open-failed',
] as const satisfies readonly CheckedDevice['state'][]

const device = exactly({
  key: text(),
  bus: oneOf('serial', 'hid', 'keyboard'),
  label: text(),
  usb: nullable(exactly({ vendorId: text(), productId: text(), serialNumber: text() })),
  path: text(),
  state: oneOf(...STATES),
  setting: nullable(exactly(setting)),
})

const settings = anyOf(
  exactly({
    bus: oneOf('serial'),
    ...setting,
    framing: oneOf('any-line', 'stx-etx', 'idle'),
    idleMs: wholeNumber(),
  }),
  exactly({ bus: oneOf('hid') }),
  exactly({
    bus: oneOf('keyboard'),
    prefix: text(),
    suffix: oneOf('enter', 'tab', 'none'),
  }),
)

const finding = anyOf(
  exactly({
    kind: oneOf('read'),
    settings,
    end: oneOf('cr', 'lf', 'crlf', 'tab', 'etx', 'enter', 'none', 'other'),
    remarks: listOf(remark),
  }),
  exactly({ kind: oneOf('other-text') }),
  exactly({ kind: oneOf('beginning') }),
  exactly({
    kind: oneOf('garbled'),
    tried: exactly(setting),
    next: exactly(setting),
    guessed: isBoolean,
  }),
)

/** A notice of a check as it passes from the device service to main. */
export const isCheckNotice: Shape<CheckNotice> = anyOf(
  exactly({ type: oneOf('devices'), devices: listOf(device) }),
  exactly({ type: oneOf('found'), key: text(), finding }),
  exactly({
    type: oneOf('raw'),
    key: text(),
    line: exactly({ hex: text(), text: text() }),
  }),
)
