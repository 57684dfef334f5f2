import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  connectEngine,
  type RemoteEngine,
  serveEngine,
} from '../../adapters/reconciliation/engine-link.ts'
import { openFileSpill } from '../../adapters/reconciliation/file-spill.ts'
import { localEngine } from '../../adapters/reconciliation/local-engine.ts'
import type { Line } from '../../adapters/reconciliation/rpc.ts'
import {
  openReconciliation,
  type SqliteReconciliation,
} from '../../adapters/reconciliation/sqlite-store.ts'
import type { DayWork, EngineHooks } from '../../app/reconciliation/engine.ts'
import { DEFAULT_RULES } from '../../app/reconciliation/rules.ts'
import { booksOf, DAY, NEXT, playDay, writeBill } from './played-day.ts'

let folder: string
let store: SqliteReconciliation
let channel: MessageChannel
let engine: RemoteEngine

const lineOf = (port: MessagePort): Line => ({
  send: (message) => port.postMessage(message),
  listen: (hear) => void port.on('message', hear),
})

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'engine-'))
  store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  channel = new MessageChannel()
  serveEngine(lineOf(channel.port2), localEngine(store, openFileSpill(folder)))
  engine = connectEngine(lineOf(channel.port1))
})
afterEach(() => {
  channel.port1.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const day = playDay('linked', { orders: 300, counts: { 'unknown-here': 3, 'absent-there': 2 } })

const workOn = (file: string | null): DayWork => ({
  day: DAY,
  bill: { file, facts: { sha256: 'aa', bytes: 1, fetchedAtMs: 1, source: 'wechat' } },
  rules: { ...DEFAULT_RULES, mchId: '1900000109' },
  nextBillSeen: false,
  atMs: 5_000,
})

const hooks = (parts: Partial<EngineHooks> = {}): EngineHooks => ({
  books: booksOf(day.records),
  onProgress: () => undefined,
  isCancelled: () => false,
  ...parts,
})

describe('an engine in another process', () => {
  it('reconciles with the books of this one', async () => {
    const phases = new Set<string>()
    const file = writeBill(day, folder, { day: DAY })
    const done = await engine.reconcile(
      workOn(file),
      hooks({ onProgress: ({ phase }) => void phases.add(phase) }),
    )
    expect(done).toEqual({ ok: true, value: null })
    expect([...phases]).toEqual(['reading-bill', 'reading-books', 'matching', 'saving'])
    const report = await engine.store.day(DAY)
    expect(report).toMatchObject({
      state: { kind: 'reconciled', open: 5 },
      report: { bill: { sha256: 'aa' }, classes: { 'unknown-here': 3, 'absent-there': 2 } },
    })
    expect(report?.report?.bill.rows).toBeGreaterThan(200)
    const { lines } = await engine.store.lines(DAY, { classes: ['absent-there'] }, { offset: 0, limit: 10 }) // prettier-ignore
    expect(lines).toHaveLength(2)
  })

  it('leaves everything as it was when it is cancelled', async () => {
    const file = writeBill(day, folder, { day: DAY })
    let asked = 0
    // Holds the reading up until the wish to cancel has arrived.
    const slow: EngineHooks['books'] = {
      ...booksOf(day.records),
      async *read() {
        for (;;) {
          await new Promise((resolve) => setImmediate(resolve))
          yield []
        }
      },
    }
    const done = await engine.reconcile(
      workOn(file),
      hooks({ books: slow, isCancelled: () => (asked += 1) > 1 }),
    )
    expect(done).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(await engine.store.days(DAY, NEXT)).toEqual([])
    expect(await engine.reconcile(workOn(file), hooks())).toMatchObject({ ok: true })
  })

  it('says what is wrong with a bill', async () => {
    const edits = [{ date: DAY, spoil: 'sums' as const }]
    const file = writeBill({ ...day, edits }, folder, { day: DAY })
    expect(await engine.reconcile(workOn(file), hooks())).toMatchObject({
      ok: false,
      error: { kind: 'totals-differ', total: 'rows' },
    })
    expect(await engine.store.day(DAY)).toBeNull()
  })

  it('fails when its process or the books fail, and not for ever', async () => {
    const file = writeBill(day, folder, { day: DAY })
    const broken = hooks({ books: { ...booksOf([]), read: () => { throw new Error('disk') } } }) // prettier-ignore
    await expect(engine.reconcile(workOn(file), broken)).rejects.toThrow('disk')
    expect(await engine.reconcile(workOn(file), hooks())).toMatchObject({ ok: true })
    const waiting = engine.store.day(DAY)
    engine.lost()
    await expect(waiting).rejects.toThrow('gone')
    await expect(engine.store.day(DAY)).rejects.toThrow('gone')
  })
})
