import type { EpochMs } from '../ports.ts'
import type { AuditEvent } from './audit.ts'
import type { PeopleBook, Pins } from './book.ts'
import type { Person } from './person.ts'
import { NO_TRIES } from './tries.ts'

/** Somebody as a configuration file brings them: with a PIN, or its hash made elsewhere. */
export interface BroughtPerson extends Person {
  readonly secret:
    | { readonly kind: 'pin'; readonly pin: string }
    | { readonly kind: 'hash'; readonly hash: string }
}

/** Who acts when a configuration file does. */
export const CONFIGURATION_FILE = 'configuration-file'

/**
 * Makes the book hold these people and no others. What is the same already is left alone, so that a start writes nothing and
 * gives nobody their spent tries back.
 */
export async function adoptPeople(
  { book, pins }: { readonly book: PeopleBook; readonly pins: Pins },
  brought: readonly BroughtPerson[],
  atMs: EpochMs,
): Promise<void> {
  const by = CONFIGURATION_FILE
  const before = book.people()
  for (const { id } of before.filter((one) => brought.every((other) => other.id !== one.id))) {
    book.write({ atMs, events: [{ type: 'person-removed', by, id }], pin: { id, hash: null } })
  }
  for (const { secret, ...person } of brought) {
    const { id } = person
    const known = before.find((one) => one.id === id)
    const old = known === undefined ? null : book.hashOf(id)
    const kept = old !== null && (await isSame(pins, old, secret)) ? old : null
    if (kept !== null && known?.name === person.name && known.role === person.role) continue
    const hash = kept ?? (secret.kind === 'hash' ? secret.hash : await pins.hash(secret.pin))
    const type: AuditEvent['type'] = known === undefined ? 'person-added' : 'person-changed'
    book.write({
      atMs,
      events: [{ type, by, person, pinMark: pins.markOf(hash) }],
      ...(kept === null ? { pin: { id, hash }, tries: { id, tries: NO_TRIES } } : {}),
    })
  }
}

const isSame = async (
  pins: Pins,
  hash: string,
  secret: BroughtPerson['secret'],
): Promise<boolean> =>
  secret.kind === 'hash' ? secret.hash === hash : pins.matches(hash, secret.pin)
