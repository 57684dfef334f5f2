import type { SavedRefund } from '../refund/journal.ts'
import type { RefundState } from '../refund/state.ts'
import type { RefundSlip, RefundSlipOutcome, SlipContext } from './slip.ts'

const OUTCOMES: { readonly [K in RefundState['kind']]: RefundSlipOutcome } = {
  submitting: 'pending',
  confirming: 'pending',
  accepted: 'accepted',
  'needs-attention': 'pending',
  refunded: 'refunded',
  refused: 'refused',
}

/** The slip of a refund as it stands. */
export function refundSlipOf({ facts, state }: SavedRefund, context: SlipContext): RefundSlip {
  const { place, shift, zoneMinutesAt } = context
  const { refund } = state
  const atMs = refund.requestedAtMs
  return {
    kind: 'refund',
    place,
    cashier: facts.askedBy?.name ?? null,
    approvedBy: facts.approvedBy?.name ?? null,
    shift,
    outcome: OUTCOMES[state.kind],
    amount: { minor: refund.amount.minor, currency: refund.amount.currency },
    paid: { minor: refund.total.minor, currency: refund.total.currency },
    reason: refund.reason,
    atMs,
    zoneMinutes: zoneMinutesAt(atMs),
    outTradeNo: refund.outTradeNo,
    outRefundNo: refund.outRefundNo,
    refundId:
      state.kind === 'refunded'
        ? state.evidence.refundId
        : state.kind === 'accepted'
          ? state.refundId
          : null,
  }
}
