import { useTranslation } from 'react-i18next'
import { may } from '../../app/people/person.ts'
import type { PeopleView } from '../../app/people/view.ts'
import { call } from '../bridge.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { openPanel } from '../panel-store.ts'
import { PinPad } from './pin-pad.tsx'
import { usePinEntry } from './use-pin-entry.ts'

/** Asks for a manager before the set-up is opened. */
export function OpenSetUpDialog(props: {
  readonly people: PeopleView
  readonly wanted: 'set-up' | 'check-scanner'
}) {
  const { people, wanted } = props
  const { t } = useTranslation('people')
  const entry = usePinEntry({
    people: people.people.filter(({ role }) => may(role, 'set-up')),
    last: people.signedIn?.id ?? null,
    listening: true,
    prove: async (claim) => {
      const opened = await call('openSetUp', claim)
      if (opened.ok) openPanel(wanted)
      return opened.ok ? null : opened.error
    },
  })
  return (
    <Dialog title={t('setUpTitle')} size="lg" centered>
      <p className="approve-more">{t('setUpMore')}</p>
      <PinPad entry={entry} confirm={t('approve')} />
    </Dialog>
  )
}
