import type { Slip } from './slip.ts'

/** A slip that is to be printed. */
export interface PrintRequest {
  /** Names what is printed: the same thing is queued once, however often it is asked for. */
  readonly key: string
  readonly slip: Slip
  /** It was printed before: it comes out marked as a copy. */
  readonly copy: boolean
  readonly atMs: number
}

/** A slip in the queue. */
export interface PrintJob extends PrintRequest {
  readonly id: number
  /** How often it was begun before. More than never: it may have come out. */
  readonly begun: number
}

/** What the queue knows of a key. */
export type KnownPrint = 'unknown' | 'waiting' | 'printed' | 'discarded'

/**
 * Slips that wait for the printer. It is apart from the journal: whatever happens to it or to the printer, no
 * payment notices. Every function has done its work durably when it returns.
 */
export interface PrintQueue {
  readonly known: (key: string) => KnownPrint
  /** Queues a slip whose key is unknown or was discarded. */
  readonly add: (request: PrintRequest) => void
  /** The oldest that waits; null when none does. */
  readonly next: () => PrintJob | null
  /** The first byte is about to leave: from now on it may have been printed. */
  readonly begin: (id: number) => void
  /** It was not finished. `sent`: some of it may have come out. */
  readonly putBack: (id: number, sent: boolean) => void
  readonly finish: (id: number) => void
  readonly waiting: () => number
  /** Nobody wants what waits any more. Says how many. */
  readonly discard: () => number
  readonly close: () => void
}
