import { expect, it } from 'vitest'
import {
  HONEYWELL_POS,
  NEWLAND_POS,
  PLAIN_POS,
  UNCOUNTED_POS,
} from '../../hardware/scanner/hid-makes.ts'
import { hidRefusal } from '../../hardware/scanner/refusal-signal.ts'

const hid = { kind: 'hid', vendorId: '', productId: '', serialNumber: '' } as const

it('is the error beep that the descriptor of a HID POS scanner has, at its bit', () => {
  const wanted = { ...hid, whenRefused: 'beep' } as const
  for (const make of [HONEYWELL_POS, PLAIN_POS]) {
    expect(hidRefusal(wanted, make.descriptor)).toEqual(Uint8Array.of(4, 0x20))
  }
})

it('is nothing where it was not asked for, or the scanner has no such beep', () => {
  const wanted = { ...hid, whenRefused: 'beep' } as const
  expect(hidRefusal(hid, HONEYWELL_POS.descriptor)).toBeNull()
  for (const make of [NEWLAND_POS, UNCOUNTED_POS]) {
    expect(hidRefusal(wanted, make.descriptor)).toBeNull()
  }
  expect(hidRefusal(wanted, null)).toBeNull()
})
