import type { Currency } from '../money.ts'
import type { StoredRefundEntry } from '../refund/journal.ts'
import { byText, NO_TALLY, plusOne, type Tally } from './figures.ts'
import type { OpenRefund, RefundCountAsk, RefundFigures, RefundTotals } from './refund-figures.ts'

/** Counts the refunds of a shift entry by entry. */
export interface RefundFold {
  /** Takes the next entry of the refunds' journal. */
  readonly take: (entry: StoredRefundEntry) => void
  readonly figures: () => RefundFigures
}

const NOTHING: RefundTotals = { given: NO_TALLY, undone: NO_TALLY, refused: NO_TALLY }

/**
 * Counts by following each refund from its request, or from where the shift before left it, through all its entries. The journal's own SQL
 * counts in another way (adapters/refund-sums.ts), and the two must agree.
 */
export function createRefundFold({ currency, carried }: RefundCountAsk): RefundFold {
  const open = new Map<string, OpenRefund>(carried.map((one) => [one.outRefundNo, one]))
  const totals = new Map<Currency, RefundTotals>()
  const byCashier = new Map<string | null, Tally>()

  function count(refund: OpenRefund, what: keyof RefundTotals): void {
    const own = totals.get(refund.currency) ?? NOTHING
    totals.set(refund.currency, { ...own, [what]: plusOne(own[what], refund.minor) })
    if (what !== 'given' || refund.currency !== currency) return
    const given = byCashier.get(refund.askedBy) ?? NO_TALLY
    byCashier.set(refund.askedBy, plusOne(given, refund.minor))
  }

  return {
    take({ outRefundNo, event, state }) {
      const { refund } = state
      if (event.type === 'refund-requested') {
        open.set(outRefundNo, {
          outRefundNo,
          outTradeNo: refund.outTradeNo,
          minor: refund.amount.minor,
          currency: refund.amount.currency,
          taken: false,
          askedBy: event.facts.askedBy?.name ?? null,
        })
      }
      // Settled before, so taken on and counted then; now it is open again.
      if (event.type === 'resend-pressed' && !open.has(outRefundNo)) {
        open.set(outRefundNo, {
          outRefundNo,
          outTradeNo: refund.outTradeNo,
          minor: refund.amount.minor,
          currency: refund.amount.currency,
          taken: true,
          askedBy: event.askedBy,
        })
      }
      const known = open.get(outRefundNo)
      if (known === undefined) return
      const takenNow = state.kind === 'accepted' || state.kind === 'refunded'
      if (takenNow && !known.taken) {
        count(known, 'given')
        open.set(outRefundNo, { ...known, taken: true })
      }
      if (state.kind === 'refused') count(known, known.taken ? 'undone' : 'refused')
      if (state.kind === 'refused' || state.kind === 'refunded') open.delete(outRefundNo)
    },
    figures: () => ({
      totals: totals.get(currency) ?? NOTHING,
      byCashier: [...byCashier]
        .map(([cashier, given]) => ({ cashier, given }))
        .sort((one, other) => byText(one.cashier ?? '', other.cashier ?? '')),
      others: [...totals]
        .filter(([code]) => code !== currency)
        .map(([code, sums]) => ({ currency: code, totals: sums }))
        .sort((one, other) => byText(one.currency, other.currency)),
      open: [...open.values()].sort((one, other) => byText(one.outRefundNo, other.outRefundNo)),
    }),
  }
}
