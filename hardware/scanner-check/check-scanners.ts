import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import type { CheckedDevice } from '../../app/scanner-check/checked-device.ts'
import { vendorOf } from '../../app/scanner-check/vendors.ts'
import type { After } from '../after.ts'
import { watchDeviceNodes } from '../scanner/arrivals.ts'
import { identityOfHid, listHidScanners } from '../scanner/hid-devices.ts'
import type { LoadHid } from '../scanner/hid-module.ts'
import type { LoadSerial } from '../scanner/serial-module.ts'
import { listSerialPorts } from '../scanner/serial-ports.ts'
import { settingGuesser } from './guess-setting.ts'
import type { Expected } from './judge-bytes.ts'
import type { CheckListener, Probe, ProbeListener } from './probe.ts'
import { probeHid } from './probe-hid.ts'
import { probeSerial } from './probe-serial.ts'

export interface CheckParts {
  /** The till's scanners: what is set for their ports is tried first, and ports that no system lists are known from them. */
  readonly configured: readonly ScannerConfiguration[]
  readonly serial: LoadSerial
  readonly hid: LoadHid
  readonly after: After
}

/** A scanner that is switched to another mode comes back as another device, so they are looked for again and again. */
const LOOK_AGAIN_MS = 2_000

/** More ports than any shop has. */
const PORTS_MAX = 16

type Serial = Extract<ScannerConfiguration, { kind: 'serial' }>
type Entry = Omit<CheckedDevice, 'state' | 'setting'>

/** Listens to everything that could be a scanner at once, until closed. */
export function checkScanners(
  parts: CheckParts,
  on: CheckListener,
): { readonly close: () => Promise<void> } {
  const { after } = parts
  const devices = new Map<string, { device: CheckedDevice; readonly probe: Probe | null }>()
  const probe = prober(parts)
  let closed = false
  let looking = false
  let cancelLook = (): void => undefined

  const show = (): void => on.devices([...devices.values()].map(({ device }) => device))
  const listenerOf = (key: string): ProbeListener => ({
    state: (change) => {
      const known = devices.get(key)
      if (closed || known === undefined) return
      known.device = { ...known.device, ...change }
      show()
    },
    found: (finding) => void (closed || on.found(key, finding)),
    raw: (line) => void (closed || on.raw(key, line)),
  })
  const add = (entry: Entry): void => {
    const known = devices.get(entry.key)
    if (known !== undefined) {
      known.probe?.retry()
      return
    }
    // A keyboard is read where its keys arrive, in the window.
    const state = entry.bus === 'keyboard' ? 'ready' : 'opening'
    const device: CheckedDevice = { ...entry, state, setting: null }
    const holder = { device, probe: null as Probe | null }
    devices.set(entry.key, holder)
    holder.probe = probe(entry, listenerOf(entry.key))
  }
  const look = async (): Promise<void> => {
    if (looking || closed) return
    looking = true
    cancelLook()
    const there = await entriesOf(parts)
    looking = false
    if (closed) return
    for (const [key, { device, probe }] of devices) {
      // One that is open is there, whatever a list says.
      if (there.some((entry) => entry.key === key) || isOpen(device)) continue
      devices.delete(key)
      void probe?.close()
    }
    for (const entry of there) add(entry)
    show()
    cancelLook = after(LOOK_AGAIN_MS, () => void look())
  }
  const stopWatching = watchDeviceNodes()(() => void look())
  void look()
  return {
    close: async () => {
      closed = true
      cancelLook()
      stopWatching?.()
      const probes = [...devices.values()].flatMap(({ probe }) => probe ?? [])
      await Promise.all(probes.map((probe) => probe.close()))
    },
  }
}

/** Opens what is to be listened to. A keyboard is not: it is read where its keys arrive. */
function prober({ configured, serial, hid, after }: CheckParts) {
  const claims = new Set<string>()
  const guess = settingGuesser()
  return (entry: Entry, listener: ProbeListener): Probe | null => {
    if (entry.bus === 'serial') {
      const expected = expectedAt(entry, configured)
      return probeSerial({ path: entry.path, expected, guess, load: serial, after }, listener)
    }
    if (entry.bus !== 'hid' || entry.usb === null) return null
    return probeHid({ identity: entry.usb, claims, load: hid, after }, listener)
  }
}

const isOpen = ({ bus, state }: CheckedDevice): boolean => bus !== 'keyboard' && state === 'ready'

const sameUsb = (one: Entry['usb'], other: Entry['usb'] | undefined): boolean =>
  one !== null &&
  one.vendorId.toLowerCase() === other?.vendorId.toLowerCase() &&
  one.productId.toLowerCase() === other.productId.toLowerCase() &&
  (other.serialNumber === '' || one.serialNumber === other.serialNumber)

/** What the till has set for the port of this device. */
function expectedAt(entry: Entry, configured: readonly ScannerConfiguration[]): Expected {
  const own = configured.find(
    (scanner): scanner is Serial =>
      scanner.kind === 'serial' &&
      (scanner.usb === undefined ? scanner.path === entry.path : sameUsb(entry.usb, scanner.usb)),
  )
  if (own === undefined) return null
  const { baudRate, format, framing } = own
  return { baudRate, format, framing }
}

/** Everything that could be a scanner now. */
async function entriesOf({ configured, serial, hid }: CheckParts): Promise<readonly Entry[]> {
  const [ports, scanners, keyboards] = await Promise.all([
    listSerialPorts(serial),
    listHidScanners(hid),
    listKeyboards(hid),
  ])
  const listed = (ports.ok ? ports.value : []).map(({ path, label, usb }): Entry => {
    return { key: `serial ${path}`, bus: 'serial', label, usb, path }
  })
  const byHand = configured.flatMap((scanner): readonly Entry[] => {
    if (scanner.kind !== 'serial' || scanner.usb !== undefined) return []
    const { path } = scanner
    if (listed.some((entry) => entry.path === path)) return []
    return [{ key: `serial ${path}`, bus: 'serial', label: path, usb: null, path }]
  })
  const hids = (scanners.ok ? scanners.value : []).map(({ label, ...usb }): Entry => {
    const key = `hid ${Object.values(usb).join(':')}`
    return { key, bus: 'hid', label, usb, path: '' }
  })
  return [...byHand, ...listed.slice(0, PORTS_MAX), ...hids, ...keyboards]
}

const KEYBOARD_PAGE = 0x01
const KEYBOARD_USAGE = 0x06

/** Scanners of known makers that are in keyboard mode, as far as the system shows keyboards. */
async function listKeyboards(load: LoadHid): Promise<readonly Entry[]> {
  const loaded = await load()
  const listed = loaded.ok ? await loaded.value.list().catch(() => []) : []
  return listed
    .filter(({ usagePage, usage }) => usagePage === KEYBOARD_PAGE && usage === KEYBOARD_USAGE)
    .flatMap((device): readonly Entry[] => {
      const usb = identityOfHid(device)
      if (vendorOf(usb.vendorId) === null) return []
      const label = [device.manufacturer, device.product].filter(Boolean).join(' · ')
      const key = `keyboard ${Object.values(usb).join(':')}`
      return [{ key, bus: 'keyboard', label: label || usb.vendorId, usb, path: '' }]
    })
}
