import type { Clock, EpochMs } from '../ports.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { AuditEvent } from './audit.ts'
import type { PeopleBook, Pins } from './book.ts'
import { type Act, may, type Person } from './person.ts'
import { NO_TRIES, spendTry } from './tries.ts'

/** Somebody and the PIN that is claimed to be theirs. */
export interface PinClaim {
  readonly personId: string
  readonly pin: string
}

/** Why somebody was not let do something. */
export type ProofFault =
  /** Wrong, or there is no such person any more: nobody learns which. `left` tries; null where that is not known. */
  | { readonly kind: 'pin-wrong'; readonly left: number | null }
  /** Too many wrong ones: none is looked at. `untilMs` is null where that is not known. */
  | { readonly kind: 'pin-locked'; readonly untilMs: EpochMs | null }
  /** The right PIN of somebody who may not do it. */
  | { readonly kind: 'not-allowed' }
  /** Whoever would have to check the PIN cannot be asked. */
  | { readonly kind: 'people-unreachable' }
  /** The file of people cannot be used. */
  | { readonly kind: 'people-unusable' }

/** What came of a PIN that somebody outside the till looked at. */
export type RemoteProof = Result<Person, Exclude<ProofFault, { readonly kind: 'not-allowed' }>>

/** What proving works with. */
export interface ProofParts {
  readonly book: PeopleBook
  readonly pins: Pins
  readonly clock: Clock
}

/**
 * Proves the PIN of one of this till's own people for an act. The try is durable before the PIN is looked at. What is to be
 * written besides of a right one is made by `granted`.
 */
export async function proveHere(
  { book, pins, clock }: ProofParts,
  { personId, pin }: PinClaim,
  { act, granted }: { readonly act: Act; readonly granted: (person: Person) => AuditEvent },
): Promise<Result<Person, ProofFault>> {
  const person = book.people().find(({ id }) => id === personId)
  const hash = book.hashOf(personId)
  if (person === undefined || hash === null) return fail({ kind: 'pin-wrong', left: null })
  const atMs = clock.nowMs()
  const spent = spendTry(book.tries(personId), atMs)
  if (spent.kind === 'locked') return fail({ kind: 'pin-locked', untilMs: spent.untilMs })
  book.write({ atMs, events: [], tries: { id: personId, tries: spent.tries } })
  if (!(await pins.matches(hash, pin))) {
    const { left } = spent
    const { lockedUntilMs } = spent.tries
    const wrong = { type: 'pin-wrong', by: personId, act, left } as const
    const locked: readonly AuditEvent[] =
      lockedUntilMs === null ? [] : [{ type: 'pin-locked', by: personId, untilMs: lockedUntilMs }]
    book.write({ atMs, events: [wrong, ...locked] })
    return lockedUntilMs === null
      ? fail({ kind: 'pin-wrong', left })
      : fail({ kind: 'pin-locked', untilMs: lockedUntilMs })
  }
  const allowed = may(person.role, act)
  const event: AuditEvent = allowed ? granted(person) : { type: 'refused', by: personId, act }
  book.write({ atMs, events: [event], tries: { id: personId, tries: NO_TRIES } })
  return allowed ? succeed(person) : fail({ kind: 'not-allowed' })
}
