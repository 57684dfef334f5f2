import type { Money } from '../money.ts'
import type { PaymentEvent } from '../payment/event.ts'
import type { Journal, Place, SavedSale } from '../payment/journal.ts'
import { newOrderNumber } from '../payment/order-number.ts'
import { classifyScan } from '../payment/payment-code.ts'
import { type Payments, runPayments } from '../payment/run-payments.ts'
import { isOpen, type PaymentState, type SaleCashier, takesCode } from '../payment/state.ts'
import type { Timing } from '../payment/timing.ts'
import type { Clock, Gateway, Random } from '../ports.ts'
import { fail, type Result, succeed } from '../result.ts'
import { SaleViews } from './sale-views.ts'
import type { ScanNotice, TillView } from './view.ts'

/** What a till is made of. */
export interface TillParts {
  readonly gateway: Gateway
  readonly journal: Journal
  readonly clock: Clock
  readonly random: Random
  readonly timing: Timing
  /** First digits that make 18 digits a Quick Pay code. */
  readonly codePrefixes: readonly string[]
  /** What the payer reads on the phone. */
  readonly description: string
  /** A one-way mark of a payment code, good only within this run: codes themselves are not kept. */
  readonly fingerprint: (paymentCode: string) => string
  /** The sales in the journal, newest first: all that are unfinished or were not left, and some others. */
  readonly saved: readonly SavedSale[]
  readonly onView: (view: TillView) => void
  /** Who takes the payments now; null where nobody signs in. */
  readonly cashier?: () => SaleCashier | null
  /** Nobody is signed in, although somebody has to be: nothing is charged, and the cashier is told why. */
  readonly isLocked?: () => boolean
}

/** Why a sale could not be started. */
/** A sale as it was last painted. */
export interface SeenSale {
  readonly saleId: string
  readonly version: number
}

export type NextError = { readonly kind: 'payment-open' } | { readonly kind: 'sale-changed' }

export type StartError = { readonly kind: 'payment-open' } | { readonly kind: 'journal-broken' }

type NoSale = { readonly kind: 'no-such-sale' }

/** One till: the sale at the counter, the sales that resolve in the background, and what was scanned. */
export interface Till {
  readonly view: () => TillView
  readonly startSale: (
    amount: Money,
    note: string,
  ) => Promise<Result<{ readonly saleId: string }, StartError>>
  /** A scanner or a person gave this text. Charged if it is a payment code and one is waited for; otherwise explained. */
  readonly scan: (text: string) => void
  readonly stop: (saleId: string) => Result<null, NoSale>
  readonly askAgain: (saleId: string) => Result<null, NoSale>
  /** Somebody says that this order has changed: it is asked about now, if it is open here. */
  readonly hearNews: (outTradeNo: string) => void
  readonly park: () => Result<null, { readonly kind: 'nothing-to-park' }>
  /**
   * Leaves a finished sale, or gives up one that has charged nobody. With `seen` only if it still is as it was on the glass:
   * a key pressed in the same moment as the verdict must not take it away unseen.
   */
  readonly next: (seen?: SeenSale) => Result<null, NextError>
  readonly acknowledge: (saleId: string) => Result<null, NoSale>
  /** Whether anything is undecided, at the counter or in the background. */
  readonly anyOpen: () => boolean
  /** Whether the sale at the counter is between its scan and the answer. One that wants a manager waits for more than that. */
  readonly anyUnderWay: () => boolean
  readonly close: () => void
}

/** Codes are good for one minute; this many are remembered to recognise one scanned twice. */
const FINGERPRINTS_MAX = 50

/** A sale that waits for its code is kept over a restart this long: the customer may still stand there. */
const READY_KEPT_MS = 10 * 60_000

const latestStarted = (sales: readonly SavedSale[]): SavedSale | undefined =>
  [...sales].sort((a, b) => b.state.sale.startedAtMs - a.state.sale.startedAtMs)[0]

/** Puts a till together and takes up what its journal holds. */
export const createTill = (parts: TillParts): Till => new CounterTill(parts)

interface Starting {
  readonly amount: Money
  readonly note: string
  readonly started: Promise<Result<{ readonly saleId: string }, StartError>>
}

class CounterTill implements Till {
  readonly #parts: TillParts
  readonly #payments: Payments
  readonly #sales: SaleViews
  /** Marks of the codes charged lately, by the sale each was charged for. */
  readonly #fingerprints = new Map<string, string>()
  #currentId: string | null = null
  #backgroundIds: readonly string[] = []
  #notice: TillView['notice'] = null
  #journalBroken = false
  #version = 0
  /** A code was taken and its submit is being made durable: a second scan must not overtake it. */
  #charging = false
  /** A sale that is being made durable. */
  #starting: Starting | null = null

