import type { Statements } from '../database.ts'

/** Who compares a merchant's days now. The fence tells this claim from every other, earlier or later. */
export interface WorkClaim {
  readonly merchantId: string
  readonly node: string
  readonly fence: number
}

/** Somebody else has taken over: nothing that is done for this claim counts any more. */
export class ClaimLost extends Error {
  constructor({ merchantId, node }: WorkClaim) {
    super(`${node} does not reconcile ${merchantId} any more`)
  }
}

/**
 * Holds the claim's row until the transaction ends. Throws when the claim is not the latest: a node that was only slow must
 * not write over what another has done since.
 */
export async function holdClaim(sql: Statements, claim: WorkClaim): Promise<void> {
  const { merchantId, node, fence } = claim
  const rows = await sql`select 1 from reconciliation_work
    where merchant_id = ${merchantId} and fence = ${fence} and claimed_by = ${node} for update`
  if (rows.length === 0) throw new ClaimLost(claim)
}
