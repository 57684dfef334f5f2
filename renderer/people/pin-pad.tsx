import { UnstyledButton } from '@mantine/core'
import { IconBackspace } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../app/people/person.ts'
import { PIN_DIGITS_MAX } from '../../app/people/pin.ts'
import { clockText } from '../clock-text.ts'
import { faultText } from '../fault-texts.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { PadKey } from '../pad-key.tsx'
import type { PinEntry, PinTrouble } from './use-pin-entry.ts'

function NameButton(props: {
  readonly person: Person
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const { person, chosen, onChoose } = props
  const { t } = useTranslation('people')
  return (
    <UnstyledButton
      className="person-name"
      role="radio"
      tabIndex={-1}
      aria-checked={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <strong>{person.name}</strong>
      <span>{t(person.role)}</span>
    </UnstyledButton>
  )
}

/** The sentence for a PIN that was not taken. */
function useTroubleText(): (trouble: PinTrouble) => string {
  const { t } = useTranslation('people')
  const { t: tFault } = useTranslation('fault')
  return (trouble) => {
    if (trouble.kind === 'scanned') return t('scanned')
    if (trouble.kind === 'pin-wrong') {
      return trouble.left === null ? t('pinWrong') : t('pinWrongLeft', { count: trouble.left })
    }
    if (trouble.kind === 'pin-locked') {
      const { untilMs } = trouble
      return untilMs === null ? t('pinLocked') : t('pinLockedUntil', { time: clockText(untilMs) })
    }
    return faultText(tFault, trouble)
  }
}

/** Names, the PIN as dots, and a keypad. */
export function PinPad(props: {
  readonly entry: PinEntry
  /** What the confirming key is for. */
  readonly confirm: string
}) {
  const { entry, confirm } = props
  const { t } = useTranslation(['people', 'till'])
  const textOf = useTroubleText()
  const { people, chosen, digits, trouble, busy } = entry
  return (
    <div className="pin-pad">
      {/* In a dialog the focus begins here, where arrow keys choose, and not on the button that closes it. */}
      <div
        className="person-names"
        role="radiogroup"
        tabIndex={-1}
        data-autofocus
        aria-label={t('people:chooseName')}
      >
        {people.map((person) => (
          <NameButton
            key={person.id}
            person={person}
            chosen={person === chosen}
            onChoose={() => entry.choose(person.id)}
          />
        ))}
      </div>
      <div className="pin-line">
        <span>{chosen !== null && t('people:typePin', { name: chosen.name })}</span>
        <output className="pin-dots" aria-label={t('people:typed', { count: digits })}>
          {Array.from({ length: PIN_DIGITS_MAX }, (_, at) => (
            <i key={at} data-typed={at < digits} />
          ))}
        </output>
      </div>
      <p className="pin-trouble" role="alert">
        {trouble !== null && textOf(trouble)}
      </p>
      <div className="pin-keys">
        {['7', '8', '9', '4', '5', '6', '1', '2', '3', '0'].map((digit) => (
          <PadKey key={digit} className={`pad-${digit}`} onPress={() => entry.digit(digit)}>
            {digit}
          </PadKey>
        ))}
        <PadKey className="pad-erase" label={t('till:erase')} onPress={entry.erase}>
          <IconBackspace aria-hidden size={28} stroke={1.6} />
        </PadKey>
        <PadKey
          className="pad-charge pin-confirm"
          disabled={busy || digits === 0}
          onPress={entry.submit}
        >
          <span className="pad-text">{confirm}</span>
          <KeyCap of={keyOf('confirm')} />
        </PadKey>
      </div>
    </div>
  )
}
