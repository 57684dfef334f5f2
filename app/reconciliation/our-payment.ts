import { assertNever } from '../result.ts'
import type { PaymentState } from '../payment/state.ts'
import type { EpochMs } from '../ports.ts'
import type { RefundState } from '../refund/state.ts'
import { readTimeEnd } from './day.ts'
import type { OurPayment, OurPaymentState, OurRefund, OurRefundState } from './our-record.ts'

/** Whose attempt it is, and when it left. */
export interface PaymentFacts {
  readonly orderNumber: string
  readonly till: string
  readonly cashier: string | null
  readonly submittedAtMs: EpochMs
}

/** An attempt of our books as a bill is compared with it. */
export function ourPayment(state: PaymentState, facts: PaymentFacts): OurPayment {
  const { amount, saleId } = state.sale
  const payment = state.kind === 'paid' ? state.payment : null
  return {
    kind: 'payment',
    ...facts,
    saleId,
    amount: { minor: amount.minor, currency: amount.currency },
    state: stateOf(state),
    paidAtMs: payment === null ? null : readTimeEnd(payment.timeEnd),
    transactionId: payment?.transactionId ?? '',
  }
}

function stateOf(state: PaymentState): OurPaymentState {
  switch (state.kind) {
    case 'paid':
      return 'paid'
    case 'not-charged':
      return 'not-charged'
    case 'revoked':
      return 'revoked'
    case 'awaiting-code':
    case 'abandoned':
      // No attempt of such a sale has left.
      return 'not-charged'
    case 'submitting':
    case 'confirming':
    case 'revoking':
    case 'needs-attention':
      return 'open'
    default:
      return assertNever(state)
  }
}

/** A refund of our books as a bill is compared with it. */
export function ourRefund(
  state: RefundState,
  { till, cashier }: Pick<PaymentFacts, 'till' | 'cashier'>,
): OurRefund {
  const { outRefundNo, outTradeNo, amount, requestedAtMs } = state.refund
  return {
    kind: 'refund',
    refundNumber: outRefundNo,
    orderNumber: outTradeNo,
    till,
    cashier,
    amount: { minor: amount.minor, currency: amount.currency },
    requestedAtMs,
    state: refundStateOf(state),
  }
}

/** Where a refund stands, as far as money is concerned. */
export function refundStateOf({ kind }: Pick<RefundState, 'kind'>): OurRefundState {
  switch (kind) {
    case 'refunded':
    case 'accepted':
    case 'refused':
      return kind
    case 'submitting':
    case 'confirming':
    case 'needs-attention':
      return 'open'
    default:
      return assertNever(kind)
  }
}
