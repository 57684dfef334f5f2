import '../../app/contract/without-eval.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import type { BegunSetup } from '../../app/contract/guide.ts'
import { may } from '../../app/people/person.ts'
import { call } from '../bridge.ts'
import { addTexts } from '../i18n/later-texts.ts'
import { PinPad } from '../people/pin-pad.tsx'
import { usePinEntry } from '../people/use-pin-entry.ts'
import { Guide } from './guide.tsx'
import '../styles/guide.css'

addTexts('guide')

/** Somebody was added before the restart: it is theirs to go on. */
function Locked(props: { readonly people: Snapshot['people']; readonly onOpened: () => void }) {
  const { people, onOpened } = props
  const { t } = useTranslation(['guide', 'people'])
  const entry = usePinEntry({
    people: people.people.filter(({ role }) => may(role, 'set-up')),
    last: people.last,
    listening: true,
    prove: async (claim) => {
      const opened = await call('openSetUp', claim)
      if (opened.ok) onOpened()
      return opened.ok ? null : opened.error
    },
  })
  return (
    <main className="guide-locked">
      <h1>{t('guide:goOn')}</h1>
      <p className="guide-lead">{t('people:setUpMore')}</p>
      <PinPad entry={entry} confirm={t('people:approve')} />
    </main>
  )
}

type Found =
  | { readonly kind: 'reading' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'open'; readonly begun: BegunSetup | null }

/** The window of a till that nobody has set up yet. */
export function GuideScreen({ snapshot }: { readonly snapshot: Snapshot }) {
  const [found, setFound] = useState<Found>({ kind: 'reading' })
  const read = (): void =>
    void call('readBegun', null).then((answer) =>
      setFound(answer.ok ? { kind: 'open', begun: answer.value } : { kind: 'locked' }),
    )
  useEffect(() => {
    read()
    return () => void call('closeSetUp', null)
  }, [])
  switch (found.kind) {
    case 'reading':
      return <div className="starting" role="progressbar" />
    case 'locked':
      return <Locked people={snapshot.people} onOpened={read} />
    case 'open':
      return <Guide snapshot={snapshot} begun={found.begun} />
  }
}
