import type { StoredEntry } from '../payment/journal.ts'
import { isOpen, type OpenState, type PaymentState } from '../payment/state.ts'
import {
  hourStartOf,
  NO_TALLY,
  NO_TOTALS,
  type CountAsk,
  type Figures,
  type Outcome,
  type Tally,
  type Totals,
  type Unresolved,
} from './figures.ts'

/** Counts a shift entry by entry. */
export interface Fold {
  /** Takes the next entry of the journal. */
  readonly take: (entry: StoredEntry) => void
  readonly figures: () => Figures
}

type Ended = Extract<PaymentState, { readonly kind: 'paid' | 'not-charged' | 'revoked' }>

const outcomeOf = (state: Ended): Outcome =>
  state.kind === 'revoked' && state.proof === 'returned' ? 'returned' : state.kind

const plus = (tally: Tally, minor: number): Tally => ({
  count: tally.count + 1,
  minor: tally.minor + minor,
})

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/**
 * Counts by following each attempt from its scan to its end: one that ends without ever having begun here or before is not
 * counted. The journal's own SQL counts in another way (adapters/journal-sums.ts), and the two must agree.
 */
export function createFold({ openedSeq, zones, carried }: CountAsk): Fold {
  const open = new Map<string, Unresolved>(carried.map((one) => [one.saleId, one]))
  const byCashier = new Map<string | null, Totals>()
  const byHour = new Map<number, Tally>()
  let outcomes: Totals = NO_TOTALS
  let withoutShift = NO_TALLY

  const hourOf = (atMs: number): number => {
    const zone = zones.findLast(({ fromMs }) => fromMs <= atMs) ?? zones[0]
    return hourStartOf(atMs, zone?.minutes ?? 0)
  }

  function begin(state: OpenState): void {
    const { sale, attempt } = state
    open.set(sale.saleId, {
      saleId: sale.saleId,
      outTradeNo: attempt.outTradeNo,
      minor: sale.amount.minor,
      submittedAtMs: attempt.submittedAtMs,
      cashier: sale.cashier?.name ?? null,
    })
  }

  function end({ seq, atMs }: StoredEntry, state: Ended): void {
    const begun = open.get(state.sale.saleId)
    if (begun?.outTradeNo !== state.attempt.outTradeNo) return
    open.delete(state.sale.saleId)
    const outcome = outcomeOf(state)
    const { minor } = state.sale.amount
    outcomes = { ...outcomes, [outcome]: plus(outcomes[outcome], minor) }
    const own = byCashier.get(begun.cashier) ?? NO_TOTALS
    byCashier.set(begun.cashier, { ...own, [outcome]: plus(own[outcome], minor) })
    if (outcome !== 'paid') return
    const hour = hourOf(atMs)
    byHour.set(hour, plus(byHour.get(hour) ?? NO_TALLY, minor))
    if (seq <= openedSeq) withoutShift = plus(withoutShift, minor)
  }

  return {
    take(entry) {
      const { event, state } = entry
      if (event.type === 'code-scanned' && isOpen(state)) begin(state)
      else if (state.kind === 'paid' || state.kind === 'not-charged' || state.kind === 'revoked') {
        end(entry, state)
      }
    },
    figures: () => ({
      outcomes,
      byCashier: [...byCashier]
        .map(([cashier, totals]) => ({ cashier, outcomes: totals }))
        .sort((one, other) => byText(one.cashier ?? '', other.cashier ?? '')),
      byHour: [...byHour]
        .map(([hourStartMs, paid]) => ({ hourStartMs, paid }))
        .sort((one, other) => one.hourStartMs - other.hourStartMs),
      withoutShift,
      unresolved: [...open.values()].sort((one, other) => byText(one.outTradeNo, other.outTradeNo)),
    }),
  }
}
