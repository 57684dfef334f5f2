import { describe, expect, it, onTestFinished } from 'vitest'
import { fail } from '../../app/result.ts'
import type { ScannerLight } from '../../app/scanner-light.ts'
import { listHidScanners, type HidIdentity } from '../../hardware/scanner/hid-devices.ts'
import { emulatedHid } from '../../hardware/scanner/hid-emulator.ts'
import {
  HID_MAKES,
  HONEYWELL_POS,
  NEWLAND_POS,
  PLAIN_POS,
} from '../../hardware/scanner/hid-makes.ts'
import { loadHid, type HidModule, type LoadHid } from '../../hardware/scanner/hid-module.ts'
import { hidPosDecoder } from '../../hardware/scanner/hid-pos-decoder.ts'
import { layoutIn } from '../../hardware/scanner/hid-pos-layout.ts'
import { hidTransport, type HidClaims } from '../../hardware/scanner/hid-transport.ts'
import { openScanner } from '../../hardware/scanner/open-scanner.ts'
import { handClock, settle } from '../support/hand-clock.ts'

const CODE = '134567890123456789'
const OTHER = '101112131415161718'
const ANY: HidIdentity = { vendorId: '', productId: '', serialNumber: '' }

interface TillOptions {
  readonly wanted?: HidIdentity
  readonly claims?: HidClaims
}

async function till(load: LoadHid, { wanted = ANY, claims = new Set() }: TillOptions = {}) {
  const clock = handClock()
  const lights: ScannerLight['detail'][] = []
  const scans: string[] = []
  const troubles: string[] = []
  const scanner = openScanner(
    {
      transport: hidTransport(wanted, claims, load, clock.after),
      decoder: ({ descriptor = null }) => hidPosDecoder(layoutIn(descriptor)),
    },
    {
      light: ({ detail }) => lights.push(detail),
      scan: ({ text }) => scans.push(text),
      trouble: (text) => troubles.push(text),
    },
    clock.after,
  )
  onTestFinished(scanner.close)
  await settle()
  return { clock, lights, scans, troubles, scanner }
}

describe.each(Object.entries(HID_MAKES))('a %s scanner', (_, make) => {
  it.each([true, false])('is read, descriptor shown: %s', async (describes) => {
    // Unnumbered reports without a length cannot be told from others by their content.
    if (!describes && make === HID_MAKES.uncounted) return
    if (!describes && make === PLAIN_POS) return
    const device = emulatedHid(make, { describes })
    const t = await till(device.load, { wanted: { ...ANY, vendorId: '' } })
    device.scan(CODE)
    device.scan(OTHER, ']Q1')
    await settle()
    expect(t.scans).toEqual([CODE, OTHER])
    expect(t.lights).toEqual(['opening', 'ready'])
  })
})

it('loses the scan during which it was unplugged, and nothing else', async () => {
  const device = emulatedHid(HONEYWELL_POS)
  const t = await till(device.load)
  const half = new Uint8Array(64)
  half.set([2, 56, 0x5d, 0x51, 0x31, ...Buffer.from('x'.repeat(56))])
  half[63] = 1
  device.raw(half)
  device.unplug()
  expect(t.lights.at(-1)).toBe('no-such-port')
  await t.clock.advance(10_000)
  device.replug()
  await t.clock.advance(1_000)
  expect(t.lights.at(-1)).toBe('ready')
  device.scan(CODE)
  await settle()
  expect(t.scans).toEqual([CODE])
  expect(t.troubles).toEqual([])
})

it('asks a Honeywell for its scans, each time it is plugged in', async () => {
  const device = emulatedHid(HONEYWELL_POS)
  const t = await till(device.load)
  expect(device.written()).toEqual([Uint8Array.of(0xfe, 1)])
  device.unplug()
  device.replug()
  await t.clock.advance(1_000)
  expect(device.written()).toHaveLength(2)
  device.scan(CODE)
  await settle()
  expect(t.scans).toEqual([CODE])
})

it('keeps a scan that is made while it is being opened', async () => {
  const device = emulatedHid(PLAIN_POS)
  const module = await device.load()
  if (!module.ok) throw new Error('no module')
  const open: HidModule['open'] = async (path, on) => {
    const opened = await module.value.open(path, on)
    device.scan(CODE)
    return opened
  }
  const t = await till(() => Promise.resolve({ ok: true, value: { ...module.value, open } }))
  await settle()
  expect(t.scans).toEqual([CODE])
})

