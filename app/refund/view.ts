import type { Currency } from '../money.ts'
import type { EpochMs } from '../ports.ts'
import type { SavedRefund } from './journal.ts'
import type { RefundProblem, RefundRefusal, RefundState } from './state.ts'

/** A refund as the screens show it. */
export interface RefundView {
  readonly outRefundNo: string
  readonly saleId: string
  readonly outTradeNo: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly reason: string
  readonly requestedAtMs: EpochMs
  readonly askedBy: string | null
  readonly approvedBy: string | null
  readonly state: RefundState['kind']
  /** Why a person has to look; null elsewhere. */
  readonly problem: RefundProblem | null
  /** Why nothing was given back; null elsewhere. */
  readonly refusal: RefundRefusal | null
  /** WeChat's own number, once it has one. */
  readonly refundId: string | null
}

/** What the window knows of refunds without asking. */
export interface RefundsView {
  /** Counts up with every change. */
  readonly version: number
  /** Everything that nobody has decided yet, the oldest first. */
  readonly open: readonly RefundView[]
  /** Why nothing can be refunded at this till; null when all is well. */
  readonly trouble: 'damaged' | 'of-others' | 'unusable' | null
}

/** Nothing is open, and refunds work. */
export const NO_REFUNDS: RefundsView = { version: 0, open: [], trouble: null }

/** A refund as the screens show it. */
export function refundViewOf({ facts, state }: SavedRefund): RefundView {
  const { refund } = state
  return {
    outRefundNo: refund.outRefundNo,
    saleId: facts.saleId,
    outTradeNo: refund.outTradeNo,
    amountMinor: refund.amount.minor,
    currency: refund.amount.currency,
    reason: refund.reason,
    requestedAtMs: refund.requestedAtMs,
    askedBy: facts.askedBy?.name ?? null,
    approvedBy: facts.approvedBy?.name ?? null,
    state: state.kind,
    problem: state.kind === 'needs-attention' ? state.problem : null,
    refusal: state.kind === 'refused' ? state.refusal : null,
    refundId:
      state.kind === 'accepted'
        ? state.refundId
        : state.kind === 'refunded'
          ? state.evidence.refundId
          : null,
  }
}
