import { z } from 'zod'
import type { AuditEntry } from '../people/audit.ts'
import type { PeopleFault } from '../people/desk.ts'
import { type Person, ROLES } from '../people/person.ts'
import { PIN_DIGITS_MAX } from '../people/pin.ts'
import type { PinClaim, ProofFault } from '../people/prove.ts'

/** What people did, for whoever may read it. */
export interface ReadActs {
  /** The latest, newest first. */
  readonly entries: readonly AuditEntry[]
  /** The first entry that is not what was written; null: all are. */
  readonly firstChanged: number | null
}

/** Calls about the people at the till. A PIN is in the one ask that carries it, and nowhere else. */
export interface PeopleCalls {
  signIn: { ask: PinClaim; value: Person; error: ProofFault }
  /** Nobody is signed in any more; a payment under way goes on. */
  lockTill: { ask: null; value: null; error: never }
  /** Somebody pressed or touched something: the till does not lock itself yet. */
  touchTill: { ask: null; value: null; error: never }
  /** Opens the set-up until it is closed, the till is locked, or the page is loaded anew. */
  openSetUp: { ask: PinClaim; value: null; error: ProofFault }
  closeSetUp: { ask: null; value: null; error: never }
  addPerson: {
    ask: { name: string; role: Person['role']; pin: string }
    value: Person
    error: PeopleFault
  }
  /** Another name, role or, if one is given, PIN. */
  changePerson: {
    ask: { id: string; name: string; role: Person['role']; pin: string | null }
    value: Person
    error: PeopleFault
  }
  removePerson: { ask: { id: string }; value: null; error: PeopleFault }
  readActs: { ask: null; value: ReadActs; error: never }
}

const pin = z
  .string()
  .regex(/^\d+$/)
  .max(PIN_DIGITS_MAX * 2)
const id = z.string().min(1).max(64)
/** Somebody and the PIN that is claimed to be theirs. */
export const pinClaimSchema = z.strictObject({ personId: id, pin })
const name = z.string().trim().min(1).max(40)
const role = z.enum(ROLES)

/** One decoder for each of these calls. */
export const peopleAsks = {
  signIn: pinClaimSchema,
  lockTill: z.null(),
  touchTill: z.null(),
  openSetUp: pinClaimSchema,
  closeSetUp: z.null(),
  addPerson: z.strictObject({ name, role, pin }),
  changePerson: z.strictObject({ id, name, role, pin: pin.nullable() }),
  removePerson: z.strictObject({ id }),
  readActs: z.null(),
} satisfies { readonly [K in keyof PeopleCalls]: z.ZodType<PeopleCalls[K]['ask']> }
