import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Person, ROLES } from '../../app/people/person.ts'
import { call, type Fault } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'

interface Props {
  /** Null: somebody new. */
  readonly person: Person | null
  /** Of somebody new. */
  readonly role: Person['role']
  readonly onDone: () => void
}

/** Adds somebody, or changes what they are called, may do and prove themselves with. */
export function PersonForm({ person, role: firstRole, onDone }: Props) {
  const { t } = useTranslation('people')
  const { t: tFault } = useTranslation('fault')
  const [name, setName] = useState(person?.name ?? '')
  const [role, setRole] = useState<Person['role']>(person?.role ?? firstRole)
  const [pin, setPin] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const ready = name.trim() !== '' && (pin !== '' || person !== null)

  async function keep(): Promise<void> {
    const wish = { name: name.trim(), role }
    const kept =
      person === null
        ? await call('addPerson', { ...wish, pin })
        : await call('changePerson', { ...wish, id: person.id, pin: pin === '' ? null : pin })
    setPin('')
    if (kept.ok) onDone()
    else setFault(kept.error)
  }

  return (
    <form
      className="people-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void keep()
      }}
    >
      <TextInput
        size="md"
        data-autofocus
        autoComplete="off"
        maxLength={40}
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <p className="choice-label">{t('role')}</p>
        <SegmentedControl
          aria-label={t('role')}
          size="md"
          data={ROLES.map((value) => ({ value, label: t(value) }))}
          value={role}
          onChange={(chosen) => setRole(ROLES.find((one) => one === chosen) ?? role)}
        />
      </div>
      <PasswordInput
        size="md"
        autoComplete="new-password"
        inputMode="numeric"
        maxLength={8}
        label={t(person === null ? 'newPin' : 'newPinKept')}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value.replaceAll(/\D/g, ''))}
      />
      <p className="people-fault" role="alert">
        {fault !== null && faultText(tFault, fault)}
      </p>
      <div className="dialog-buttons">
        <Button size="md" variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button size="md" type="submit" disabled={!ready}>
          {t('keep')}
        </Button>
      </div>
    </form>
  )
}
