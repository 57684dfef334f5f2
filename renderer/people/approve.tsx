import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Act, may } from '../../app/people/person.ts'
import type { PinClaim } from '../../app/people/prove.ts'
import type { PeopleView } from '../../app/people/view.ts'
import type { Fault } from '../bridge.ts'
import { PinPad } from './pin-pad.tsx'
import { usePinEntry } from './use-pin-entry.ts'

/** Asks for the name and PIN of somebody who may do it, for this once. */
export function Approve(props: {
  readonly people: PeopleView
  readonly act: Act
  readonly text: string
  /** Does it with that approval. Null: it was right. */
  readonly prove: (approval: PinClaim) => Promise<Fault | null>
  readonly onBack: () => void
}) {
  const { people, act, text, prove, onBack } = props
  const { t } = useTranslation('people')
  const entry = usePinEntry({
    people: people.people.filter(({ role }) => may(role, act)),
    last: people.signedIn?.id ?? null,
    listening: true,
    prove,
  })
  return (
    <div className="approve">
      <p className="approve-more">{text}</p>
      <PinPad entry={entry} confirm={t('approve')} />
      <Button size="md" variant="default" onClick={onBack}>
        {t('back')}
      </Button>
    </div>
  )
}
