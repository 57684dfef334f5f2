import { access, readdir } from 'node:fs/promises'
import { fail, succeed, type Result } from '../../app/result.ts'
import { loadSerial, type ListedPort, type LoadSerial } from './serial-module.ts'

/** A port to choose from. `label` is for people. */
export interface SerialPortChoice {
  readonly path: string
  readonly label: string
}

const BY_ID = '/dev/serial/by-id/'

/**
 * The serial ports of this machine. Where the system keeps a name by maker and serial number, that
 * is the path: it stays with the scanner when the port's number changes. Linux without the
 * `udev` package cannot describe ports, so their names are read from /dev instead.
 */
export async function listSerialPorts(
  load: LoadSerial = loadSerial,
): Promise<Result<readonly SerialPortChoice[], { readonly kind: 'ports-unavailable' }>> {
  const loaded = await load()
  if (!loaded.ok) return fail({ kind: 'ports-unavailable' })
  const listed = await loaded.value.list().catch(() => namesInDev())
  if (listed === null) return fail({ kind: 'ports-unavailable' })
  return succeed(await Promise.all(listed.map(choiceOf)))
}

const SCANNER_NAMES = /^tty(ACM|USB|AMA)\d+$/

const namesInDev = (): Promise<readonly ListedPort[] | null> =>
  readdir('/dev').then(
    (names) =>
      names.filter((name) => SCANNER_NAMES.test(name)).map((name) => ({ path: `/dev/${name}` })),
    () => null,
  )

async function choiceOf(port: ListedPort): Promise<SerialPortChoice> {
  const { path, pnpId, manufacturer, vendorId, productId, serialNumber } = port
  const stable = process.platform === 'linux' && pnpId !== undefined ? BY_ID + pnpId : path
  const exists = await access(stable).then(
    () => true,
    () => false,
  )
  const ids = vendorId !== undefined && productId !== undefined ? `${vendorId}:${productId}` : ''
  const words = [path, manufacturer ?? '', ids, serialNumber ?? '']
  return { path: exists ? stable : path, label: words.filter((word) => word !== '').join(' · ') }
}
