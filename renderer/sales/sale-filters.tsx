import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SALE_GROUPS, type SaleGroup } from '../../app/search/search.ts'
import type { Resources } from '../i18n/resources.ts'
import { narrow, searchFor, useSearch } from './search-store.ts'

const GROUP_TEXT: { readonly [G in SaleGroup]: keyof Resources['sales'] } = {
  paid: 'paid',
  undecided: 'undecided',
  'not-charged': 'notCharged',
  revoked: 'cancelled',
  'never-charged': 'neverCharged',
}

/** What sales are searched for. The digits have the focus: a scanner types there, too. */
export function SaleFilters() {
  const { t } = useTranslation('sales')
  const { digits, amount, day, group } = useSearch()
  const narrowed = digits !== '' || amount !== '' || day !== '' || group !== null
  return (
    <div className="sale-filters">
      <TextInput
        className="sale-digits"
        size="lg"
        data-autofocus
        autoComplete="off"
        inputMode="numeric"
        label={t('search')}
        value={digits}
        onChange={(event) => narrow({ digits: event.currentTarget.value })}
      />
      <TextInput
        size="md"
        autoComplete="off"
        inputMode="decimal"
        label={t('amount')}
        value={amount}
        onChange={(event) => narrow({ amount: event.currentTarget.value })}
      />
      <TextInput
        size="md"
        autoComplete="off"
        inputMode="numeric"
        maxLength={10}
        placeholder={t('dayLike')}
        label={t('day')}
        value={day}
        onChange={(event) => narrow({ day: event.currentTarget.value })}
      />
      <NativeSelect
        size="md"
        label={t('group')}
        value={group ?? ''}
        data={[
          { value: '', label: t('anyGroup') },
          ...SALE_GROUPS.map((value) => ({ value, label: t(GROUP_TEXT[value]) })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget
          narrow({ group: SALE_GROUPS.find((name) => name === value) ?? null })
        }}
      />
      <Button size="md" variant="default" disabled={!narrowed} onClick={() => searchFor('')}>
        {t('all')}
      </Button>
    </div>
  )
}
