import type { SavedSale } from '../payment/journal.ts'
import { isOpen, type PaymentState } from '../payment/state.ts'
import type { Timing } from '../payment/timing.ts'
import { saleViewOf } from './screen.ts'
import type { SaleView } from './view.ts'

/** Finished sales shown on the screen; the journal keeps all. */
const RECENT_MAX = 12

/** The sales as the screens show them: those being worked on, and the latest finished ones. */
export class SaleViews {
  readonly #timing: Timing
  readonly #views = new Map<string, SaleView>()
  #recent: readonly SaleView[] = []

  /** Starts with what the journal holds, newest first. */
  constructor(timing: Timing, saved: readonly SavedSale[]) {
    this.#timing = timing
    for (const { state, place } of [...saved].reverse()) this.#take(state, place !== 'left')
  }

  /** A sale moved on. */
  changed(state: PaymentState): SaleView {
    return this.#take(state, this.#views.get(state.sale.saleId)?.restored ?? false)
  }

  view(saleId: string): SaleView | undefined {
    return this.#views.get(saleId)
  }

  /** The latest finished sales, newest first. */
  recent(): readonly SaleView[] {
    return this.#recent
  }

  /** Lets go of a sale nobody looks at any more; it stays among the recent ones. */
  forget(saleId: string): void {
    this.#views.delete(saleId)
  }

  #take(state: PaymentState, restored: boolean): SaleView {
    const { saleId } = state.sale
    const version = (this.#views.get(saleId)?.version ?? 0) + 1
    const view = saleViewOf(this.#timing, state, { version, restored })
    this.#views.set(saleId, view)
    if (isOpen(state) || state.kind === 'awaiting-code' || state.kind === 'abandoned') {
      return view
    }
    const others = this.#recent.filter((other) => other.saleId !== saleId)
    this.#recent = [view, ...others].slice(0, RECENT_MAX)
    return view
  }
}
