import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import type { CheckNotice } from '../../app/scanner-check/check-notice.ts'
import type { SerialSetting } from '../../app/scanner-check/serial-setting.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { hostDevices } from '../../hardware/device-host.ts'
import { startDeviceService } from '../../hardware/device-service.ts'
import type { StartService } from '../../hardware/keep-service.ts'
import { emulatedHid } from '../../hardware/scanner/hid-emulator.ts'
import { HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'
import { emulatedSerial } from '../../hardware/scanner/serial-emulator.ts'
import { heard } from '../hardware/heard.ts'

const CODE = '134567890123456789'
const USUAL: SerialSetting = { baudRate: 9600, format: '8N1' }

/** A till with a serial and a HID POS scanner in memory, behind the service's real messages. */
async function till(setting: SerialSetting = USUAL) {
  const folder = await mkdtemp(path.join(tmpdir(), 'check-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const port = path.join(folder, 'port')
  await writeFile(port, '')
  const serial = emulatedSerial({ path: port, setting })
  const hid = emulatedHid(HONEYWELL_POS)
  const start: StartService = (on) => {
    const { port1, port2 } = new MessageChannel()
    port1.on('message', on.message)
    const service = startDeviceService((message) => port2.postMessage(message), {
      loadSerial: serial.load,
      loadHid: hid.load,
    })
    port2.on('message', service.receive)
    const kill = (): void => {
      port1.close()
      port2.close()
      setImmediate(() => on.exited('killed'))
    }
    return { post: (message) => port1.postMessage(message), kill }
  }
  const lights = heard<string>('lights')
  const scans = heard<string>('scans')
  const notices = heard<CheckNotice>('notices')
  const devices = hostDevices(start, {
    onScan: ({ text }) => scans.add(text),
    onLight: ({ detail }) => lights.add(detail),
    onTrouble: () => undefined,
  })
  onTestFinished(devices.close)
  const isReady = (bus: 'serial' | 'hid') => (notice: CheckNotice) =>
    notice.type === 'devices' &&
    notice.devices.some((device) => device.bus === bus && device.state === 'ready')
  const found = async () => {
    const notice = await notices.next(({ type }) => type === 'found')
    if (notice.type !== 'found') throw new Error('not found')
    return notice
  }
  const configured: ScannerConfiguration = {
    kind: 'serial',
    path: port,
    ...USUAL,
    framing: 'stx-etx',
    idleMs: 80,
  }
  return { port, serial, hid, devices, lights, scans, notices, isReady, found, configured }
}

it('finds baud rate, format and end of a serial scanner from its test code', async () => {
  const t = await till({ baudRate: 115_200, format: '8N1' })
  t.devices.configure(t.configured)
  t.devices.check(t.notices.add)
  await t.notices.next(t.isReady('serial'))
  t.serial.send(`${TEST_TEXT}\r`)
  const first = await t.found()
  expect(first.finding).toMatchObject({
    kind: 'garbled',
    tried: USUAL,
    next: { baudRate: 115_200, format: '8N1' },
    guessed: true,
  })
  await t.notices.next(t.isReady('serial'))
  t.serial.send(`${TEST_TEXT}\r`)
  expect((await t.found()).finding).toMatchObject({
    kind: 'read',
    settings: { bus: 'serial', baudRate: 115_200, format: '8N1', framing: 'any-line' },
    end: 'cr',
    remarks: ['other-setting', 'other-end'],
  })
})

it('shows no byte of a payment code at a wrong baud rate, out of which it could be worked', async () => {
  const t = await till({ baudRate: 4800, format: '8N1' })
  t.devices.configure(t.configured)
  t.devices.check(t.notices.add)
  await t.notices.next(t.isReady('serial'))
  t.serial.send(`${CODE}\r`)
  expect((await t.found()).finding).toMatchObject({ kind: 'garbled', guessed: false })
  const raw = t.notices.all.filter((notice) => notice.type === 'raw')
  expect(raw.map(({ line }) => line.hex.replaceAll(/[• ]/g, ''))).toEqual([''])
})

it('reads a HID POS scanner, and shows no digit of a payment code to anybody', async () => {
  const t = await till()
  t.devices.configure({ kind: 'keyboard', prefix: '', suffix: 'enter' })
  t.devices.check(t.notices.add)
  await t.notices.next(t.isReady('hid'))
  t.hid.scan(CODE)
  expect((await t.found()).finding).toEqual({ kind: 'other-text' })
  t.hid.scan(TEST_TEXT)
  const { finding, key } = await t.found()
  expect(finding).toEqual({ kind: 'read', settings: { bus: 'hid' }, end: 'none', remarks: [] })
  expect(key).toBe('hid 0c2e:0b61:HW-0001')
  const raw = t.notices.all.filter((notice) => notice.type === 'raw')
  expect(raw).toHaveLength(2)
  expect(raw.map(({ line }) => line.text).join(' ')).toContain(TEST_TEXT)
  expect(JSON.stringify(t.notices.all)).not.toContain('3456')
  expect(raw[0]?.line.hex).not.toContain('33 34 35')
})

it('hears a scanner that comes back in another mode, and says why one does not open', async () => {
  const t = await till()
  t.hid.unplug()
  t.devices.configure(t.configured)
  t.devices.check(t.notices.add)
  await t.notices.next(t.isReady('serial'))
  t.serial.unplug()
  t.hid.replug()
  await t.notices.next(t.isReady('hid'))
  const now = await t.notices.next(
    (notice) => notice.type === 'devices' && notice.devices.some((d) => d.state === 'no-such-port'),
  )
  expect(now).toMatchObject({ type: 'devices' })
})

it('delivers no scan while it checks, and reads the till’s own scanner again behind it', async () => {
  const t = await till()
  const own = { ...t.configured, framing: 'any-line' as const }
  t.devices.configure(own)
  await t.lights.next((light) => light === 'ready')
  t.devices.check(t.notices.add)
  await t.lights.next((light) => light === 'checking')
  await t.notices.next(t.isReady('serial'))
  t.serial.send(`${CODE}\r\n`)
  await t.found()
  expect(t.scans.all).toEqual([])
  t.devices.stopCheck()
  await t.lights.next((light) => light === 'ready')
  t.serial.send(`${CODE}\r\n`)
  expect(await t.scans.next()).toBe(CODE)
  expect(t.serial.opened()).toHaveLength(3)
})
