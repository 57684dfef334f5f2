import type { DeviceScanner } from './device-protocol.ts'
import { deliverTo, openOne, type Parts } from './open-devices.ts'
import { emulatedHid } from './scanner/hid-emulator.ts'
import { HONEYWELL_POS } from './scanner/hid-makes.ts'
import { emulatedTransport } from './scanner/emulated-transport.ts'
import { framedDecoder } from './scanner/framed-decoder.ts'
import { openScanner } from './scanner/open-scanner.ts'

/** A scanner that reads what it is given; everything behind it is the real path. */
type EmulatedScanner = (text: string) => void

/** Plugs in the emulated scanners that are asked for: each sends what a real one of its kind sends. */
export function emulatedScanners(
  parts: Parts,
): (kind: DeviceScanner['kind'], text: string) => void {
  const plugged = new Map<'hid' | 'serial', EmulatedScanner>()
  return (kind, text) => {
    const bus = kind === 'hid' ? 'hid' : 'serial'
    const scanner = plugged.get(bus) ?? (bus === 'hid' ? hidScanner(parts) : serialScanner(parts))
    plugged.set(bus, scanner)
    scanner(text)
  }
}

function serialScanner({ say, after }: Parts): EmulatedScanner {
  const transport = emulatedTransport()
  openScanner(
    { transport, decoder: framedDecoder('any-line') },
    { ...deliverTo(say), light: () => undefined },
    after,
  )
  return (text) => void transport.scan(text)
}

function hidScanner(parts: Parts): EmulatedScanner {
  const device = emulatedHid(HONEYWELL_POS)
  const any = { kind: 'hid', vendorId: '', productId: '', serialNumber: '' } as const
  const ready = new Promise<void>((resolve) => {
    const light = ({ detail }: { readonly detail: string }): void => {
      if (detail === 'ready') resolve()
    }
    // Its own claims: it is beside the shop's scanners, not one of them.
    const own = { ...parts, hid: device.load, claims: new Set<string>() }
    openOne(any, { ...deliverTo(parts.say), light }, own)
  })
  return (text) => void ready.then(() => device.scan(text))
}
