import type { Journal, JournalEntry, Place, SavedSale } from '../../app/payment/journal.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import type { Disk } from './disk.ts'
import type { DurableNews } from './durable-log.ts'
import type { ProcessLife } from './process-life.ts'

type Kept =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'place'; readonly saleId: string; readonly place: Place }

/** A journal with the rules of the SQLite one (the same tests run on both) on a disk that may fail. */
export interface DiskJournal extends Journal {
  /** Every sale's latest state and place, the newest first. */
  readonly saved: () => readonly SavedSale[]
  /** Where a sale stands; null when there is none. */
  readonly sale: (saleId: string) => PaymentState | null
}

/** Opens what is on the disk; one life of one process. */
export function openDiskJournal(
  disk: Disk,
  life: ProcessLife,
  onDurable: (news: DurableNews) => void,
): DiskJournal {
  const latest = new Map<string, PaymentState>()
  const places = new Map<string, Place>()
  const numbers = new Set<string>()
  const take = (kept: Kept): void => {
    if (kept.kind === 'place') {
      if (latest.has(kept.saleId)) places.set(kept.saleId, kept.place)
      return
    }
    const { saleId, event, state } = kept.entry
    if (event.type === 'code-scanned') numbers.add(event.outTradeNo)
    latest.delete(saleId)
    latest.set(saleId, state)
    if (!('attempt' in state)) return
    onDurable({ what: 'payment', number: state.attempt.outTradeNo, state: state.kind })
  }
  // Written below: what comes out is what went in.
  for (const record of disk.records()) take(JSON.parse(record) as Kept)
  // One after another, as SQLite does it: a record never overtakes one before it.
  let tail: Promise<unknown> = Promise.resolve()
  const write = (kept: Kept): Promise<void> => {
    const record = JSON.stringify(kept)
    const done = tail.then(async () => {
      if (kept.kind === 'entry' && kept.entry.event.type === 'code-scanned') {
        if (numbers.has(kept.entry.event.outTradeNo)) throw new Error('order number used before')
      }
      await disk.write(life, record)
      take(kept)
    })
    tail = done.catch(() => undefined)
    return done
  }
  return {
    append: (entry) => write({ kind: 'entry', entry }),
    move: (saleId, place) => write({ kind: 'place', saleId, place }),
    sale: (saleId) => latest.get(saleId) ?? null,
    saved: () =>
      [...latest]
        .toReversed()
        .map(([saleId, state]) => ({ state, place: places.get(saleId) ?? 'counter' })),
  }
}
