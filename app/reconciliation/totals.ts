import { hourOf } from './day.ts'
import { CLASSES, type Difference, type DifferenceClass } from './difference.ts'
import type { Charge, Counted, OrderOutcome } from './match-context.ts'
import type { Breakdown, CurrencyTotals, DayTotals, StateCounts, Sums } from './report.ts'

/** Adds a day up, order by order. */
export interface TotalsBuilder {
  readonly add: (outcome: OrderOutcome) => void
  /** A second charge; `charge` is the later one. */
  readonly addTwice: (difference: Difference, charge: Charge | undefined) => void
  readonly totals: () => DayTotals
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

interface Sides {
  readonly ours: Writable<Sums>
  readonly theirs: Writable<Sums>
}

const noSums = (): Writable<Sums> => ({ payments: 0, paidMinor: 0, refunds: 0, refundedMinor: 0 })

const noSides = (): Sides => ({ ours: noSums(), theirs: noSums() })

function addTo(sums: Writable<Sums>, { what, minor }: Counted): void {
  if (what === 'payment') {
    sums.payments += 1
    sums.paidMinor += minor
  } else {
    sums.refunds += 1
    sums.refundedMinor += minor
  }
}

/** The entry of a key, made when it is new. */
function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

type CurrencySides = Sides & { settledMinor: number; feeUnits: number }
type BreakdownSides = Sides & Pick<Breakdown, 'by' | 'name' | 'currency'>

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

/** Nothing counted yet. */
export function createTotals(): TotalsBuilder {
  const currencies = new Map<string, CurrencySides>()
  const parts = new Map<string, Map<string, Map<string, BreakdownSides>>>()
  // Every class is given its zero right here.
  const classes = Object.fromEntries(CLASSES.map((name) => [name, 0])) as Record<
    DifferenceClass,
    number
  >
  const states: Writable<StateCounts> = { paid: 0, 'not-charged': 0, revoked: 0, open: 0 }
  let lines = 0

  const partOf = (by: Breakdown['by'], name: string, currency: string): BreakdownSides => {
    const currenciesOf = at(parts, by, () => new Map<string, Map<string, BreakdownSides>>())
    const names = at(currenciesOf, currency, () => new Map<string, BreakdownSides>())
    return at(names, name, () => ({ ...noSides(), by, name, currency }))
  }
  const count = (one: Counted): void => {
    const { side, currency, atMs, till, cashier } = one
    const total = at(currencies, currency, () => ({ ...noSides(), settledMinor: 0, feeUnits: 0 }))
    addTo(total[side], one)
    total.settledMinor += one.settledMinor
    total.feeUnits += one.feeUnits
    addTo(partOf('hour', HOURS[hourOf(atMs)] ?? '', currency)[side], one)
    addTo(partOf('till', till, currency)[side], one)
    addTo(partOf('cashier', cashier ?? '', currency)[side], one)
  }

  return {
    add(outcome) {
      for (const one of outcome.counted) count(one)
      for (const difference of outcome.differences) classes[difference.class] += 1
      for (const { refundNumber, oursState } of outcome.lines) {
        lines += 1
        const clean = !outcome.differences.some((one) => one.refundNumber === refundNumber)
        if (clean) classes.matched += 1
        // Refunds have states of their own.
        if (refundNumber === null && oursState !== null && oursState in states)
          states[oursState as keyof StateCounts] += 1
      }
    },
    addTwice(difference, charge) {
      classes[difference.class] += 1
      if (charge?.clean === true) classes.matched -= 1
    },
    totals: () => ({
      currencies: [...currencies]
        .map(([currency, sides]): CurrencyTotals => ({ currency, ...sides }))
        .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
      breakdown: [...parts.values()]
        .flatMap((of) => [...of.values()].flatMap((names) => [...names.values()]))
        .toSorted((a, b) =>
          `${a.by}\n${a.name}\n${a.currency}` < `${b.by}\n${b.name}\n${b.currency}` ? -1 : 1,
        ),
      classes: { ...classes },
      states: { ...states },
      lines,
    }),
  }
}
