import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { CURRENCY_DIGITS } from '../../app/money.ts'
import { problemOf, type EntryHint } from '../amount-entry.ts'
import { amountText, lengthOf, symbolOf, typedAmount } from '../amount-text.ts'
import type { TillText } from '../command-texts.ts'
import { rulesOf, useTyping, writeNote } from '../entry-store.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { isNoteAllowed } from '../note-check.ts'
import { dismissMessage } from '../panel-store.ts'
import { Keypad } from './keypad.tsx'

const HINTS: { readonly [H in EntryHint]: TillText } = {
  empty: 'hintEmpty',
  zero: 'hintZero',
  'too-large': 'hintTooLarge',
  'too-many-decimals': 'hintDecimals',
  'looks-like-scan': 'hintScan',
}

function Note() {
  const { t } = useTranslation('till')
  const note = useTyping((typing) => typing.note)
  const allowed = isNoteAllowed(note)
  function changed(written: string): void {
    writeNote(written)
    // What was said about the note is no longer so.
    dismissMessage()
  }
  // The label's place is there already: a line more would move the keypad under a finger.
  return (
    <TextInput
      id="sale-note"
      size="md"
      maxLength={100}
      autoComplete="off"
      label={allowed ? t('note') : t('noteRefused')}
      placeholder={t('noteHint')}
      value={note}
      error={!allowed}
      rightSection={<KeyCap of={keyOf('note')} />}
      rightSectionWidth={56}
      onChange={(event) => changed(event.currentTarget.value)}
    />
  )
}

/** Typing the amount: the digits, what is wrong with them, the note and the keypad. */
export function AmountInput({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('till')
  const entry = useTyping((typing) => typing.entry)
  const rules = rulesOf(snapshot)
  const { currency } = snapshot
  const { typed, ghost } = typedAmount(rules, entry.text, currency)
  const problem = problemOf(rules, entry)
  const values = {
    max: amountText(rules.maxMinor, currency),
    currency,
    digits: CURRENCY_DIGITS[currency],
  }
  const symbol = symbolOf(currency)
  return (
    <>
      <h2 className="amount-label">{t('amount')}</h2>
      <output
        className="amount-typed"
        data-wrong={problem === 'too-large' || problem === 'zero'}
        data-length={lengthOf(symbol + typed + ghost)}
      >
        <span className="amount-symbol">{symbol}</span>
        {typed}
        <span className="amount-ghost">{ghost}</span>
        <span className="amount-caret" aria-hidden />
      </output>
      <p className="amount-hint" role="status">
        {problem !== null && t(HINTS[problem], values)}
      </p>
      <Note />
      <Keypad style={rules.style} asking={entry.askedAtMs !== null} />
    </>
  )
}
