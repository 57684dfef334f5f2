import { useEffect, useState } from 'react'
import type { DisplayView } from '../../app/contract/display.ts'
import type { CustomerScreen } from '../../app/display/customer-view.ts'

/** How long an end is shown when the cashier does not go on: the next customer must not take it for theirs. */
const ENDS_MS: { readonly [K in CustomerScreen['kind']]?: number } = {
  paid: 45_000,
  cancelled: 45_000,
}

/** The screen as it is to be shown now: an end that stood long enough gives way to the idle screen. */
export function useEnded({ screen, version }: DisplayView): CustomerScreen {
  const { kind } = screen
  const [endedVersion, setEndedVersion] = useState(-1)
  useEffect(() => {
    const shownMs = ENDS_MS[kind]
    if (shownMs === undefined) return
    const timer = setTimeout(() => setEndedVersion(version), shownMs)
    return () => clearTimeout(timer)
  }, [kind, version])
  return endedVersion === version ? { kind: 'idle' } : screen
}
