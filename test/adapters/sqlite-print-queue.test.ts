import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPrintQueue } from '../../adapters/sqlite-print-queue.ts'
import type { PrintQueue } from '../../app/receipt/print-queue.ts'
import { memoryQueue } from '../../hardware/printer/memory-queue.ts'
import { aSlip } from '../receipt/slips.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'print-queue-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const NOW_MS = 1_000_000_000_000
const file = (): string => path.join(folder, 'print-queue.db')
const request = (key: string, parts = {}) => ({
  key,
  slip: aSlip(),
  copy: false,
  atMs: NOW_MS,
  ...parts,
})

const KINDS: readonly (readonly [string, () => Promise<PrintQueue>])[] = [
  ['in a file', () => openPrintQueue(file(), NOW_MS)],
  ['in memory', async () => memoryQueue()],
]

describe.each(KINDS)('a print queue %s', (_, open) => {
  it('gives what waits in order, and remembers what was printed', async () => {
    const queue = await open()
    queue.add(request('a'))
    queue.add(request('b', { copy: true }))
    const first = queue.next()
    expect(first).toMatchObject({ key: 'a', slip: aSlip(), copy: false, begun: 0, atMs: NOW_MS })
    queue.begin(first?.id ?? 0)
    queue.finish(first?.id ?? 0)
    expect(queue.known('a')).toBe('printed')
    expect(queue.known('b')).toBe('waiting')
    expect(queue.known('c')).toBe('unknown')
    expect(queue.waiting()).toBe(1)
    expect(queue.next()).toMatchObject({ key: 'b', copy: true })
    queue.close()
  })

  it('knows of a slip that was begun, unless nothing of it was sent', async () => {
    const queue = await open()
    queue.add(request('a'))
    const id = queue.next()?.id ?? 0
    queue.begin(id)
    queue.putBack(id, true)
    expect(queue.next()).toMatchObject({ begun: 1 })
    queue.begin(id)
    queue.putBack(id, false)
    expect(queue.next()).toMatchObject({ begun: 1 })
    queue.close()
  })

  it('forgets what nobody wants any more, until it is asked for again', async () => {
    const queue = await open()
    queue.add(request('a'))
    queue.begin(queue.next()?.id ?? 0)
    queue.add(request('b'))
    expect(queue.discard()).toBe(2)
    expect(queue.next()).toBeNull()
    expect(queue.known('a')).toBe('discarded')
    queue.add(request('a'))
    // It may have come out before it was given up.
    expect(queue.next()).toMatchObject({ key: 'a', begun: 1 })
    queue.close()
  })
})

describe('the file of a print queue', () => {
  it('keeps everything for whoever opens it next', async () => {
    const before = await openPrintQueue(file(), NOW_MS)
    before.add(request('begun'))
    before.add(request('waiting'))
    before.begin(before.next()?.id ?? 0)
    before.close()
    const after = await openPrintQueue(file(), NOW_MS)
    expect(after.waiting()).toBe(2)
    expect(after.next()).toMatchObject({ key: 'begun', begun: 1 })
    after.close()
  })

  it('that is damaged is put aside, and a new one begun', async () => {
    writeFileSync(file(), 'this is no database, whatever its name says'.repeat(100))
    const queue = await openPrintQueue(file(), NOW_MS)
    queue.add(request('a'))
    expect(queue.waiting()).toBe(1)
    queue.close()
    expect(readdirSync(folder)).toContain(`print-queue.db.broken-${NOW_MS}`)
  })

  it('drops what was printed long ago, and nothing that waits', async () => {
    const before = await openPrintQueue(file(), NOW_MS)
    before.add(request('printed', { atMs: 0 }))
    before.finish(before.next()?.id ?? 0)
    before.add(request('waiting', { atMs: 0 }))
    before.close()
    const after = await openPrintQueue(file(), NOW_MS)
    expect(after.known('printed')).toBe('unknown')
    expect(after.known('waiting')).toBe('waiting')
    after.close()
  })
})
