import { Button } from '@mantine/core'
import { IconDeviceFloppy, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Configuration, scannersOf } from '../../../app/contract/configuration.ts'
import { isUsable } from '../../../app/scanner-check/finding.ts'
import { addTexts } from '../../i18n/later-texts.ts'
import { useSetup } from '../setup-context.ts'
import type { CheckState } from './check-state.ts'
import { DeviceList } from './device-list.tsx'
import { FindingView } from './finding-view.tsx'
import { canAdd, placeScanner, scannerFrom } from './place-scanner.ts'
import { RawView } from './raw-view.tsx'
import { TestCodes } from './test-codes.tsx'
import { useScannerCheck } from './use-scanner-check.ts'
import '../../styles/check.css'

addTexts('scannerCheck')
addTexts('scannerRemarks')

interface Props {
  /** Takes the scanners as they are to be from now on. */
  readonly onKeep: (scanners: Pick<Configuration, 'scanner' | 'moreScanners'>) => void
}

/** Keeps what was found, or shows it to whoever keeps the configuration file. */
function Keep({ state: { latest, devices }, onKeep }: Props & { readonly state: CheckState }) {
  const { t } = useTranslation('scannerCheck')
  const { setup, draft } = useSetup()
  if (latest?.finding.kind !== 'read' || !isUsable(latest.finding)) return null
  const device = devices.find(({ key }) => key === latest.key) ?? null
  const found = scannerFrom(latest.finding.settings, device)
  if (found === null) return null
  const scanners = scannersOf(draft.configuration)
  function keep(how: 'instead' | 'besides'): void {
    if (found === null) return
    const [scanner = found, ...moreScanners] = placeScanner(scanners, found, how)
    onKeep({ scanner, moreScanners })
  }
  if (setup.fromFile) {
    return (
      <div className="check-file">
        <p>{t('fileOnly')}</p>
        <pre tabIndex={0}>{`"scanner": ${JSON.stringify(found)}`}</pre>
      </div>
    )
  }
  return (
    <div className="check-buttons">
      <Button
        size="lg"
        leftSection={<IconDeviceFloppy aria-hidden size={22} />}
        onClick={() => keep('instead')}
      >
        {t('use')}
      </Button>
      {canAdd(scanners, found) && (
        <Button
          size="lg"
          variant="default"
          leftSection={<IconPlus aria-hidden size={22} />}
          onClick={() => keep('besides')}
        >
          {t('add')}
        </Button>
      )}
    </div>
  )
}

/** Finds out from a test code how a scanner is connected and set up, and what is wrong with it. */
export function ScannerCheck({ onKeep }: Props) {
  const { t } = useTranslation('scannerCheck')
  const { state, pause } = useScannerCheck()
  const [rawShown, setRawShown] = useState(false)
  const { latest, devices } = state
  return (
    <div className="check">
      <TestCodes />
      <div className="check-results">
        <h1>{t('title')}</h1>
        <p className="check-listening">{t('listening')}</p>
        {/* The number of the scan makes the same finding, twice, two pieces of news. */}
        <section
          key={state.scans}
          className="check-finding"
          aria-live="polite"
          data-finding={latest?.finding.kind ?? 'none'}
        >
          <FindingView finding={latest?.finding ?? null} devices={devices} />
          <Keep state={state} onKeep={onKeep} />
        </section>
        <DeviceList devices={devices} heard={latest?.key ?? null} />
        {rawShown && <RawView state={state} pause={pause} />}
        <div className="check-buttons">
          <Button size="md" variant="default" onClick={() => setRawShown(!rawShown)}>
            {t(rawShown ? 'rawHide' : 'rawShow')}
          </Button>
        </div>
      </div>
    </div>
  )
}
