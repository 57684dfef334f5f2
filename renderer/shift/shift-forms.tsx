import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundReport, ShiftState } from '../../app/contract/shifts.ts'
import type { Currency } from '../../app/money.ts'
import { minorOfText } from '../../app/shift/sections.ts'
import { call } from '../bridge.ts'
import { dayText } from '../clock-text.ts'
import { shiftFaultText, type ShiftProblem } from './shift-fault-text.ts'

/** What the forms know of the till. */
interface Props {
  readonly state: ShiftState
  readonly currency: Currency
  /** Nobody signs in here: who acts types a name. */
  readonly anonymous: boolean
  /** Says what came of it; null takes back what was said. */
  readonly say: (text: string | null) => void
}

/** Sends a form without the browser's own ways. */
const onSubmit = (act: () => Promise<void>) => (event: FormEvent) => {
  event.preventDefault()
  void act()
}

function useFault(say: Props['say']): (fault: ShiftProblem) => void {
  const { t } = useTranslation('shift')
  return (fault) => say(shiftFaultText(t, fault))
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly focus?: boolean
  readonly money?: boolean
  readonly onChange: (text: string) => void
}

const Field = ({ label, value, focus = false, money = false, onChange }: FieldProps) => (
  <TextInput
    size="md"
    autoComplete="off"
    {...(focus ? { 'data-autofocus': true } : {})}
    {...(money ? { inputMode: 'decimal' as const } : { maxLength: 40 })}
    label={label}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)

/** Opens a shift with what is in the drawer. */
export function OpenForm({ state, currency, anonymous, say }: Props) {
  const { t } = useTranslation('shift')
  const fault = useFault(say)
  const [float, setFloat] = useState('')
  const [by, setBy] = useState('')
  async function open(): Promise<void> {
    const floatMinor = float.trim() === '' ? 0 : minorOfText(float, currency)
    if (floatMinor === null) return say(t('badAmount'))
    const opened = await call('openShift', { floatMinor, by })
    if (opened.ok) say(null)
    else fault(opened.error)
  }
  return (
    <form className="shift-form" onSubmit={onSubmit(open)}>
      <p className="shift-state">{t('noneOpen')}</p>
      <p>{t(state.required ? 'required' : 'noneOpenMore')}</p>
      <Field focus money label={`${t('float')} (${currency})`} value={float} onChange={setFloat} />
      {anonymous && <Field label={t('name')} value={by} onChange={setBy} />}
      <Button type="submit" size="lg">
        {t('openShift')}
      </Button>
    </form>
  )
}

/** Cash that goes into or out of the drawer besides sales. */
function CashForm({ currency, say }: Props) {
  const { t } = useTranslation('shift')
  const fault = useFault(say)
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  async function move(sign: 1 | -1): Promise<void> {
    const minor = minorOfText(amount, currency)
    if (minor === null || minor === 0) return say(t('badAmount'))
    const moved = await call('moveCash', { minor: sign * minor, reason, by: '' })
    if (!moved.ok) return fault(moved.error)
    say(null)
    setAmount('')
    setReason('')
  }
  return (
    <fieldset className="shift-cash">
      <legend>{t('cash')}</legend>
      <Field money label={t('cashAmount')} value={amount} onChange={setAmount} />
      <Field label={t('reason')} value={reason} onChange={setReason} />
      <Button size="md" variant="default" onClick={() => void move(1)}>
        {t('cashIn')}
      </Button>
      <Button size="md" variant="default" onClick={() => void move(-1)}>
        {t('cashOut')}
      </Button>
    </fieldset>
  )
}

/** The shift that is open: cash in and out, and its end, which is asked for twice. */
export function OpenedForms(
  props: Props & { readonly onClosed: (found: FoundReport) => void },
): ReactNode {
  const { state, currency, anonymous, say, onClosed } = props
  const { t } = useTranslation('shift')
  const fault = useFault(say)
  const [counted, setCounted] = useState('')
  const [by, setBy] = useState('')
  const [sure, setSure] = useState(false)
  async function close(): Promise<void> {
    const countedMinor = counted.trim() === '' ? null : minorOfText(counted, currency)
    if (counted.trim() !== '' && countedMinor === null) return say(t('badAmount'))
    if (!sure) {
      setSure(true)
      return say(t('closeSure'))
    }
    setSure(false)
    const closed = await call('closeShift', { countedMinor, by })
    if (!closed.ok) return fault(closed.error)
    say(null)
    onClosed(closed.value)
  }
  return (
    <>
      <p className="shift-state">
        {t('open', { number: state.number, time: dayText(state.open?.atMs ?? 0) })}
      </p>
      <CashForm {...props} />
      <form className="shift-form" onSubmit={onSubmit(close)}>
        <Field
          focus
          money
          label={`${t('counted')} (${currency})`}
          value={counted}
          onChange={setCounted}
        />
        {anonymous && <Field label={t('name')} value={by} onChange={setBy} />}
        <Button type="submit" size="lg" color={sure ? 'red' : 'blue'}>
          {t('close')}
        </Button>
      </form>
    </>
  )
}
