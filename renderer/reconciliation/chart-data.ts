import { GRAVITY } from '../../app/reconciliation/difference.ts'
import type { Breakdown, DayTotals } from '../../app/reconciliation/report.ts'

/** One bar, or a pair of them: money on both sides. */
export interface Bar {
  /** Empty: not known. */
  readonly name: string
  readonly ours: number
  readonly theirs: number
}

/** One bar of a count. */
export interface Count<Name extends string> {
  readonly name: Name
  readonly count: number
}

/** Bars of tills and cashiers that are drawn; the smallest beyond that are one bar together. */
export const BARS_MAX = 12

/** What a chart of names shows: the bars, and how many names are not among them. */
export interface Bars {
  readonly bars: readonly Bar[]
  readonly others: Bar | null
  readonly othersCount: number
}

const barOf = ({ name, ours, theirs }: Breakdown): Bar => ({
  name,
  ours: ours.paidMinor,
  theirs: theirs.paidMinor,
})

const partsOf = ({ breakdown }: DayTotals, by: Breakdown['by'], currency: string) =>
  breakdown.filter((part) => part.by === by && part.currency === currency).map(barOf)

/** All hours from the first with sales to the last: a quiet hour between them is one, too. */
export function hourBars(totals: DayTotals, currency: string): readonly Bar[] {
  const known = new Map(partsOf(totals, 'hour', currency).map((bar) => [Number(bar.name), bar]))
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())]
  if (known.size === 0) return []
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const name = String(first + at).padStart(2, '0')
    return known.get(first + at) ?? { name, ours: 0, theirs: 0 }
  })
}

const largest = (bar: Bar): number => Math.max(bar.ours, bar.theirs)

/** Tills or cashiers, the largest first. */
export function namedBars(totals: DayTotals, by: 'till' | 'cashier', currency: string): Bars {
  const all = partsOf(totals, by, currency).toSorted((a, b) => largest(b) - largest(a))
  if (all.length <= BARS_MAX) return { bars: all, others: null, othersCount: 0 }
  const rest = all.slice(BARS_MAX - 1)
  const add = (sum: Bar, bar: Bar): Bar => ({
    name: '',
    ours: sum.ours + bar.ours,
    theirs: sum.theirs + bar.theirs,
  })
  const others = rest.reduce(add, { name: '', ours: 0, theirs: 0 })
  return { bars: all.slice(0, BARS_MAX - 1), others, othersCount: rest.length }
}

const STATES = ['paid', 'not-charged', 'revoked', 'open'] as const

/** How our attempts ended. */
export const stateCounts = ({ states }: DayTotals): readonly Count<(typeof STATES)[number]>[] =>
  STATES.map((name) => ({ name, count: states[name] }))

/** How many differences there are of each class, the gravest first; those without any are left out. */
export const classCounts = ({ classes }: DayTotals): readonly Count<(typeof GRAVITY)[number]>[] =>
  GRAVITY.map((name) => ({ name, count: classes[name] })).filter(({ count }) => count > 0)
