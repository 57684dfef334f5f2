import type { PaymentState } from '../payment/state.ts'
import type { Timing } from '../payment/timing.ts'
import { assertNever } from '../result.ts'
import type { SaleView, Screen } from './view.ts'

/** What the cashier is told in each state of a sale. */
export function screenOf(timing: Timing, state: PaymentState): Screen {
  switch (state.kind) {
    case 'awaiting-code':
      return { kind: 'ready' }
    case 'submitting':
      return state.stopPressed ? { kind: 'stopping', cause: 'stop-pressed' } : { kind: 'charging' }
    case 'confirming': {
      const giveUpAtMs = state.attempt.submittedAtMs + timing.giveUpAfterMs
      return { kind: state.waitingFor === 'password' ? 'password' : 'unknown', giveUpAtMs }
    }
    case 'revoking':
      return state.moneySeen ? { kind: 'returning' } : { kind: 'stopping', cause: state.cause }
    case 'needs-attention':
      return { kind: 'needs-attention', problem: state.problem }
    case 'paid': {
      const { transactionId, cash } = state.payment
      return { kind: 'paid', transactionId, cash }
    }
    case 'not-charged':
      return { kind: 'not-charged', refusal: state.refusal }
    case 'revoked':
      return { kind: 'stopped', cause: state.cause, proof: state.proof }
    case 'abandoned':
      return { kind: 'abandoned' }
    default:
      return assertNever(state)
  }
}

/** A sale as the screens show it. */
export function saleViewOf(
  timing: Timing,
  state: PaymentState,
  marks: { readonly version: number; readonly restored: boolean },
): SaleView {
  const { sale } = state
  const attempt = 'attempt' in state ? state.attempt : null
  return {
    saleId: sale.saleId,
    amountMinor: sale.amount.minor,
    currency: sale.amount.currency,
    note: sale.note,
    startedAtMs: sale.startedAtMs,
    outTradeNo: attempt?.outTradeNo ?? null,
    attempts: attempt?.number ?? 0,
    screen: screenOf(timing, state),
    ...(sale.cashier === undefined ? {} : { cashier: sale.cashier.name }),
    ...marks,
  }
}
