import { z } from 'zod'
import type { PinClaim, ProofFault } from '../people/prove.ts'
import type { Refundable } from '../refund/refundable.ts'
import type { StartRefundError } from '../refund/refund-desk.ts'
import type { RefundView } from '../refund/view.ts'
import type { SaleView } from '../till/view.ts'
import { pinClaimSchema } from './people.ts'

/** A sale with what was given back of it. */
export interface SaleRefunds {
  /** The oldest first; those of this till. */
  readonly refunds: readonly RefundView[]
  /** What is left, whoever gave the rest back; `unknown` while the merchant's backend does not say. */
  readonly refundable: Refundable | { readonly kind: 'unknown' }
}

/** Refunds cannot be used at this till now: its journal of them is no good, or it cannot sell. */
type Unusable = { readonly kind: 'refunds-unusable' }

/** Calls about refunds. */
export interface RefundCalls {
  /** Sales that hold money, whose order number ends with these digits, newest first; the latest for none. */
  findPaidSales: { ask: { digits: string }; value: readonly SaleView[]; error: never }
  saleRefunds: { ask: { saleId: string }; value: SaleRefunds; error: Unusable }
  /** Gives money back. Where there are people, a manager has to approve it with their PIN. Resolves when the wish is durable. */
  startRefund: {
    ask: { saleId: string; amountMinor: number; reason: string; approval: PinClaim | null }
    value: RefundView
    error: StartRefundError | ProofFault | Unusable | { readonly kind: 'approval-needed' }
  }
  /** Asks now, sends it again under its own number, or gives it up; the last two only for whoever may approve refunds. */
  pressRefund: {
    ask: { outRefundNo: string; wish: 'ask-again' | 'send-again' | 'give-up' }
    value: null
    error: Unusable | { readonly kind: 'not-allowed' }
  }
  /** Prints the slip of a refund. Resolves when it is queued. */
  printRefund: {
    ask: { outRefundNo: string }
    value: null
    error:
      | { readonly kind: 'no-printer' }
      | { readonly kind: 'no-slip' }
      | { readonly kind: 'devices-lost' }
  }
}

const outRefundNo = z.string().min(1).max(64)
const saleId = z.string().min(1).max(64)

/** One decoder for each of these calls. */
export const refundAsks = {
  findPaidSales: z.strictObject({ digits: z.string().regex(/^\d{0,32}$/) }),
  saleRefunds: z.strictObject({ saleId }),
  startRefund: z.strictObject({
    saleId,
    amountMinor: z.int().positive(),
    reason: z.string().trim().max(80),
    approval: pinClaimSchema.nullable(),
  }),
  pressRefund: z.strictObject({
    outRefundNo,
    wish: z.enum(['ask-again', 'send-again', 'give-up']),
  }),
  printRefund: z.strictObject({ outRefundNo }),
} satisfies { readonly [K in keyof RefundCalls]: z.ZodType<RefundCalls[K]['ask']> }
