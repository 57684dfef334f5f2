import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../app/people/person.ts'
import type { PinClaim } from '../../app/people/prove.ts'
import { needsPin, type Remedy, type RemedyKind } from '../../app/reconciliation/remedy.ts'
import type { StoredDifference } from '../../app/reconciliation/report.ts'
import { call, type Fault } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { PinPad } from '../people/pin-pad.tsx'
import { usePinEntry } from '../people/use-pin-entry.ts'
import { useTill } from '../till-store.ts'
import { signedAmountText } from './bill-texts.ts'

interface Words {
  readonly note: string
  readonly till: string
}

/** The remedy as main is asked for it. */
function remedyOf(kind: RemedyKind, { note, till }: Words): Remedy {
  if (kind === 'query' || kind === 'resend-refund') return { kind }
  if (kind === 'refund') return { kind, reason: note }
  return kind === 'assign' ? { kind, till, note } : { kind, note }
}

/** Remedies that say nothing but what they are. */
const isWordless = (kind: RemedyKind): boolean => kind === 'query' || kind === 'resend-refund'

/** What would be kept without saying anything to whoever reads it. */
const lacksWords = (kind: RemedyKind, { note, till }: Words): boolean => {
  if (kind === 'assign') return till.trim() === ''
  return (kind === 'note' || kind === 'explain') && note.trim() === ''
}

interface FieldsProps {
  readonly kind: RemedyKind
  readonly words: Words
  readonly missing: boolean
  readonly onChange: (words: Words) => void
}

function Fields({ kind, words, missing, onChange }: FieldsProps) {
  const { t } = useTranslation('remedyDialog')
  if (isWordless(kind)) return null
  return (
    <>
      {kind === 'assign' && (
        <TextInput
          size="md"
          data-autofocus
          label={t('toTill')}
          maxLength={64}
          value={words.till}
          error={missing && t('noteNeeded')}
          onChange={({ currentTarget }) => onChange({ ...words, till: currentTarget.value })}
        />
      )}
      <Textarea
        size="md"
        data-autofocus={kind === 'assign' ? undefined : true}
        label={t(kind === 'refund' ? 'reason' : 'note')}
        description={kind === 'refund' ? undefined : t('noteHint')}
        maxLength={kind === 'refund' ? 80 : 500}
        rows={3}
        value={words.note}
        error={missing && kind !== 'assign' && t('noteNeeded')}
        onChange={({ currentTarget }) => onChange({ ...words, note: currentTarget.value })}
      />
    </>
  )
}

/** A manager's name and PIN, asked for each time that money may leave. */
function Approval(props: { readonly prove: (claim: PinClaim) => Promise<Fault | null> }) {
  const { t } = useTranslation('remedyDialog')
  const people = useTill(({ snapshot }) => snapshot?.people)
  const managers = people?.people.filter(({ role }) => may(role, 'approve-refund')) ?? []
  const entry = usePinEntry({
    people: managers,
    last: people?.signedIn?.id ?? null,
    listening: managers.length > 0,
    prove: props.prove,
  })
  if (managers.length === 0) return <p role="alert">{t('noManager')}</p>
  return <PinPad entry={entry} confirm={t('approve')} />
}

interface Props {
  readonly difference: StoredDifference
  readonly kind: RemedyKind
  readonly onClose: () => void
  readonly onTaken: (difference: StoredDifference) => void
}

/** Says what a remedy does, takes what is to be written down, asks for the PIN where money may leave, and has it taken. */
export function RemedyDialog({ difference, kind, onClose, onTaken }: Props) {
  const { t } = useTranslation('remedyDialog')
  const { t: tName } = useTranslation('remedyName')
  const { t: tMeaning } = useTranslation('remedyMeaning')
  const { t: tFault } = useTranslation('fault')
  const { t: tSides } = useTranslation('reconciliationSides')
  const { amount, orderNumber, refundNumber } = difference
  const [words, setWords] = useState<Words>({ note: '', till: '' })
  const [missing, setMissing] = useState(false)
  const [approving, setApproving] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)

  async function take(approval: PinClaim | null): Promise<Fault | null> {
    setBusy(true)
    const { id } = difference
    const taken = await call('takeRemedy', { id, remedy: remedyOf(kind, words), approval })
    setBusy(false)
    if (taken.ok) onTaken(taken.value.difference)
    return taken.ok ? null : taken.error
  }

  async function confirm(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (lacksWords(kind, words)) return setMissing(true)
    if (needsPin(kind)) return setApproving(true)
    setFault(await take(null))
  }

  return (
    <Modal
      opened
      centered
      size="lg"
      title={tName(kind)}
      lockScroll={false}
      closeOnEscape={false}
      // The window's own banner is the one above the days.
      attributes={{ header: { role: 'presentation' } }}
      transitionProps={{ duration: 0 }}
      withCloseButton={false}
      onClose={onClose}
    >
      <p className="remedy-meaning">{tMeaning(kind)}</p>
      <p className="remedy-about">
        {tSides('about')} <b>{signedAmountText(amount.minor, amount.currency)}</b> ·{' '}
        {refundNumber ?? orderNumber}
      </p>
      {approving ? (
        <div className="remedy-form">
          <Approval prove={take} />
          <Button size="lg" variant="default" data-leave-remedy disabled={busy} onClick={onClose}>
            {t('back')}
          </Button>
        </div>
      ) : (
        <form className="remedy-form" onSubmit={(event) => void confirm(event)}>
          <Fields
            kind={kind}
            words={words}
            missing={missing}
            onChange={(next) => {
              setWords(next)
              setMissing(false)
            }}
          />
          <p className="remedy-fault" role="alert">
            {fault !== null && faultText(tFault, fault)}
          </p>
          <div className="remedy-buttons">
            <Button
              type="submit"
              size="lg"
              loading={busy}
              data-autofocus={isWordless(kind) || undefined}
            >
              {t(needsPin(kind) ? 'next' : 'take')}
            </Button>
            <Button size="lg" variant="default" data-leave-remedy disabled={busy} onClick={onClose}>
              {t('back')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
