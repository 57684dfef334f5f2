import { KEYS, type CheckNotice } from '../../app/scanner-check/check-notice.ts'
import type { CheckedDevice } from '../../app/scanner-check/checked-device.ts'
import type { Finding } from '../../app/scanner-check/finding.ts'
import { rawLine } from '../../app/scanner-check/raw.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'

const USUAL = { baudRate: 9600, format: '8N1' } as const
const FAST = { baudRate: 115_200, format: '8N1' } as const

const SERIAL: CheckedDevice = {
  key: 'serial /dev/ttyUSB0',
  bus: 'serial',
  label: '/dev/ttyUSB0 · Prolific · 067b:2303',
  usb: { vendorId: '067b', productId: '2303', serialNumber: '' },
  path: '/dev/ttyUSB0',
  state: 'ready',
  setting: USUAL,
}

const HID: CheckedDevice = {
  key: 'hid 0c2e:0b61:19324B0D1A',
  bus: 'hid',
  label: 'Honeywell · Vuquest 3310g · 0c2e:0b61 · 19324B0D1A',
  usb: { vendorId: '0c2e', productId: '0b61', serialNumber: '19324B0D1A' },
  path: '',
  state: 'ready',
  setting: null,
}

const TYPING: CheckedDevice = {
  ...HID,
  key: 'keyboard 0c2e:0200:',
  bus: 'keyboard',
  label: 'Honeywell · Voyager 1400g',
}

const devices = (...all: readonly CheckedDevice[]): CheckNotice => ({
  type: 'devices',
  devices: all,
})
const found = (key: string, finding: Finding): CheckNotice => ({ type: 'found', key, finding })
const raw = (key: string, text: string): CheckNotice => ({
  type: 'raw',
  key,
  line: rawLine(Array.from(text, (character) => character.charCodeAt(0))),
})

/** Shows the raw data. */
export const RAW_BUTTON = '.check-results > .check-buttons > button:last-of-type'

/** What a check can come to, by name. */
export const CHECKS: { readonly [name: string]: readonly CheckNotice[] } = {
  waiting: [devices(SERIAL, { ...HID, state: 'no-hid-permission' })],
  nothing: [devices()],
  garbled: [
    devices({ ...SERIAL, setting: FAST }),
    found(SERIAL.key, { kind: 'garbled', tried: USUAL, next: FAST, guessed: true }),
  ],
  serial: [
    devices({ ...SERIAL, setting: FAST }, { ...HID, state: 'port-busy' }),
    found(SERIAL.key, {
      kind: 'read',
      settings: { bus: 'serial', ...FAST, framing: 'any-line', idleMs: 80 },
      end: 'cr',
      remarks: ['other-setting', 'other-end', 'aim-prefix'],
    }),
  ],
  hid: [
    devices(SERIAL, HID),
    found(HID.key, { kind: 'read', settings: { bus: 'hid' }, end: 'none', remarks: [] }),
  ],
  keyboard: [
    devices(TYPING),
    found(KEYS, {
      kind: 'read',
      settings: { bus: 'keyboard', prefix: '', suffix: 'none' },
      end: 'none',
      remarks: ['layout', 'input-method', 'no-end', 'slow-keys'],
    }),
  ],
  must: [
    devices(TYPING),
    found(KEYS, {
      kind: 'read',
      settings: { bus: 'keyboard', prefix: '', suffix: 'enter' },
      end: 'enter',
      remarks: ['layout-digits', 'caps-lock'],
    }),
  ],
  other: [devices(HID), found(HID.key, { kind: 'other-text' })],
  raw: [
    devices(SERIAL),
    raw(SERIAL.key, '\xd4\x69\x6c\x6c\xad\x51'),
    raw(SERIAL.key, '6901234567892\r\n'),
    raw(SERIAL.key, `\x02${TEST_TEXT}\x03`),
    found(SERIAL.key, { kind: 'other-text' }),
  ],
}
