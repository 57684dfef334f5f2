import type { EpochMs } from '../ports.ts'
import type { AuditEntry, AuditEvent } from './audit.ts'
import type { Person } from './person.ts'
import type { Tries } from './tries.ts'

/** A PIN's hash to be kept for somebody; null forgets it. */
export interface PinChange {
  readonly id: string
  readonly hash: string | null
}

/** What is made durable together. */
export interface Acts {
  readonly atMs: EpochMs
  readonly events: readonly AuditEvent[]
  readonly pin?: PinChange
  readonly tries?: { readonly id: string; readonly tries: Tries }
}

/** The till's memory of its people: who they are, their PINs' hashes, and an append-only log of what they did. */
export interface PeopleBook {
  /** As the log says, in the order they were added. */
  readonly people: () => readonly Person[]
  readonly hashOf: (id: string) => string | null
  readonly tries: (id: string) => Tries
  /** Durable when it returns; throws when it may not be. */
  readonly write: (acts: Acts) => void
  /** The latest acts, newest first. */
  readonly entries: (max: number) => readonly AuditEntry[]
  /** The first entry that is not what was written; null: none. Looks at all of them. */
  readonly firstChanged: () => number | null
  /** The operators that the merchant's backend named last, which may be none; null when it never named any. */
  readonly operators: () => readonly Person[] | null
  readonly keepOperators: (operators: readonly Person[]) => void
}

/** Hashes PINs, beside the event loop: a scan never waits for one. */
export interface Pins {
  readonly hash: (pin: string) => Promise<string>
  readonly matches: (hash: string, pin: string) => Promise<boolean>
  /** One-way mark of a hash, for the log. */
  readonly markOf: (hash: string) => string
}
