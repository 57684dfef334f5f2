import { expect, it } from 'vitest'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import type { CheckedDevice } from '../../app/scanner-check/checked-device.ts'
import { canAdd, placeScanner, scannerFrom } from '../../renderer/setup/check/place-scanner.ts'

const KEYBOARD: ScannerConfiguration = { kind: 'keyboard', prefix: '', suffix: 'enter' }
const usb = { vendorId: '0c2e', productId: '0b61', serialNumber: 'A1' }
const HID: ScannerConfiguration = { kind: 'hid', ...usb }
const LINE = { baudRate: 9600, format: '8N1', framing: 'any-line', idleMs: 80 } as const
const SERIAL: ScannerConfiguration = { kind: 'serial', path: '/dev/ttyACM0', usb, ...LINE }

const device = (change: Partial<CheckedDevice>): CheckedDevice => ({
  key: 'k',
  bus: 'serial',
  label: '',
  usb,
  path: '/dev/ttyACM0',
  state: 'ready',
  setting: null,
  ...change,
})

it('makes a setting of what was found, known by USB where it has an identity', () => {
  expect(scannerFrom({ bus: 'hid' }, device({ bus: 'hid', path: '' }))).toEqual(HID)
  expect(scannerFrom({ bus: 'serial', ...LINE }, device({}))).toEqual(SERIAL)
  const { usb: _, ...byPath } = SERIAL
  expect(scannerFrom({ bus: 'serial', ...LINE }, device({ usb: null }))).toEqual(byPath)
  expect(scannerFrom({ bus: 'keyboard', prefix: '~', suffix: 'tab' }, null)).toEqual({
    kind: 'keyboard',
    prefix: '~',
    suffix: 'tab',
  })
  expect(scannerFrom({ bus: 'hid' }, null)).toBeNull()
})

it('takes the place of itself, else of the first, else is one more', () => {
  const moved = { ...SERIAL, path: '/dev/ttyACM3', baudRate: 115_200 }
  expect(placeScanner([KEYBOARD, SERIAL], moved, 'instead')).toEqual([KEYBOARD, moved])
  expect(placeScanner([KEYBOARD, SERIAL], moved, 'besides')).toEqual([KEYBOARD, moved])
  expect(placeScanner([KEYBOARD], HID, 'instead')).toEqual([HID])
  expect(placeScanner([KEYBOARD], HID, 'besides')).toEqual([KEYBOARD, HID])
})

it('keeps what a test code does not show', () => {
  const beeping: ScannerConfiguration = {
    ...SERIAL,
    commands: { maker: 'honeywell', beep: 'refused', handshake: 'none', trigger: 'scanner' },
  }
  expect(placeScanner([beeping], { ...SERIAL, baudRate: 4800 }, 'instead')).toEqual([
    { ...beeping, baudRate: 4800 },
  ])
  const hid: ScannerConfiguration = { ...HID, whenRefused: 'beep' }
  expect(placeScanner([hid], HID, 'instead')).toEqual([hid])
})

it('is offered as one more only where that is another scanner and there is room', () => {
  expect(canAdd([KEYBOARD], HID)).toBe(true)
  expect(canAdd([{ kind: 'none' }], HID)).toBe(false)
  expect(canAdd([KEYBOARD], { ...KEYBOARD, suffix: 'tab' })).toBe(false)
  expect(
    canAdd([KEYBOARD, HID, SERIAL, { ...HID, serialNumber: 'B' }], { ...HID, serialNumber: 'C' }),
  ).toBe(false)
})
