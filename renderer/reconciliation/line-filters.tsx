import { ActionIcon, Select, Switch, TextInput } from '@mantine/core'
import { IconFilterOff, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CLASSES, GRAVITY } from '../../app/reconciliation/difference.ts'
import type { DayTotals } from '../../app/reconciliation/report.ts'
import type { LineFilter } from '../../app/reconciliation/store.ts'

interface Props {
  readonly totals: DayTotals
  readonly filter: LineFilter
  readonly onChange: (filter: LineFilter) => void
}

/** Without what does not narrow: the same wish is always the same filter. */
function narrowed(filter: LineFilter): LineFilter {
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept)
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour))

const hourText = (hour: string): string => {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(Number(hour))}:00–${two(Number(hour) + 1)}:00`
}

/** The names of a part of the day, each once. */
const namesOf = ({ breakdown }: DayTotals, by: 'till' | 'cashier'): readonly string[] => [
  ...new Set(breakdown.filter((part) => part.by === by).map(({ name }) => name)),
]

interface PickProps {
  readonly label: string
  readonly every: string
  readonly value: string | null
  readonly data: readonly { readonly value: string; readonly label: string }[]
  readonly onPick: (value: string | null) => void
}

/** A list of one filter. What stands first narrows nothing. */
function Pick({ label, every, value, data, onPick }: PickProps) {
  return (
    <Select
      size="md"
      aria-label={label}
      placeholder={every}
      clearable
      value={value}
      data={[...data]}
      maxDropdownHeight={420}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={onPick}
    />
  )
}

/** What narrows the lines of a day. */
export function LineFilters({ totals, filter, onChange }: Props) {
  const { t } = useTranslation('reconciliationLines')
  const { t: tClass } = useTranslation('reconciliationClass')
  const change = (part: LineFilter): void => onChange(narrowed({ ...filter, ...part }))
  // An empty name stands for those that are not known, and a list takes no empty value.
  const named = (by: 'till' | 'cashier', nameless: string) =>
    namesOf(totals, by).map((name) => ({ value: `=${name}`, label: name === '' ? nameless : name }))
  const classes = [...GRAVITY, 'matched' as const].filter((name) => totals.classes[name] > 0)
  const bare = Object.keys(filter).length === 0
  return (
    <div className="line-filters" role="search">
      <TextInput
        size="md"
        className="line-search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch aria-hidden size={20} />}
        maxLength={64}
        value={filter.text ?? ''}
        onChange={({ currentTarget }) => change({ text: currentTarget.value.trim() || undefined })}
      />
      <Pick
        label={t('filterClass')}
        every={t('everyClass')}
        value={filter.classes?.[0] ?? null}
        data={classes.map((name) => ({
          value: name,
          label: `${tClass(name)} · ${totals.classes[name].toLocaleString('en')}`,
        }))}
        onPick={(value) => {
          const picked = CLASSES.find((name) => name === value)
          change({ classes: picked === undefined ? undefined : [picked] })
        }}
      />
      <Pick
        label={t('filterTill')}
        every={t('everyTill')}
        value={filter.till === undefined ? null : `=${filter.till}`}
        data={named('till', t('unknownTill'))}
        onPick={(value) => change({ till: value?.slice(1) })}
      />
      <Pick
        label={t('filterCashier')}
        every={t('everyCashier')}
        value={filter.cashier === undefined ? null : `=${filter.cashier}`}
        data={named('cashier', t('nobody'))}
        onPick={(value) => change({ cashier: value?.slice(1) })}
      />
      <Pick
        label={t('filterHour')}
        every={t('everyHour')}
        value={filter.hour === undefined ? null : String(filter.hour)}
        data={HOURS.map((hour) => ({ value: hour, label: hourText(hour) }))}
        onPick={(value) => change({ hour: value === null ? undefined : Number(value) })}
      />
      <Switch
        size="md"
        label={t('openOnly')}
        checked={filter.openOnly === true}
        onChange={({ currentTarget }) => change({ openOnly: currentTarget.checked || undefined })}
      />
      <ActionIcon
        size={48}
        variant="default"
        disabled={bare}
        aria-label={t('clear')}
        title={t('clear')}
        onClick={() => onChange({})}
      >
        <IconFilterOff aria-hidden size={22} />
      </ActionIcon>
    </div>
  )
}
