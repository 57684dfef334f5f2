import { Loops } from '../loops.ts'
import { reconcileMerchant, LEASE_MS, type ReconcileMerchantParts } from './reconcile-merchant.ts'
import { claimWork } from './work-rows.ts'

/** What a node's share of the comparing works with. */
export interface ReconcilerParts extends Omit<ReconcileMerchantParts, 'draining'> {
  readonly node: string
}

/** A day that a manager asks for begins so soon. */
const LOOK_EVERY_MS = 1_000

/**
 * Compares the days of all merchants, one merchant at a time: what managers ask for, and by itself what is due. Any number
 * of nodes do; a merchant's days are claimed by one, and what a node that died has left is done by another.
 */
export class Reconciler {
  readonly #parts: ReconcilerParts
  readonly #loops: Loops
  readonly #draining = new AbortController()

  constructor(parts: ReconcilerParts) {
    this.#parts = parts
    this.#loops = new Loops(parts.clock, parts.onTrouble)
  }

  /** Begins to look for work. */
  open(): void {
    this.#loops.repeat('reconcile', LOOK_EVERY_MS, () => this.#look())
  }

  /** Ends in order: the work under way is broken off, and left to whoever looks next. */
  async close(): Promise<void> {
    this.#draining.abort()
    await this.#loops.close()
  }

  async #look(): Promise<void> {
    const { sql, node } = this.#parts
    const { signal } = this.#draining
    for (;;) {
      if (this.#loops.closed) return
      const work = await claimWork(sql, { node, leaseMs: LEASE_MS })
      if (work === null) return
      await reconcileMerchant({ ...this.#parts, draining: signal }, work)
    }
  }
}
