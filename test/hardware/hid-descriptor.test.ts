import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findElement,
  parseReportDescriptor,
  readBits,
  usageOf,
} from '../../hardware/scanner/hid-descriptor.ts'
import { HID_MAKES, HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'
import { layoutIn } from '../../hardware/scanner/hid-pos-layout.ts'

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

it('reads the example of a boot keyboard (HID 1.11, appendix B.1)', () => {
  const keyboard = bytes(
    '05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 ' +
      '95 05 75 01 05 08 19 01 29 05 91 02 95 01 75 03 91 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 c0',
  )
  const fields = parseReportDescriptor(keyboard)
  expect(fields).toMatchObject([
    { report: 'input', reportId: 0, bitOffset: 0, bitSize: 1, count: 8, isArray: false },
    { report: 'output', bitOffset: 0, bitSize: 1, count: 5 },
    { report: 'input', bitOffset: 16, bitSize: 8, count: 6, isArray: true, logicalMin: 0 },
  ])
  expect(fields?.[0]?.usages).toHaveLength(8)
  expect(findElement(fields ?? [], 'input', usageOf(7, 0xe1))).toMatchObject({ bitOffset: 1 })
})

describe('the layout of each make', () => {
  const at = (bitOffset: number, bitSize = 8) => ({ bitOffset, bitSize })
  const aim = (byte: number) => [0, 1, 2].map((next) => at(8 * (byte + next)))

  it.each([
    ['honeywell', 2, 64, at(8), aim(2), 5, at(8 * 63, 1)],
    ['plain', 2, 62, at(8), aim(2), 5, at(8 * 61, 1)],
    ['newland', 2, 64, at(8), [], 2, at(8 * 63, 1)],
    ['uncounted', 0, 60, null, aim(0), 3, at(8 * 59, 1)],
  ] as const)('%s', (make, reportId, size, length, symbology, byte, continued) => {
    expect(layoutIn(HID_MAKES[make].descriptor)).toMatchObject({
      reportId,
      size,
      length,
      aim: symbology,
      data: { byte, size: 56 },
      continued,
    })
  })
})

it('finds the commands of a Honeywell', () => {
  const fields = parseReportDescriptor(HONEYWELL_POS.descriptor) ?? []
  expect(findElement(fields, 'output', usageOf(0x8c, 0x86))).toMatchObject({
    reportId: 4,
    bitOffset: 14,
  })
  expect(findElement(fields, 'feature', usageOf(0xff66, 0x03))).toMatchObject({ reportId: 0xfe })
})

it.each([
  ['cut off', '05 8c 09 02 a1 01 85'],
  ['a report beyond all bounds', '05 8c 09 fe 75 08 96 ff ff 81 02'],
  ['sizes that overflow', '05 8c 09 fe 77 ff ff ff ff 97 ff ff ff ff 81 02'],
])('refuses a descriptor that is %s', (_, hex) => {
  expect(parseReportDescriptor(bytes(hex))).toBeNull()
})

it.each([
  ['nothing', ''],
  ['a keyboard', '05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 c0'],
  ['data that is not in bytes', '05 8c 09 02 a1 01 75 07 95 08 09 fe 81 02 c0'],
  ['data between bytes', '05 8c 09 02 a1 01 75 01 95 01 09 ff 81 02 75 08 95 08 09 fe 81 02 c0'],
])('has no scans in %s', (_, hex) => {
  expect(layoutIn(bytes(hex))).toBeNull()
})

it('keeps globals over push and pop, and skips long items', () => {
  const fields = parseReportDescriptor(
    bytes('05 8c 75 08 95 02 a4 75 01 95 08 09 ff 81 02 b4 fe 03 10 aa bb cc 09 fe 81 02'),
  )
  expect(fields).toMatchObject([
    { bitOffset: 0, bitSize: 1, count: 8 },
    { bitOffset: 8, bitSize: 8, count: 2 },
  ])
})

it('reads bits that lie across bytes', () => {
  expect(readBits(bytes('f0 0f'), { bitOffset: 4, bitSize: 8 })).toBe(0xff)
  expect(readBits(bytes('00 80 01'), { bitOffset: 15, bitSize: 2 })).toBe(3)
  expect(readBits(bytes('ff'), { bitOffset: 4, bitSize: 8 })).toBe(0x0f)
})

it('ends for any bytes, with fields inside their reports', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (descriptor) => {
      for (const field of parseReportDescriptor(descriptor) ?? []) {
        expect(field.bitOffset + field.bitSize * field.count).toBeLessThanOrEqual(8 * 4096)
      }
      layoutIn(descriptor)
    }),
    { numRuns: 5_000 },
  )
})
