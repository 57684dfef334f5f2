import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Resources } from '../i18n/resources.ts'
import { useProblem, useSetup } from './setup-context.ts'

type FieldText = keyof Resources['field']

interface Shared {
  /** Where the value is in the configuration; its problem is shown here. */
  readonly path: string
  readonly label: FieldText
  readonly about: FieldText
}

/** What every field shows: its name, what it is for, and what is wrong with it. */
export function useField({ path, label, about }: Shared) {
  const { t } = useTranslation('field')
  const { setup } = useSetup()
  const error = useProblem(path)
  return { label: t(label), description: t(about), error, disabled: setup.fromFile, size: 'md' }
}

interface TextProps extends Shared {
  readonly value: string
  readonly maxLength?: number
  readonly onChange: (value: string) => void
}

export function TextField({ value, maxLength = 100, onChange, ...shared }: TextProps) {
  const field = useField(shared)
  return (
    <TextInput
      {...field}
      autoComplete="off"
      value={value}
      maxLength={maxLength}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface NumberProps extends Shared {
  /** In the stored unit; not a number while the field is empty. */
  readonly value: number
  /** Stored units in one unit of the screen. */
  readonly scale?: number
  readonly decimals?: number
  readonly unit?: string
  readonly onChange: (value: number) => void
}

/** A number as it is typed, in stored units. Products of decimals are rounded back to what was typed. */
const stored = (typed: string | number, scale: number): number =>
  typed === '' ? Number.NaN : Number((Number(typed) * scale).toFixed(3))

export function NumberField(props: NumberProps) {
  const { value, scale = 1, decimals = 0, unit = '', onChange, ...shared } = props
  const field = useField(shared)
  return (
    <NumberInput
      {...field}
      hideControls
      thousandSeparator={unit === '' ? '' : ','}
      fixedDecimalScale={unit !== ''}
      allowNegative={false}
      decimalScale={decimals}
      suffix={unit === '' ? '' : ` ${unit}`}
      value={Number.isNaN(value) ? '' : value / scale}
      onChange={(typed) => onChange(stored(typed, scale))}
    />
  )
}

interface ChoiceProps<V extends string> extends Shared {
  readonly value: V
  readonly choices: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
}

/** One of a few, all in sight. */
export function ChoiceField<V extends string>(props: ChoiceProps<V>) {
  const { value, choices, onChange, ...shared } = props
  const { label, description, disabled, error } = useField(shared)
  return (
    <div className="choice-field">
      <p className="choice-label">{label}</p>
      <p className="choice-about">{description}</p>
      <SegmentedControl
        aria-label={label}
        size="md"
        data={[...choices]}
        value={value}
        disabled={disabled}
        onChange={onChange}
      />
      {error !== null && <p className="choice-error">{error}</p>}
    </div>
  )
}

/** One of many. */
export function SelectField<V extends string>(props: ChoiceProps<V>) {
  const { value, choices, onChange, ...shared } = props
  const field = useField(shared)
  return (
    <Select
      {...field}
      allowDeselect={false}
      searchable={choices.length > 8}
      data={[...choices]}
      value={value}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    />
  )
}
