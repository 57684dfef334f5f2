import type { PeopleDesk } from '../app/people/desk.ts'
import type { PinClaim, ProofFault } from '../app/people/prove.ts'
import { type Approver, needsPin, type RemedyKind } from '../app/reconciliation/remedy.ts'
import { fail, type Result, succeed } from '../app/result.ts'

/** Why nobody takes a remedy: a PIN is needed and none was given, or it did not prove anybody. */
export type TakerFault = ProofFault | { readonly kind: 'approval-needed' }

/** A remedy that somebody wants to take, and to what. */
export interface TakerAsk {
  readonly kind: RemedyKind
  readonly claim: PinClaim | null
  /** Order or refund, for the log of what people did. */
  readonly subject: string
}

/** Nobody signs in at this till. */
const NOBODY: Approver = { id: '', name: '' }

/**
 * Who takes a remedy: whoever is signed in; and where money may leave by it, somebody who proves again, there and then, to be
 * allowed to approve refunds.
 */
export async function whoTakes(
  desk: PeopleDesk | null,
  { kind, claim, subject }: TakerAsk,
): Promise<Result<Approver, TakerFault>> {
  if (desk === null) return fail({ kind: 'people-unusable' })
  if (!needsPin(kind)) return succeed(desk.view().signedIn ?? NOBODY)
  if (claim === null) return fail({ kind: 'approval-needed' })
  return desk.approve(claim, 'approve-refund', subject)
}
