import { IconBuildingStore, IconServer2 } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GuideStep } from '../../app/contract/guide.ts'
import { BackendSection } from '../setup/backend-section.tsx'
import { KeysSection } from '../setup/keys-section.tsx'
import { PeopleList } from '../setup/people-section.tsx'
import { PrinterSection } from '../setup/printer-section.tsx'
import { useSetup } from '../setup/setup-context.ts'
import { SetupFile } from '../setup/setup-file.tsx'
import { CurrencyField, ShopSection } from '../setup/shop-sections.tsx'
import { useTill } from '../till-store.ts'
import { HostsField, MerchantFields } from '../setup/wechat-sections.tsx'
import { DoneStep } from './done-step.tsx'
import { Choice } from './welcome.tsx'

function ShopStep() {
  return (
    <>
      <ShopSection />
      <CurrencyField />
      <SetupFile imports />
    </>
  )
}

/** Which of the two ways to WeChat Pay; training is neither. */
function AccessStep() {
  const { t } = useTranslation(['guide', 'field'])
  const { draft, change } = useSetup()
  const { mode } = draft.configuration
  return (
    <div className="guide-choices" role="radiogroup" aria-label={t('field:mode')}>
      <Choice
        sign={IconServer2}
        title={t('field:modeBackend')}
        about={t('guide:backendMore')}
        chosen={mode === 'merchant-backend'}
        onChoose={() => change({ mode: 'merchant-backend' })}
      />
      <Choice
        sign={IconBuildingStore}
        title={t('field:modeStore')}
        about={t('guide:storeMore')}
        chosen={mode === 'physical-store'}
        onChoose={() => change({ mode: 'physical-store' })}
      />
    </div>
  )
}

function MerchantStep() {
  return (
    <>
      <MerchantFields />
      <HostsField />
    </>
  )
}

/** The first of them: with a backend its operators sell, and this till's own admin mends what keeps it from there. */
function PeopleStep() {
  const { t } = useTranslation(['guide', 'people'])
  const { draft } = useSetup()
  const view = useTill(({ snapshot }) => snapshot?.people ?? null)
  if (view === null) return null
  const backend = draft.configuration.mode === 'merchant-backend'
  return (
    <>
      {view.people.length === 0 && <Alert color="orange">{t('people:none')}</Alert>}
      {backend && <Alert color="blue">{t('guide:peopleBackend')}</Alert>}
      <PeopleList view={view} first={backend ? 'admin' : 'manager'} atOnce />
    </>
  )
}

/** What is asked in each step. The scanner's check has the whole window. */
export const STEP_VIEWS: {
  readonly [S in Exclude<GuideStep, 'welcome' | 'scanner'>]: ComponentType
} = {
  shop: ShopStep,
  access: AccessStep,
  merchant: MerchantStep,
  keys: KeysSection,
  backend: BackendSection,
  people: PeopleStep,
  printer: PrinterSection,
  done: DoneStep,
}
