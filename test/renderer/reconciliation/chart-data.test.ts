import { describe, expect, it } from 'vitest'
import { CLASSES } from '../../../app/reconciliation/difference.ts'
import type { Breakdown, DayTotals } from '../../../app/reconciliation/report.ts'
import { BARS_MAX, classCounts, hourBars, namedBars, stateCounts } from '../../../renderer/reconciliation/chart-data.ts' // prettier-ignore

const sums = (paidMinor: number) => ({ payments: 1, paidMinor, refunds: 0, refundedMinor: 0 })

const part = (
  by: Breakdown['by'],
  name: string,
  [ours, theirs, currency = 'CNY']: readonly [number, number, string?],
): Breakdown => ({ by, name, currency, ours: sums(ours), theirs: sums(theirs) })

const totals = (breakdown: readonly Breakdown[]): DayTotals => ({
  currencies: [],
  breakdown,
  // Every class of the list is given its number right here.
  classes: Object.fromEntries(
    CLASSES.map((name) => [name, ['fee-differs', 'charged-twice', 'matched'].includes(name) ? 2 : 0]), // prettier-ignore
  ) as DayTotals['classes'],
  states: { paid: 5, 'not-charged': 2, revoked: 1, open: 0 },
  lines: 8,
})

describe('charts of a day', () => {
  it('show a quiet hour between two with sales, and none before or after', () => {
    const day = totals([part('hour', '09', [100, 100]), part('hour', '12', [300, 200])])
    expect(hourBars(day, 'CNY')).toEqual([
      { name: '09', ours: 100, theirs: 100 },
      { name: '10', ours: 0, theirs: 0 },
      { name: '11', ours: 0, theirs: 0 },
      { name: '12', ours: 300, theirs: 200 },
    ])
    expect(hourBars(totals([]), 'CNY')).toEqual([])
  })

  it('keep currencies apart', () => {
    const day = totals([part('till', '1', [100, 100]), part('till', '1', [7, 7, 'HKD'])])
    expect(namedBars(day, 'till', 'HKD').bars).toEqual([{ name: '1', ours: 7, theirs: 7 }])
  })

  it('show the largest tills, whichever side has it, and the rest as one, so that nothing is left out', () => {
    const many = Array.from({ length: 30 }, (_, at) => part('till', `${at}`, [at, 30 - at]))
    const { bars, others, othersCount } = namedBars(totals(many), 'till', 'CNY')
    expect(bars).toHaveLength(BARS_MAX - 1)
    expect(bars[0]).toEqual({ name: '0', ours: 0, theirs: 30 })
    expect(othersCount).toBe(30 - bars.length)
    const all = [...bars, ...(others === null ? [] : [others])]
    expect(all.reduce((sum, { ours }) => sum + ours, 0)).toBe((29 * 30) / 2)
    expect(all.reduce((sum, { theirs }) => sum + theirs, 0)).toBe((30 * 31) / 2)
  })

  it('count differences by class, the gravest first, and every state', () => {
    expect(classCounts(totals([]))).toEqual([
      { name: 'charged-twice', count: 2 },
      { name: 'fee-differs', count: 2 },
    ])
    expect(stateCounts(totals([])).map(({ count }) => count)).toEqual([5, 2, 1, 0])
  })
})
