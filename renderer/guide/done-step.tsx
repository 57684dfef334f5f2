import { useTranslation } from 'react-i18next'
import { scannersOf } from '../../app/contract/configuration.ts'
import type { Draft } from '../setup/draft.ts'
import { useSetup } from '../setup/setup-context.ts'
import { useTill } from '../till-store.ts'

/** The way to WeChat Pay, and as whom. */
function useAccessText({ mode, wechat, backend }: Draft['configuration']): string {
  const { t } = useTranslation('field')
  if (mode === 'training') return t('modeTraining')
  return mode === 'physical-store'
    ? `${t('modeStore')} · ${wechat.mchId}`
    : `${t('modeBackend')} · ${backend.url}`
}

function useDeviceTexts({ printer, ...rest }: Draft['configuration']) {
  const { t } = useTranslation('field')
  const scanner = {
    keyboard: t('scannerKeyboard'),
    serial: t('scannerSerial'),
    hid: t('scannerHid'),
    none: t('scannerNone'),
  } as const
  const kinds = {
    none: t('printerNone'),
    tcp: t('printerTcp'),
    usb: t('printerUsb'),
    serial: t('printerSerial'),
    system: t('printerSystem'),
  } as const
  return {
    scanners: scannersOf(rest)
      .map(({ kind }) => scanner[kind])
      .join(' · '),
    printer: kinds[printer.kind],
  }
}

/** What was entered, at one glance, before the till starts with it. */
export function DoneStep() {
  const { t } = useTranslation(['guide', 'setup'])
  const { draft, problems } = useSetup()
  const { configuration } = draft
  const people = useTill(({ snapshot }) => snapshot?.people.people ?? [])
  const access = useAccessText(configuration)
  const { scanners, printer } = useDeviceTexts(configuration)
  const { name, branch, till } = configuration.shop
  const rows: readonly (readonly [string, string])[] = [
    [t('setup:sectionShop'), [name, branch, till].filter((one) => one !== '').join(' · ')],
    [t('setup:sectionAccess'), access],
    [
      t('setup:sectionPeople'),
      people.length === 0 ? t('guide:nobody') : people.map((one) => one.name).join(' · '),
    ],
    [t('setup:sectionScanner'), scanners],
    [t('setup:sectionPrinter'), printer],
  ]
  return (
    <>
      <dl className="guide-summary">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {problems.size > 0 && (
        <ul className="setup-faults">
          {[...problems].map(([place, { text, min, max, count }]) => (
            <li key={place}>
              <b>{place}</b>{' '}
              {t(`setup:${text}`, { min: min ?? '', max: max ?? '', count: count ?? 0 })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
