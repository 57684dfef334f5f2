import { useEffect } from 'react'
import { closePanel, openPanel, usePanels } from '../panel-store.ts'

/** Whether a list is open below the field: Esc closes that first. */
export const hasOpenList = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.getAttribute('aria-haspopup') === 'listbox' &&
  target.hasAttribute('aria-controls')

/** Esc goes back from the scanner's check to the set-up, and from there to the till, unless something was changed that it would lose. */
export function useLeaveByEscape(changed: boolean): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.code !== 'Escape' || event.repeat || event.isComposing) return
      if (usePanels.getState().panel === 'check-scanner') {
        event.preventDefault()
        return openPanel('set-up')
      }
      if (changed || hasOpenList(event.target)) return
      event.preventDefault()
      // The sales screen comes back within this key press, which must not reach it.
      event.stopImmediatePropagation()
      closePanel()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [changed])
}
