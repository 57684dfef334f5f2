import type { PaymentState } from '../payment/state.ts'
import type { EpochMs } from '../ports.ts'
import { timeEndMs } from '../receipt/time-end.ts'
import type { RefundState } from './state.ts'

/** Refunds of one order, at most (V2 merchant book, page "apply for refund"). */
export const PARTS_MAX = 50

/** A payment can be refunded for a year (same page). */
export const REFUNDABLE_FOR_MS = 365 * 86_400_000

/** What of a sale can still be given back, or why nothing can. */
export type Refundable =
  | {
      readonly kind: 'refundable'
      readonly leftMinor: number
      /** The least that may go back at once: all of it where the payment should have been revoked and is no sale. */
      readonly leastMinor: number
    }
  /** It is not, or not any more, a payment that holds money. */
  | { readonly kind: 'not-paid' }
  | { readonly kind: 'too-old' }
  | { readonly kind: 'all-refunded' }
  | { readonly kind: 'too-many-parts' }

/** Whether a sale holds money that could be given back. */
export const holdsMoney = (state: PaymentState): boolean =>
  state.kind === 'paid' || (state.kind === 'needs-attention' && state.problem === 'refund-needed')

/** What the refunds of a sale took, or may still take: all but those proven to have given nothing back. */
export const takenMinor = (refunds: readonly RefundState[]): number =>
  refunds
    .filter(({ kind }) => kind !== 'refused')
    .reduce((sum, { refund }) => sum + refund.amount.minor, 0)

/** What of a sale can still be given back. Refunds that nobody has decided yet count in full. */
export function refundableOf(
  state: PaymentState,
  refunds: readonly RefundState[],
  nowMs: EpochMs,
): Refundable {
  if (!holdsMoney(state) || !('attempt' in state)) return { kind: 'not-paid' }
  const paidAtMs =
    (state.kind === 'paid' ? timeEndMs(state.payment.timeEnd) : null) ?? state.attempt.submittedAtMs
  if (nowMs - paidAtMs > REFUNDABLE_FOR_MS) return { kind: 'too-old' }
  const leftMinor = state.sale.amount.minor - takenMinor(refunds)
  if (leftMinor <= 0) return { kind: 'all-refunded' }
  const parts = refunds.filter(({ kind }) => kind !== 'refused').length
  if (parts >= PARTS_MAX) return { kind: 'too-many-parts' }
  // WeChat calls an order REFUND after any part of it: the flow could not tell that something was kept.
  return { kind: 'refundable', leftMinor, leastMinor: state.kind === 'paid' ? 1 : leftMinor }
}