it('finds its own among several, and takes no other', async () => {
  const devices = [HONEYWELL_POS, PLAIN_POS, NEWLAND_POS].map((make) => emulatedHid(make))
  const load = together(devices.map(({ load: one }) => one))
  const wanted = { vendorId: '05E0', productId: '1300', serialNumber: 'ZB-0001' }
  const t = await till(load, { wanted })
  for (const [at, device] of devices.entries()) device.scan(`${CODE.slice(2)}1${at}`)
  await settle()
  expect(t.scans).toEqual([`${CODE.slice(2)}11`])
  const other = await till(load, { wanted: { ...wanted, serialNumber: 'ZB-0002' } })
  expect(other.lights.at(-1)).toBe('no-such-port')
})

it('opens each scanner once, however many are asked for', async () => {
  const devices = [HONEYWELL_POS, PLAIN_POS].map((make) => emulatedHid(make))
  const load = together(devices.map(({ load: one }) => one))
  const claims: HidClaims = new Set()
  const tills = [await till(load, { claims }), await till(load, { claims })]
  const third = await till(load, { claims })
  for (const device of devices) device.scan(CODE)
  await settle()
  expect(tills.map(({ scans }) => scans)).toEqual([[CODE], [CODE]])
  expect(third.lights.at(-1)).toBe('no-such-port')
  await tills[1]?.scanner.close()
  await third.clock.advance(1_000)
  expect(third.lights.at(-1)).toBe('ready')
})

it('goes away while it is being opened without staying claimed', async () => {
  const device = emulatedHid(PLAIN_POS)
  const module = await device.load()
  if (!module.ok) throw new Error('no module')
  let first = true
  const open: HidModule['open'] = async (path, on) => {
    const opened = await module.value.open(path, on)
    if (first) device.unplug()
    first = false
    return opened
  }
  const claims: HidClaims = new Set()
  const t = await till(() => Promise.resolve({ ok: true, value: { ...module.value, open } }), {
    claims,
  })
  expect(t.lights.at(-1)).toBe('no-such-port')
  expect(claims.size).toBe(0)
  device.replug()
  await t.clock.advance(1_000)
  expect(t.lights.at(-1)).toBe('ready')
})

it('says why it cannot be opened', async () => {
  const device = emulatedHid(PLAIN_POS)
  const module = await device.load()
  if (!module.ok) throw new Error('no module')
  const foresee = () => Promise.resolve({ kind: 'no-hid-permission' as const, detail: 'EACCES' })
  const t = await till(() => Promise.resolve({ ok: true, value: { ...module.value, foresee } }))
  expect(t.lights).toEqual(['opening', 'no-hid-permission'])
  const without = await till(() => Promise.resolve(fail('libudev.so.1: no such file')))
  expect(without.lights).toEqual(['opening', 'module-unavailable'])
})

it('lists the POS scanners of this machine, whatever they are', async () => {
  expect(await listHidScanners(loadHid)).toMatchObject({ ok: true })
  const load = together([emulatedHid(HONEYWELL_POS).load])
  expect(await listHidScanners(load)).toEqual({
    ok: true,
    value: [
      {
        vendorId: '0c2e',
        productId: '0b61',
        serialNumber: 'HW-0001',
        label: 'Honeywell · Vuquest 3310g · 0c2e:0b61 · HW-0001',
      },
    ],
  })
})

/** Several emulated scanners, and a keyboard, on one machine. */
function together(loads: readonly LoadHid[]): LoadHid {
  return async () => {
    const modules = (await Promise.all(loads.map((load) => load()))).flatMap((loaded) =>
      loaded.ok ? [loaded.value] : [],
    )
    const own = (at: number, path: string): string => `${at}/${path}`
    const find = (path: string) => {
      const [at = '', rest = ''] = path.split('/')
      const module = modules[Number(at)]
      if (module === undefined) throw new Error('no such device')
      return { module, rest }
    }
    const keyboard = { path: 'k', vendorId: 1, productId: 1, usagePage: 1, usage: 6 }
    const list = async () => {
      const lists = await Promise.all(modules.map((module) => module.list()))
      const all = lists.flatMap((listed, at) =>
        listed.map((device) => ({ ...device, path: own(at, device.path ?? '') })),
      )
      return [keyboard, ...all]
    }
    const value: HidModule = {
      list,
      foresee: () => Promise.resolve(null),
      open: (path, on) => find(path).module.open(find(path).rest, on),
      descriptor: (path) => find(path).module.descriptor(find(path).rest),
    }
    return { ok: true, value }
  }
}
