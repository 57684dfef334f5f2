import { Loader } from '@mantine/core'
import { useEffect } from 'react'
import { afterPaint } from './after-paint.ts'
import { call } from './bridge.ts'
import { usePanels } from './panel-store.ts'
import { SalesScreen } from './sales-screen.tsx'
import { SetupScreen } from './setup/setup-screen.tsx'
import { useTill } from './till-store.ts'

/** The window: nothing until main has answered, then the counter or the set-up. */
export function App() {
  const snapshot = useTill((till) => till.snapshot)
  const settingUp = usePanels(({ panel }) => panel === 'set-up')
  const started = snapshot !== null
  useEffect(() => {
    if (started) afterPaint(() => void call('pageReady', null))
  }, [started])
  if (snapshot === null) {
    return (
      <div className="starting">
        <Loader size="xl" aria-label="…" />
      </div>
    )
  }
  return settingUp ? <SetupScreen snapshot={snapshot} /> : <SalesScreen snapshot={snapshot} />
}
