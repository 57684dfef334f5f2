import type { PaymentState } from '../payment/state.ts'
import type { EpochMs } from '../ports.ts'

/** What sales are sorted by when they are looked for. */
export const SALE_GROUPS = ['paid', 'undecided', 'not-charged', 'revoked', 'never-charged'] as const

/**
 * Where a sale stands, as coarsely as people ask for it. `never-charged`: no code was ever scanned for it, or it waits for its
 * first.
 */
export type SaleGroup = (typeof SALE_GROUPS)[number]

/** The group of each state. */
export const GROUP_OF: { readonly [K in PaymentState['kind']]: SaleGroup } = {
  'awaiting-code': 'never-charged',
  submitting: 'undecided',
  confirming: 'undecided',
  revoking: 'undecided',
  'needs-attention': 'undecided',
  paid: 'paid',
  'not-charged': 'not-charged',
  revoked: 'revoked',
  abandoned: 'never-charged',
}

/** Where a list of sales goes on: after this one, which was its last. */
export interface SearchPlace {
  readonly startedAtMs: EpochMs
  /** Number of the sale's first entry in the journal. */
  readonly firstSeq: number
}

/** What sales are looked for: all that is not null, or not empty, must fit. */
export interface SaleSearch {
  /** The last digits of an order number or of WeChat's transaction id, or a whole one. */
  readonly digits: string
  readonly amountMinor: number | null
  /** Started from the first of these times on, and before the second. */
  readonly started: { readonly fromMs: EpochMs; readonly toMs: EpochMs } | null
  readonly group: SaleGroup | null
  /** Goes on after the last sale of the page before; null for the first. */
  readonly after: SearchPlace | null
}

/** A sale that fits, by where the journal has it. */
export interface FoundSale extends SearchPlace {
  readonly saleId: string
  /** Number of its latest entry. */
  readonly lastSeq: number
}
