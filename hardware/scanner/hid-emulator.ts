import { succeed } from '../../app/result.ts'
import type { HidListener, HidModule, ListedHid, LoadHid } from './hid-module.ts'
import { layoutIn, type PosLayout } from './hid-pos-layout.ts'
import { usageOf, findElement, parseReportDescriptor } from './hid-descriptor.ts'

/** A make of scanner: how the system lists it, and its report descriptor as bytes. */
export interface EmulatedHidDevice extends Omit<ListedHid, 'path'> {
  readonly descriptor: Uint8Array
}

/** A USB HID POS scanner that exists in memory, below the package that opens real ones. */
export interface EmulatedHid {
  readonly load: LoadHid
  /** Sends a scan in reports of the device's own layout. Unplugged it sends nothing. */
  readonly scan: (text: string, aim?: string) => void
  /** Sends one report as it is. */
  readonly raw: (report: Uint8Array) => void
  readonly unplug: () => void
  /** Plugs it in again, under the next free path as Linux does. */
  readonly replug: () => void
  /** Output and feature reports that the host sent. */
  readonly written: () => readonly Uint8Array[]
  /** Called with each of them. */
  readonly onWritten: (listen: (report: Uint8Array) => void) => void
}

const OUTPUT_REDIRECTION = usageOf(0xff66, 0x03)

/** Plugs a scanner in. `describes`: whether the system hands out report descriptors, as Linux does. */
export function emulatedHid(
  device: EmulatedHidDevice,
  { describes = true }: { readonly describes?: boolean } = {},
): EmulatedHid {
  const { descriptor, ...listed } = device
  const layout = layoutIn(descriptor)
  if (layout === null) throw new Error('this descriptor has no scans')
  const fields = parseReportDescriptor(descriptor) ?? []
  // Such a scanner sends nothing to this interface before it was asked to.
  const redirection = findElement(fields, 'feature', OUTPUT_REDIRECTION)
  let plugs = 0
  let plugged = true
  let asked = redirection === null
  let hosts: HidListener[] = []
  const written: Uint8Array[] = []
  let listen: (report: Uint8Array) => void = () => undefined

  const path = (): string => `emulated:${plugs}`
  const raw = (report: Uint8Array): void => {
    for (const host of hosts) host.report(Uint8Array.from(report))
  }
  const refuse = (): Promise<never> => Promise.reject(new TypeError('cannot open device'))
  const module: HidModule = {
    list: () => Promise.resolve(plugged ? [{ ...listed, path: path() }] : []),
    foresee: () => Promise.resolve(null),
    descriptor: () => Promise.resolve(describes && plugged ? descriptor : null),
    open: (wanted, host) => {
      if (!plugged || wanted !== path()) return refuse()
      hosts.push(host)
      const send = (report: Uint8Array): Promise<void> => {
        if (!hosts.includes(host)) return Promise.reject(new TypeError('device is closed'))
        written.push(report)
        listen(report)
        if (report[0] === redirection?.reportId && report[1] === 1) asked = true
        return Promise.resolve()
      }
      return Promise.resolve({
        write: send,
        sendFeature: send,
        close: () => {
          hosts = hosts.filter((other) => other !== host)
          return Promise.resolve()
        },
      })
    },
  }
  return {
    load: () => Promise.resolve(succeed(module)),
    scan: (text, aim = ']C0') => {
      if (asked) for (const report of posReports(layout, text, aim)) raw(report)
    },
    raw,
    unplug: () => {
      const left = hosts
      hosts = []
      plugged = false
      asked = redirection === null
      for (const host of left) host.gone('could not read from HID device')
    },
    replug: () => {
      plugs++
      plugged = true
    },
    written: () => written,
    onWritten: (next) => {
      listen = next
    },
  }
}

/** The reports in which a scanner of this layout sends a text. */
export function posReports(layout: PosLayout, text: string, aim: string): readonly Uint8Array[] {
  const bytes = Buffer.from(text, 'latin1')
  const { byte, size } = layout.data
  const count = Math.max(1, Math.ceil(bytes.length / size))
  return Array.from({ length: count }, (_, at) => {
    const report = new Uint8Array(layout.size)
    const part = bytes.subarray(at * size, (at + 1) * size)
    const put = (bitOffset: number, value: number): void => {
      report[bitOffset >> 3] = (report[bitOffset >> 3] ?? 0) | (value << (bitOffset & 7))
    }
    if (layout.reportId !== 0) report[0] = layout.reportId
    if (layout.length !== null) put(layout.length.bitOffset, part.length)
    layout.aim.forEach(({ bitOffset }, character) => put(bitOffset, aim.charCodeAt(character)))
    report.set(part, byte)
    if (layout.continued !== null && at < count - 1) put(layout.continued.bitOffset, 1)
    return report
  })
}
