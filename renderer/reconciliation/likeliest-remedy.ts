import type { RemedyKind } from '../../app/reconciliation/remedy.ts'
import type { StoredDifference } from '../../app/reconciliation/report.ts'

/** What WeChat calls an order of which it has no money. */
const WITHOUT_MONEY = ['NOTPAY', 'CLOSED', 'REVOKED', 'PAYERROR', 'ORDERNOTEXIST']

/**
 * What a manager most likely does next: the first that is offered, and once WeChat was asked, what its latest answer calls for.
 * Null: nobody has to do anything.
 */
export function likeliestRemedy(
  difference: Pick<StoredDifference, 'class' | 'state' | 'remedies'>,
  offered: readonly RemedyKind[],
): RemedyKind | null {
  if (difference.state.kind !== 'open') return null
  const heard = difference.remedies.findLast(({ outcome }) => outcome.kind === 'wechat-said')
  const state = heard?.outcome.kind === 'wechat-said' ? heard.outcome.state : null
  const called = state === null ? null : calledFor(difference.class, state)
  return called !== null && offered.includes(called) ? called : (offered[0] ?? null)
}

function calledFor(name: StoredDifference['class'], state: string): RemedyKind | null {
  switch (name) {
    case 'paid-there-only':
      return state === 'SUCCESS' ? 'mark-paid' : null
    case 'absent-there':
      return WITHOUT_MONEY.includes(state) ? 'record-loss' : 'explain'
    case 'revoked-there':
      return state === 'SUCCESS' ? 'explain' : 'record-loss'
    case 'refund-absent-there':
      return state === 'REFUNDNOTEXIST' ? 'resend-refund' : 'explain'
    case 'amount-differs':
    case 'refund-differs':
      return 'explain'
    case 'unknown-here':
    case 'next-bill':
    case 'discounted':
    case 'fee-differs':
    case 'refund-unknown-here':
    case 'charged-twice':
    case 'currency-or-time':
      return null
  }
}
