import { fail, type Result, succeed } from '../result.ts'
import { type AuditEvent, SET_UP } from './audit.ts'
import type { PeopleDesk } from './desk.ts'
import type { Act } from './person.ts'
import type { PinClaim, ProofFault } from './prove.ts'

/** Why something is not done now: nobody proved to be allowed to. */
export type AllowFault = ProofFault | { readonly kind: 'approval-needed' }

/** An act as it is written down, but for who did it. */
export type PlainAct =
  Extract<
    AuditEvent,
    {
      readonly type:
        | 'shift-opened'
        | 'shift-closed'
        | 'cash-moved'
        | 'drawer-opened'
        | 'report-printed'
        | 'report-exported'
    }
  > extends infer E
    ? E extends unknown
      ? Omit<E, 'by'>
      : never
    : never

/**
 * Lets something be done now: by whoever is signed in and may, or with the PIN of somebody who may. A till where nobody signs in has nobody
 * to ask.
 */
export async function allow(
  desk: PeopleDesk | null,
  act: Act,
  { approval, subject }: { readonly approval: PinClaim | null; readonly subject: string },
): Promise<Result<null, AllowFault>> {
  // A list of people that cannot be read is none that could be empty.
  if (desk === null || desk.view().trouble === 'unusable') return fail({ kind: 'people-unusable' })
  if (desk.view().trouble === 'unheard') return fail({ kind: 'people-unreachable' })
  if (approval === null) {
    return desk.mayNow(act) ? succeed(null) : fail({ kind: 'approval-needed' })
  }
  const approved = await desk.approve(approval, act, subject)
  return approved.ok ? succeed(null) : approved
}

/** Writes down what was done by whoever is signed in. */
export function note(desk: PeopleDesk | null, act: PlainAct): void {
  desk?.write({ ...act, by: desk.view().signedIn?.id ?? SET_UP })
}
