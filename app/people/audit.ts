import type { Currency } from '../money.ts'
import type { EpochMs } from '../ports.ts'
import type { Act, Person } from './person.ts'

/** Why nobody is signed in any more. */
export type SignOutCause = 'pressed' | 'idle' | 'replaced' | 'removed'

/**
 * Something that somebody was allowed, refused or did, for whoever has to know later. `by` is an id, or `set-up` where nobody
 * was signed in because there were no people yet. Never holds a PIN.
 */
export type AuditEvent =
  | { readonly type: 'signed-in'; readonly by: string }
  | { readonly type: 'signed-out'; readonly by: string; readonly cause: SignOutCause }
  /** A wrong PIN, for signing in or for letting somebody do something. The backend does not say how many tries are left. */
  | {
      readonly type: 'pin-wrong'
      readonly by: string
      readonly act: Act
      readonly left: number | null
    }
  | { readonly type: 'pin-locked'; readonly by: string; readonly untilMs: EpochMs | null }
  /** A right PIN of somebody who may not do it. */
  | { readonly type: 'refused'; readonly by: string; readonly act: Act }
  | { readonly type: 'approved'; readonly by: string; readonly act: Act; readonly subject: string }
  | {
      readonly type: 'refund-approved'
      readonly by: string
      readonly askedBy: string | null
      readonly outRefundNo: string
      readonly outTradeNo: string
      readonly amountMinor: number
      readonly currency: Currency
    }
  | {
      readonly type: 'shift-opened'
      readonly by: string
      readonly number: number
      readonly floatMinor: number
      readonly currency: Currency
    }
  /** With its Z, which has this number. */
  | { readonly type: 'shift-closed'; readonly by: string; readonly number: number }
  /** Cash put into the drawer, or taken out of it (below zero). */
  | {
      readonly type: 'cash-moved'
      readonly by: string
      readonly minor: number
      readonly currency: Currency
      readonly reason: string
    }
  /** The Z with this number was printed or written into files; null: the X of the open shift. */
  | {
      readonly type: 'report-printed' | 'report-exported'
      readonly by: string
      readonly number: number | null
    }
  /** The drawer was opened without a sale. */
  | { readonly type: 'drawer-opened'; readonly by: string; readonly reason: string }
  | { readonly type: 'set-up-changed'; readonly by: string }
  /** At a start this log, or what it speaks of, was not as it had been written. */
  | { readonly type: 'found-changed'; readonly by: string }
  | {
      readonly type: 'person-added' | 'person-changed'
      readonly by: string
      readonly person: Person
      /** Marks the hash of the PIN, so that one exchanged behind the till's back is noticed. */
      readonly pinMark: string
    }
  | { readonly type: 'person-removed'; readonly by: string; readonly id: string }

/** One line of the log of acts. */
export interface AuditEntry {
  readonly seq: number
  readonly atMs: EpochMs
  readonly event: AuditEvent
}

/** Whoever acts where there are no people yet, or a configuration file. */
export const SET_UP = 'set-up'

/** Types of entries that people are made from. */
export const PEOPLE_EVENTS = ['person-added', 'person-changed', 'person-removed'] as const

/** Somebody, and the mark of the PIN that is theirs. */
export interface KnownPerson extends Person {
  readonly pinMark: string
}

/** The people after an entry: the log is where they come from, so nobody is added without a trace. */
export function peopleAfter(
  people: readonly KnownPerson[],
  event: AuditEvent,
): readonly KnownPerson[] {
  switch (event.type) {
    case 'person-added':
    case 'person-changed': {
      const { person, pinMark } = event
      const known = { ...person, pinMark }
      return people.some(({ id }) => id === person.id)
        ? people.map((one) => (one.id === person.id ? known : one))
        : [...people, known]
    }
    case 'person-removed':
      return people.filter(({ id }) => id !== event.id)
    default:
      return people
  }
}
