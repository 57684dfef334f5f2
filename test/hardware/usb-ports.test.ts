import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { succeed } from '../../app/result.ts'
import type { ListedPort, SerialModule } from '../../hardware/scanner/serial-module.ts'
import { listSerialPorts } from '../../hardware/scanner/serial-ports.ts'
import { serialTransport } from '../../hardware/scanner/serial-transport.ts'
import { kernelUsbPorts, portsOf } from '../../hardware/scanner/usb-ports.ts'

/** A part of /sys as Linux lays it out, with these scanners. */
function sysfs(devices: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'sys-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const tty = path.join(root, 'class/tty')
  mkdirSync(tty, { recursive: true })
  for (const [name, facts] of Object.entries(devices)) {
    const usb = path.join(root, `devices/pci0/usb1/${name}-device`)
    // A CDC port hangs on its interface; a converter has a folder of its own in between.
    const own = path.join(usb, '1-1:1.0', ...(name.startsWith('ttyUSB') ? [name] : []))
    mkdirSync(path.join(own, 'tty', name), { recursive: true })
    for (const [file, text] of Object.entries(facts)) {
      writeFileSync(path.join(usb, file), `${text}\n`)
    }
    symlinkSync(own, path.join(own, 'tty', name, 'device'))
    symlinkSync(path.join(own, 'tty', name), path.join(tty, name))
  }
  // A port of the board itself, and one that went away while it was looked at.
  mkdirSync(path.join(tty, 'ttyS0'))
  mkdirSync(path.join(tty, 'ttyACM9'))
  return tty
}

it('knows each USB port by what its device says', async () => {
  const ports = await kernelUsbPorts(
    sysfs({
      ttyACM0: { idVendor: '0c2e', idProduct: '0720', serial: 'SN-1', manufacturer: 'Honeywell' },
      ttyUSB0: { idVendor: '1a86', idProduct: '7523' },
    }),
  )
  expect(ports?.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
    {
      path: '/dev/ttyACM0',
      vendorId: '0c2e',
      productId: '0720',
      serialNumber: 'SN-1',
      manufacturer: 'Honeywell',
    },
    { path: '/dev/ttyUSB0', vendorId: '1a86', productId: '7523' },
  ])
  expect(await kernelUsbPorts('/no/such/folder')).toEqual([])
})

const PORTS: readonly ListedPort[] = [
  { path: 'COM7', vendorId: '0C2E', productId: '0720', serialNumber: 'SN-2' },
  { path: 'COM3', vendorId: '0C2E', productId: '0720', serialNumber: 'SN-1' },
  { path: 'COM4', vendorId: '1A86', productId: '7523' },
  { path: 'COM5', vendorId: '1A86', productId: '7523' },
  { path: 'COM1' },
]

/** As Windows lists ports: the kernel of Linux is not asked there. */
async function elsewhere<T>(run: () => Promise<T>): Promise<T> {
  const { platform } = process
  Object.defineProperty(process, 'platform', { value: 'win32' })
  try {
    return await run()
  } finally {
    Object.defineProperty(process, 'platform', { value: platform })
  }
}

const module = (opened: string[], busy: readonly string[] = []): SerialModule => ({
  list: () => Promise.resolve(PORTS),
  open: ({ path: at }) => {
    opened.push(at)
    if (busy.includes(at)) return Promise.reject(new Error('Access denied'))
    const read = () => new Promise<never>(() => undefined)
    const done = () => Promise.resolve()
    return Promise.resolve({ isOpen: true, read, write: done, close: done })
  },
})

it('finds a device at whatever port it is, by vendor, product and serial number', async () => {
  const wanted = { vendorId: '0c2e', productId: '0720', serialNumber: 'SN-1' }
  await elsewhere(async () => {
    expect(await portsOf(wanted, module([]))).toEqual(['COM3'])
    expect(await portsOf({ ...wanted, serialNumber: '' }, module([]))).toEqual(['COM3', 'COM7'])
    expect(await portsOf({ ...wanted, serialNumber: 'SN-9' }, module([]))).toEqual([])
  })
})

it('opens the next of two twins when the first is taken', async () => {
  const opened: string[] = []
  const usb = { vendorId: '1a86', productId: '7523', serialNumber: '' }
  const load = () => Promise.resolve(succeed(module(opened, ['COM4'])))
  const never = () => () => undefined
  await elsewhere(async () => {
    const transport = serialTransport({ path: 'COM9', usb, baudRate: 9600 }, load, never)
    const connection = await transport.open({ bytes: () => undefined, closed: () => undefined })
    expect(connection.ok).toBe(true)
  })
  expect(opened).toEqual(['COM4', 'COM5'])
})

it('offers an identity only where it tells a device from others', async () => {
  const listed = await listSerialPorts(() => Promise.resolve(succeed(module([]))))
  expect(listed.ok && listed.value.map(({ path: at, usb }) => [at, usb?.serialNumber])).toEqual([
    ['COM7', 'SN-2'],
    ['COM3', 'SN-1'],
    ['COM4', undefined],
    ['COM5', undefined],
    ['COM1', undefined],
  ])
})

it('passes the format on', async () => {
  const asked: unknown[] = []
  const load = () =>
    Promise.resolve(
      succeed<SerialModule>({
        list: () => Promise.resolve([]),
        open: (options) => {
          asked.push(options)
          return Promise.reject(new Error('no'))
        },
      }),
    )
  const nobody = { bytes: () => undefined, closed: () => undefined }
  await serialTransport({ path: '/dev/null', baudRate: 2400, format: '7E1' }, load).open(nobody)
  expect(asked).toEqual([{ path: '/dev/null', baudRate: 2400, dataBits: 7, parity: 'even' }])
})
