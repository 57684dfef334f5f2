import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { printerSchema } from '../../../app/contract/printer-configuration.ts'
import { systemAfter } from '../../../hardware/after.ts'
import { paperText } from '../../../hardware/printer/emulator/paper.ts'
import { startPtyPrinter } from '../../../hardware/printer/emulator/pty-printer.ts'
import { memoryQueue } from '../../../hardware/printer/memory-queue.ts'
import { openTarget } from '../../../hardware/printer/open-target.ts'
import { printWaiting } from '../../../hardware/printer/print-worker.ts'
import { loadSerial } from '../../../hardware/scanner/serial-module.ts'
import { aSlip } from '../../receipt/slips.ts'

async function rig(kind: 'serial' | 'usb') {
  const folder = mkdtempSync(path.join(tmpdir(), 'printer-'))
  const printer = await startPtyPrinter(path.join(folder, 'lp0'))
  onTestFinished(async () => {
    await printer.unplug()
    rmSync(folder, { recursive: true, force: true })
  })
  const queue = memoryQueue()
  queue.add({ key: 'a', slip: aSlip(), copy: false, atMs: 0 })
  const print = (target = printer.path) => {
    const opened = openTarget(printerSchema.parse({ kind, path: target }), {
      loadSerial,
      after: systemAfter,
      trouble: () => undefined,
      onSystem: async () => false,
      emulated: () => undefined,
    })
    if (opened === null) throw new Error('no printer')
    return printWaiting({
      ...opened,
      queue,
      languages: ['zh-Hans'],
      nowMs: () => 0,
      after: systemAfter,
      on: { light: () => undefined, trouble: () => undefined },
    })
  }
  return { printer, queue, print }
}

describe.each(['serial', 'usb'] as const)('a %s printer', (kind) => {
  it('prints, answers, and is let go of', async () => {
    const { printer, queue, print } = await rig(kind)
    expect(await print()).toBe('printer-ready')
    expect(queue.waiting()).toBe(0)
    expect(printer.papers().map(paperText).join()).toContain('支付成功')
    expect(printer.papers()[0]?.complaints).toEqual([])
    queue.add({ key: 'b', slip: aSlip(), copy: true, atMs: 0 })
    expect(await print()).toBe('printer-ready')
    expect(printer.papers()).toHaveLength(2)
  })

  it('says that paper is out', async () => {
    const { printer, queue, print } = await rig(kind)
    printer.machine.change({ paper: 'out' })
    expect(await print()).toBe('paper-out')
    expect(queue.waiting()).toBe(1)
    expect(printer.papers()).toEqual([])
  })

  it('that is not there is unreachable', async () => {
    const { print, printer } = await rig(kind)
    expect(await print(`${printer.path}-not`)).toBe('printer-unreachable')
  })

  it('that was unplugged is unreachable', async () => {
    const { print, printer } = await rig(kind)
    await printer.unplug()
    expect(await print()).toBe('printer-unreachable')
  })
})
