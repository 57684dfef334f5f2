import { UnstyledButton } from '@mantine/core'
import { IconLock, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PeopleView } from '../../app/people/view.ts'
import { run } from '../actions.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'

/** Who is signed in; pressing it locks the till. Nothing where nobody signs in. */
export function PersonButton({ people }: { readonly people: PeopleView }) {
  const { t } = useTranslation('people')
  const { signedIn } = people
  if (signedIn === null) return null
  return (
    <UnstyledButton
      className="person-button"
      tabIndex={-1}
      aria-label={`${signedIn.name}: ${t('lock')}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void run('lock')}
    >
      <IconUser aria-hidden size={20} />
      <span className="person-button-name">{signedIn.name}</span>
      <IconLock aria-hidden size={18} />
      <KeyCap of={keyOf('lock')} />
    </UnstyledButton>
  )
}
