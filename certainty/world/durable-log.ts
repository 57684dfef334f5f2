import type { DurableRecord } from '../checks/evidence.ts'

/** A record as the one who keeps it knows it. */
export type DurableNews = Pick<DurableRecord, 'what' | 'number' | 'state'>

/** Says what became durable when, and where. What is durable stays so: of each thing the first time is kept. */
export class DurableLog {
  readonly #nowMs: () => number
  readonly #records = new Map<string, DurableRecord>()

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** Takes the records of one place, e.g. a till's journals. */
  at(place: string): (news: DurableNews) => void {
    return ({ what, number, state }) => {
      const name = `${place} ${what} ${number} ${state}`
      if (this.#records.has(name)) return
      this.#records.set(name, { atMs: this.#nowMs(), place, what, number, state })
    }
  }

  records(): readonly DurableRecord[] {
    return [...this.#records.values()]
  }
}
