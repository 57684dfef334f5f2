import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { fail } from '../../app/result.ts'
import type { ScannerLight, ScannersLight } from '../../app/scanner-light.ts'
import { preciseNowMs } from '../../hardware/after.ts'
import { hostDevices } from '../../hardware/device-host.ts'
import { startDeviceService, type DeviceServiceParts } from '../../hardware/device-service.ts'
import type { StartService } from '../../hardware/keep-service.ts'
import { emulatedHid } from '../../hardware/scanner/hid-emulator.ts'
import { HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'
import type { Scan } from '../../hardware/scanner/open-scanner.ts'
import { startPtyScanner } from '../../hardware/scanner/pty-emulator.ts'
import { heard } from './heard.ts'

const CODE = '134567890123456789'

/** Runs the service behind a message channel: everything is cloned on the way, as between processes. */
const inChannel =
  (parts: DeviceServiceParts): StartService =>
  (on) => {
    const { port1, port2 } = new MessageChannel()
    port1.on('message', on.message)
    const service = startDeviceService((message) => port2.postMessage(message), parts)
    port2.on('message', service.receive)
    const kill = (): void => {
      port1.close()
      port2.close()
      setImmediate(() => on.exited('killed'))
    }
    return { post: (message) => port1.postMessage(message), kill }
  }

/** Runs the service in a process of its own. */
const inProcess: StartService = (on) => {
  const program = path.join(import.meta.dirname, 'service-process.ts')
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.on('message', on.message)
  child.once('exit', (_code, signal) => on.exited(`${signal}`))
  return {
    post: (message) => void child.send(message),
    kill: () => void child.kill('SIGKILL'),
  }
}

function till(parts: DeviceServiceParts = {}, start: StartService = inChannel(parts)) {
  const lights = heard<ScannerLight['detail']>('lights')
  const scans = heard<Scan>('scans')
  const troubles = heard<string>('troubles')
  let each: ScannersLight['each']
  const devices = hostDevices(start, {
    onScan: scans.add,
    onLight: (light) => {
      each = light.each
      lights.add(light.detail)
    },
    onTrouble: troubles.add,
  })
  onTestFinished(devices.close)
  return { lights, each: () => each, scans, troubles, devices }
}

async function ptyAt() {
  const folder = await mkdtemp(path.join(tmpdir(), 'devices-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const link = path.join(folder, 'scanner')
  const device = await startPtyScanner(link)
  onTestFinished(device.close)
  const serial: ScannerConfiguration = {
    kind: 'serial',
    path: link,
    baudRate: 9600,
    format: '8N1',
    framing: 'any-line',
    idleMs: 80,
  }
  return { device, serial }
}

it('opens the scanner that is set up and brings its scans, with their time', async () => {
  const { device, serial } = await ptyAt()
  const t = till()
  t.devices.configure(serial)
  await t.lights.next((light) => light === 'ready')
  const beforeMs = preciseNowMs()
  await device.scan(CODE, { chunk: 4 })
  const scan = await t.scans.next()
  expect(scan.text).toBe(CODE)
  expect(scan.lastByteAtMs).toBeGreaterThanOrEqual(beforeMs)
  expect(scan.lastByteAtMs).toBeLessThanOrEqual(preciseNowMs())
})

it('lets a port go before it opens it again', async () => {
  const { device, serial } = await ptyAt()
  const t = till()
  for (const framing of ['cr', 'stx-etx', 'lf'] as const) {
    t.devices.configure({ ...serial, framing })
    await t.lights.next((light) => light === 'ready')
    await device.scan(CODE, { framing })
    expect((await t.scans.next()).text).toBe(CODE)
  }
  t.devices.configure({ kind: 'none' })
  await t.lights.next((light) => light === 'none')
  expect(t.lights.all).not.toContain('port-busy')
})

it('keeps only the lights of the scanner that is set up now', async () => {
  const { serial } = await ptyAt()
  const t = till()
  t.devices.configure({ ...serial, path: '/dev/no-such-scanner' })
  t.devices.configure(serial)
  await t.lights.next((light) => light === 'ready')
  t.devices.configure({ kind: 'keyboard', prefix: '', suffix: 'enter' })
  // The answer comes after all that the service had said before.
  await t.devices.listSerialPorts()
  expect(t.lights.all.at(-1)).toBe('keyboard')
  expect(t.lights.all).not.toContain('no-such-port')
})

it('is started again with the same scanner when it is killed', async () => {
  const { device, serial } = await ptyAt()
  let kill = (): void => undefined
  const t = till({}, (on) => {
    const service = inProcess(on)
    kill = service.kill
    return service
  })
  t.devices.configure(serial)
  await t.lights.next((light) => light === 'ready', 10_000)
  kill()
  await t.lights.next((light) => light === 'service-restarting')
  await t.lights.next((light) => light === 'ready', 10_000)
  await device.scan(CODE)
  expect((await t.scans.next()).text).toBe(CODE)
  expect(t.troubles.all).toEqual(['the device service ended: SIGKILL'])
}, 30_000)

it('reports a driver that does not load and goes on', async () => {
  const t = till({ loadSerial: () => Promise.resolve(fail('libudev.so.1: no such file')) })
  const { serial } = await ptyAt()
  t.devices.configure(serial)
  await t.lights.next((light) => light === 'module-unavailable')
  expect(await t.devices.listSerialPorts()).toEqual(fail({ kind: 'ports-unavailable' }))
  expect(t.troubles.all).toEqual(['module-unavailable: libudev.so.1: no such file'])
  t.devices.emulatedScan(CODE)
  expect((await t.scans.next()).text).toBe(CODE)
})

it('scans with the emulated scanner beside a keyboard', async () => {
  const t = till()
  t.devices.configure({ kind: 'keyboard', prefix: '', suffix: 'enter' })
  for (let round = 10; round < 30; round++) t.devices.emulatedScan(`${CODE.slice(2)}${round}`)
  await t.scans.next(({ text }) => text.endsWith('29'))
  expect(t.scans.all.map(({ text }) => text.slice(-2))).toEqual(
    Array.from({ length: 20 }, (_, at) => String(at + 10)),
  )
  expect(t.lights.all).toEqual(['keyboard'])
})

it('lists the ports of this machine', async () => {
  expect(await till().devices.listSerialPorts()).toMatchObject({ ok: true })
})

it('changes nothing for a message that it cannot read, and repeats nothing of it', () => {
  const said: unknown[] = []
  const service = startDeviceService((message) => said.push(message))
  for (const message of [
    null,
    CODE,
    { type: 'ping' },
    { version: 1, type: 'emulated-scan', text: CODE },
    { version: 5, type: 'emulated-scan', text: '9'.repeat(257) },
    { version: 5, type: 'configure', id: 1, scanners: [{ kind: 'serial', path: '' }] },
  ]) {
    service.receive(message)
  }
  const trouble = { version: 5, type: 'trouble', text: 'main sent no readable message' }
  expect(said).toEqual([
    { version: 5, type: 'started' },
    ...Array.from({ length: 6 }, () => trouble),
  ])
})

describe('several scanners', () => {
  const anyHid = { kind: 'hid', vendorId: '', productId: '', serialNumber: '' } as const

  it('are read at once, and the light is the worst of theirs', async () => {
    const { device, serial } = await ptyAt()
    const hid = emulatedHid(HONEYWELL_POS)
    const t = till({ loadHid: hid.load })
    t.devices.configure(serial, anyHid, { kind: 'keyboard', prefix: '', suffix: 'enter' })
    await t.lights.next((light) => light === 'ready')
    expect(t.each()).toEqual(['ready', 'ready', 'keyboard'])
    hid.scan(CODE)
    expect((await t.scans.next()).text).toBe(CODE)
    await device.scan(CODE.slice(1))
    expect((await t.scans.next()).text).toBe(CODE.slice(1))
    hid.unplug()
    await t.lights.next((light) => light === 'no-such-port')
    expect(t.each()).toEqual(['ready', 'no-such-port', 'keyboard'])
    await device.scan(CODE)
    expect((await t.scans.next()).text).toBe(CODE)
    hid.replug()
    await t.lights.next((light) => light === 'ready')
  })

  it('train with a scanner of the first one’s kind', async () => {
    const away = emulatedHid(HONEYWELL_POS)
    away.unplug()
    const t = till({ loadHid: away.load })
    t.devices.configure(anyHid)
    await t.lights.next((light) => light === 'no-such-port')
    t.devices.emulatedScan(CODE)
    t.devices.emulatedScan(CODE.slice(1))
    expect((await t.scans.next()).text).toBe(CODE)
    expect((await t.scans.next()).text).toBe(CODE.slice(1))
  })

  it('are listed by what they say of themselves', async () => {
    const t = till({ loadHid: emulatedHid(HONEYWELL_POS).load })
    const listed = await t.devices.listHidScanners()
    expect(listed).toMatchObject({ ok: true, value: [{ vendorId: '0c2e', productId: '0b61' }] })
    const without = till({ loadHid: () => Promise.resolve(fail('no such library')) })
    expect(await without.devices.listHidScanners()).toEqual(fail({ kind: 'devices-unavailable' }))
  })
})
