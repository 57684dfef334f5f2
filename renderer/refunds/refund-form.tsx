import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { majorDigits } from '../../app/money.ts'
import type { PinClaim } from '../../app/people/prove.ts'
import type { PeopleView } from '../../app/people/view.ts'
import type { SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { call, type Fault } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { Approve } from '../people/approve.tsx'
import { typedMinor } from './typed-minor.ts'

interface Props {
  readonly sale: SaleView
  readonly leftMinor: number
  /** More than one where only all that is left may go back. */
  readonly leastMinor: number
  readonly people: PeopleView
  readonly onDone: () => void
}

/** How much goes back and why; then a manager's PIN, or where there are no people a second press. */
export function RefundForm({ sale, leftMinor, leastMinor, people, onDone }: Props) {
  const { t } = useTranslation('refunds')
  const { t: tFault } = useTranslation('fault')
  const { saleId, currency } = sale
  const [text, setText] = useState(majorDigits({ minor: leftMinor, currency }))
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const minor = typedMinor(text, currency)
  const right = minor !== null && minor >= leastMinor && minor <= leftMinor
  const whole = leastMinor > 1
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
    return (
      <Approve
        people={people}
        act="approve-refund"
        text={t('approveMore', { amount })}
        prove={start}
        onBack={() => setAsked(false)}
      />
    )
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
        readOnly={whole && right}
        description={
          whole ? tFault('refundWholeOnly') : t('left', { amount: amountText(leftMinor, currency) })
        }
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
