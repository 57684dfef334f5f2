import type { TillApi } from '../../app/contract/contract.ts'
import type { ReconciliationCalls } from '../../app/contract/reconciliation.ts'
import { fail, succeed } from '../../app/result.ts'

const none = async () => fail({ kind: 'not-available', because: 'not-set-up' } as const)

/** Reconciliation at a till that is not set up. */
export const scriptedReconciliation: Pick<TillApi, keyof ReconciliationCalls> = {
  reconciliationCalendar: none,
  reconciliationDay: none,
  reconciliationLines: none,
  reconciliationDifference: none,
  reconcileDay: none,
  importBill: none,
  cancelReconciliation: async () => succeed(null),
  takeRemedy: none,
  exportDay: none,
}
