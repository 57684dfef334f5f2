import { useEffect, useReducer } from 'react'
import { call } from '../../bridge.ts'
import { checked, NOTHING_YET, type CheckState } from './check-state.ts'

/** Listens to all scanners as long as the caller is on the screen. */
export function useScannerCheck(): { readonly state: CheckState; readonly pause: () => void } {
  const [state, tell] = useReducer(checked, NOTHING_YET)
  useEffect(() => {
    const stopListening = window.till.on('scannerChecked', tell)
    void call('startScannerCheck', null)
    return () => {
      stopListening()
      void call('stopScannerCheck', null)
    }
  }, [])
  return { state, pause: () => tell({ type: 'pause-pressed' }) }
}
