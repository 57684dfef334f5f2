import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBillKeeper, type Download } from '../../adapters/reconciliation/bill-keeper.ts'
import { openFileSpill } from '../../adapters/reconciliation/file-spill.ts'
import { localEngine } from '../../adapters/reconciliation/local-engine.ts'
import {
  openReconciliation,
  type SqliteReconciliation,
} from '../../adapters/reconciliation/sqlite-store.ts'
import { billReadyAt, type Day, plusDays, readDay, startOf } from '../../app/reconciliation/day.ts'
import { retryAfterMs } from '../../app/reconciliation/retry.ts'
import { DEFAULT_RULES } from '../../app/reconciliation/rules.ts'
import { ReconciliationService } from '../../app/reconciliation/service.ts'
import type { BillAnswer } from '../../app/wechat/bill.ts'
import { bill } from '../../simulator/api/bill.ts'
import { handClock, type HandClock } from '../support/hand-clock.ts'
import { booksOf, DAY, NEXT, playDay, type PlayedDay } from './played-day.ts'

const HOUR_MS = 3_600_000

let folder: string
let store: SqliteReconciliation
let clock: HandClock
let service: ReconciliationService
/** Answers that come instead of the simulator's, first in first out. */
let instead: (BillAnswer | Promise<BillAnswer>)[]
let asked: string[]
let changed: Day[]
let phases: Set<string>
let troubles: string[]
/** What reading our books ends with, first in first out. */
let breaks: Error[]

const day = playDay('service', { orders: 200, counts: { 'next-bill': 2, 'unknown-here': 1 } })

/** WeChat's bill call, answered by the simulator's own bill. */
const downloadOf =
  (played: PlayedDay): Download =>
  ({ date, gzip }, sink) => {
    asked.push(date)
    const other = instead.shift()
    if (other !== undefined) return Promise.resolve(other)
    const fields = new Map([
      ['bill_date', date],
      ...(gzip ? ([['tar_type', 'GZIP']] as const) : []),
    ])
    const outcome = bill(played.world, fields, played.edits)
    if (outcome.kind !== 'file')
      return Promise.resolve({ kind: 'refused', reason: 'none', code: '20002', detail: 'No Bill' })
    sink(outcome.body)
    return Promise.resolve({ kind: 'bill', bytes: outcome.body.length })
  }

function open(automatic: boolean, atMs: number): void {
  clock = handClock(atMs)
  const keeper = createBillKeeper(path.join(folder, 'bills'), clock.nowMs)
  const download = downloadOf(day)
  const books = booksOf(day.records)
  service = new ReconciliationService({
    engine: localEngine(store, openFileSpill(folder)),
    bills: {
      fetch: (on, onBytes) => keeper.fetch(on, { download, type: 'ALL', gzip: true }, onBytes),
      find: (on, sha256) => keeper.find(on, sha256),
    },
    books: {
      ...books,
      async *read(span) {
        const broken = breaks.shift()
        if (broken !== undefined) throw broken
        yield* books.read(span)
      },
    },
    rules: { ...DEFAULT_RULES, mchId: '1900000109' },
    clock,
    automatic,
    firstDay: () => Promise.resolve(DAY),
    onProgress: (progress) => void (progress && phases.add(progress.phase)),
    onChanged: (one) => void changed.push(one),
    onTrouble: (what, error) => void troubles.push(`${what}: ${String(error)}`),
  })
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'service-'))
  store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  instead = []
  asked = []
  changed = []
  phases = new Set()
  troubles = []
  breaks = []
})
afterEach(async () => {
  await service.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
  if (troubles.length > 0) throw new Error(troubles.join('\n'))
})

