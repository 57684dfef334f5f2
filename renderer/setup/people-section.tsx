import { Alert, Button, NumberInput } from '@mantine/core'
import { IconInfoCircle, IconUserPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadActs } from '../../app/contract/people.ts'
import type { Person } from '../../app/people/person.ts'
import type { PeopleView } from '../../app/people/view.ts'
import { call, type Fault } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { actorText, actText } from '../people/act-text.ts'
import { useTill } from '../till-store.ts'
import { dayText } from '../clock-text.ts'
import { PersonForm } from './person-form.tsx'
import { useProblem, useSetup } from './setup-context.ts'

const MINUTE_MS = 60_000

function AutoLock() {
  const { t } = useTranslation('people')
  const { setup, draft, change } = useSetup()
  const error = useProblem('people.autoLockAfterMs')
  const { people } = draft.configuration
  const minutes = people.autoLockAfterMs / MINUTE_MS
  return (
    <NumberInput
      size="md"
      hideControls
      allowNegative={false}
      decimalScale={1}
      disabled={setup.fromFile}
      label={t('autoLock')}
      error={error}
      value={Number.isNaN(minutes) ? '' : minutes}
      onChange={(typed) => {
        const autoLockAfterMs = typed === '' ? Number.NaN : Math.round(Number(typed) * MINUTE_MS)
        change({ people: { ...people, autoLockAfterMs } })
      }}
    />
  )
}

interface RowProps {
  readonly person: Person
  readonly onEdit: () => void
}

/** Somebody, with what can be done about them. Removing is asked twice. */
function PersonRow({ person, onEdit }: RowProps) {
  const { t } = useTranslation('people')
  const { t: tFault } = useTranslation('fault')
  const [sure, setSure] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)

  async function remove(): Promise<void> {
    if (!sure) return setSure(true)
    const removed = await call('removePerson', { id: person.id })
    if (!removed.ok) {
      setSure(false)
      setFault(removed.error)
    }
  }
  return (
    <>
      <div className="people-row">
        <strong>{person.name}</strong>
        <span>{t(person.role)}</span>
        <Button size="md" variant="default" onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button
          size="md"
          color="red"
          variant={sure ? 'filled' : 'default'}
          onClick={() => void remove()}
        >
          {t(sure ? 'removeSure' : 'remove')}
        </Button>
      </div>
      {fault !== null && (
        <p className="people-fault" role="alert">
          {faultText(tFault, fault)}
        </p>
      )}
    </>
  )
}

interface ListProps {
  readonly view: PeopleView
  /** What the first of them is. */
  readonly first?: Person['role']
  /** Whether the first is asked for at once. */
  readonly atOnce?: boolean
}

/** The people whom this till knows itself, and the form for one of them. */
export function PeopleList({ view, first = 'manager', atOnce = false }: ListProps) {
  const { t } = useTranslation('people')
  const { people, source } = view
  const own = source === 'backend' ? people.filter(({ role }) => role === 'admin') : people
  const [editing, setEditing] = useState<Person | 'new' | null>(
    atOnce && own.length === 0 ? 'new' : null,
  )
  if (editing !== null) {
    return (
      <PersonForm
        person={editing === 'new' ? null : editing}
        role={own.length === 0 ? first : 'cashier'}
        onDone={() => setEditing(null)}
      />
    )
  }
  return (
    <div className="people-list">
      {own.map((person) => (
        <PersonRow key={person.id} person={person} onEdit={() => setEditing(person)} />
      ))}
      <div>
        <Button
          size="md"
          leftSection={<IconUserPlus aria-hidden size={22} />}
          onClick={() => setEditing('new')}
        >
          {t('add')}
        </Button>
      </div>
    </div>
  )
}

function Acts({ people }: { readonly people: readonly Person[] }) {
  const { t } = useTranslation('people')
  const [acts, setActs] = useState<ReadActs | null>(null)
  useEffect(() => {
    void call('readActs', null).then((read) => setActs(read.ok ? read.value : null))
  }, [people])
  if (acts === null) return null
  return (
    <>
      <h3>{t('log')}</h3>
      {acts.firstChanged !== null && (
        <Alert color="red">{t('changedOutside', { seq: acts.firstChanged })}</Alert>
      )}
      {acts.entries.length === 0 && <p>{t('logNone')}</p>}
      <table className="people-acts">
        <tbody>
          {acts.entries.map(({ seq, atMs, event }) => (
            <tr key={seq}>
              <td>{dayText(atMs)}</td>
              <td>{actorText(t, event.by, people)}</td>
              <td>{actText(t, event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Who works here, and what they did. Changes of people are kept at once; only the lock's time is saved with the set-up. */
export function PeopleSection() {
  const { t } = useTranslation('people')
  const view = useTill(({ snapshot }) => snapshot?.people ?? null)
  if (view === null) return null
  const { people, source, trouble } = view
  return (
    <>
      {people.length === 0 && (
        <Alert color="orange" icon={<IconInfoCircle aria-hidden />}>
          {t('none')}
        </Alert>
      )}
      {source !== 'till' && (
        <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
          {t(source === 'file' ? 'fromFilePeople' : 'fromBackend')}
        </Alert>
      )}
      {trouble === 'changed' && <Alert color="red">{t('changedSome')}</Alert>}
      {source !== 'file' && <PeopleList view={view} />}
      <AutoLock />
      <Acts people={people} />
    </>
  )
}
