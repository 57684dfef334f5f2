/** Bills of payments alone, of refunds alone, and of several tills. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileSpill } from '../../adapters/reconciliation/file-spill.ts'
import { localEngine } from '../../adapters/reconciliation/local-engine.ts'
import { openReconciliation } from '../../adapters/reconciliation/sqlite-store.ts'
import type { EngineHooks } from '../../app/reconciliation/engine.ts'
import { DEFAULT_RULES } from '../../app/reconciliation/rules.ts'
import { booksOf, DAY, playDay, writeBill } from './played-day.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bill-parts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const day = playDay('parts of a bill', {
  orders: 240,
  counts: { 'unknown-here': 2, 'refund-unknown-here': 2, 'refund-absent-there': 1 },
})

async function till(ownDevice = '', records = day.records) {
  const store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  const engine = localEngine(store, openFileSpill(folder))
  const hooks: EngineHooks = {
    books: booksOf(records),
    onProgress: () => undefined,
    isCancelled: () => false,
  }
  const rules = { ...DEFAULT_RULES, mchId: '1900000109', agreedRatePpm: 6_000, ownDevice }
  return {
    store,
    take: (type: string) => {
      const file = writeBill(day, folder, { day: DAY, type })
      const facts = { sha256: type, bytes: 0, fetchedAtMs: 0, source: 'file' } as const
      const work = { day: DAY, bill: { file, facts }, rules, nextBillSeen: true, atMs: 1 }
      return engine.reconcile(work, hooks)
    },
    found: async () =>
      (await store.differences(DAY, { offset: 0, limit: 500 }))
        .map((one) => one.class)
        .toSorted()
        .join(' '),
  }
}

const REFUNDS = 'refund-absent-there refund-unknown-here refund-unknown-here'
const PAYMENTS = 'unknown-here unknown-here'

describe('a bill', () => {
  it('of payments alone says nothing of refunds', async () => {
    const { store, take, found } = await till()
    expect(await take('SUCCESS')).toMatchObject({ ok: true })
    expect(await found()).toBe(PAYMENTS)
    expect(await store.day(DAY)).toMatchObject({ report: { covers: 'payments' } })
    store.close()
  })

  it('of refunds alone says nothing of payments', async () => {
    const { store, take, found } = await till()
    expect(await take('REFUND')).toMatchObject({ ok: true })
    expect(await found()).toBe(REFUNDS)
    expect(await store.day(DAY)).toMatchObject({ report: { covers: 'refunds' } })
    store.close()
  })

  it('of a part replaces only the same part, and a whole one replaces either', async () => {
    const { store, take, found } = await till()
    await take('SUCCESS')
    expect(await take('REFUND')).toEqual({ ok: false, error: { kind: 'part-only' } })
    expect(await found()).toBe(PAYMENTS)
    expect(await take('SUCCESS')).toMatchObject({ ok: true })
    expect(await take('ALL')).toMatchObject({ ok: true })
    expect(await found()).toBe(`${REFUNDS} ${PAYMENTS}`)
    expect((await store.day(DAY))?.report?.covers).toBeUndefined()
    expect(await take('SUCCESS')).toEqual({ ok: false, error: { kind: 'part-only' } })
    expect(await found()).toBe(`${REFUNDS} ${PAYMENTS}`)
    store.close()
  })

  it('of several tills leaves what other tills took to them, and nothing else', async () => {
    const mine = day.records.filter(({ till: name }) => name === 'T1')
    const { store, take, found } = await till('T1', mine)
    expect(await take('ALL')).toMatchObject({ ok: true })
    const report = (await store.day(DAY))?.report
    // Everything that names T1, and all of its own books; T2, T3 and the row of another place are only counted.
    const { lines } = await store.lines(DAY, {}, { offset: 0, limit: 500 })
    expect(lines.every((line) => line.till === 'T1')).toBe(true)
    expect(report?.rowsOfOthers).toBeGreaterThan(0)
    expect(report?.bill.rows).toBeGreaterThan(report?.rowsOfOthers ?? Infinity)
    expect(await found()).not.toContain('unknown-here unknown-here')
    expect(report?.classes['absent-there']).toBe(0)
    store.close()
  })
})
