import { useTranslation } from 'react-i18next'
import type { ReconciliationConfiguration } from '../../app/contract/reconciliation-configuration.ts'
import { ChoiceField, NumberField } from './fields.tsx'
import { useSetup } from './setup-context.ts'

/** Parts per million in a percent. */
const PPM_PER_PERCENT = 10_000

function Switches() {
  const { t } = useTranslation('field')
  const { draft, change } = useSetup()
  const { reconciliation } = draft.configuration
  const set = (part: Partial<ReconciliationConfiguration>): void =>
    change({ reconciliation: { ...reconciliation, ...part } })
  return (
    <>
      <ChoiceField
        path="reconciliation.automatic"
        label="billAutomatic"
        about="billAutomaticFor"
        value={reconciliation.automatic ? 'on' : 'off'}
        choices={[
          { value: 'on', label: t('billOn') },
          { value: 'off', label: t('billOff') },
        ]}
        onChange={(chosen) => set({ automatic: chosen === 'on' })}
      />
      <ChoiceField
        path="reconciliation.bill"
        label="billKind"
        about="billKindFor"
        value={reconciliation.bill}
        choices={[
          { value: 'ALL', label: t('billAll') },
          { value: 'SUCCESS', label: t('billSuccess') },
          { value: 'REFUND', label: t('billRefund') },
          { value: 'STATEMENT', label: t('billStatement') },
        ]}
        onChange={(bill) => set({ bill })}
      />
      <ChoiceField
        path="reconciliation.tills"
        label="billTills"
        about="billTillsFor"
        value={reconciliation.tills}
        choices={[
          { value: 'all', label: t('billTillsAll') },
          { value: 'this', label: t('billTillsThis') },
        ]}
        onChange={(tills) => set({ tills })}
      />
      <NumberField
        path="reconciliation.agreedRatePpm"
        label="billRate"
        about="billRateFor"
        unit="%"
        scale={PPM_PER_PERCENT}
        decimals={2}
        value={reconciliation.agreedRatePpm ?? Number.NaN}
        onChange={(ppm) => set({ agreedRatePpm: Number.isNaN(ppm) ? null : ppm })}
      />
    </>
  )
}

/** How this till's days are compared with WeChat's bills. With a backend, that is set up there. */
export function BillsSection() {
  const { t } = useTranslation('setup')
  const { draft } = useSetup()
  return draft.configuration.mode === 'merchant-backend' ? (
    <p className="setup-intro">{t('billsBackend')}</p>
  ) : (
    <Switches />
  )
}
