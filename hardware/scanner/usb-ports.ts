import { readdir, readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import type { ListedPort, SerialModule } from './serial-module.ts'

/** A serial device as USB knows it, whatever port it is at. Numbers are four hexadecimal digits; an empty serial number is any. */
export interface UsbIdentity {
  readonly vendorId: string
  readonly productId: string
  readonly serialNumber: string
}

const USB_PORT = /^tty(ACM|USB)\d+$/

/** A port's device lies a few folders below the USB device that it is a part of. */
const FOLDERS_UP_MAX = 5

/**
 * The USB serial ports of Linux as the kernel itself describes them: needs neither udev nor a program, and so little
 * that it can be asked several times a second. Null on other systems.
 */
export async function kernelUsbPorts(
  folder = '/sys/class/tty',
): Promise<readonly ListedPort[] | null> {
  if (process.platform !== 'linux') return null
  const names = await readdir(folder).catch(() => [])
  const ports = names
    .filter((name) => USB_PORT.test(name))
    .map((name) => describe(path.join(folder, name), `/dev/${name}`))
  return (await Promise.all(ports)).filter((port) => port !== null)
}

const text = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').then(
    (read) => read.trim(),
    () => undefined,
  )

async function describe(entry: string, device: string): Promise<ListedPort | null> {
  let folder = await realpath(path.join(entry, 'device')).catch(() => null)
  for (let up = 0; folder !== null && up < FOLDERS_UP_MAX; up++) {
    const vendorId = await text(path.join(folder, 'idVendor'))
    if (vendorId !== undefined) {
      const [productId, serialNumber, manufacturer] = await Promise.all(
        ['idProduct', 'serial', 'manufacturer'].map((name) => text(path.join(folder ?? '', name))),
      )
      return { path: device, vendorId, productId, serialNumber, manufacturer }
    }
    folder = path.dirname(folder)
  }
  return null
}

const same = (wanted: string, have: string | undefined): boolean =>
  wanted.toLowerCase() === have?.toLowerCase()

/** The ports at which this device is plugged in now: mostly one, and several when it has no serial number and a twin. */
export async function portsOf(
  { vendorId, productId, serialNumber }: UsbIdentity,
  { list }: Pick<SerialModule, 'list'>,
): Promise<readonly string[]> {
  const listed = (await kernelUsbPorts()) ?? (await list().catch(() => []))
  return listed
    .filter((port) => same(vendorId, port.vendorId) && same(productId, port.productId))
    .filter((port) => serialNumber === '' || serialNumber === port.serialNumber)
    .map((port) => port.path)
    .toSorted()
}