describe('reconciliation by itself', () => {
  it('fetches a day once its bill is there, and not before', async () => {
    open(false, billReadyAt(DAY) - 1_000)
    await service.look()
    expect(asked).toEqual([])
    await clock.advance(1_000)
    await service.look()
    expect(asked).toEqual([DAY])
    expect([...phases]).toEqual(['fetching', 'reading-bill', 'reading-books', 'matching', 'saving'])
    // The first sale was on that day: nobody misses the bill of the day before.
    expect(await service.days(plusDays(DAY, -1), NEXT)).toMatchObject([
      { day: DAY, state: { kind: 'reconciled', open: 1, explained: 2 } },
      { day: NEXT, state: { kind: 'not-due' } },
    ])
    await service.look()
    expect(asked).toEqual([DAY])
  })

  it('closes with the next bill what a day expected in it', async () => {
    open(false, billReadyAt(DAY))
    await service.look()
    await clock.advance(24 * HOUR_MS)
    await service.look()
    expect(asked).toEqual([DAY, NEXT])
    expect(changed).toEqual([DAY, NEXT, DAY])
    const differences = await store.differences(DAY, { offset: 0, limit: 100 })
    expect(differences.map(({ class: name, state }) => [name, state.kind])).toEqual([
      ['unknown-here', 'open'],
      ['next-bill', 'explained'],
      ['next-bill', 'explained'],
    ])
    expect(differences[1]?.state).toMatchObject({ because: 'other-bill' })
    expect((await service.day(DAY)).report?.classes['next-bill']).toBe(0)
  })

  it('tries again later when WeChat is not ready, and not at all when only a person can help', async () => {
    open(false, billReadyAt(DAY))
    instead = [{ kind: 'refused', reason: 'not-ready', code: '20002', detail: 'Bill Creating' }]
    await service.look()
    await service.look()
    expect(asked).toEqual([DAY])
    expect(await service.day(DAY)).toMatchObject({
      state: {
        kind: 'failed',
        problem: { kind: 'not-ready' },
        nextTryAtMs: clock.nowMs() + 300_000,
      },
    })
    await clock.advance(300_000)
    instead = [{ kind: 'refused', reason: 'not-allowed', code: '20007', detail: '权限已关闭' }]
    await service.look()
    await clock.advance(20 * HOUR_MS)
    await service.look()
    expect(asked).toEqual([DAY, DAY])
    expect(await service.day(DAY)).toMatchObject({ state: { kind: 'failed', nextTryAtMs: null } })
    // A person can.
    expect(service.begin(DAY)).toMatchObject({ ok: true })
    expect(service.begin(DAY)).toMatchObject({ error: { kind: 'busy' } })
    await service.idle()
    expect(await service.day(DAY)).toMatchObject({ state: { kind: 'reconciled' } })
  })

  it('works through missed days, the latest first, while nobody asks for anything', async () => {
    open(true, billReadyAt(plusDays(DAY, 2)))
    expect(service.nextLookAtMs()).toBe(clock.nowMs() + 60_000)
    await clock.advance(59_000)
    expect(asked).toEqual([])
    await clock.advance(1_000)
    await service.idle()
    expect(asked).toEqual([plusDays(DAY, 2), NEXT, DAY])
    // A day without sales has no bill, and is compared all the same.
    expect(await service.day(plusDays(DAY, 2))).toMatchObject({
      state: { kind: 'reconciled', open: 0 },
      report: { bill: { source: 'none', rows: 0 } },
    })
  })

  it('says of a day that its comparison broke off, and tries it again', async () => {
    open(false, billReadyAt(DAY))
    breaks.push(new Error('the disk is gone'))
    await service.look()
    expect(troubles.splice(0)).toEqual(['compare: Error: the disk is gone'])
    expect(changed).toEqual([DAY])
    const { state } = await service.day(DAY)
    expect(state).toMatchObject({ kind: 'failed', problem: { kind: 'not-compared' } })
    await clock.advance(HOUR_MS)
    await service.look()
    expect(await service.day(DAY)).toMatchObject({ state: { kind: 'reconciled', open: 1 } })
  })

  it('does not reconcile a day that is not over', async () => {
    open(false, startOf(NEXT) - 1)
    expect(service.begin(DAY)).toMatchObject({ error: { kind: 'not-due' } })
  })

  it('can be stopped, and changes nothing then', async () => {
    open(false, billReadyAt(DAY))
    expect(service.begin(DAY)).toMatchObject({ ok: true })
    service.cancel()
    await service.idle()
    expect(await service.day(DAY)).toMatchObject({ state: { kind: 'missing' }, report: null })
  })

  it('waits for no download that nobody wants any more', async () => {
    open(false, billReadyAt(DAY))
    let answer: ((value: BillAnswer) => void) | undefined
    instead = [
      new Promise<BillAnswer>((resolve) => {
        answer = resolve
      }),
    ]
    expect(service.begin(DAY)).toMatchObject({ ok: true })
    expect(asked).toEqual([DAY])
    service.cancel()
    await service.idle()
    expect(service.progress()).toBeNull()
    // The next one is a download of its own, whatever becomes of the first.
    expect(service.begin(DAY)).toMatchObject({ ok: true })
    answer?.({ kind: 'refused', reason: 'not-allowed', code: '20007', detail: '' })
    await service.idle()
    expect(asked).toEqual([DAY, DAY])
    expect(await service.day(DAY)).toMatchObject({ state: { kind: 'reconciled' } })
  })
})

describe('a bill', () => {
  it('is kept as it came, under its hash, and once', async () => {
    open(false, billReadyAt(DAY))
    const keeper = createBillKeeper(path.join(folder, 'bills'), clock.nowMs)
    const wish = { download: downloadOf(day), type: 'ALL', gzip: true } as const
    const first = await keeper.fetch(DAY, wish, () => undefined)
    const again = await keeper.fetch(DAY, wish, () => undefined)
    if (!first.ok || first.value.file === null) throw new Error('no bill')
    expect(again).toEqual(first)
    const { file, facts } = first.value
    const body = readFileSync(file)
    expect(facts).toMatchObject({
      bytes: body.length,
      source: 'wechat',
      fetchedAtMs: clock.nowMs(),
    })
    expect(createHash('sha256').update(body).digest('hex')).toBe(facts.sha256)
    expect(path.basename(file)).toBe(`${DAY}-${facts.sha256}.bill`)
    expect(keeper.find(DAY, facts.sha256)).toBe(file)
    expect(keeper.find(NEXT, facts.sha256)).toBeNull()
    const adopted = await keeper.adopt(DAY, file)
    expect(adopted).toEqual({ file, facts: { ...facts, source: 'file' } })
    await expect(keeper.adopt(DAY, path.join(folder, 'none'))).rejects.toThrow('ENOENT')
  })
})

describe('retryAfterMs', () => {
  it('asks often at first, then less, never never', () => {
    const problem = { kind: 'try-again', detail: '' } as const
    const waits = [0, HOUR_MS, 8 * HOUR_MS, 1_000 * HOUR_MS].map((ms) => retryAfterMs(problem, ms))
    expect(waits).toEqual([300_000, HOUR_MS / 4, 2 * HOUR_MS, 6 * HOUR_MS])
    expect(readDay('20260230')).toBeNull()
  })
})
