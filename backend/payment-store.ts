import type {
  Claimant,
  ClosedId,
  DueRow,
  NewPayment,
  PaymentKey,
  PaymentRow,
  RowChange,
} from './payment-rows.ts'

/**
 * Where payments live, as the service needs it: PostgreSQL in production. Every function is one transaction. Times are
 * the store's own, never a node's. A function that rejects may all the same have done its work.
 */
export interface PaymentStore {
  /** Says that this node lives. */
  readonly beat: (node: string) => Promise<void>
  /** The node leaves in order: what claims it still has end now. */
  readonly leave: (node: string) => Promise<void>
  /** Ends the claims of nodes that were silent for this long. */
  readonly releaseClaimsOfTheDead: (deadAfterMs: number) => Promise<void>
  /**
   * Makes the payment, claimed for its submit. Null: there is one of that id already, or the merchant does not take the
   * operator who is named, or not named.
   */
  readonly insert: (payment: NewPayment, claimant: Claimant) => Promise<PaymentRow | null>
  /** Closes an id, so that no payment of it can be made any more. Null: there is one already. */
  readonly insertClosed: (closed: ClosedId, node: string) => Promise<PaymentRow | null>
  /**
   * Locks payments at which somebody has to look, leaves out those that others look at, and writes what `decide`
   * makes of each.
   */
  readonly advanceDue: (
    node: string,
    limit: number,
    decide: (row: DueRow) => readonly RowChange[],
  ) => Promise<Advanced>
  /** Writes changes and their journal. A row that is not as it was read is left as it is and is not among the answers. */
  readonly write: (node: string, changes: readonly RowChange[]) => Promise<readonly PaymentRow[]>
  readonly read: (key: PaymentKey) => Promise<PaymentRow | null>
  /** The payment, if its latest call is still the one that `fence` names. */
  readonly readFenced: (key: PaymentKey, fence: number) => Promise<PaymentRow | null>
  /** Fingerprint of the request that made the payment. */
  readonly readFingerprint: (key: PaymentKey) => Promise<Buffer | null>
}

/** What became of the payments at which somebody had to look. */
export interface Advanced {
  /** How many there were. */
  readonly due: number
  readonly changes: readonly RowChange[]
  readonly rows: readonly PaymentRow[]
}
