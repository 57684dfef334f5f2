import type { Clock } from '../app/ports.ts'

/** Work that goes on until it is told to end: loops with pauses, and calls whose answers are waited for. */
export class Loops {
  readonly #clock: Clock
  readonly #onTrouble: (what: string, error: unknown) => void
  readonly #wakers = new Set<() => void>()
  readonly #underWay = new Set<Promise<void>>()
  #loops: readonly Promise<void>[] = []
  #closed = false

  constructor(clock: Clock, onTrouble: (what: string, error: unknown) => void) {
    this.#clock = clock
    this.#onTrouble = onTrouble
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Works again and again, whatever one round meets. */
  repeat(what: string, everyMs: number, work: () => Promise<unknown>): void {
    this.#loops = [...this.#loops, this.#go(what, everyMs, work)]
  }

  /** Takes care of work that nobody waits for. */
  begin(what: string, started: Promise<void>): void {
    const work = started
      .catch((error: unknown) => this.#onTrouble(what, error))
      .finally(() => this.#underWay.delete(work))
    this.#underWay.add(work)
  }

  /** Ends early when the loops do. */
  pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel()
        this.#wakers.delete(wake)
        resolve()
      }
      const cancel = this.#clock.after(delayMs, wake)
      this.#wakers.add(wake)
    })
  }

  /** Begins nothing new, and resolves once everything under way is done. */
  async close(): Promise<void> {
    this.#closed = true
    for (const wake of this.#wakers) wake()
    await Promise.all(this.#loops)
    // An answer may ask for the next call at once; no pause is waited for any more, so this ends.
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  async #go(what: string, everyMs: number, work: () => Promise<unknown>): Promise<void> {
    while (!this.#closed) {
      await work().catch((error: unknown) => this.#onTrouble(what, error))
      if (!this.#closed) await this.pause(everyMs)
    }
  }
}
