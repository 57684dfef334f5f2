/** The test inside the virtual machine: the till's device service reads a scanner of the kernel's. Its exit code is the outcome. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { HIDAsync } from 'node-hid'
import { preciseNowMs } from '../../hardware/after.ts'
import { isFromService, type FromService } from '../../hardware/device-protocol.ts'
import { startDeviceService } from '../../hardware/device-service.ts'
import { HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'
import { loadHid } from '../../hardware/scanner/hid-module.ts'
import { quantile } from '../../scripts/bench/figures.ts'
import { heard } from '../hardware/heard.ts'

const SCANS = 1_000
const BURST = 40
const LIMIT_MS = 30_000

let failed = 0
function check(name: string, ok: boolean, detail = ''): void {
  if (!ok) failed++
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${detail === '' ? '' : `: ${detail}`}`)
}

const scanner = spawn(process.execPath, [path.join(import.meta.dirname, 'uhid-scanner.js')], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
const said = heard<string>('scanner')
createInterface({ input: scanner.stdout }).on('line', said.add)
const tell = (line: string): void => void scanner.stdin.write(`${line}\n`)

const lights = heard<string>('lights')
const scans = heard<string>('scans')
const troubles: string[] = []
let hidScanners: Extract<FromService, { type: 'hid' }>['scanners'] = null
const listed = heard<number>('lists')
let scannedAtMs = 0

const service = startDeviceService((message) => {
  if (!isFromService(message)) throw new Error('the service said what main would not read')
  if (message.type === 'light') lights.add(message.detail)
  if (message.type === 'trouble') troubles.push(message.text)
  if (message.type === 'hid') {
    hidScanners = message.scanners
    listed.add(message.ask)
  }
  if (message.type === 'scan') {
    scannedAtMs = preciseNowMs()
    scans.add(message.text)
  }
})

async function list(): Promise<string> {
  service.receive({ version: 5, type: 'list-hid', ask: 1 })
  await listed.next(() => true, LIMIT_MS)
  return (hidScanners ?? [])
    .map((one) => `${one.vendorId}:${one.productId} ${one.serialNumber}`)
    .join()
}

const code = (at: number): string => `13${String(at).padStart(16, '0')}`

async function scanOne(text: string): Promise<string> {
  tell(`scan ${text}`)
  return scans.next(() => true, LIMIT_MS)
}

/** The same report read without the till: what the driver and this machine take by themselves. */
async function bareReader(): Promise<{ readonly atMs: () => number; close: () => Promise<void> }> {
  let atMs = 0
  const device = await HIDAsync.open('/dev/hidraw0')
  device.on('data', () => {
    atMs = preciseNowMs()
  })
  return { atMs: () => atMs, close: () => device.close() }
}

async function thousand(): Promise<void> {
  const bare = await bareReader()
  const [till, without]: [number[], number[]] = [[], []]
  let right = 0
  for (let at = 0; at < SCANS; at++) {
    const sentAtMs = preciseNowMs()
    if ((await scanOne(code(at))) === code(at)) right++
    till.push(scannedAtMs - sentAtMs)
    // Both readers are fed from one kernel queue each; the bare one may be a turn behind.
    await new Promise((resolve) => setImmediate(resolve))
    if (bare.atMs() >= sentAtMs) without.push(bare.atMs() - sentAtMs)
  }
  await bare.close()
  const figures = (runs: readonly number[]): string =>
    `p50 ${quantile(runs, 0.5).toFixed(2)} ms, p99 ${quantile(runs, 0.99).toFixed(2)} ms`
  check(`${SCANS} scans, each right`, right === SCANS, `${right}`)
  console.log(`       report written → scan event: ${figures(till)}`)
  console.log(`       the same, bare node-hid reader: ${figures(without)} (${without.length} seen)`)
}

async function test(): Promise<void> {
  await said.next((line) => line === 'plugged', LIMIT_MS)
  check('it is listed with its identity', (await list()) === '0c2e:0b61 HW-0001', await list())
  const loaded = await loadHid()
  const descriptor = loaded.ok ? await loaded.value.descriptor('/dev/hidraw0') : null
  const same = descriptor !== null && Buffer.compare(descriptor, HONEYWELL_POS.descriptor) === 0
  check('the kernel shows its report descriptor', same)

  const identity = { vendorId: '0c2e', productId: '0b61', serialNumber: 'HW-0001' }
  const scanners = [{ kind: 'hid', ...identity }]
  service.receive({ version: 5, type: 'configure', id: 1, scanners })
  await lights.next((light) => light === 'ready', LIMIT_MS)
  check('it is opened', true)
  const asked = await said.next((line) => line.startsWith('asked'), LIMIT_MS)
  check('it is asked for its scans', asked === 'asked fe01', asked)

  await thousand()
  const long = 'x'.repeat(130)
  check('130 characters in three reports', (await scanOne(long)) === long)
  const before = scans.all.length
  for (let at = 0; at < BURST; at++) tell(`scan ${code(at)}`)
  await scans.next((text) => text === code(BURST - 1), LIMIT_MS)
  check(`${BURST} scans in one burst, in order`, scans.all.slice(before).join() === burst())

  tell(`half ${long}`)
  tell('unplug')
  await lights.next((light) => light === 'no-such-port', LIMIT_MS)
  check('unplugging in the middle of a scan is noticed', true)
  check('it is listed no more', (await list()) === '')
  const pluggedAtMs = preciseNowMs()
  tell('plug')
  await lights.next((light) => light === 'ready', LIMIT_MS)
  check(
    'plugged in again it is opened',
    true,
    `after ${(preciseNowMs() - pluggedAtMs).toFixed(0)} ms`,
  )
  check('its half scan is joined to nothing', (await scanOne(code(7))) === code(7))
  for (let round = 0; round < 10; round++) {
    tell('unplug')
    await lights.next((light) => light === 'no-such-port', LIMIT_MS)
    tell('plug')
    await lights.next((light) => light === 'ready', LIMIT_MS)
    if ((await scanOne(code(round))) !== code(round)) check(`round ${round}`, false)
  }
  check('ten more times', true)
  check('nothing was wrong on the way', troubles.length === 0, troubles.join())
}

const burst = (): string => Array.from({ length: BURST }, (_, at) => code(at)).join()

await test().catch((error: unknown) => check('the test ran to its end', false, String(error)))
console.log(failed === 0 ? 'all passed' : `${failed} failed`)
// An open reader would keep the process.
process.exit(failed === 0 ? 0 : 1)