  constructor(parts: TillParts) {
    this.#parts = parts
    this.#sales = new SaleViews(parts.timing, parts.saved)
    this.#payments = runPayments({
      ...parts,
      onChange: (state) => this.#changed(state),
      onJournalBroken: (broken) => this.#journalWorks(!broken),
    })
    this.#takeUp(parts.saved)
  }

  view(): TillView {
    const background = this.#backgroundIds.flatMap((id) => this.#sales.view(id) ?? [])
    return {
      version: this.#version,
      current: this.#currentId === null ? null : (this.#sales.view(this.#currentId) ?? null),
      background,
      recent: this.#sales.recent(),
      notice: this.#notice,
      journalBroken: this.#journalBroken,
    }
  }

  async startSale(
    amount: Money,
    note: string,
  ): Promise<Result<{ readonly saleId: string }, StartError>> {
    if (this.#starting !== null) {
      // Enter pressed twice while the disk takes its time is one sale.
      const { amount: first, note: firstNote, started: under } = this.#starting
      const isSame = first.minor === amount.minor && first.currency === amount.currency
      return isSame && firstNote === note ? under : fail({ kind: 'payment-open' })
    }
    const started = this.#start(amount, note)
    this.#starting = { amount, note, started }
    try {
      return await started
    } finally {
      this.#starting = null
    }
  }

  async #start(
    amount: Money,
    note: string,
  ): Promise<Result<{ readonly saleId: string }, StartError>> {
    const state = this.#current()
    if (
      this.#charging ||
      (state !== undefined && (isOpen(state) || state.kind === 'awaiting-code'))
    ) {
      return fail({ kind: 'payment-open' })
    }
    const { clock, random, description } = this.#parts
    const cashier = this.#parts.cashier?.() ?? null
    const sale = {
      saleId: random.letters(20),
      amount,
      note,
      description,
      startedAtMs: clock.nowMs(),
      ...(cashier === null ? {} : { cashier }),
    }
    const previous = this.#currentId
    this.#currentId = sale.saleId
    this.#notice = null
    try {
      await this.#payments.start(sale)
    } catch {
      this.#currentId = previous
      return fail({ kind: 'journal-broken' })
    }
    if (previous !== null) this.#leave(previous)
    return succeed({ saleId: sale.saleId })
  }

  scan(text: string): void {
    const read = classifyScan(text, this.#parts.codePrefixes)
    if (read.kind !== 'payment-code') return this.#tell(read)
    if (this.#parts.isLocked?.() === true) return this.#tell({ kind: 'signed-out' })
    const state = this.#current()
    if (state === undefined || state.kind === 'abandoned') return this.#tell({ kind: 'no-amount' })
    if (state.kind === 'paid') return this.#tell({ kind: 'already-paid' })
    if (!takesCode(state) || this.#charging) return this.#tell({ kind: 'payment-open' })
    const mark = this.#parts.fingerprint(read.code)
    if (this.#fingerprints.has(mark)) return this.#tell({ kind: 'same-code' })
    this.#charge(state.sale.saleId, read.code, mark)
  }

  stop(saleId: string): Result<null, NoSale> {
    return this.#press(saleId, { type: 'stop-pressed' })
  }

  askAgain(saleId: string): Result<null, NoSale> {
    return this.#press(saleId, { type: 'ask-again-pressed' })
  }

  hearNews(outTradeNo: string): void {
    for (const saleId of [this.#currentId, ...this.#backgroundIds]) {
      const state = saleId === null ? undefined : this.#payments.state(saleId)
      if (state === undefined || !isOpen(state) || state.attempt.outTradeNo !== outTradeNo) continue
      void this.#payments.send(state.sale.saleId, { type: 'news-heard' })
    }
  }

  park(): Result<null, { readonly kind: 'nothing-to-park' }> {
    const state = this.#current()
    if (state === undefined || !isOpen(state)) return fail({ kind: 'nothing-to-park' })
    this.#backgroundIds = [state.sale.saleId, ...this.#backgroundIds]
    this.#move(state.sale.saleId, 'background')
    this.#clearCounter()
    return succeed(null)
  }

  next(seen?: SeenSale): Result<null, NextError> {
    const state = this.#current()
    if (state === undefined) return succeed(null)
    if (seen !== undefined && !this.#isAsSeen(seen)) return fail({ kind: 'sale-changed' })
    if (isOpen(state) || this.#charging) return fail({ kind: 'payment-open' })
    const { saleId } = state.sale
    if (state.kind === 'awaiting-code') this.#abandon(saleId)
    else this.#leave(saleId)
    this.#clearCounter()
    return succeed(null)
  }

  acknowledge(saleId: string): Result<null, NoSale> {
    const state = this.#payments.state(saleId)
    if (!this.#backgroundIds.includes(saleId) || state === undefined || isOpen(state)) {
      return fail({ kind: 'no-such-sale' })
    }
    this.#backgroundIds = this.#backgroundIds.filter((id) => id !== saleId)
    this.#leave(saleId)
    this.#publish()
    return succeed(null)
  }

  anyOpen(): boolean {
    return [this.#currentId, ...this.#backgroundIds].some((id) => {
      const state = id === null ? undefined : this.#payments.state(id)
      return state !== undefined && isOpen(state)
    })
  }

  anyUnderWay(): boolean {
    const state = this.#current()
    if (this.#charging) return true
    return state !== undefined && isOpen(state) && state.kind !== 'needs-attention'
  }

  close(): void {
    this.#payments.close()
  }

  #isAsSeen({ saleId, version }: SeenSale): boolean {
    return this.#currentId === saleId && this.#sales.view(saleId)?.version === version
  }

  #current(): PaymentState | undefined {
    return this.#currentId === null ? undefined : this.#payments.state(this.#currentId)
  }

  /**
   * Every sale that nobody has left comes back to where it stood, settled or not. Only a sale that has
   * charged nobody is dropped when it is old: its customer has gone, and the next code belongs to somebody else.
   */
  #takeUp(saved: readonly SavedSale[]): void {
    const kept = saved.filter(({ state, place }) => isOpen(state) || place !== 'left')
    const nowMs = this.#parts.clock.nowMs()
    const stale = ({ state }: SavedSale): boolean =>
      state.kind === 'awaiting-code' && nowMs - state.sale.startedAtMs > READY_KEPT_MS
    const here = kept.filter((sale) => !stale(sale))
    const atCounter = here.filter(({ place }) => place === 'counter')
    const current = latestStarted(atCounter)
    const others = here.filter((sale) => sale !== current && sale.state.kind !== 'awaiting-code')
    this.#currentId = current?.state.sale.saleId ?? null
    this.#backgroundIds = others.map(({ state }) => state.sale.saleId)
    this.#payments.resume(kept.map(({ state }) => state))
    const dropped = kept.filter((sale) => sale !== current && sale.state.kind === 'awaiting-code')
    for (const { state } of dropped) this.#abandon(state.sale.saleId)
  }

  /** Gives up a sale that has charged nobody. */
  #abandon(saleId: string): void {
    void this.#payments.send(saleId, { type: 'sale-abandoned' }).finally(() => this.#leave(saleId))
  }

  #charge(saleId: string, paymentCode: string, mark: string): void {
    const { clock, random } = this.#parts
    this.#charging = true
    this.#fingerprints.set(mark, saleId)
    const [oldest] = this.#fingerprints.keys()
    if (this.#fingerprints.size > FINGERPRINTS_MAX && oldest !== undefined) {
      this.#fingerprints.delete(oldest)
    }
    const outTradeNo = newOrderNumber(clock, random)
    void this.#payments
      .send(saleId, { type: 'code-scanned', outTradeNo, atMs: clock.nowMs(), paymentCode })
      // Not durable, so nothing was sent: the same code may be scanned again once the journal works.
      .catch(() => this.#fingerprints.delete(mark))
      .finally(() => {
        this.#charging = false
      })
  }

  #changed(state: PaymentState): void {
    // A notice stays until something else is to be read: another query of the same wait is nothing new.
    const before = this.#sales.view(state.sale.saleId)
    const after = this.#sales.changed(state)
    const moved = before?.screen.kind !== after.screen.kind || before.attempts !== after.attempts
    // The code never left the till, so it is as good as before.
    if (state.kind === 'not-charged' && state.refusal.kind === 'not-sent') {
      const last = [...this.#fingerprints].findLast(([, saleId]) => saleId === state.sale.saleId)
      if (last !== undefined) this.#fingerprints.delete(last[0])
    }
    if (moved && state.sale.saleId === this.#currentId) this.#notice = null
    this.#publish()
  }

  #journalWorks(works: boolean): void {
    if (this.#journalBroken === !works) return
    this.#journalBroken = !works
    this.#publish()
  }

  #press(saleId: string, event: PaymentEvent): Result<null, NoSale> {
    if (this.#payments.state(saleId) === undefined) return fail({ kind: 'no-such-sale' })
    void this.#payments.send(saleId, event)
    return succeed(null)
  }

  /** Remembers where a sale stands. If it cannot be written, a restart shows the sale once more: no harm. */
  #move(saleId: string, place: Place): void {
    void this.#parts.journal.move(saleId, place).catch(() => this.#journalWorks(false))
  }

  #leave(saleId: string): void {
    this.#move(saleId, 'left')
    this.#payments.forget(saleId)
    if (this.#payments.state(saleId) === undefined) this.#sales.forget(saleId)
  }

  #clearCounter(): void {
    this.#currentId = null
    this.#notice = null
    this.#publish()
  }

  #tell(scan: ScanNotice): void {
    this.#notice = { at: this.#version + 1, scan }
    this.#publish()
  }

  #publish(): void {
    this.#version += 1
    this.#parts.onView(this.view())
  }
}
