import { useTranslation } from 'react-i18next'
import { may } from '../../app/people/person.ts'
import type { PinClaim } from '../../app/people/prove.ts'
import type { PeopleView } from '../../app/people/view.ts'
import { call, type Fault } from '../bridge.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { LeaveButtons } from '../dialogs/leave-buttons.tsx'
import { closePanel, tell } from '../panel-store.ts'
import { PinPad } from './pin-pad.tsx'
import { usePinEntry } from './use-pin-entry.ts'

async function leave(claim: PinClaim | null): Promise<Fault | null> {
  const left = await call('leaveKiosk', { claim })
  if (!left.ok) return left.error
  closePanel()
  return null
}

function WithPin({ people }: { readonly people: PeopleView }) {
  const { t } = useTranslation('kiosk')
  const entry = usePinEntry({
    people: people.people.filter(({ role }) => may(role, 'leave-kiosk')),
    last: people.signedIn?.id ?? null,
    listening: true,
    prove: leave,
  })
  return (
    <>
      <p className="approve-more">{t('pinMore')}</p>
      <PinPad entry={entry} confirm={t('leave')} />
    </>
  )
}

function WithoutPin() {
  const { t } = useTranslation('kiosk')
  async function press(): Promise<void> {
    const fault = await leave(null)
    if (fault === null) return
    closePanel()
    tell({ kind: 'fault', fault })
  }
  return (
    <>
      <p className="approve-more">{t('nobodyMore')}</p>
      <LeaveButtons leave={t('leave')} stay={t('stay')} onLeave={() => void press()} />
    </>
  )
}

/** Asked when somebody wants to leave the till that fills its screen. */
export function LeaveKioskDialog({ people }: { readonly people: PeopleView }) {
  const { t } = useTranslation('kiosk')
  return (
    <Dialog title={t('title')} size="lg" centered>
      {people.people.length > 0 ? <WithPin people={people} /> : <WithoutPin />}
    </Dialog>
  )
}
