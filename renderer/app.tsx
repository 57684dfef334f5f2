import { Loader } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
import { afterPaint } from './after-paint.ts'
import { call } from './bridge.ts'
import { usePanels } from './panel-store.ts'
import { SalesScreen } from './sales-screen.tsx'
import { useTill } from './till-store.ts'

/** Rarely needed, and heavy with fields and checks: it is loaded when it is opened. */
const SetupScreen = lazy(async () => {
  const { SetupScreen: screen } = await import('./setup/setup-screen.tsx')
  return { default: screen }
})

const Waiting = () => (
  <div className="starting">
    <Loader size="xl" aria-label="…" />
  </div>
)

/** The window: nothing until main has answered, then the counter or the set-up. */
export function App() {
  const snapshot = useTill((till) => till.snapshot)
  const settingUp = usePanels(({ panel }) => panel === 'set-up')
  const started = snapshot !== null
  useEffect(() => {
    if (started) afterPaint(() => void call('pageReady', null))
  }, [started])
  if (snapshot === null) return <Waiting />
  if (!settingUp) return <SalesScreen snapshot={snapshot} />
  return (
    <Suspense fallback={<Waiting />}>
      <SetupScreen snapshot={snapshot} />
    </Suspense>
  )
}
