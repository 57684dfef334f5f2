import type { Currency } from '../money.ts'
import { isOpen, type OpenState, type PaymentState } from '../payment/state.ts'
import type { EpochMs } from '../ports.ts'
import {
  byText,
  hourStartOf,
  NO_TALLY,
  NO_TOTALS,
  plusOne,
  type CountAsk,
  type Figures,
  type Outcome,
  type Tally,
  type Totals,
  type Unresolved,
} from './figures.ts'

/** What the fold looks at in an entry of the journal. */
export interface CountedEntry {
  readonly seq: number
  readonly atMs: EpochMs
  /** A payment code was scanned: an attempt began. */
  readonly scanned: boolean
  readonly state: PaymentState
}

/** Counts a shift entry by entry. */
export interface Fold {
  /** Takes the next entry of the journal. */
  readonly take: (entry: CountedEntry) => void
  readonly figures: () => Figures
}

type Ended = Extract<PaymentState, { readonly kind: 'paid' | 'not-charged' | 'revoked' }>

const outcomeOf = (state: Ended): Outcome =>
  state.kind === 'revoked' && state.proof === 'returned' ? 'returned' : state.kind

/**
 * Counts by following each attempt from its scan to its end: one that ends without ever having begun here or before is not
 * counted. The journal's own SQL counts in another way (adapters/journal-sums.ts), and the two must agree.
 */
export function createFold({ openedSeq, zones, currency, carried }: CountAsk): Fold {
  const open = new Map<string, Unresolved>(carried.map((one) => [one.saleId, one]))
  const byCashier = new Map<string | null, Totals>()
  const byHour = new Map<number, Tally>()
  const others = new Map<Currency, Totals>()
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
      currency: sale.amount.currency,
      submittedAtMs: attempt.submittedAtMs,
      cashier: sale.cashier?.name ?? null,
    })
  }

  function end({ seq, atMs }: CountedEntry, state: Ended): void {
    const begun = open.get(state.sale.saleId)
    if (begun?.outTradeNo !== state.attempt.outTradeNo) return
    open.delete(state.sale.saleId)
    const outcome = outcomeOf(state)
    const { minor } = state.sale.amount
    const more = (totals: Totals): Totals => ({
      ...totals,
      [outcome]: plusOne(totals[outcome], minor),
    })
    if (begun.currency !== currency) {
      others.set(begun.currency, more(others.get(begun.currency) ?? NO_TOTALS))
      return
    }
    outcomes = more(outcomes)
    byCashier.set(begun.cashier, more(byCashier.get(begun.cashier) ?? NO_TOTALS))
    if (outcome !== 'paid') return
    const hour = hourOf(atMs)
    byHour.set(hour, plusOne(byHour.get(hour) ?? NO_TALLY, minor))
    if (seq <= openedSeq) withoutShift = plusOne(withoutShift, minor)
  }

  return {
    take(entry) {
      const { scanned, state } = entry
      if (scanned && isOpen(state)) begin(state)
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
      others: [...others]
        .map(([code, totals]) => ({ currency: code, outcomes: totals }))
        .sort((one, other) => byText(one.currency, other.currency)),
      unresolved: [...open.values()].sort((one, other) => byText(one.outTradeNo, other.outTradeNo)),
    }),
  }
}
