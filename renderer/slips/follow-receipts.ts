import type { TillBridge } from '../../app/contract/contract.ts'
import { openPanel, tell, usePanels } from '../panel-store.ts'
import { quietKeys } from '../quiet-keys.ts'
import { isOver } from '../../app/till/screens.ts'
import { useTill } from '../till-store.ts'
import { searchPaid } from '../refunds/refund-store.ts'
import { searchFor } from '../sales/search-store.ts'

/** Whether the list of sales may come up by itself: nobody is being served, and nothing else is open. */
function isAtRest(): boolean {
  const current = useTill.getState().snapshot?.till.current ?? null
  return usePanels.getState().panel === 'none' && (current === null || isOver(current.screen))
}

function show(orderNumber: string): void {
  // A keyboard scanner's last keys are no search.
  quietKeys()
  const { panel } = usePanels.getState()
  if (panel === 'refund') return searchPaid(orderNumber)
  const listed = panel === 'receipts'
  if (!listed && !isAtRest()) return tell({ kind: 'receipt' })
  searchFor(orderNumber)
  if (!listed) openPanel('receipts')
}

/** Shows the sale of a slip that was scanned. Returns a function that stops. */
export const followReceipts = (bridge: TillBridge): (() => void) =>
  bridge.on('receiptScanned', ({ orderNumber }) => show(orderNumber))
