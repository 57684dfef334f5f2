import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PrinterConfiguration } from '../../../app/contract/printer-configuration.ts'
import { printerSchema } from '../../../app/contract/printer-configuration.ts'
import type { PrinterLightDetail } from '../../../app/printer-light.ts'
import type { PrintQueue } from '../../../app/receipt/print-queue.ts'
import { systemAfter, type After } from '../../../hardware/after.ts'
import { paperText } from '../../../hardware/printer/emulator/paper.ts'
import { startTcpPrinter, type TcpPrinter } from '../../../hardware/printer/emulator/tcp-printer.ts'
import { memoryQueue } from '../../../hardware/printer/memory-queue.ts'
import { openTarget } from '../../../hardware/printer/open-target.ts'
import { keepPrinting, type PrintWorker } from '../../../hardware/printer/print-worker.ts'
import { loadSerial } from '../../../hardware/scanner/serial-module.ts'
import { aSlip } from '../../receipt/slips.ts'

/** Real sockets, but waits that are short enough for a test. */
const brisk: After = (delayMs, run) => systemAfter(delayMs / 6, run)

let undo: readonly (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo) await step()
  undo = []
})

async function rig(change: Partial<Extract<PrinterConfiguration, { kind: 'tcp' }>> = {}) {
  const printer = await startTcpPrinter()
  const queue = memoryQueue()
  const settings = { kind: 'tcp', host: '127.0.0.1', port: printer.port, ...change }
  let nowMs = 1_000
  const lights: PrinterLightDetail[] = []
  const start = (): PrintWorker => {
    const opened = openTarget(printerSchema.parse(settings), {
      loadSerial,
      after: brisk,
      trouble: () => undefined,
      onSystem: async () => false,
      emulated: () => undefined,
    })
    if (opened === null) throw new Error('no printer')
    const worker = keepPrinting({
      ...opened,
      queue,
      languages: ['en'],
      nowMs: () => nowMs,
      after: brisk,
      on: { light: (detail) => lights.push(detail), trouble: () => undefined },
    })
    undo = [worker.close, ...undo]
    return worker
  }
  undo = [printer.switchOff, ...undo]
  const print = (key: string, copy = false): void =>
    queue.add({ key, slip: aSlip({ transactionId: key }), copy, atMs: 1_000 })
  return { printer, queue, start, print, lights, later: (ms: number) => (nowMs += ms) }
}

/** Printed sales in order, each by the id it was given, with the word COPY where it was marked. */
const printed = ({ papers }: TcpPrinter): readonly string[] =>
  papers().map((paper) => {
    const text = paperText(paper)
    const [, id = '?'] = /WeChat transaction +(\w+)/.exec(text) ?? []
    return text.includes('COPY') ? `${id} COPY` : id
  })

const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 })

const emptied = (queue: PrintQueue): Promise<void> => until(() => expect(queue.waiting()).toBe(0))

describe('a network printer', () => {
  it('prints what waits, in order and once', async () => {
    const { printer, queue, start, print, lights } = await rig()
    print('a')
    print('b')
    const worker = start()
    await emptied(queue)
    print('c', true)
    worker.wake()
    await emptied(queue)
    expect(printed(printer)).toEqual(['a', 'b', 'c COPY'])
    expect(lights.at(-1)).toBe('printer-ready')
    expect(printer.papers().flatMap(({ complaints }) => complaints)).toEqual([])
  })

  it('is let go of between jobs, so that tills can share it', async () => {
    const { printer, queue, start, print } = await rig()
    print('a')
    start()
    await emptied(queue)
    await until(() => expect(printer.connections()).toBe(0))
  })

  it.each([
    [{ paper: 'out' }, { paper: 'enough' }, 'paper-out'],
    [{ coverOpen: true }, { coverOpen: false }, 'cover-open'],
    [{ error: true }, { error: false }, 'printer-error'],
    [{ hung: true }, { hung: false }, 'printer-silent'],
  ] as const)('that cannot print (%o) is waited for, and prints once', async (ill, well, light) => {
    const { printer, queue, start, print, lights } = await rig()
    printer.machine.change(ill)
    print('a')
    start()
    await until(() => expect(lights.at(-1)).toBe(light))
    expect(printed(printer)).toEqual([])
    printer.machine.change(well)
    await emptied(queue)
    expect(printed(printer)).toEqual(['a'])
    await until(() => expect(lights.at(-1)).toBe('printer-ready'))
  })

  it('that runs low on paper prints, and says so', async () => {
    const { printer, queue, start, print, lights } = await rig()
    printer.machine.change({ paper: 'low' })
    print('a')
    start()
    await emptied(queue)
    expect(lights.at(-1)).toBe('paper-low')
  })

  it('that is switched off is waited for', async () => {
    const { printer, queue, start, print, lights } = await rig()
    await printer.switchOff()
    print('a')
    start()
    await until(() => expect(lights).toContain('printer-unreachable'))
    await printer.switchOn()
    await emptied(queue)
    expect(printed(printer)).toEqual(['a'])
  })

  it('that runs out of paper within a slip keeps it and goes on: no second print', async () => {
    const { printer, queue, start, print, lights } = await rig()
    const worker = start()
    await until(() => expect(lights.at(-1)).toBe('printer-ready'))
    print('a')
    queueBegins(queue, () => printer.machine.change({ paper: 'out' }))
    worker.wake()
    await until(() => expect(lights.at(-1)).toBe('paper-out'))
    expect(queue.waiting()).toBe(1)
    printer.machine.change({ paper: 'enough' })
    await emptied(queue)
    expect(printed(printer)).toEqual(['a'])
  })

  it('that loses its power within a slip prints it again, marked as a copy', async () => {
    const { printer, queue, start, print } = await rig()
    queueBegins(queue, () => printer.machine.change({ paper: 'out' }))
    print('a')
    start()
    await until(() => expect(queue.next()?.begun).toBe(1))
    await printer.switchOff()
    printer.machine.change({ paper: 'enough' })
    await printer.switchOn()
    await emptied(queue)
    expect(printed(printer)).toEqual(['a COPY'])
  })

  it('that never answers prints blindly where that is set up', async () => {
    const { printer, queue, start, print } = await rig({ status: 'none' })
    print('a')
    start()
    await emptied(queue)
    await until(() => expect(printed(printer)).toEqual(['a']))
  })
})

describe('the cash drawer', () => {
  it('opens with a fresh receipt', async () => {
    const { printer, queue, start, print } = await rig({ drawer: 'pin-2' })
    print('a')
    start()
    await emptied(queue)
    expect(printer.papers()[0]?.drawer).toEqual([2])
  })

  it('stays shut for one that comes late, and for a copy', async () => {
    const { printer, queue, start, print, later } = await rig({ drawer: 'pin-2' })
    later(60_000)
    print('late')
    const worker = start()
    await emptied(queue)
    later(-60_000)
    print('copied', true)
    worker.wake()
    await emptied(queue)
    expect(printer.papers().map(({ drawer }) => drawer)).toEqual([[], []])
  })
})

/** Does something the moment the next slip is begun, before its first byte leaves. */
function queueBegins(queue: PrintQueue, act: () => void): void {
  const { begin } = queue
  let done = false
  Object.assign(queue, {
    begin: (id: number) => {
      begin(id)
      if (!done) act()
      done = true
    },
  })
}
