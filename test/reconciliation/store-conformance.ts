/** What every store of reconciled days must do: the till's in SQLite and the backend's in PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Day, plusDays } from '../../app/reconciliation/day.ts'
import type { OurRecord } from '../../app/reconciliation/our-record.ts'
import type { RemedyDone } from '../../app/reconciliation/remedy.ts'
import { type BillFacts, ELSEWHERE, type ReportLine, type StoredDifference } from '../../app/reconciliation/report.ts' // prettier-ignore
import {
  type EveryLine,
  LINES_MAX,
  type ReconciliationStore,
} from '../../app/reconciliation/store.ts'
import type { BillEdit } from '../../simulator/api/bill.ts'
import type { Injectable } from '../../simulator/api/bill-differences.ts'
import { DAY, NEXT, playDay, type PlayedDay, reconcileInto, writeBill } from './played-day.ts'

const FACTS: BillFacts = {
  sha256: 'aa',
  bytes: 10,
  rows: 1,
  fetchedAtMs: 1_000,
  source: 'wechat',
}
const ALL = { offset: 0, limit: 1_000 }
const BY = { id: 'm1', name: 'Wang' }

const note = (atMs: number): RemedyDone => ({
  remedy: { kind: 'note', note: 'asked the cashier' },
  outcome: { kind: 'written-down' },
  by: BY,
  atMs,
})

const loss = (atMs: number): RemedyDone => ({
  remedy: { kind: 'record-loss', note: '' },
  outcome: { kind: 'written-down' },
  by: BY,
  atMs,
})

const COUNTS: Partial<Record<Injectable, number>> = {
  'paid-there-only': 1,
  'unknown-here': 2,
  'next-bill': 2,
  'absent-there': 2,
  discounted: 1,
  'fee-differs': 1,
  'refund-unknown-here': 1,
}

export interface OpenedStore {
  readonly store: ReconciliationStore & EveryLine
  readonly close: () => Promise<void>
}

export function describeStore(name: string, open: () => Promise<OpenedStore>): void {
  let folder: string
  let opened: OpenedStore
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'store-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeEach(async () => {
    opened = await open()
  })
  afterEach(() => opened.close())

  const run = async (
    day: Pick<PlayedDay, 'world' | 'edits'> & { readonly records: readonly OurRecord[] },
    {
      on = DAY,
      atMs = 5_000,
      nextBillSeen = false,
    }: { on?: Day; atMs?: number; nextBillSeen?: boolean } = {},
  ): Promise<void> => {
    const { store } = opened
    const writer = await store.write(on)
    const file = writeBill(day, folder, { day: on })
    const elsewhere = await store.elsewhereOf(on)
    const { records } = day
    const result = await reconcileInto(writer, { records, file, folder, day: on, nextBillSeen, elsewhere, rows: 10_000 }) // prettier-ignore
    if (!result.ok) throw new Error(result.error.kind)
    await writer.commit(result.value, FACTS, atMs)
  }

  const differences = (on: Day = DAY): Promise<readonly StoredDifference[]> =>
    opened.store.differences(on, ALL)

  const everything = async (on: Day = DAY): Promise<unknown> => [
    await opened.store.day(on),
    await differences(on),
    await opened.store.lines(on, {}, ALL),
  ]

  const find = async (wanted: string, on: Day = DAY): Promise<StoredDifference> => {
    const found = (await differences(on)).find((one) => one.class === wanted)
    if (found === undefined) throw new Error(`no ${wanted}`)
    return found
  }

  describe(`days kept in ${name}`, () => {
    it('are the same when they are reconciled again', async () => {
      const day = playDay('again', { orders: 200, counts: COUNTS })
      await run(day)
      const before = await everything()
      await run(day, { atMs: 9_000 })
      expect(await everything()).toEqual(before)
      expect(await differences()).toHaveLength(day.injected.length)
      expect(await opened.store.day(DAY)).toMatchObject({
        state: { kind: 'reconciled', atMs: 5_000, open: 7, explained: 3, resolved: 0 },
        report: { bill: FACTS, classes: { 'unknown-here': 2, 'next-bill': 2 } },
      })
    })

    it('keep what was done about a difference', async () => {
      const { store } = opened
      const day = playDay('remedies', { orders: 200, counts: COUNTS })
      await run(day)
      const { id, orderNumber } = await find('absent-there')
      const line = async () => (await store.lines(DAY, { text: orderNumber }, ALL)).lines
      expect(await store.remedy(id, note(6_000))).toMatchObject({ state: { kind: 'open' } })
      expect(await line()).toMatchObject([{ class: 'absent-there', standing: 'open' }])
      const resolved = await store.remedy(id, loss(7_000))
      expect(resolved).toMatchObject({
        state: { kind: 'resolved', by: loss(7_000) },
        remedies: [note(6_000), loss(7_000)],
      })
      expect(await line()).toMatchObject([{ class: 'absent-there', standing: 'resolved' }])
      await run(day, { atMs: 9_000 })
      expect(await store.difference(id)).toEqual(resolved)
      expect(await store.day(DAY)).toMatchObject({ state: { open: 6, resolved: 1 } })
      // What is said later is kept, and resolves nothing twice.
      expect(await store.remedy(id, loss(9_500))).toMatchObject({
        state: { by: { atMs: 7_000 } },
        remedies: [{}, {}, { atMs: 9_500 }],
      })
      expect(await store.remedy('20260314:payment:none', note(1))).toBeNull()
      expect(await store.difference('20260314:payment:none')).toBeNull()
    })

    it('are closed by the bill of the next day, and stay so', async () => {
      const day = playDay('carried', { orders: 200, counts: COUNTS })
      await run(day)
      const { id } = await find('next-bill')
      expect(await opened.store.difference(id)).toMatchObject({ state: { because: 'itself' } })
      await run(day, { on: NEXT, atMs: 8_000 })
      const closed = await opened.store.difference(id)
      expect(closed).toMatchObject({
        state: { kind: 'explained', because: 'other-bill', atMs: 8_000 },
      })
      await run(day, { atMs: 9_000, nextBillSeen: true })
      expect(await opened.store.difference(id)).toEqual(closed)
      expect(await opened.store.day(DAY)).toMatchObject({ report: { classes: { 'next-bill': 0 } } })
      // Found on its own day still, with where its row is and what became of it.
      const { lines } = await opened.store.lines(DAY, { text: closed?.orderNumber }, ALL)
      expect(lines).toMatchObject([
        {
          class: 'matched',
          theirsMinor: null,
          theirsState: ELSEWHERE,
          differences: [id],
          standing: 'explained',
        },
      ])
    })

    it('open again what the next bill did not bring', async () => {
      const day = playDay('lost', { orders: 200, counts: COUNTS })
      await run(day)
      const { id } = await find('next-bill')
      const edits: readonly BillEdit[] = day.edits.filter(({ date }) => date !== NEXT)
      await run({ ...day, edits }, { on: NEXT, atMs: 8_000 })
      await run(day, { atMs: 9_000, nextBillSeen: true })
      expect(await opened.store.difference(id)).toMatchObject({
        class: 'absent-there',
        reasons: ['not-in-next-bill'],
        state: { kind: 'open' },
      })
    })

    it('explain what is gone, and open it again when it comes back', async () => {
      const day = playDay('gone', { orders: 200, counts: COUNTS })
      await run(day)
      const { id, orderNumber, theirs } = await find('paid-there-only')
      const records = day.records.map((record): OurRecord =>
        record.kind === 'payment' && record.orderNumber === orderNumber
          ? { ...record, state: 'paid', paidAtMs: theirs[0]?.atMs ?? 0 }
          : record,
      )
      await run({ ...day, records }, { atMs: 8_000 })
      expect(await opened.store.difference(id)).toMatchObject({
        state: { kind: 'explained', because: 'gone', atMs: 8_000 },
      })
      const { lines } = await opened.store.lines(DAY, { text: orderNumber }, ALL)
      expect(lines).toMatchObject([{ class: 'matched', differences: [] }])
      expect(lines[0]).not.toHaveProperty('standing')
      await run(day, { atMs: 9_000 })
      expect(await opened.store.difference(id)).toMatchObject({ state: { kind: 'open' } })
    })

    it('are not touched by a reconciliation that did not end', async () => {
      const { store } = opened
      const day = playDay('ended', { orders: 60, counts: { 'unknown-here': 1 } })
      await run(day)
      const before = await everything()
      const writer = await store.write(DAY)
      const [line] = (await store.lines(DAY, {}, ALL)).lines
      if (line !== undefined) await writer.line({ ...line, orderNumber: 'new' })
      await writer.abandon()
      expect(await everything()).toEqual(before)
      await run(day)
      expect(await everything()).toEqual(before)
    })

    it('say why they have no bill, and keep the report they had', async () => {
      const { store } = opened
      const failure = { problem: { kind: 'not-ready' }, atMs: 4_000, nextTryAtMs: 9_000 } as const
      await store.failed(DAY, failure)
      expect(await store.day(DAY)).toEqual({ day: DAY, state: { kind: 'failed', ...failure }, report: null }) // prettier-ignore
      await run(playDay('failed', { orders: 60, counts: {} }))
      expect(await store.day(DAY)).toMatchObject({ state: { kind: 'reconciled', open: 0 } })
      await store.failed(DAY, failure)
      expect(await store.day(DAY)).toMatchObject({
        state: { kind: 'failed' },
        report: { bill: FACTS },
      })
      expect(await store.days(DAY, NEXT)).toMatchObject([{ day: DAY, state: { kind: 'failed' } }])
      expect(await store.days(NEXT, plusDays(DAY, 9))).toEqual([])
      expect(await store.day(NEXT)).toBeNull()
    })

    it('give their lines by pages, those that differ first', async () => {
      const { store } = opened
      // More than one block of them.
      const day = playDay('pages', {
        orders: LINES_MAX + 60,
        counts: { ...COUNTS, 'charged-twice': 1 },
      })
      await run(day)
      const all = (await store.lines(DAY, {}, ALL)).lines
      const report = (await store.day(DAY))?.report
      expect(all).toHaveLength(report?.lines ?? -1)
      expect(all.filter((line) => line.class === 'matched')).toHaveLength(
        report?.classes.matched ?? -1,
      )
      const firstMatched = all.findIndex((line) => line.class === 'matched')
      expect(all.slice(firstMatched).every((line) => line.class === 'matched')).toBe(true)
      expect(all[0]).toMatchObject({ class: 'charged-twice' })
      expect(all[0]?.differences).toHaveLength(2)
      expect(all.find((line) => line.class === 'discounted')).toMatchObject({
        standing: 'explained',
      })
      expect(all.some((line) => line.class === 'matched' && 'standing' in line)).toBe(false)
      const pages = await Promise.all(
        [0, 50, 100].map((offset) => store.lines(DAY, {}, { offset, limit: 50 })),
      )
      expect(pages.flatMap((page) => page.lines)).toEqual(all.slice(0, 150))
      const blocks: (readonly ReportLine[])[] = []
      for await (const block of store.everyLine(DAY)) blocks.push(block)
      expect(blocks.map(({ length }) => length)).toEqual([LINES_MAX, all.length - LINES_MAX])
      expect(blocks.flat()).toEqual(all)
      for await (const block of store.everyLine(NEXT)) expect(block).toEqual('nothing')
      const count = async (filter: Parameters<typeof store.lines>[1]): Promise<number> =>
        (await store.lines(DAY, filter, { offset: 0, limit: 1 })).total
      expect(await count({ classes: ['unknown-here'] })).toBe(3)
      expect(await count({ classes: ['matched'] })).toBe(report?.classes.matched)
      expect(await count({ openOnly: true })).toBe(8)
      expect(await count({ till: 'T2' })).toBe(all.filter(({ till }) => till === 'T2').length)
      expect(await count({ cashier: '' })).toBe(all.filter((line) => line.cashier === null).length)
      expect(await count({ hour: 12 })).toBe(
        all.filter(({ atMs }) => new Date(atMs + 8 * 3_600_000).getUTCHours() === 12).length,
      )
      const part = all.at(-1)?.orderNumber.slice(5, 25) ?? ''
      const fitting = all.filter(({ orderNumber }) => orderNumber.includes(part)).length
      expect(await count({ text: part })).toBe(fitting)
      expect(await count({ text: '%' })).toBe(0)
      expect(await count({ till: 'T2', openOnly: true, text: 'x' })).toBe(0)
    })
  })
}
