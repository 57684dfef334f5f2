import { useEffect, useRef } from 'react'
import { hasOpenList } from '../setup/use-leave-by-escape.ts'

/** Esc goes one step back; a list that is open below a field is closed first. */
export function useBackByEscape(back: () => void, listening: boolean): void {
  const latest = useRef(back)
  useEffect(() => {
    latest.current = back
  })
  useEffect(() => {
    if (!listening) return
    function onKeyDown(event: KeyboardEvent): void {
      if (event.code !== 'Escape' || event.repeat || event.isComposing) return
      if (hasOpenList(event.target)) return
      event.preventDefault()
      // What comes back within this key press must not hear it.
      event.stopImmediatePropagation()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [listening])
}
