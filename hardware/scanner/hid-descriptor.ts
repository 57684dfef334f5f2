/** A run of equal elements in a report, as the device's own report descriptor lays it out. */
export interface HidField {
  readonly report: 'input' | 'output' | 'feature'
  /** 0 when the device does not number its reports. */
  readonly reportId: number
  /** From the first bit of the report; a report's id, where there is one, is its first byte. */
  readonly bitOffset: number
  /** Bits in one element. */
  readonly bitSize: number
  readonly count: number
  /** `page << 16 | usage`, one for each element; the last stands for all that follow. */
  readonly usages: readonly number[]
  /** Each element holds the index of a usage (keys of a keyboard) instead of a value of its own. */
  readonly isArray: boolean
  readonly logicalMin: number
  /** Length of the whole report, its id included. */
  readonly reportBits: number
}

/** One element, or the elements that share a usage. */
export interface HidElement extends Pick<HidField, 'reportId' | 'bitOffset' | 'bitSize' | 'count'> {
  readonly usage: number
}

/** Names a usage: its page and its number there. */
export const usageOf = (page: number, usage: number): number => page * 0x1_0000 + usage

/** No report of a scanner is longer; a descriptor that says so is broken. */
const REPORT_BITS_MAX = 8 * 4096
const FIELDS_MAX = 1024
const USAGES_MAX = 256

interface Globals {
  readonly page: number
  readonly logicalMin: number
  readonly bitSize: number
  readonly count: number
  readonly reportId: number
}

interface Item {
  readonly type: number
  readonly tag: number
  /** Unsigned, little-endian as it came. */
  readonly value: number
  readonly length: number
}

const MAIN = 0
const GLOBAL = 1
const LOCAL = 2

/** The items of a descriptor; null when it is cut off (HID 1.11, section 6.2.2). */
function itemsOf(bytes: Uint8Array): readonly Item[] | null {
  const items: Item[] = []
  for (let at = 0; at < bytes.length;) {
    const prefix = bytes[at] ?? 0
    const long = prefix === 0xfe
    const length = long ? 2 + (bytes[at + 1] ?? 0) : [0, 1, 2, 4][prefix & 3]
    if (length === undefined || at + 1 + length > bytes.length) return null
    let value = 0
    for (let byte = length; byte > 0; byte--) value = value * 256 + (bytes[at + byte] ?? 0)
    // No long item was ever defined: it is skipped.
    if (!long) items.push({ type: (prefix >> 2) & 3, tag: prefix >> 4, value, length })
    at += 1 + length
  }
  return items
}

const signed = ({ value, length }: Item): number =>
  length > 0 && value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value

const START: Globals = { page: 0, logicalMin: 0, bitSize: 0, count: 0, reportId: 0 }

function withGlobal(before: Globals, item: Item): Globals {
  switch (item.tag) {
    case 0:
      return { ...before, page: item.value }
    case 1:
      return { ...before, logicalMin: signed(item) }
    case 7:
      return { ...before, bitSize: item.value }
    case 8:
      return { ...before, reportId: item.value }
    case 9:
      return { ...before, count: item.value }
    default:
      return before
  }
}

/** Usages named for the next main item. */
class Usages {
  #list: number[] = []
  #min = 0

  add(item: Item, page: number): void {
    // Four bytes name their page themselves.
    const usage = item.length === 4 ? item.value : usageOf(page, item.value)
    if (item.tag === 0) this.#list.push(usage)
    if (item.tag === 1) this.#min = usage
    if (item.tag === 2) {
      for (let next = this.#min; next <= usage && this.#list.length < USAGES_MAX; next++) {
        this.#list.push(next)
      }
    }
  }

  take(): readonly number[] {
    const taken = this.#list.slice(0, USAGES_MAX)
    this.#list = []
    return taken
  }
}

const REPORT_OF: ReadonlyMap<number, HidField['report']> = new Map([
  [8, 'input'],
  [9, 'output'],
  [11, 'feature'],
])

const CONSTANT = 1
const VARIABLE = 2

/** Reads a report descriptor. Null when it is none, or one that no scanner has. */
export function parseReportDescriptor(bytes: Uint8Array): readonly HidField[] | null {
  const items = itemsOf(bytes)
  if (items === null) return null
  const numbered = items.some(({ type, tag }) => type === GLOBAL && tag === 8)
  const fields: Omit<HidField, 'reportBits'>[] = []
  const ends = new Map<string, number>()
  const saved: Globals[] = []
  const usages = new Usages()
  let globals = START
  for (const item of items) {
    if (item.type === GLOBAL && item.tag === 10) saved.push(globals)
    else if (item.type === GLOBAL && item.tag === 11) globals = saved.pop() ?? START
    else if (item.type === GLOBAL) globals = withGlobal(globals, item)
    else if (item.type === LOCAL) usages.add(item, globals.page)
    if (item.type !== MAIN) continue
    const named = usages.take()
    const report = REPORT_OF.get(item.tag)
    if (report === undefined) continue
    const { reportId, bitSize, count, logicalMin } = globals
    const key = `${report} ${reportId}`
    const bitOffset = ends.get(key) ?? (numbered ? 8 : 0)
    const end = bitOffset + bitSize * count
    if (!(end <= REPORT_BITS_MAX) || fields.length >= FIELDS_MAX) return null
    ends.set(key, end)
    if ((item.value & CONSTANT) !== 0) continue
    const isArray = (item.value & VARIABLE) === 0
    fields.push({ report, reportId, bitOffset, bitSize, count, usages: named, isArray, logicalMin })
  }
  return fields.map((field) => {
    const reportBits = ends.get(`${field.report} ${field.reportId}`) ?? 0
    return { ...field, reportBits }
  })
}

/** The element with this usage, with those behind it that have no usage of their own. */
export function findElement(
  fields: readonly HidField[],
  report: HidField['report'],
  usage: number,
): HidElement | null {
  for (const field of fields) {
    const at = field.usages.indexOf(usage)
    if (field.report !== report || field.isArray || at < 0 || at >= field.count) continue
    const count = at === field.usages.length - 1 ? field.count - at : 1
    const { reportId, bitSize } = field
    return { usage, reportId, bitSize, count, bitOffset: field.bitOffset + at * bitSize }
  }
  return null
}

/** The value of an element's first item; 0 beyond the report's end. */
export function readBits(
  report: Uint8Array,
  { bitOffset, bitSize }: Pick<HidElement, 'bitOffset' | 'bitSize'>,
): number {
  let value = 0
  for (let bit = Math.min(bitSize, 32) - 1; bit >= 0; bit--) {
    const at = bitOffset + bit
    value = value * 2 + (((report[at >> 3] ?? 0) >> (at & 7)) & 1)
  }
  return value
}
