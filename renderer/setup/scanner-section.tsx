import { Button } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { scannersOf } from '../../app/contract/configuration.ts'
import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { openPanel } from '../panel-store.ts'
import { ChoiceField } from './fields.tsx'
import { HidFields } from './hid-fields.tsx'
import { KeyboardFields, SerialFields } from './scanner-fields.tsx'
import { ScannerList } from './scanner-list.tsx'
import { useSetup } from './setup-context.ts'
import { PrefixesField } from './shop-sections.tsx'

type Kind = ScannerConfiguration['kind']

/** What a scanner of each kind starts with. */
const FRESH: { readonly [K in Kind]: Extract<ScannerConfiguration, { readonly kind: K }> } = {
  keyboard: { kind: 'keyboard', prefix: '', suffix: 'enter' },
  hid: { kind: 'hid', vendorId: '', productId: '', serialNumber: '' },
  serial: {
    kind: 'serial',
    path: '',
    baudRate: 9600,
    format: '8N1',
    framing: 'any-line',
    idleMs: 80,
  },
  none: { kind: 'none' },
}

/** Finds out instead of asking. */
function CheckButton() {
  const { t } = useTranslation('field')
  return (
    <div className="check-offer">
      <p className="choice-about">{t('checkScannerFor')}</p>
      <Button
        size="md"
        leftSection={<IconBarcode aria-hidden size={20} />}
        onClick={() => openPanel('check-scanner')}
      >
        {t('checkScanner')}
      </Button>
    </div>
  )
}

interface OneProps {
  /** Where the scanner stands in the configuration. */
  readonly path: string
  readonly scanner: ScannerConfiguration
  /** What is stored there now. */
  readonly saved: ScannerConfiguration | undefined
  readonly put: (scanner: ScannerConfiguration) => void
}

/** Everything about one scanner. */
function OneScanner({ path, scanner, saved, put }: OneProps) {
  const { t } = useTranslation('field')
  return (
    <>
      <ChoiceField
        path={`${path}.kind`}
        label="scannerKind"
        about="scannerKindFor"
        value={scanner.kind}
        choices={[
          { value: 'keyboard', label: t('scannerKeyboard') },
          { value: 'hid', label: t('scannerHid') },
          { value: 'serial', label: t('scannerSerial') },
          { value: 'none', label: t('scannerNone') },
        ]}
        onChange={(kind: Kind) => put(saved?.kind === kind ? saved : FRESH[kind])}
      />
      {scanner.kind === 'hid' && <HidFields path={path} scanner={scanner} choose={put} />}
      {scanner.kind === 'serial' && (
        <SerialFields path={path} scanner={scanner} set={(part) => put({ ...scanner, ...part })} />
      )}
      {scanner.kind === 'keyboard' && (
        <KeyboardFields
          path={path}
          scanner={scanner}
          set={(part) => put({ ...scanner, ...part })}
        />
      )}
    </>
  )
}

/** Where payment codes come from: one scanner, or several at once. */
export function ScannerSection() {
  const { setup, draft, change } = useSetup()
  const [chosen, choose] = useState(0)
  const scanners = scannersOf(draft.configuration)
  const at = Math.min(chosen, scanners.length - 1)
  const scanner = scanners[at] ?? draft.configuration.scanner
  const use = ([first = FRESH.none, ...moreScanners]: readonly ScannerConfiguration[]): void =>
    change({ scanner: first, moreScanners })
  return (
    <>
      <CheckButton />
      <ScannerList
        scanners={scanners}
        chosen={at}
        choose={choose}
        add={() => {
          use([...scanners, FRESH.hid])
          choose(scanners.length)
        }}
        remove={() => {
          use(scanners.toSpliced(at, 1))
          choose(Math.max(0, at - 1))
        }}
      />
      <OneScanner
        key={at}
        path={at === 0 ? 'scanner' : `moreScanners.${at - 1}`}
        scanner={scanner}
        saved={scannersOf(setup.configuration)[at]}
        put={(next) => use(scanners.with(at, next))}
      />
      <PrefixesField />
    </>
  )
}
