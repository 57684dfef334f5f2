import type { Currency } from '../money.ts'
import type { EpochMs } from '../ports.ts'

/** How many, and how much in minor units of the shop's currency. */
export interface Tally {
  readonly count: number
  readonly minor: number
}

/** How an attempt to charge ended. `returned`: it was paid, and the revoke gave the money back. */
export const OUTCOMES = ['paid', 'returned', 'revoked', 'not-charged'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Attempts by how they ended. */
export type Totals = { readonly [O in Outcome]: Tally }

/** An attempt that nobody knows the end of yet. */
export interface Unresolved {
  readonly saleId: string
  readonly outTradeNo: string
  readonly minor: number
  readonly currency: Currency
  readonly submittedAtMs: EpochMs
  /** Whose sale it is; null where nobody had signed in. */
  readonly cashier: string | null
}

/** From this time on, the shop's clocks were so many minutes ahead of UTC. */
export interface ZoneSince {
  readonly fromMs: EpochMs
  readonly minutes: number
}

/** What part of the journal is counted, and how. */
export interface CountAsk {
  /** Entries after this one … */
  readonly fromSeq: number
  /** … up to this one. */
  readonly toSeq: number
  /** The shift was opened after this entry: what was paid before was sold without a shift. */
  readonly openedSeq: number
  /** What the shift is counted in. Sales in another currency have sums of their own. */
  readonly currency: Currency
  /** Oldest first; the first holds for all times before, too. */
  readonly zones: readonly ZoneSince[]
  /** What was unresolved at `fromSeq`. */
  readonly carried: readonly Unresolved[]
}

/** All that is counted of a shift, in its currency unless said otherwise. Lists are in a fixed order, so that two of them can be compared. */
export interface Figures {
  readonly outcomes: Totals
  /** By whose sale it was, in the order of their names; nobody first. */
  readonly byCashier: readonly { readonly cashier: string | null; readonly outcomes: Totals }[]
  /** Paid attempts by the hour in which they were known to be paid, by the shop's clocks. */
  readonly byHour: readonly { readonly hourStartMs: EpochMs; readonly paid: Tally }[]
  /** Paid after the shift before was closed and before this one was opened. */
  readonly withoutShift: Tally
  /** In other currencies: sold before the till's currency was changed. */
  readonly others: readonly { readonly currency: Currency; readonly outcomes: Totals }[]
  /** Unresolved at the end, by order number. */
  readonly unresolved: readonly Unresolved[]
}

/** Nothing. */
export const NO_TALLY: Tally = { count: 0, minor: 0 }

/** Nothing of any outcome. */
export const NO_TOTALS: Totals = {
  paid: NO_TALLY,
  returned: NO_TALLY,
  revoked: NO_TALLY,
  'not-charged': NO_TALLY,
}

/** One more. */
export const plusOne = (tally: Tally, minor: number): Tally => ({
  count: tally.count + 1,
  minor: tally.minor + minor,
})

/** Orders texts by their code units, whatever the system's language. */
export const byText = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** When the hour began in which a time lies, by clocks that are so many minutes ahead of UTC. */
export const hourStartOf = (atMs: EpochMs, minutes: number): EpochMs =>
  Math.floor((atMs + minutes * MINUTE_MS) / HOUR_MS) * HOUR_MS - minutes * MINUTE_MS

/** Names the first figure in which two counts differ; null when they agree. */
export function firstDifference(one: Figures, other: Figures): string | null {
  for (const outcome of OUTCOMES) {
    if (!same(one.outcomes[outcome], other.outcomes[outcome])) return outcome
  }
  const lists = ['byCashier', 'byHour', 'withoutShift', 'others', 'unresolved'] as const
  return lists.find((name) => !same(one[name], other[name])) ?? null
}

/** Both are plain data whose fields are written in the same order. */
const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
