import {
  findElement,
  parseReportDescriptor,
  readBits,
  usageOf,
  type HidElement,
  type HidField,
} from './hid-descriptor.ts'

/** HID Point of Sale Usage Tables 1.02: the page of bar code scanners, and what is used of it. */
export const BAR_CODE_PAGE = 0x8c
const SYMBOLOGY = [0xfb, 0xfc, 0xfd].map((usage) => usageOf(BAR_CODE_PAGE, usage))
const DECODED_DATA = usageOf(BAR_CODE_PAGE, 0xfe)
const DATA_CONTINUED = usageOf(BAR_CODE_PAGE, 0xff)
/** HID Usage Tables, generic desktop. */
const BYTE_COUNT = usageOf(0x01, 0x3b)

/** Where a scanner puts what in the report of a scan. Offsets count the report's id, where it has one. */
export interface PosLayout {
  /** 0 when the scanner does not number its reports. */
  readonly reportId: number
  /** Bytes in a report, its id included. A longer one is not this report: its data would not be where they are looked for. */
  readonly size: number
  /** Null: there is none, and NULs behind the data are fill. */
  readonly length: Pick<HidElement, 'bitOffset' | 'bitSize'> | null
  /** The three characters of the AIM identifier; empty when it is sent with the data, or not at all. */
  readonly aim: readonly Pick<HidElement, 'bitOffset' | 'bitSize'>[]
  /** First byte of the data, and how many there is room for. */
  readonly data: { readonly byte: number; readonly size: number }
  /** Null: a scan is one report. */
  readonly continued: Pick<HidElement, 'bitOffset' | 'bitSize'> | null
}

/** One report of a scan. */
export interface PosReport {
  readonly data: Uint8Array
  /** `]` and two characters (ISO/IEC 15424), or empty. */
  readonly aim: string
  /** The next report goes on with the same scan. */
  readonly continued: boolean
}

/** The layout that a report descriptor describes; null when it describes no scans. */
export function posLayout(fields: readonly HidField[]): PosLayout | null {
  const data = findElement(fields, 'input', DECODED_DATA)
  if (data === null || data.bitSize !== 8 || data.bitOffset % 8 !== 0) return null
  const { reportId } = data
  const own = fields.filter((field) => field.reportId === reportId)
  const find = (usage: number): HidElement | null => findElement(own, 'input', usage)
  const aim = SYMBOLOGY.map(find).filter((element) => element !== null)
  return {
    reportId,
    size: Math.ceil((own.find(({ report }) => report === 'input')?.reportBits ?? 0) / 8),
    length: find(BYTE_COUNT),
    aim: aim.length === SYMBOLOGY.length ? aim : [],
    data: { byte: data.bitOffset / 8, size: data.count },
    continued: find(DATA_CONTINUED),
  }
}

/** The layout in a descriptor as it came; null when it cannot be read or has no scans. */
export function layoutIn(descriptor: Uint8Array | null): PosLayout | null {
  const fields = descriptor === null ? null : parseReportDescriptor(descriptor)
  return fields === null ? null : posLayout(fields)
}

const AIM = /^\][A-Za-z][0-9A-Za-z]$/

/** Reads a report by its layout; null for a report of another kind. */
export function readPosReport(layout: PosLayout, report: Uint8Array): PosReport | null {
  const { reportId, size, length, data } = layout
  if (report.length > size) return null
  if (reportId !== 0 && report[0] !== reportId) return null
  const room = report.subarray(data.byte, data.byte + data.size)
  // A length that cannot be is no reason to read beyond the data.
  const used = length === null ? filled(room) : readBits(report, length)
  const aim = String.fromCharCode(...layout.aim.map((element) => readBits(report, element) & 0xff))
  return {
    data: room.subarray(0, used),
    aim: AIM.test(aim) ? aim : '',
    continued: layout.continued !== null && (readBits(report, layout.continued) & 1) === 1,
  }
}

function filled(room: Uint8Array): number {
  let end = room.length
  while (end > 0 && room[end - 1] === 0) end--
  return end
}

/** Report 2 of 64 bytes with 56 for data and the continuation bit last: what scanners have in common that show no descriptor. */
const common = (data: number, aim: readonly number[]): PosLayout => ({
  reportId: 2,
  size: 64,
  length: { bitOffset: 8, bitSize: 8 },
  aim: aim.map((byte) => ({ bitOffset: 8 * byte, bitSize: 8 })),
  data: { byte: data, size: 56 },
  continued: { bitOffset: 8 * 63, bitSize: 8 },
})

/** The AIM identifier behind the length: Honeywell, Access-IS (manuals of ATR110 and LSR118). */
const AIM_AT_2 = common(5, [2, 3, 4])
/** The same, one byte later. */
const AIM_AT_3 = common(6, [3, 4, 5])
/** No AIM identifier: Newland's engines (manual of the Quio QU-R-302). */
const NO_AIM = common(2, [])

/**
 * The layout of a report where the system does not hand out descriptors (Windows, macOS): by where the
 * AIM identifier stands. Null for a report that is none of the known ones.
 */
export function layoutByContent(report: Uint8Array): PosLayout | null {
  if (report[0] !== 2 || report.length !== 64 || (report[1] ?? 0) > 56) return null
  const aimAt = (byte: number): boolean =>
    AIM.test(String.fromCharCode(...report.subarray(byte, byte + 3)))
  if (aimAt(2)) return AIM_AT_2
  return aimAt(3) ? AIM_AT_3 : NO_AIM
}
