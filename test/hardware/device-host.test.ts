import { expect, it } from 'vitest'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { fail, succeed } from '../../app/result.ts'
import type { ScannersLight } from '../../app/scanner-light.ts'
import type { FromService, ToService, Unversioned } from '../../hardware/device-protocol.ts'
import { hostDevices } from '../../hardware/device-host.ts'
import type { StartService } from '../../hardware/keep-service.ts'
import { handClock, settle } from '../support/hand-clock.ts'

const SERIAL: ScannerConfiguration = {
  kind: 'serial',
  path: '/dev/ttyACM0',
  baudRate: 9600,
  format: '8N1',
  framing: 'cr',
  idleMs: 80,
}

/** A till whose device service is played by the test. */
function till() {
  const clock = handClock()
  const lights: string[] = []
  const each: ScannersLight['each'][] = []
  const scans: string[] = []
  const troubles: string[] = []
  const posted: ToService[] = []
  const started: number[] = []
  let kills = 0
  let service: Parameters<StartService>[0] | undefined
  const devices = hostDevices(
    (on) => {
      started.push(clock.nowMs())
      service = on
      return { post: (message) => posted.push(message), kill: () => kills++ }
    },
    {
      onLight: (light) => {
        lights.push(light.detail)
        each.push(light.each)
      },
      onScan: ({ text }) => scans.push(text),
      onTrouble: (text) => troubles.push(text),
    },
    clock.after,
  )
  return {
    clock,
    lights,
    each,
    scans,
    troubles,
    posted,
    started,
    devices,
    kills: () => kills,
    die: () => service?.exited('exit 1'),
    say: (message: Unversioned<FromService>) => service?.message({ version: 5, ...message }),
    sayRaw: (message: unknown) => service?.message(message),
    sent: () => posted.map(({ type }) => type),
  }
}

it('has no service while nothing needs a device', () => {
  const t = till()
  t.devices.configure({ kind: 'none' })
  t.devices.configure({ kind: 'keyboard', prefix: '', suffix: 'enter' })
  expect(t.started).toEqual([])
  expect(t.lights).toEqual(['none', 'keyboard'])
})

it('tells a service what to do once it listens, the scanner first', () => {
  const t = till()
  t.devices.configure(SERIAL)
  t.devices.emulatedScan('1')
  expect(t.posted).toEqual([])
  t.say({ type: 'started' })
  expect(t.posted).toEqual([
    { version: 5, type: 'configure', id: 1, scanners: [SERIAL] },
    { version: 5, type: 'emulated-scan', text: '1' },
  ])
})

it('passes lights of the present scanner only', () => {
  const t = till()
  t.devices.configure(SERIAL)
  t.say({ type: 'started' })
  t.say({ type: 'light', id: 1, detail: 'ready', each: ['ready'] })
  t.devices.configure({ ...SERIAL, path: '/dev/ttyACM1' })
  t.say({ type: 'light', id: 1, detail: 'no-such-port', each: ['no-such-port'] })
  t.say({ type: 'light', id: 2, detail: 'ready', each: ['ready'] })
  expect(t.lights).toEqual(['opening', 'ready', 'opening', 'ready'])
})

it('tells the light of each scanner, also while the service starts', () => {
  const t = till()
  const each = (): unknown => t.each.at(-1)
  t.devices.configure(SERIAL, { kind: 'keyboard', prefix: '', suffix: 'enter' })
  expect(each()).toEqual(['opening', 'keyboard'])
  t.say({ type: 'started' })
  t.say({ type: 'light', id: 1, detail: 'ready', each: ['ready', 'keyboard'] })
  expect(each()).toEqual(['ready', 'keyboard'])
  t.die()
  expect(each()).toEqual(['service-restarting', 'keyboard'])
})

it('starts a service that dies again, later each time, and soon again once it has lived', async () => {
  const t = till()
  t.devices.configure(SERIAL)
  const pausesMs: number[] = []
  for (let death = 0; death < 8; death++) {
    const diedAtMs = t.clock.nowMs()
    t.die()
    await t.clock.advance(10_000)
    pausesMs.push((t.started.at(-1) ?? 0) - diedAtMs)
    t.say({ type: 'started' })
  }
  expect(pausesMs).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000])
  expect(t.sent().filter((type) => type === 'configure')).toHaveLength(8)
  expect(t.lights.at(-1)).toBe('service-restarting')

  for (let ping = 0; ping < 10; ping++) {
    await t.clock.advance(3_000)
    t.say({ type: 'pong' })
  }
  const diedAtMs = t.clock.nowMs()
  t.die()
  await t.clock.advance(10_000)
  expect((t.started.at(-1) ?? 0) - diedAtMs).toBe(250)
})

it('leaves the light of a keyboard alone when the service dies', async () => {
  const t = till()
  t.devices.configure({ kind: 'keyboard', prefix: '', suffix: 'enter' })
  const list = t.devices.listSerialPorts()
  t.say({ type: 'started' })
  t.die()
  expect(await list).toEqual(fail({ kind: 'ports-unavailable' }))
  expect(t.lights).toEqual(['keyboard'])
})

it('ends a service that hangs', async () => {
  const t = till()
  t.devices.configure(SERIAL)
  t.say({ type: 'started' })
  for (let minute = 0; minute < 20; minute++) {
    await t.clock.advance(3_000)
    t.say({ type: 'pong' })
  }
  expect(t.kills()).toBe(0)
  await t.clock.advance(12_000)
  expect(t.kills()).toBe(1)
})

it('ends a service that never says anything', async () => {
  const t = till()
  t.devices.configure(SERIAL)
  await t.clock.advance(12_000)
  expect(t.kills()).toBe(1)
})

it('believes only what it can read', () => {
  const t = till()
  t.devices.configure(SERIAL)
  t.say({ type: 'started' })
  for (const message of [
    null,
    { type: 'scan', text: '1', lastByteAtMs: 0 },
    { version: 1, type: 'scan', text: '1', lastByteAtMs: 0 },
    { version: 5, type: 'scan', text: '', lastByteAtMs: 0 },
    { version: 5, type: 'light', id: 1, detail: 'sunny', each: [] },
  ]) {
    t.sayRaw(message)
  }
  expect(t.scans).toEqual([])
  expect(t.lights).toEqual(['opening'])
})

it('gives up on a list of ports that does not come', async () => {
  const t = till()
  const list = t.devices.listSerialPorts()
  t.say({ type: 'started' })
  await t.clock.advance(10_000)
  expect(await list).toEqual(fail({ kind: 'ports-unavailable' }))
  t.say({ type: 'ports', ask: 1, ports: [] })
  const next = t.devices.listSerialPorts()
  t.say({ type: 'ports', ask: 2, ports: [{ path: 'COM3', label: 'COM3', usb: null }] })
  expect(await next).toEqual(succeed([{ path: 'COM3', label: 'COM3', usb: null }]))
})

it('closes when the service has ended, and for good', async () => {
  const t = till()
  t.devices.configure(SERIAL)
  t.say({ type: 'started' })
  let ended = false
  const closing = t.devices.close().then(() => {
    ended = true
  })
  await settle()
  expect(ended).toBe(false)
  t.say({ type: 'scan', text: '1', lastByteAtMs: 0 })
  t.die()
  await closing
  await t.clock.advance(60_000)
  expect(t.started).toHaveLength(1)
  expect(t.scans).toEqual([])
  expect(t.lights).toEqual(['opening'])
})
