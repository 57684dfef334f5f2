import type { Journal, JournalEntry, Place, SavedSale } from '../../app/payment/journal.ts'
import type { PaymentState } from '../../app/payment/state.ts'

/** A journal in memory with the rules of the real one, and a disk that can fail. */
export interface MemoryJournal extends Journal {
  readonly entries: readonly JournalEntry[]
  /** The latest state of every sale, newest first: what a till finds at its start. */
  readonly saved: () => readonly SavedSale[]
  /** Refuses writes while true. */
  broken: boolean
  /** The power goes at the next write: before it, or when it is on the disk. It never returns. */
  crashes: 'no' | 'before' | 'after'
}

export function memoryJournal(): MemoryJournal {
  const entries: JournalEntry[] = []
  const numbers = new Set<string>()
  const places = new Map<string, Place>()
  const never = (): Promise<void> => new Promise(() => undefined)
  return {
    entries,
    broken: false,
    crashes: 'no',
    async append(entry) {
      // What JSON cannot keep would be lost in the real one too.
      const kept = JSON.parse(JSON.stringify(entry)) as JournalEntry
      if (this.broken) throw new Error('disk full')
      if (this.crashes === 'before') return never()
      if (kept.event.type === 'code-scanned') {
        if (numbers.has(kept.event.outTradeNo)) throw new Error('order number used before')
        numbers.add(kept.event.outTradeNo)
      }
      entries.push(kept)
      if (this.crashes === 'after') return never()
    },
    async move(saleId, place) {
      if (this.broken) throw new Error('disk full')
      if (this.crashes === 'before') return never()
      places.set(saleId, place)
    },
    saved() {
      const latest = new Map<string, PaymentState>()
      for (const { saleId, state } of entries) {
        latest.delete(saleId)
        latest.set(saleId, state)
      }
      return [...latest]
        .reverse()
        .map(([saleId, state]) => ({ state, place: places.get(saleId) ?? 'counter' }))
    },
  }
}
