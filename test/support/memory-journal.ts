import type { Journal, JournalEntry } from '../../app/payment/journal.ts'
import type { PaymentState } from '../../app/payment/state.ts'

/** A journal in memory with the rules of the real one, and a disk that can fail. */
export interface MemoryJournal extends Journal {
  readonly entries: readonly JournalEntry[]
  /** The latest state of every sale, newest first: what a till finds at its start. */
  readonly saved: () => readonly PaymentState[]
  /** Refuses writes while true. */
  broken: boolean
}

export function memoryJournal(): MemoryJournal {
  const entries: JournalEntry[] = []
  const numbers = new Set<string>()
  return {
    entries,
    broken: false,
    async append(entry) {
      // What JSON cannot keep would be lost in the real one too.
      const kept = JSON.parse(JSON.stringify(entry)) as JournalEntry
      if (this.broken) throw new Error('disk full')
      if (kept.event.type === 'code-scanned') {
        if (numbers.has(kept.event.outTradeNo)) throw new Error('order number used before')
        numbers.add(kept.event.outTradeNo)
      }
      entries.push(kept)
    },
    saved() {
      const latest = new Map<string, PaymentState>()
      for (const { saleId, state } of entries) {
        latest.delete(saleId)
        latest.set(saleId, state)
      }
      return [...latest.values()].reverse()
    },
  }
}
