import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundReport, ShiftState } from '../../app/contract/shifts.ts'
import type { Currency } from '../../app/money.ts'
import type { Act } from '../../app/people/person.ts'
import type { PinClaim } from '../../app/people/prove.ts'
import type { PeopleView } from '../../app/people/view.ts'
import { minorOfText } from '../../app/shift/sections.ts'
import { amountText } from '../amount-text.ts'
import { call, type Fault } from '../bridge.ts'
import { dayText } from '../clock-text.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { openPanel } from '../panel-store.ts'
import { Approve } from '../people/approve.tsx'
import { shiftFaultText, type ShiftProblem } from './shift-fault-text.ts'

/** What the forms know of the till. */
interface Props {
  readonly state: ShiftState
  readonly currency: Currency
  readonly people: PeopleView
  /** A cash drawer hangs on the printer. */
  readonly drawer: boolean
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

/** Something that whoever is signed in may not do alone. */
interface Wanted {
  readonly act: Act
  readonly text: string
  readonly again: (approval: PinClaim) => Promise<Fault | null>
}

type Ask = (wanted: Wanted) => void

/** What a PIN was not taken for is said beside it; anything else that went wrong is said, and ends the asking. */
const ABOUT_PIN: ReadonlySet<string> = new Set([
  'pin-wrong',
  'pin-locked',
  'not-allowed',
  'people-unreachable',
  'people-unusable',
  'approval-needed',
])

type Refused = Fault & ShiftProblem

const isAboutPin = (fault: ShiftProblem): fault is Refused => ABOUT_PIN.has(fault.kind)

/** Cash that goes into or out of the drawer besides sales. */
function CashForm({ currency, drawer, say, ask }: Props & { readonly ask: Ask }) {
  const { t } = useTranslation('shift')
  const fault = useFault(say)
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  async function move(minor: number, approval: PinClaim | null): Promise<Refused | null> {
    const moved = await call('moveCash', { minor, reason, by: '', approval })
    if (!moved.ok && isAboutPin(moved.error)) return moved.error
    if (moved.ok) say(null)
    else fault(moved.error)
    setAmount('')
    setReason('')
    return null
  }
  async function press(sign: 1 | -1): Promise<void> {
    const minor = minorOfText(amount, currency)
    if (minor === null || minor === 0) return say(t('badAmount'))
    const refused = await move(sign * minor, null)
    if (refused === null) return
    if (refused.kind !== 'approval-needed') return fault(refused)
    const text = t(sign < 0 ? 'approveCashOut' : 'approveCashIn', {
      amount: amountText(minor, currency),
    })
    ask({ act: 'open-drawer', text, again: (approval) => move(sign * minor, approval) })
  }
  return (
    <fieldset className="shift-cash">
      <legend>{t('cash')}</legend>
      <Field money label={t('cashAmount')} value={amount} onChange={setAmount} />
      <Field label={t('reason')} value={reason} onChange={setReason} />
      <Button size="md" variant="default" onClick={() => void press(1)}>
        {t('cashIn')}
      </Button>
      <Button size="md" variant="default" onClick={() => void press(-1)}>
        {t('cashOut')}
      </Button>
      {drawer && (
        <Button
          className="shift-drawer"
          size="md"
          variant="default"
          rightSection={<KeyCap of={keyOf('drawer')} />}
          onClick={() => openPanel('drawer')}
        >
          {t('drawer')}
        </Button>
      )}
    </fieldset>
  )
}

type Opened = Props & { readonly onClosed: (found: FoundReport) => void }

/** The end of a shift, which is asked for twice. */
function CloseForm({ currency, anonymous, say, onClosed, ask }: Opened & { readonly ask: Ask }) {
  const { t } = useTranslation('shift')
  const fault = useFault(say)
  const [counted, setCounted] = useState('')
  const [by, setBy] = useState('')
  const [sure, setSure] = useState(false)
  async function close(
    countedMinor: number | null,
    approval: PinClaim | null,
  ): Promise<Refused | null> {
    const closed = await call('closeShift', { countedMinor, by, approval })
    if (!closed.ok && isAboutPin(closed.error)) return closed.error
    if (closed.ok) {
      say(null)
      onClosed(closed.value)
    } else fault(closed.error)
    return null
  }
  async function press(): Promise<void> {
    const countedMinor = counted.trim() === '' ? null : minorOfText(counted, currency)
    if (counted.trim() !== '' && countedMinor === null) return say(t('badAmount'))
    if (!sure) {
      setSure(true)
      return say(t('closeSure'))
    }
    setSure(false)
    const refused = await close(countedMinor, null)
    if (refused === null) return
    if (refused.kind !== 'approval-needed') return fault(refused)
    say(null)
    const again = (approval: PinClaim): Promise<Fault | null> => close(countedMinor, approval)
    ask({ act: 'close-shift', text: t('approveClose'), again })
  }
  return (
    <form className="shift-form" onSubmit={onSubmit(press)}>
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
  )
}

/** The shift that is open: cash in and out, and its end; and, where whoever is signed in may not, somebody who may. */
export function OpenedForms(props: Opened): ReactNode {
  const { state, people } = props
  const { t } = useTranslation('shift')
  const [wanted, ask] = useState<Wanted | null>(null)
  if (wanted !== null) {
    const prove = async (approval: PinClaim): Promise<Fault | null> => {
      const refused = await wanted.again(approval)
      if (refused === null) ask(null)
      return refused
    }
    const back = (): void => ask(null)
    return <Approve people={people} {...wanted} prove={prove} onBack={back} />
  }
  return (
    <>
      <p className="shift-state">
        {t('open', { number: state.number, time: dayText(state.open?.atMs ?? 0) })}
      </p>
      <CashForm {...props} ask={ask} />
      <CloseForm {...props} ask={ask} />
    </>
  )
}
