import { lazy, Suspense, useEffect } from 'react'
import { afterPaint } from './after-paint.ts'
import { call } from './bridge.ts'
import { loadLater } from './later.ts'
import { openPanel, usePanels } from './panel-store.ts'
import { isLocked } from '../app/people/view.ts'
import { usePresence } from './people/use-presence.ts'
import { followShifts, readShifts } from './shift/shift-store.ts'
import { guardFields } from './scanned-field.ts'
import { followReceipts } from './slips/follow-receipts.ts'
import { SalesScreen } from './sales-screen.tsx'
import { useTill } from './till-store.ts'

/** By then the devices are open as well, which want the processor more. */
const LATER_MS = 1_000

/** Rarely needed, and heavy with fields and checks: it is loaded when it is opened. */
const SetupScreen = lazy(async () => {
  const { SetupScreen: screen } = await import('./setup/setup-screen.tsx')
  return { default: screen }
})

/** Once in a till's life. */
const GuideScreen = lazy(async () => {
  const { GuideScreen: screen } = await import('./guide/guide-screen.tsx')
  return { default: screen }
})

/** For the manager, once a day. */
const ReconciliationScreen = lazy(async () => {
  const { ReconciliationScreen: screen } =
    await import('./reconciliation/reconciliation-screen.tsx')
  return { default: screen }
})

/** As index.html says it: something is under way. */
const Starting = () => <div className="starting" role="progressbar" />

/** The window: nothing until main has answered, then the counter, the set-up or the manager's screen. */
export function App() {
  const snapshot = useTill((till) => till.snapshot)
  const panel = usePanels((panels) => panels.panel)
  const settingUp = panel === 'set-up' || panel === 'check-scanner'
  const started = snapshot !== null
  useEffect(() => {
    if (!started) return
    afterPaint(() => {
      void call('pageReady', null)
      setTimeout(() => {
        void loadLater()
        void readShifts()
      }, LATER_MS)
    })
  }, [started])
  useEffect(() => window.till.on('leaveAsked', () => openPanel('leave')), [])
  useEffect(() => window.till.on('leaveKioskAsked', () => openPanel('leave-kiosk')), [])
  useEffect(guardFields, [])
  useEffect(() => followReceipts(window.till), [])
  useEffect(() => followShifts(window.till), [])
  const signedIn = snapshot?.people.signedIn?.id ?? null
  // A till where people sign in says nothing of its shifts before somebody has.
  useEffect(() => {
    if (signedIn !== null) void readShifts()
  }, [signedIn])
  usePresence(signedIn)
  if (snapshot === null) return null
  const reconciling = panel === 'reconciliation' && !isLocked(snapshot.people)
  const guided = panel === 'guide'
  if (!settingUp && !reconciling && !guided) return <SalesScreen snapshot={snapshot} />
  return (
    <Suspense fallback={<Starting />}>
      {settingUp && <SetupScreen snapshot={snapshot} />}
      {guided && <GuideScreen snapshot={snapshot} />}
      {reconciling && <ReconciliationScreen snapshot={snapshot} />}
    </Suspense>
  )
}
