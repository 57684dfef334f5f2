import { Alert } from '@mantine/core'
import { IconUserX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PeopleView } from '../../app/people/view.ts'
import { call } from '../bridge.ts'
import { usePanels } from '../panel-store.ts'
import { PinPad } from './pin-pad.tsx'
import { usePinEntry } from './use-pin-entry.ts'

/** In the place of the amount while nobody is signed in: who it is, and their PIN. A payment under way stays in sight beside it. */
export function SignInZone({ people }: { readonly people: PeopleView }) {
  const { t } = useTranslation('people')
  const listening = usePanels(({ panel }) => panel === 'none')
  const entry = usePinEntry({
    people: people.people,
    last: people.last,
    listening,
    prove: async (claim) => {
      const proven = await call('signIn', claim)
      return proven.ok ? null : proven.error
    },
  })
  return (
    <section className="amount-zone sign-in-zone" aria-label={t('signIn')}>
      <h2 className="sign-in-title">{t('signIn')}</h2>
      {people.trouble === 'unusable' ? (
        <Alert color="red" icon={<IconUserX aria-hidden />}>
          {t('unusable')}
        </Alert>
      ) : (
        <PinPad entry={entry} confirm={t('enter')} />
      )}
    </section>
  )
}
