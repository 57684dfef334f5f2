import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ReadlineParser, SerialPort } from 'serialport'
import { preciseNowMs, systemAfter } from '../../hardware/after.ts'
import { framedDecoder } from '../../hardware/scanner/framed-decoder.ts'
import { emulatedHid } from '../../hardware/scanner/hid-emulator.ts'
import { HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'
import { hidPosDecoder } from '../../hardware/scanner/hid-pos-decoder.ts'
import { layoutIn } from '../../hardware/scanner/hid-pos-layout.ts'
import { hidTransport } from '../../hardware/scanner/hid-transport.ts'
import { openScanner, type Scan } from '../../hardware/scanner/open-scanner.ts'
import { startPtyScanner } from '../../hardware/scanner/pty-emulator.ts'
import { serialTransport } from '../../hardware/scanner/serial-transport.ts'
import { readWedge } from '../../main/wedge.ts'
import { ENTER } from '../../test/hardware/keys.ts'
import { digits } from '../../test/hardware/wedge-play.ts'
import type { Figures } from './figures.ts'

const codeOf = (run: number): string => `13${String(run).padStart(16, '0')}`

/** Waits for one thing at a time. */
function mailbox<T>() {
  let deliver: (value: T) => void = () => undefined
  return {
    put: (value: T): void => deliver(value),
    next: (): Promise<T> =>
      new Promise((resolve) => {
        deliver = resolve
      }),
  }
}

const quietListener = (scan: (scan: Scan) => void, ready: () => void) => ({
  scan,
  trouble: () => undefined,
  light: ({ detail }: { readonly detail: string }) => {
    if (detail === 'ready') ready()
  },
})

/** A scan's bytes handed to a pseudo-terminal, until it is a scan: the till's reader and the package's own, in turn. */
export async function serialLatency(runs: number): Promise<readonly Figures[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-serial-'))
  const [ours, bare] = [mailbox<string>(), mailbox<string>()]
  const [one, other] = await Promise.all([
    startPtyScanner(path.join(folder, 'till')),
    startPtyScanner(path.join(folder, 'bare')),
  ])
  const opened = mailbox<null>()
  const scanner = openScanner(
    {
      transport: serialTransport({ path: one.path, baudRate: 9600 }),
      decoder: framedDecoder('any-line'),
    },
    quietListener(
      ({ text }) => ours.put(text),
      () => opened.put(null),
    ),
  )
  await opened.next()
  const port = new SerialPort({ path: other.path, baudRate: 9600 })
  port.pipe(new ReadlineParser({ delimiter: '\r\n' })).on('data', (line: string) => bare.put(line))
  await new Promise<void>((resolve) => port.once('open', () => resolve()))
  const [till, without]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    for (const [device, box, taken] of [
      [one, ours, till],
      [other, bare, without],
    ] as const) {
      const arrived = box.next()
      const sentAtMs = preciseNowMs()
      await device.scan(codeOf(run))
      if ((await arrived) !== codeOf(run)) throw new Error('a scan was read wrong')
      taken.push(preciseNowMs() - sentAtMs)
    }
  }
  await scanner.close()
  await new Promise<void>((resolve) => port.close(() => resolve()))
  await Promise.all([one.close(), other.close()])
  rmSync(folder, { recursive: true })
  return [
    { name: 'serial: bytes → scan event', unit: 'ms', runs: till },
    { name: 'bare serialport with its parser', unit: 'ms', runs: without },
  ]
}

/** A report of the emulated scanner until it is a scan, and until a listener of the bus alone has it. */
export async function hidLatency(runs: number): Promise<readonly Figures[]> {
  const device = emulatedHid(HONEYWELL_POS)
  const identity = { vendorId: '', productId: '', serialNumber: '' }
  const opened = mailbox<null>()
  let scannedAtMs = 0
  const scanner = openScanner(
    {
      transport: hidTransport(identity, new Set(), device.load),
      decoder: ({ descriptor = null }) => hidPosDecoder(layoutIn(descriptor)),
    },
    quietListener(
      () => {
        scannedAtMs = preciseNowMs()
      },
      () => opened.put(null),
    ),
  )
  await opened.next()
  await new Promise((resolve) => setImmediate(resolve))
  const module = await device.load()
  if (!module.ok) throw new Error(module.error)
  let bareAtMs = 0
  const [path0] = await module.value.list()
  await module.value.open(path0?.path ?? '', {
    report: () => {
      bareAtMs = preciseNowMs()
    },
    gone: () => undefined,
  })
  const [till, bare]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    const sentAtMs = preciseNowMs()
    device.scan(codeOf(run))
    till.push(scannedAtMs - sentAtMs)
    bare.push(bareAtMs - scannedAtMs)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await scanner.close()
  return [
    { name: 'HID (emulated bus): report → scan event', unit: 'ms', runs: till },
    { name: 'bare listener of the same bus', unit: 'ms', runs: bare },
  ]
}

/** The last key of a scan until it is a scan, and until a listener of the keys alone has it. */
export async function wedgeLatency(runs: number): Promise<readonly Figures[]> {
  // The two functions that are needed of a window's contents are those of any emitter.
  const contents = new EventEmitter() as EventEmitter & Parameters<typeof readWedge>[0]
  let scannedAtMs = 0
  // Scans are made faster than by any scanner; their times are what a scanner's would be.
  let nowMs = 0
  const wedge = readWedge(
    contents,
    { kind: 'keyboard', prefix: '', suffix: 'enter' },
    {
      codeExpected: () => false,
      onScan: () => {
        scannedAtMs = preciseNowMs()
      },
      onBurstRecognised: () => undefined,
      onBurstEnded: () => undefined,
    },
    { after: systemAfter, nowMs: () => nowMs },
  )
  let bareAtMs = 0
  const bareKeys = new EventEmitter()
  bareKeys.on('before-input-event', () => {
    bareAtMs = preciseNowMs()
  })
  const event = { preventDefault: () => undefined }
  const [till, bare]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    nowMs += 1_000
    let sentAtMs = 0
    for (const key of [...digits(codeOf(run), 'plain'), ...ENTER.slice(0, 1)]) {
      nowMs += 2
      sentAtMs = preciseNowMs()
      contents.emit('before-input-event', event, key)
    }
    till.push(scannedAtMs - sentAtMs)
    const bareSentAtMs = preciseNowMs()
    bareKeys.emit('before-input-event', event, ENTER[0])
    bare.push(bareAtMs - bareSentAtMs)
  }
  wedge.stop()
  return [
    { name: 'keyboard: last key → scan event', unit: 'ms', runs: till },
    { name: 'bare listener of the keys', unit: 'ms', runs: bare },
  ]
}
