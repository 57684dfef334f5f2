import { useEffect, useRef } from 'react'

/** Hears every key while a dialog is open, also when what had the focus is gone: a form that was sent, a button that has done its work. */
export function useDialogKeys(onKeyDown: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKeyDown)
  useEffect(() => {
    latest.current = onKeyDown
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => latest.current(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
