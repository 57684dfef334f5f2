import { access } from 'node:fs/promises'
import { fail, succeed, type Result } from '../../app/result.ts'
import { loadSerial, type ListedPort, type LoadSerial } from './serial-module.ts'
import { kernelUsbPorts, type UsbIdentity } from './usb-ports.ts'

/** A port to choose from. `label` is for people. */
export interface SerialPortChoice {
  readonly path: string
  readonly label: string
  /** What it can be known by at any port; null when nothing tells it from others. */
  readonly usb: UsbIdentity | null
}

const BY_ID = '/dev/serial/by-id/'

/**
 * The serial ports of this machine. Where the system keeps a name by maker and serial number, that
 * is the path: it stays with the scanner when the port's number changes. Linux without the
 * `udev` package cannot describe ports in this way, so the kernel is asked instead.
 */
export async function listSerialPorts(
  load: LoadSerial = loadSerial,
): Promise<Result<readonly SerialPortChoice[], { readonly kind: 'ports-unavailable' }>> {
  const loaded = await load()
  if (!loaded.ok) return fail({ kind: 'ports-unavailable' })
  const listed = await loaded.value.list().catch(() => kernelUsbPorts())
  if (listed === null) return fail({ kind: 'ports-unavailable' })
  return succeed(await Promise.all(listed.map((port) => choiceOf(port, listed))))
}

/** A device without a serial number can be told apart only while there is no other of its make. */
function identityOf(port: ListedPort, all: readonly ListedPort[]): UsbIdentity | null {
  const { vendorId, productId, serialNumber = '' } = port
  if (vendorId === undefined || productId === undefined) return null
  const twins = all.filter((one) => one.vendorId === vendorId && one.productId === productId)
  return serialNumber === '' && twins.length > 1 ? null : { vendorId, productId, serialNumber }
}

async function choiceOf(port: ListedPort, all: readonly ListedPort[]): Promise<SerialPortChoice> {
  const { path, pnpId, manufacturer, vendorId, productId, serialNumber } = port
  const stable = process.platform === 'linux' && pnpId !== undefined ? BY_ID + pnpId : path
  const exists = await access(stable).then(
    () => true,
    () => false,
  )
  const ids = vendorId !== undefined && productId !== undefined ? `${vendorId}:${productId}` : ''
  const words = [path, manufacturer ?? '', ids, serialNumber ?? '']
  const label = words.filter((word) => word !== '').join(' · ')
  return { path: exists ? stable : path, label, usb: identityOf(port, all) }
}
