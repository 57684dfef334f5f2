import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BillFileProblem } from '../../app/reconciliation/bill-problem.ts'
import { startOf } from '../../app/reconciliation/day.ts'
import type { Spoiling } from '../../simulator/api/bill.ts'
import { INJECTABLE } from '../../simulator/api/bill-differences.ts'
import { DAY, DAY_MS, playDay, reconcilePlayed, writeBill } from './played-day.ts'
import { findWrongReport } from './random-day.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reconcile-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SEEDS = Array.from({ length: 12 }, (_, index) => `seed ${index + 1}`)

describe('a report of a random day', () => {
  it.each(SEEDS)('names exactly the injected differences: %s', async (seed) => {
    const { wrong, injected } = await findWrongReport(seed, folder)
    expect(wrong).toBeNull()
    expect(injected).toBeGreaterThan(0)
    expect(readdirSync(folder).filter((name) => name.startsWith('spill'))).toEqual([])
  })

  it.each<readonly [Spoiling, BillFileProblem['kind']]>([
    ['cut-off', 'cut-off'],
    ['sums', 'totals-differ'],
    ['merchant', 'wrong-merchant'],
    ['day', 'wrong-day'],
    ['cells', 'row-malformed'],
    ['page', 'columns-missing'],
    ['encoding', 'encoding'],
  ])('is not made from a bill with a wrong %s', async (spoil, kind) => {
    const day = playDay('spoilt', { orders: 60, counts: {} })
    const file = writeBill({ ...day, edits: [{ date: DAY, spoil }] }, folder, { day: DAY })
    const { result } = await reconcilePlayed(day, { file, folder })
    expect(result).toMatchObject({ ok: false, error: { kind } })
  })

  it('is not made from a packed bill that was cut off', async () => {
    const day = playDay('packed', { orders: 200, counts: {} })
    const file = writeBill(day, folder, { day: DAY, gzip: true }) ?? ''
    writeFileSync(file, readFileSync(file).subarray(0, -20))
    const { result } = await reconcilePlayed(day, { file, folder })
    expect(result).toEqual({ ok: false, error: { kind: 'gzip' } })
  })

  it('can be told by the simulator to be of any class', () => {
    for (const name of INJECTABLE) {
      const { injected } = playDay('one of each', { orders: 300, counts: { [name]: 1 } })
      expect(injected.map((one) => one.class)).toContain(name)
    }
  })

  it('adds up both sides alike when nothing differs', async () => {
    const day = playDay('even', { orders: 300, counts: {} })
    const { result } = await reconcilePlayed(day, {
      file: writeBill(day, folder, { day: DAY }),
      folder,
    })
    if (!result.ok) throw new Error(result.error.kind)
    const { currencies, breakdown, classes, lines } = result.value
    expect(currencies.map(({ currency }) => currency)).toEqual(['CNY', 'HKD'])
    for (const { ours, theirs } of [...currencies, ...breakdown]) expect(ours).toEqual(theirs)
    expect(classes.matched).toBe(lines)
    // What the books of the simulator say, added up here.
    const start = startOf(DAY)
    const paid = [...day.world.books.orders.values()].filter(
      ({ paidAtMs, feeType }) => feeType === 'CNY' && paidAtMs !== null && paidAtMs >= start && paidAtMs < start + DAY_MS, // prettier-ignore
    )
    expect(currencies[0]?.theirs).toMatchObject({
      payments: paid.length,
      paidMinor: paid.reduce((sum, { totalFee }) => sum + totalFee, 0),
    })
    const inHours = breakdown.filter(({ by, currency }) => by === 'hour' && currency === 'CNY')
    expect(inHours.reduce((sum, { theirs }) => sum + theirs.paidMinor, 0)).toBe(
      currencies[0]?.theirs.paidMinor,
    )
  })

  it('of a day on which WeChat has nothing is still compared', async () => {
    const day = playDay('nothing there', { orders: 60, counts: {} })
    const { result, writer } = await reconcilePlayed(day, { file: null, folder })
    expect(result.ok).toBe(true)
    const names = new Set(writer.differences.map((one) => one.class))
    expect(names).toEqual(new Set(['absent-there', 'next-bill', 'refund-absent-there']))
  })
})
