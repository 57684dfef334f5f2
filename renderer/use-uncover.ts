import { useEffect, useRef } from 'react'
import type { TillView } from '../app/till/view.ts'
import { closePanel, usePanels } from './panel-store.ts'
import { quietKeys } from './quiet-keys.ts'
import { isUndecided } from '../app/till/screens.ts'

/** What changes when something happened at the counter that has to be seen. */
function happened({ current, notice }: TillView): string {
  const undecided = current !== null && isUndecided(current.screen)
  return [current?.saleId, current?.attempts, undecided, notice?.at].join()
}

/** Takes help, lists and menus away when a code was scanned: nothing may cover a verdict. */
export function useUncover(till: TillView): void {
  const now = happened(till)
  const before = useRef(now)
  useEffect(() => {
    if (before.current === now) return
    before.current = now
    if (usePanels.getState().panel === 'none') return
    // An Esc that was meant for the panel must not reach the sale under it.
    quietKeys()
    closePanel()
  }, [now])
}
