import { type Money, money } from '../money.ts'
import { newOrderNumber } from '../payment/order-number.ts'
import type { PaymentState } from '../payment/state.ts'
import type { Clock, Random } from '../ports.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { RefundGateway, RefundOrder, RefundWish } from './gateway.ts'
import type { RefundJournal, RefundPerson, SavedRefund } from './journal.ts'
import { PARTS_MAX, type Refundable, refundableOf, takenMinor } from './refundable.ts'
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
  /** Where the sale of an order number stands; null when this till never used that number. */
  readonly saleOfOrder: (outTradeNo: string) => PaymentState | null
  readonly onView: (view: RefundsView) => void
}

/** What somebody wants to give back. */
export interface RefundAsk {
  readonly saleId: string
  readonly amountMinor: number
  readonly reason: string
}

/** An order as WeChat's bill has it: paid there, whatever this till's books say of it. */
export interface BilledOrder {
  readonly outTradeNo: string
  /** What the order cost, whole. */
  readonly total: Money
  /** What the bill says was given back already, each part under its number. */
  readonly returned: readonly { readonly outRefundNo: string; readonly minor: number }[]
}

/** Why a refund was not started. Nothing was sent. */
export type StartRefundError =
  | { readonly kind: 'no-such-sale' }
  | { readonly kind: 'not-refundable'; readonly why: Exclude<Refundable['kind'], 'refundable'> }
  | { readonly kind: 'refund-exceeds'; readonly leftMinor: number }
  /** The payment is no sale: nothing of it may be kept. */
  | { readonly kind: 'refund-whole-only'; readonly leftMinor: number }
  | { readonly kind: 'journal-broken' }

/** Whatever is to be done between "it may be refunded" and the first request. */
type BeforeSending<E> = (made: {
  readonly outRefundNo: string
  readonly outTradeNo: string
  readonly amount: Money
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
    // Another attempt's charge, given back by WeChat's bill, takes nothing from this one's.
    const outTradeNo = 'attempt' in state ? state.attempt.outTradeNo : null
    const refunds = this.ofSale(saleId)
      .map((saved) => saved.state)
      .filter(({ refund }) => refund.outTradeNo === outTradeNo)
    return refundableOf(state, refunds, this.#parts.clock.nowMs())
  }

  /** Starts a refund once `before` (a manager's approval) has let it. Its number is new, and its alone for ever. */
  start<E>(
    ask: RefundAsk,
    before: BeforeSending<E>,
  ): Promise<Result<SavedRefund, StartRefundError | E>> {
    return this.#inTurn(() => this.#start(ask, before))
  }

  /**
   * Gives back what is left of an order that WeChat's bill has as paid. What was given back or begun already, here or by the
   * bill, is not given back again: asked for anew, e.g. after a crash, it answers with the refund that there is.
   */
  startBilled<E>(
    order: BilledOrder,
    reason: string,
    before: BeforeSending<E>,
  ): Promise<Result<SavedRefund, StartRefundError | E>> {
    return this.#inTurn(() => this.#startBilled(order, reason, before))
  }

  /** Takes a refund up again that WeChat's bill lacks, under its number. False: there is none of that number, or it was refused. */
  async resend(outRefundNo: string): Promise<boolean> {
    const saved = this.#parts.journal.refund(outRefundNo)
    if (saved === null || saved.state.kind === 'refused') return false
    await this.#refunds.resend(saved)
    return true
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

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const started = this.#starting.then(run)
    this.#starting = started.catch(() => undefined)
    return started
  }

  async #start<E>(
    { saleId, amountMinor, reason }: RefundAsk,
    before: BeforeSending<E>,
  ): Promise<Result<SavedRefund, StartRefundError | E>> {
    const state = this.#parts.sale(saleId)
    if (state === null || !('attempt' in state)) return fail({ kind: 'no-such-sale' })
    const refundable = this.refundable(saleId)
    if (refundable.kind !== 'refundable') {
      return fail({ kind: 'not-refundable', why: refundable.kind })
    }
    const { leftMinor, leastMinor } = refundable
    const amount = money(amountMinor, state.sale.amount.currency)
    if (!amount.ok || amountMinor > leftMinor) return fail({ kind: 'refund-exceeds', leftMinor })
    if (amountMinor < leastMinor) return fail({ kind: 'refund-whole-only', leftMinor })
    const { outTradeNo } = state.attempt
    const order = { outTradeNo, total: state.sale.amount, amount: amount.value, reason }
    return this.#begin(order, saleId, before)
  }

  async #startBilled<E>(
    { outTradeNo, total, returned }: BilledOrder,
    reason: string,
    before: BeforeSending<E>,
  ): Promise<Result<SavedRefund, StartRefundError | E>> {
    const { journal, saleOfOrder } = this.#parts
    const ours = journal.ofOrder(outTradeNo).filter(({ state }) => state.kind !== 'refused')
    const known = new Set(ours.map(({ state }) => state.refund.outRefundNo))
    const others = returned.filter(({ outRefundNo }) => !known.has(outRefundNo))
    const back = takenMinor(ours.map(({ state }) => state)) + others.reduce((sum, { minor }) => sum + minor, 0) // prettier-ignore
    const left = total.minor - back
    if (left <= 0) {
      const last = ours.at(-1)
      return last === undefined ? fail({ kind: 'not-refundable', why: 'all-refunded' }) : succeed(last) // prettier-ignore
    }
    if (ours.length >= PARTS_MAX) return fail({ kind: 'not-refundable', why: 'too-many-parts' })
    const amount = money(left, total.currency)
    if (!amount.ok) return fail({ kind: 'refund-exceeds', leftMinor: 0 })
    const saleId = saleOfOrder(outTradeNo)?.sale.saleId ?? ''
    return this.#begin({ outTradeNo, total, amount: amount.value, reason }, saleId, before)
  }

  async #begin<E>(
    order: Omit<RefundOrder, 'outRefundNo'>,
    saleId: string,
    before: BeforeSending<E>,
  ): Promise<Result<SavedRefund, StartRefundError | E>> {
    const { clock, random, journal } = this.#parts
    const outRefundNo = `R${newOrderNumber(clock, random)}`
    const allowed = await before({ outRefundNo, outTradeNo: order.outTradeNo, amount: order.amount }) // prettier-ignore
    if (!allowed.ok) return allowed
    const refund = { ...order, outRefundNo, requestedAtMs: clock.nowMs() }
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
