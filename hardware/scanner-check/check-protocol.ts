import { z } from 'zod'
import type { CheckNotice } from '../../app/scanner-check/check-notice.ts'
import type { CheckedDevice } from '../../app/scanner-check/checked-device.ts'
import { REMARKS, type Remark } from '../../app/scanner-check/finding.ts'
import { FORMATS } from '../../app/scanner-check/serial-setting.ts'

/** What a check says to main. Nothing in it was a payment code: digits are hidden where they are read. */
const setting = { baudRate: z.int(), format: z.enum(FORMATS) }

// Proven by Remark's own definition: the keys of REMARKS.
const remarks = Object.keys(REMARKS) as [Remark, ...Remark[]]

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

const device = z.strictObject({
  key: z.string(),
  bus: z.enum(['serial', 'hid', 'keyboard']),
  label: z.string(),
  usb: z
    .strictObject({ vendorId: z.string(), productId: z.string(), serialNumber: z.string() })
    .nullable(),
  path: z.string(),
  state: z.enum(STATES),
  setting: z.strictObject(setting).nullable(),
})

const settings = z.discriminatedUnion('bus', [
  z.strictObject({
    bus: z.literal('serial'),
    ...setting,
    framing: z.enum(['any-line', 'stx-etx', 'idle']),
    idleMs: z.int(),
  }),
  z.strictObject({ bus: z.literal('hid') }),
  z.strictObject({
    bus: z.literal('keyboard'),
    prefix: z.string(),
    suffix: z.enum(['enter', 'tab', 'none']),
  }),
])

const finding = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('read'),
    settings,
    end: z.enum(['cr', 'lf', 'crlf', 'tab', 'etx', 'enter', 'none', 'other']),
    remarks: z.array(z.enum(remarks)),
  }),
  z.strictObject({ kind: z.literal('other-text') }),
  z.strictObject({ kind: z.literal('beginning') }),
  z.strictObject({
    kind: z.literal('garbled'),
    tried: z.strictObject(setting),
    next: z.strictObject(setting),
    guessed: z.boolean(),
  }),
])

/** A notice of a check as it passes from the device service to main. */
export const checkNotice: z.ZodType<CheckNotice> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('devices'), devices: z.array(device) }),
  z.strictObject({ type: z.literal('found'), key: z.string(), finding }),
  z.strictObject({
    type: z.literal('raw'),
    key: z.string(),
    line: z.strictObject({ hex: z.string(), text: z.string() }),
  }),
])
