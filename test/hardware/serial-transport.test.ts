import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { fail } from '../../app/result.ts'
import type { ScannerLight } from '../../app/scanner-light.ts'
import { framedDecoder } from '../../hardware/scanner/framed-decoder.ts'
import { openScanner, type Scan } from '../../hardware/scanner/open-scanner.ts'
import { startPtyScanner, type PtyScanner } from '../../hardware/scanner/pty-emulator.ts'
import { serialTransport } from '../../hardware/scanner/serial-transport.ts'
import type { Connection, Transport } from '../../hardware/scanner/transport.ts'
import { preciseNowMs } from '../../hardware/after.ts'
import { heard } from './heard.ts'

const CODE = '134567890123456789'
const OTHER = '101112131415161718'

let folder = ''
let link = ''

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'serial-'))
  link = path.join(folder, 'scanner')
})
afterEach(() => rm(folder, { recursive: true }))

const plugIn = async (): Promise<PtyScanner> => {
  const device = await startPtyScanner(link)
  onTestFinished(device.close)
  return device
}

const serial = (): Transport => serialTransport({ path: link, baudRate: 9600 })

/** Opens the till's end and notes all that it says. */
function till(framing: Parameters<typeof framedDecoder>[0] = 'any-line') {
  const lights = heard<ScannerLight['detail']>('lights')
  const scans = heard<Scan>('scans')
  const troubles: string[] = []
  const scanner = openScanner(
    { transport: serial(), decoder: framedDecoder(framing, 80) },
    {
      light: ({ detail }) => lights.add(detail),
      scan: scans.add,
      trouble: (text) => troubles.push(text),
    },
  )
  onTestFinished(scanner.close)
  return { lights, scans, scanner, troubles, ready: () => lights.next((l) => l === 'ready') }
}

/** Opens the bus alone. */
async function wire() {
  const bytes = heard<string>('bytes')
  const closed = heard<'closed'>('closed')
  const opened = await serial().open({
    bytes: (chunk) => bytes.add(Buffer.from(chunk).toString('latin1')),
    closed: () => closed.add('closed'),
  })
  if (!opened.ok) throw new Error(opened.error.detail)
  onTestFinished(opened.value.close)
  return { bytes, closed, connection: opened.value satisfies Connection }
}

it('reads a scan and says when its last byte came', async () => {
  const device = await plugIn()
  const t = till()
  await t.ready()
  const beforeMs = preciseNowMs()
  await device.scan(CODE)
  const scan = await t.scans.next()
  expect(scan.text).toBe(CODE)
  expect(scan.lastByteAtMs).toBeGreaterThanOrEqual(beforeMs)
  expect(scan.lastByteAtMs).toBeLessThanOrEqual(preciseNowMs())
  expect(t.lights.all).toEqual(['opening', 'ready'])
})

it('reads 500 ragged scans, none wrong, none lost', async () => {
  const device = await plugIn()
  const t = till()
  await t.ready()
  const codes = Array.from({ length: 500 }, (_, at) => `13${String(at).padStart(16, '0')}`)
  for (const [at, code] of codes.entries()) {
    await device.scan(code, { chunk: (at % 19) + 1, framing: at % 2 ? 'crlf' : 'cr' })
  }
  await t.scans.next(({ text }) => text === codes.at(-1), 30_000)
  expect(t.scans.all.map(({ text }) => text)).toEqual(codes)
}, 40_000)

it.each(['cr', 'lf', 'crlf', 'stx-etx'] as const)('reads the framing %s', async (framing) => {
  const device = await plugIn()
  const t = till(framing)
  await t.ready()
  await device.scan(CODE, { chunk: 5, framing })
  expect((await t.scans.next()).text).toBe(CODE)
})

it('ends a scan by silence, and says so when no scan ends', async () => {
  const device = await plugIn()
  const idle = till('idle')
  await idle.ready()
  await device.scan(CODE, { framing: 'none' })
  expect((await idle.scans.next()).text).toBe(CODE)
  await idle.scanner.close()

  const lines = till('crlf')
  await lines.ready()
  await device.scan(CODE, { framing: 'none' })
  await lines.lights.next((light) => light === 'unterminated-scan')
  await device.scan(OTHER)
  await lines.ready()
  expect(lines.scans.all.map(({ text }) => text)).toEqual([OTHER])
})

