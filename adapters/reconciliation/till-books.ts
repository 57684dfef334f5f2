import { ourPayment, ourRefund } from '../../app/reconciliation/our-payment.ts'
import type { OurBooks, OurRecord, Span } from '../../app/reconciliation/our-record.ts'
import type { RefundState } from '../../app/refund/state.ts'
import type { JournalOrder, OrderPlace, OrderReading } from './journal-orders.ts'

/** The refunds that a till made itself. */
export interface TillRefunds {
  /** Requested in a span. */
  readonly refundsIn: (span: Span) => readonly RefundState[]
  readonly refundsOf: (outTradeNos: readonly string[]) => readonly RefundState[]
}

/**
 * Orders that are read at once, between which the till can do something else: less than a millisecond's work. A scan takes several turns of
 * main's, each of which may wait for a page; with a hundred orders one in twenty pages took 6 ms, and all of them together no less time.
 */
const PAGE = 25

/** A till's own books: its journal, and its refunds. `breathe` lets everything else run that waits. */
export function tillBooks({
  journal,
  refunds,
  till,
  breathe,
}: {
  readonly journal: OrderReading
  readonly refunds: TillRefunds
  readonly till: string
  readonly breathe: () => Promise<void>
}): OurBooks {
  const paymentOf = ({ state, outTradeNo, submittedAtMs }: JournalOrder): OurRecord =>
    ourPayment(state, { orderNumber: outTradeNo, till, cashier: cashierOf(state), submittedAtMs })
  const refundOf = (state: RefundState): OurRecord => ourRefund(state, { till, cashier: null })
  return {
    async *read(span) {
      let after: OrderPlace | null = null
      do {
        const page = journal.ordersIn(span, after, PAGE)
        yield page.orders.map(paymentOf)
        after = page.next
        await breathe()
      } while (after !== null)
      yield refunds.refundsIn(span).map(refundOf)
    },
    find: (numbers) =>
      Promise.resolve([
        ...journal.ordersOf(numbers).map(paymentOf),
        ...refunds.refundsOf(numbers).map(refundOf),
      ]),
  }
}

/** Who took it, where people sign in. */
const cashierOf = ({ sale }: JournalOrder['state']): string | null => sale.cashier?.name ?? null
