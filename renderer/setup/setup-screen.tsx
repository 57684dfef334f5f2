import '../../app/contract/without-eval.ts'
import { Alert, Button, Loader, Tabs } from '@mantine/core'
import { IconArrowLeft, IconDeviceFloppy, IconInfoCircle } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { call } from '../bridge.ts'
import type { Resources } from '../i18n/resources.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { closePanel, openPanel, usePanels } from '../panel-store.ts'
import { BackendSection } from './backend-section.tsx'
import { BillsSection } from './bills-section.tsx'
import type { Problems } from './check-draft.ts'
import { DisplaySection } from './display-section.tsx'
import { FunctionKeysSection } from './function-keys-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { PrinterSection } from './printer-section.tsx'
import { ScannerSection } from './scanner-section.tsx'
import { SetupContext } from './setup-context.ts'
import { AccessSection, AmountsSection, ShopSection } from './shop-sections.tsx'
import { TimingSection } from './timing-section.tsx'
import { useLeaveByEscape } from './use-leave-by-escape.ts'
import { useSetupForm, type SetupForm } from './use-setup-form.ts'
import { MerchantSection, NetworkSection } from './wechat-sections.tsx'

interface Section {
  readonly title: keyof Resources['setup']
  readonly view: ComponentType
  /** Paths of its fields, by their beginning. */
  readonly paths: RegExp
}

const SECTIONS: readonly Section[] = [
  { title: 'sectionAccess', view: AccessSection, paths: /^(mode|language|kiosk)/ },
  { title: 'sectionBackend', view: BackendSection, paths: /^backend/ },
  { title: 'sectionShop', view: ShopSection, paths: /^(shop|description)/ },
  { title: 'sectionAmounts', view: AmountsSection, paths: /^(currency|amountEntry|limits)/ },
  {
    title: 'sectionMerchant',
    view: MerchantSection,
    paths: /^wechat\.(appId|mchId|sub|device|sign)/,
  },
  { title: 'sectionKeys', view: KeysSection, paths: /^secrets/ },
  { title: 'sectionNetwork', view: NetworkSection, paths: /^wechat\.(hosts|sandbox|negative)/ },
  { title: 'sectionScanner', view: ScannerSection, paths: /^(scanner|moreScanners|codePrefixes)/ },
  { title: 'sectionPrinter', view: PrinterSection, paths: /^(printer|receipt)/ },
  { title: 'sectionDisplay', view: DisplaySection, paths: /^customerDisplay/ },
  { title: 'sectionPeople', view: PeopleSection, paths: /^people/ },
  { title: 'sectionFunctionKeys', view: FunctionKeysSection, paths: /^keys/ },
  { title: 'sectionBills', view: BillsSection, paths: /^reconciliation/ },
  { title: 'sectionTiming', view: TimingSection, paths: /^timing/ },
]

const countIn = (problems: Problems, { paths }: Section): number =>
  [...problems.keys()].filter((path) => paths.test(path)).length

/** Seldom needed, with texts of its own. */
const ScannerCheck = lazy(async () => {
  const { ScannerCheck: check } = await import('./check/scanner-check.tsx')
  return { default: check }
})

interface SectionsProps {
  readonly problems: Problems
  readonly shown: string
  readonly show: (section: string) => void
}

function Sections({ problems, shown, show }: SectionsProps) {
  const { t } = useTranslation('setup')
  return (
    <Tabs
      orientation="vertical"
      value={shown}
      onChange={(section) => show(section ?? shown)}
      keepMounted={false}
      className="setup-tabs"
    >
      <Tabs.List className="setup-nav">
        {SECTIONS.map((section) => {
          const count = countIn(problems, section)
          return (
            <Tabs.Tab
              key={section.title}
              value={section.title}
              className="setup-tab"
              rightSection={count > 0 && <span className="setup-count">{count}</span>}
            >
              {t(section.title)}
            </Tabs.Tab>
          )
        })}
      </Tabs.List>
      {SECTIONS.map(({ title, view: View }) => (
        <Tabs.Panel key={title} value={title} className="setup-panel" tabIndex={0}>
          <h2>{t(title)}</h2>
          <View />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function Footer({ form }: { readonly form: SetupForm }) {
  const { t } = useTranslation('setup')
  const { setup, problems, problemsShown, message, saving, changed, save } = form
  const count = problemsShown ? problems.size : 0
  const text = count > 0 ? t('errors', { count }) : message
  return (
    <footer className="setup-footer">
      <p role="status" data-wrong={count > 0 || form.failed}>
        {text ?? (changed ? '' : t('unchanged'))}
      </p>
      <Button
        size="lg"
        loading={saving}
        disabled={setup === null || setup.fromFile || !changed}
        leftSection={<IconDeviceFloppy aria-hidden size={22} />}
        onClick={() => void save()}
      >
        {t('save')}
      </Button>
    </footer>
  )
}

/** Everything that can be set up, section by section (F12). */
export function SetupScreen({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('setup')
  const form = useSetupForm()
  useLeaveByEscape(form.changed)
  useEffect(() => () => void call('closeSetUp', null), [])
  const checking = usePanels(({ panel }) => panel === 'check-scanner')
  const [section, setSection] = useState(checking ? 'sectionScanner' : 'sectionAccess')
  return (
    <div className="setup">
      <header className="setup-header">
        <Button
          size="md"
          variant="default"
          leftSection={<IconArrowLeft aria-hidden size={20} />}
          rightSection={form.changed && !checking ? null : <KeyCap of={keyOf('escape')} />}
          onClick={checking ? () => openPanel('set-up') : closePanel}
        >
          {t(checking ? 'backToSetUp' : 'back')}
        </Button>
        <h1>{t('title')}</h1>
        <span>{snapshot.shop.name}</span>
      </header>
      {form.parts === null ? (
        <div className="starting">
          <Loader size="lg" aria-label={t('loading')} />
        </div>
      ) : (
        <SetupContext value={form.parts}>
          <main className="setup-body">
            {form.parts.setup.fromFile && (
              <Alert className="setup-from-file" color="blue" icon={<IconInfoCircle aria-hidden />}>
                {t('fromFile')}
              </Alert>
            )}
            {checking ? (
              <Suspense fallback={null}>
                <ScannerCheck
                  onKeep={(scanners) => {
                    openPanel('set-up')
                    void form.saveWith(scanners)
                  }}
                />
              </Suspense>
            ) : (
              <Sections problems={form.parts.problems} shown={section} show={setSection} />
            )}
          </main>
        </SetupContext>
      )}
      {!checking && <Footer form={form} />}
    </div>
  )
}
