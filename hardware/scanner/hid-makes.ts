import type { EmulatedHidDevice } from './hid-emulator.ts'

/**
 * Makes of USB HID POS scanners for the emulator and the tests. The bytes are built here, item by item (HID 1.11,
 * section 6.2.2), after what the sources beside each say; none was read from a device.
 */

type Value = readonly [prefix: number, ...value: number[]]

const usagePage = (page: number): Value =>
  page > 0xff ? [0x06, page & 0xff, page >> 8] : [0x05, page]
const usages = (...numbers: readonly number[]): readonly Value[] =>
  numbers.map((number): Value => [0x09, number])
const APPLICATION: Value = [0xa1, 0x01]
const LOGICAL: Value = [0xa1, 0x02]
const END: Value = [0xc0]
const reportId = (id: number): Value => [0x85, id]
const size = (bits: number, count: number): readonly Value[] => [
  [0x75, bits],
  [0x95, count],
]
const BYTES: readonly Value[] = [
  [0x15, 0],
  [0x26, 0xff, 0],
]
const FLAGS: readonly Value[] = [
  [0x15, 0],
  [0x25, 1],
]
const INPUT: Value = [0x81, 0x02]
const INPUT_BUFFERED: Value = [0x82, 0x02, 0x01]
const INPUT_FILL: Value = [0x81, 0x03]
const OUTPUT: Value = [0x91, 0x86]
const FEATURE: Value = [0xb2, 0x82, 0x01]
const OUTPUT_BUFFERED: Value = [0x92, 0x82, 0x01]

const BAR_CODE = usagePage(0x8c)
const GENERIC = usagePage(0x01)
const HONEYWELL = usagePage(0xff66)

const descriptor = (items: readonly Value[]): Uint8Array => Uint8Array.from(items.flat())

const BYTE_COUNT: readonly Value[] = [...BYTES, ...size(8, 1), GENERIC, ...usages(0x3b), INPUT]
const AIM: readonly Value[] = [...size(8, 3), BAR_CODE, ...usages(0xfb, 0xfc, 0xfd), INPUT]
const DATA: readonly Value[] = [...size(8, 56), BAR_CODE, ...usages(0xfe), INPUT_BUFFERED]

const POS_SCANNER: readonly Value[] = [BAR_CODE, ...usages(0x02), APPLICATION]

const scannedData = (fields: readonly Value[]): readonly Value[] => [
  ...usages(0x12),
  LOGICAL,
  reportId(2),
  ...fields,
  END,
]

/** Trigger report: prevent and initiate a read, error beep, good-read beep (HID Point of Sale Usage Tables 1.02). */
const TRIGGER: readonly Value[] = [
  BAR_CODE,
  ...usages(0x14),
  LOGICAL,
  reportId(4),
  ...FLAGS,
  ...size(1, 8),
  ...usages(0x00, 0x5f, 0x60, 0x00, 0x00, 0x85, 0x86),
  OUTPUT,
  END,
]

/** Where scans go, and commands as on a serial line. */
const HONEYWELL_REPORTS: readonly Value[] = [
  HONEYWELL,
  ...BYTES,
  ...usages(0x03),
  LOGICAL,
  reportId(0xfe),
  ...size(8, 1),
  ...usages(0x03),
  FEATURE,
  END,
  ...usages(0x01),
  LOGICAL,
  reportId(0xfd),
  ...size(8, 1),
  ...usages(0x21),
  [0x91, 0x02],
  ...size(8, 62),
  ...usages(0x22),
  OUTPUT_BUFFERED,
  END,
]

/**
 * Report 2 of 64 bytes: length, AIM identifier, 56 bytes, maker's code id, reserved, continuation.
 * Sources: Access-IS ATR110 manual (7.1.1) and LSR118 manual (appendix B), which show whole reports;
 * the maker's page 0xFF66 and its reports 0xFE and 0xFD as engines of this family describe them.
 */
export const HONEYWELL_POS: EmulatedHidDevice = {
  vendorId: 0x0c2e,
  productId: 0x0b61,
  serialNumber: 'HW-0001',
  manufacturer: 'Honeywell',
  product: 'Vuquest 3310g',
  usagePage: 0x8c,
  usage: 0x02,
  descriptor: descriptor([
    ...POS_SCANNER,
    ...scannedData([
      ...BYTE_COUNT,
      ...AIM,
      ...DATA,
      HONEYWELL,
      ...size(8, 2),
      ...usages(0x04, 0x00),
      INPUT,
      BAR_CODE,
      ...FLAGS,
      ...size(1, 8),
      ...usages(0xff),
      INPUT,
    ]),
    ...TRIGGER,
    ...HONEYWELL_REPORTS,
    END,
  ]),
}

/** The usages of the standard and nothing else: length, AIM identifier, 56 bytes, one bit and its fill. 62 bytes. */
export const PLAIN_POS: EmulatedHidDevice = {
  vendorId: 0x05e0,
  productId: 0x1300,
  serialNumber: 'ZB-0001',
  manufacturer: 'Symbol Technologies',
  product: 'POS scanner',
  usagePage: 0x8c,
  usage: 0x02,
  descriptor: descriptor([
    ...POS_SCANNER,
    ...scannedData([
      ...BYTE_COUNT,
      ...AIM,
      ...DATA,
      ...FLAGS,
      ...size(1, 1),
      ...usages(0xff),
      INPUT,
      ...size(1, 7),
      INPUT_FILL,
    ]),
    ...TRIGGER,
    END,
  ]),
}

/**
 * No AIM identifier: length, 56 bytes, four bytes of fill, symbology, continuation.
 * Source: manual of the Quio QU-R-302 (a Newland engine). Newland product ids that end in 10 are HID POS (usb.ids).
 */
export const NEWLAND_POS: EmulatedHidDevice = {
  vendorId: 0x1eab,
  productId: 0x0110,
  serialNumber: '',
  manufacturer: 'Newland',
  product: 'HID POS',
  usagePage: 0x8c,
  usage: 0x02,
  descriptor: descriptor([
    ...POS_SCANNER,
    ...scannedData([
      ...BYTE_COUNT,
      ...DATA,
      ...size(8, 5),
      INPUT_FILL,
      ...FLAGS,
      ...size(1, 8),
      BAR_CODE,
      ...usages(0xff),
      INPUT,
    ]),
    END,
  ]),
}

/** No length: NULs behind the data are fill. Unnumbered reports. */
export const UNCOUNTED_POS: EmulatedHidDevice = {
  vendorId: 0x05f9,
  productId: 0x2202,
  serialNumber: 'DL-0001',
  manufacturer: 'Datalogic',
  product: 'POS handheld',
  usagePage: 0x8c,
  usage: 0x02,
  descriptor: descriptor([
    ...POS_SCANNER,
    ...BYTES,
    ...AIM,
    ...DATA,
    ...FLAGS,
    ...size(1, 1),
    ...usages(0xff),
    INPUT,
    ...size(1, 7),
    INPUT_FILL,
    END,
  ]),
}

/** Every make, by name. */
export const HID_MAKES = {
  honeywell: HONEYWELL_POS,
  plain: PLAIN_POS,
  newland: NEWLAND_POS,
  uncounted: UNCOUNTED_POS,
} as const
