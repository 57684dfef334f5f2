import { money } from '../money.ts'
import { newOrderNumber } from '../payment/order-number.ts'
import type { PaymentState } from '../payment/state.ts'
import type { Clock, Random } from '../ports.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { RefundGateway, RefundWish } from './gateway.ts'
import type { RefundJournal, RefundPerson, SavedRefund } from './journal.ts'
import { type Refundable, refundableOf } from './refundable.ts'
import { type Refunds, runRefunds } from './run-refunds.ts'
import type { RefundTiming } from './timing.ts'
import { type RefundsView, refundViewOf } from './view.ts'

/** What a till's refunds are made of. */
export interface RefundDeskParts {
  readonly gateway: RefundGateway
  readonly journal: RefundJournal
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly random: Random
  readonly timing: RefundTiming
  /** Where a sale stands; null when there is none. */
  readonly sale: (saleId: string) => PaymentState | null
  readonly onView: (view: RefundsView) => void
}

/** What somebody wants to give back. */
export interface RefundAsk {
  readonly saleId: string
  readonly amountMinor: number
  readonly reason: string
}

/** Why a refund was not started. Nothing was sent. */
export type StartRefundError =
  | { readonly kind: 'no-such-sale' }
  | { readonly kind: 'not-refundable'; readonly why: Exclude<Refundable['kind'], 'refundable'> }
  | { readonly kind: 'refund-exceeds'; readonly leftMinor: number }
  | { readonly kind: 'journal-broken' }

/** Whatever is to be done between "it may be refunded" and the first request. */
type BeforeSending<E> = (made: {
  readonly outRefundNo: string
  readonly outTradeNo: string
}) => Promise<
  Result<{ readonly askedBy: RefundPerson | null; readonly approvedBy: RefundPerson | null }, E>
>

/** The refunds of one till: what may be refunded, and what became of it. One is started at a time, so that sums are never exceeded. */
export class RefundDesk {
  readonly #parts: RefundDeskParts
  readonly #refunds: Refunds
  #version = 0
  #starting: Promise<unknown> = Promise.resolve()

  constructor(parts: RefundDeskParts) {
    this.#parts = parts
    this.#refunds = runRefunds({ ...parts, onChange: () => this.#publish() })
    this.#refunds.resume(parts.journal.unsettled())
  }

  view(): RefundsView {
    const open = this.#parts.journal.unsettled().map(refundViewOf)
    return { version: this.#version, open, trouble: null }
  }

  ofSale(saleId: string): readonly SavedRefund[] {
    return this.#parts.journal.ofSale(saleId)
  }

  refundable(saleId: string): Refundable {
    const state = this.#parts.sale(saleId)
    if (state === null) return { kind: 'not-paid' }
    const refunds = this.ofSale(saleId).map((saved) => saved.state)
    return refundableOf(state, refunds, this.#parts.clock.nowMs())
  }

  /** Starts a refund once `before` (a manager's approval) has let it. Its number is new, and its alone for ever. */
  start<E>(
    ask: RefundAsk,
    before: BeforeSending<E>,
  ): Promise<Result<SavedRefund, StartRefundError | E>> {
    const started = this.#starting.then(() => this.#start(ask, before))
    this.#starting = started.catch(() => undefined)
    return started
  }

  askAgain(outRefundNo: string): void {
    this.#refunds.askAgain(outRefundNo)
  }

  wish(outRefundNo: string, wish: RefundWish): void {
    this.#refunds.wish(outRefundNo, wish)
  }

  close(): void {
    this.#refunds.close()
  }

  async #start<E>(
    { saleId, amountMinor, reason }: RefundAsk,
    before: BeforeSending<E>,
  ): Promise<Result<SavedRefund, StartRefundError | E>> {
    const { clock, random, sale: saleOf, journal } = this.#parts
    const state = saleOf(saleId)
    if (state === null || !('attempt' in state)) return fail({ kind: 'no-such-sale' })
    const refundable = this.refundable(saleId)
    if (refundable.kind !== 'refundable') {
      return fail({ kind: 'not-refundable', why: refundable.kind })
    }
    const { leftMinor } = refundable
    const amount = money(amountMinor, state.sale.amount.currency)
    if (!amount.ok || amountMinor > leftMinor) return fail({ kind: 'refund-exceeds', leftMinor })
    const outRefundNo = `R${newOrderNumber(clock, random)}`
    const { outTradeNo } = state.attempt
    const allowed = await before({ outRefundNo, outTradeNo })
    if (!allowed.ok) return allowed
    const refund = {
      outRefundNo,
      outTradeNo,
      total: state.sale.amount,
      amount: amount.value,
      reason,
      requestedAtMs: clock.nowMs(),
    }
    try {
      await this.#refunds.start(refund, { saleId, ...allowed.value })
    } catch {
      return fail({ kind: 'journal-broken' })
    }
    const saved = journal.refund(outRefundNo)
    if (saved === null) throw new Error('a refund has vanished')
    return succeed(saved)
  }

  #publish(): void {
    this.#version += 1
    this.#parts.onView(this.view())
  }
}
