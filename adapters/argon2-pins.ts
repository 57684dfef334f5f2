import { createHash } from 'node:crypto'
import type { Pins } from '../app/people/book.ts'

/** What a hash costs: 19 MiB and some 40 ms, on a thread beside the event loop (OWASP’s password storage sheet). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Before the hash of a PIN that was mixed with this till's own secret. */
const SEALED = 'sealed:'

/**
 * PINs hashed with argon2id. A PIN has too few digits for any hash to hide: where it is set on this till, the till's own secret
 * is mixed in, so that the file of people alone cannot try them. Hashes made elsewhere come without it.
 */
export function createPins(ownSecret: () => Buffer): Pins {
  // Native code that is needed by whoever signs in, and that the till opens without.
  const argon2 = () => import('@node-rs/argon2')
  return {
    async hash(pin) {
      const { hash } = await argon2()
      return SEALED + (await hash(pin, { ...COST, secret: ownSecret() }))
    },
    async matches(kept, pin) {
      const { verify } = await argon2()
      return kept.startsWith(SEALED)
        ? verify(kept.slice(SEALED.length), pin, { secret: ownSecret() })
        : verify(kept, pin)
    },
    markOf: (hash) => createHash('sha256').update(hash).digest('hex'),
  }
}

/** Whether a text is a hash that a configuration file may bring. */
export const isPinHash = (text: string): boolean =>
  /^\$argon2id\$v=19\$m=\d{4,7},t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{11,88}\$[A-Za-z0-9+/]{22,171}$/.test(
    text,
  )
