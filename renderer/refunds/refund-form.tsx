import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { majorDigits } from '../../app/money.ts'
import { may } from '../../app/people/person.ts'
import type { PinClaim } from '../../app/people/prove.ts'
import type { PeopleView } from '../../app/people/view.ts'
import type { SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { call, type Fault } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { PinPad } from '../people/pin-pad.tsx'
import { usePinEntry } from '../people/use-pin-entry.ts'
import { typedMinor } from './typed-minor.ts'

interface Props {
  readonly sale: SaleView
  readonly leftMinor: number
  readonly people: PeopleView
  readonly onDone: () => void
}

interface ApproveProps {
  readonly people: PeopleView
  readonly amount: string
  readonly start: (approval: PinClaim) => Promise<Fault | null>
  readonly onBack: () => void
}

/** A manager's name and PIN, for this refund alone. */
function Approve({ people, amount, start, onBack }: ApproveProps) {
  const { t } = useTranslation(['refunds', 'people'])
  const entry = usePinEntry({
    people: people.people.filter(({ role }) => may(role, 'approve-refund')),
    last: people.signedIn?.id ?? null,
    listening: true,
    prove: start,
  })
  return (
    <div className="refund-approve">
      <p>{t('refunds:approveMore', { amount })}</p>
      <PinPad entry={entry} confirm={t('people:approve')} />
      <Button size="md" variant="default" onClick={onBack}>
        {t('refunds:back')}
      </Button>
    </div>
  )
}

/** How much goes back and why; then a manager's PIN, or where there are no people a second press. */
export function RefundForm({ sale, leftMinor, people, onDone }: Props) {
  const { t } = useTranslation('refunds')
  const { t: tFault } = useTranslation('fault')
  const { saleId, currency } = sale
  const [text, setText] = useState(majorDigits({ minor: leftMinor, currency }))
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const minor = typedMinor(text, currency)
  const right = minor !== null && minor > 0 && minor <= leftMinor
  const amount = right ? amountText(minor, currency) : ''

  async function start(approval: PinClaim | null): Promise<Fault | null> {
    if (!right) return null
    const ask = { saleId, amountMinor: minor, reason: reason.trim(), approval }
    const started = await call('startRefund', ask)
    if (!started.ok) return started.error
    onDone()
    return null
  }
  async function startAlone(): Promise<void> {
    setFault(await start(null))
    setAsked(false)
  }
  if (asked && people.people.length > 0) {
    const back = (): void => setAsked(false)
    return <Approve people={people} amount={amount} start={start} onBack={back} />
  }
  return (
    <form
      className="refund-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!right) return
        if (asked) void startAlone()
        else setAsked(true)
      }}
    >
      <TextInput
        size="lg"
        autoComplete="off"
        inputMode="decimal"
        label={t('amount')}
        description={t('left', { amount: amountText(leftMinor, currency) })}
        error={right ? null : t('amountWrong', { amount: amountText(leftMinor, currency) })}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAsked(false)
        }}
      />
      <TextInput
        size="md"
        autoComplete="off"
        maxLength={80}
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p className="people-fault" role="alert">
        {fault !== null && faultText(tFault, fault)}
      </p>
      <Button size="lg" type="submit" disabled={!right} {...(asked ? { color: 'red' } : {})}>
        {right ? t(asked ? 'sure' : 'goOn', { amount }) : t('title')}
      </Button>
    </form>
  )
}
