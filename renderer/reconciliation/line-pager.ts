import type { ReportLine } from '../../app/reconciliation/report.ts'
import type { LinePage, PageWish } from '../../app/reconciliation/store.ts'

/** Lines that are asked for at once: several screens full, and answered in a few milliseconds. */
export const PAGE_LINES = 200
/** Pages that are kept: 10,000 lines, however many the day has. */
const PAGES_KEPT = 50

/** What a pager needs. */
export interface PagerParts {
  /** Null: they could not be read. */
  readonly fetch: (page: PageWish) => Promise<LinePage | null>
  /** Something that was asked for is there now, or could not be read. */
  readonly changed: () => void
}

/**
 * Lines of a day, fetched page by page as they come into sight. One page at a time: while somebody scrolls through a million lines, only
 * where they arrive is fetched, not all that they pass.
 */
export class LinePager {
  readonly #parts: PagerParts
  /** The latest used last. */
  readonly #pages = new Map<number, readonly ReportLine[]>()
  /** Pages that say what main said since the last change. */
  readonly #fresh = new Set<number>()
  #wanted: readonly number[] = [0]
  #busy = false
  #closed = false
  /** Grows with each change, so that an answer from before it does not count as fresh. */
  #round = 0
  /** How many lines there are; null until main has said it. */
  total: number | null = null
  failed = false

  constructor(parts: PagerParts) {
    this.#parts = parts
  }

  /** The line, or null while it is not here. */
  line(index: number): ReportLine | null {
    return this.#pages.get(Math.floor(index / PAGE_LINES))?.[index % PAGE_LINES] ?? null
  }

  /** These lines are in sight. */
  want(first: number, last: number): void {
    const from = Math.floor(first / PAGE_LINES)
    const count = Math.floor(last / PAGE_LINES) - from + 1
    this.#wanted = Array.from({ length: count }, (_, at) => from + at)
    void this.#fetchNext()
  }

  /** What is known may be out of date. It stays until it is read anew. */
  refresh(): void {
    this.#round += 1
    this.#fresh.clear()
    this.failed = false
    void this.#fetchNext()
  }

  close(): void {
    this.#closed = true
  }

  async #fetchNext(): Promise<void> {
    const page = this.#wanted.find((one) => !this.#fresh.has(one))
    if (this.#busy || this.#closed || this.failed || page === undefined) return
    this.#busy = true
    const round = this.#round
    const answer = await this.#parts.fetch({ offset: page * PAGE_LINES, limit: PAGE_LINES })
    this.#busy = false
    if (this.#closed) return
    if (answer === null) this.failed = round === this.#round
    else this.#keep(page, answer, round)
    this.#parts.changed()
    await this.#fetchNext()
  }

  #keep(page: number, { lines, total }: LinePage, round: number): void {
    this.total = total
    this.#pages.delete(page)
    this.#pages.set(page, lines)
    if (round === this.#round) this.#fresh.add(page)
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) return
      this.#pages.delete(oldest)
      this.#fresh.delete(oldest)
    }
  }
}
