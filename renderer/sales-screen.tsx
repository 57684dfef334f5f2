import { Suspense, useEffect } from 'react'
import type { Snapshot } from '../app/contract/contract.ts'
import { isLocked } from '../app/people/view.ts'
import { AmountZone } from './counter/amount-zone.tsx'
import { mayLeave } from './decide.ts'
import { Announcer } from './frame/announcer.tsx'
import { Banners } from './frame/banners.tsx'
import { BottomStrip } from './frame/bottom-strip.tsx'
import { LightSentences } from './frame/lights.tsx'
import { TitleBar } from './frame/title-bar.tsx'
import {
  DrawerDialog,
  HelpDialog,
  LeaveDialog,
  LeaveKioskDialog,
  ManualDialog,
  OpenSetUpDialog,
  RefundDialog,
  SalesDialog,
  ShiftDialog,
  TypeCodeDialog,
  WaitingDialog,
} from './later.ts'
import { closePanel, usePanels } from './panel-store.ts'
import { takesCode } from '../app/till/screens.ts'
import { SignInZone } from './people/sign-in-zone.tsx'
import { SlipToast } from './slips/slip-toast.tsx'
import { useSounds } from './sound/use-sounds.ts'
import { useSpokenAmount } from './sound/use-spoken-amount.ts'
import { useSaleKeys } from './use-sale-keys.ts'
import { useSettled } from './use-settled.ts'
import { useUncover } from './use-uncover.ts'
import { Verdict } from './verdict/verdict.tsx'

function Dialogs({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanels((panels) => panels.panel)
  const { current, background } = snapshot.till
  const typing = panel === 'type-code'
  const typable = current !== null && takesCode(current.screen)
  useEffect(() => {
    // A scan was charged meanwhile: there is nothing left to type, and the keys are needed again.
    if (typing && !typable) closePanel()
  }, [typing, typable])
  if (panel === 'help') return <HelpDialog snapshot={snapshot} />
  if (panel === 'manual') return <ManualDialog />
  if (panel === 'leave') return <LeaveDialog till={snapshot.till} />
  if (panel === 'leave-kiosk') return <LeaveKioskDialog people={snapshot.people} />
  if (panel === 'drawer') return <DrawerDialog people={snapshot.people} />
  if (panel === 'waiting-sales') return <WaitingDialog sales={background} />
  if (panel === 'shift') return <ShiftDialog snapshot={snapshot} />
  if (panel === 'receipts') return <SalesDialog snapshot={snapshot} />
  if (panel === 'refund') return <RefundDialog snapshot={snapshot} />
  if (panel === 'open-set-up' || panel === 'open-check') {
    const wanted = panel === 'open-check' ? 'check-scanner' : 'set-up'
    return <OpenSetUpDialog people={snapshot.people} wanted={wanted} />
  }
  return typing && typable ? <TypeCodeDialog sale={current} /> : null
}

/** The one screen for taking money. */
export function SalesScreen({ snapshot }: { readonly snapshot: Snapshot }) {
  useSaleKeys()
  useSounds()
  useSpokenAmount()
  const { till } = snapshot
  const settled = useSettled(till)
  const leave = mayLeave(settled)
  useUncover(till)
  return (
    <div className="till">
      <TitleBar
        shop={snapshot.shop}
        lights={snapshot.lights}
        language={snapshot.language}
        people={snapshot.people}
      />
      <Banners
        fault={snapshot.fault}
        configFile={snapshot.configFile}
        training={snapshot.training}
        sandbox={snapshot.sandbox}
        journalBroken={till.journalBroken}
      />
      <LightSentences lights={snapshot.lights} mayLeave={leave} />
      <main className="counter">
        {isLocked(snapshot.people) ? (
          <SignInZone people={snapshot.people} />
        ) : (
          <AmountZone snapshot={snapshot} />
        )}
        <Verdict snapshot={snapshot} />
      </main>
      <BottomStrip recent={settled.recent} background={settled.background} mayLeave={leave} />
      <Announcer sale={till.current} />
      <SlipToast />
      <Suspense fallback={null}>
        <Dialogs snapshot={snapshot} />
      </Suspense>
    </div>
  )
}
