import { useEffect } from 'react'
import { call } from '../bridge.ts'
import { closePanel } from '../panel-store.ts'

/** Main hears of input this often at most: it only asks whether anybody is there. */
const TELL_EVERY_MS = 2_000

/** Tells main that somebody is there, and puts away what lay open when nobody is any more. */
export function usePresence(signedInId: string | null): void {
  useEffect(() => {
    if (signedInId === null) return undefined
    let toldAtMs = Number.NEGATIVE_INFINITY
    const present = ({ timeStamp }: Event): void => {
      if (timeStamp - toldAtMs < TELL_EVERY_MS) return
      toldAtMs = timeStamp
      void call('touchTill', null)
    }
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const
    for (const kind of kinds) window.addEventListener(kind, present, { capture: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, present, { capture: true })
      // Whoever it lay open for has gone.
      closePanel()
    }
  }, [signedInId])
}