it('never joins half a scan from before an unplug with one from after', async () => {
  const device = await plugIn()
  const t = till()
  await t.ready()
  await device.raw(Buffer.from(CODE.slice(0, 9)))
  await device.unplug()
  await t.lights.next((light) => light === 'no-such-port')
  await device.replug()
  await t.ready()
  await device.scan(OTHER)
  expect((await t.scans.next()).text).toBe(OTHER)
  expect(t.scans.all).toHaveLength(1)
})

it('is open again within half a second of a replug, twenty times', async () => {
  const device = await plugIn()
  const t = till()
  await t.ready()
  for (let round = 0; round < 20; round++) {
    await device.scan(CODE, { chunk: 3 })
    await device.unplug()
    await t.lights.next((light) => light === 'no-such-port')
    await device.replug()
    await t.lights.next((light) => light === 'ready', 500)
  }
  await device.scan(OTHER)
  expect(await t.scans.next(({ text }) => text === OTHER)).toBeDefined()
}, 40_000)

it('waits for a path that is not there yet', async () => {
  const t = till()
  await t.lights.next((light) => light === 'no-such-port')
  const device = await plugIn()
  await t.ready()
  await device.scan(CODE)
  expect((await t.scans.next()).text).toBe(CODE)
  expect(t.troubles).toHaveLength(1)
})

it('says that another program has the port, and takes it when that lets go', async () => {
  const device = await plugIn()
  const first = till()
  await first.ready()
  const second = till()
  await second.lights.next((light) => light === 'port-busy')
  await first.scanner.close()
  await second.ready()
  await device.scan(CODE)
  expect((await second.scans.next()).text).toBe(CODE)
  expect(first.scans.all).toEqual([])
})

it('is closed at once and for good', async () => {
  const device = await plugIn()
  const t = till()
  await t.ready()
  await t.scanner.close()
  await t.scanner.close()
  await device.scan(CODE)
  await device.unplug()
  // Opening it again proves that the port was let go, and orders what follows after it.
  await device.replug()
  const again = till()
  await again.ready()
  await device.scan(OTHER)
  await again.scans.next()
  expect(t.scans.all).toEqual([])
  expect(t.lights.all).toEqual(['opening', 'ready'])
})

describe('the bus alone', () => {
  it('says so when the line is hung up, once', async () => {
    const device = await plugIn()
    const { bytes, closed } = await wire()
    await device.raw(Buffer.from('134'))
    await bytes.next()
    await device.unplug()
    await closed.next()
    expect(closed.all).toEqual(['closed'])
  })

  it('does not report a device as lost that the till closed', async () => {
    const device = await plugIn()
    const { connection, closed } = await wire()
    await connection.close()
    await device.unplug()
    expect(closed.all).toEqual([])
  })

  it('notices that the path is gone although the line still seems open', async () => {
    await plugIn()
    const { closed } = await wire()
    // The terminal lives on: only the look at the path can tell.
    await rm(link)
    expect(await closed.next()).toBe('closed')
  })

  it('writes byte for byte', async () => {
    const device = await plugIn()
    const { connection, bytes } = await wire()
    const trigger = Uint8Array.of(0x16, 0x54, 0x0d)
    expect(await connection.write(trigger)).toEqual({ ok: true, value: null })
    await expect.poll(() => [...device.written()]).toEqual([...trigger])
    expect(bytes.all).toEqual([])
  })

  it('refuses to write to what is not open, and does not hang', async () => {
    const device = await plugIn()
    const { connection, closed } = await wire()
    await device.unplug()
    await closed.next()
    expect(await connection.write(Uint8Array.of(1))).toEqual(fail({ kind: 'not-open' }))
  })

  it('gives up on a line that takes no bytes', async () => {
    const device = await plugIn()
    const { connection } = await wire()
    device.stall()
    const flood = new Uint8Array(1_000_000)
    expect(await connection.write(flood)).toEqual(fail({ kind: 'timeout' }))
  })

  it('says that the driver does not load', async () => {
    const transport = serialTransport({ path: link, baudRate: 9600 }, () =>
      Promise.resolve(fail('libudev.so.1: cannot open shared object file')),
    )
    const opened = await transport.open({ bytes: () => undefined, closed: () => undefined })
    expect(opened).toMatchObject({ ok: false, error: { kind: 'module-unavailable' } })
  })
})
