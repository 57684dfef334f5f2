import {
  IconAlertTriangleFilled,
  IconBarcode,
  IconCircleCheckFilled,
  IconInfoCircle,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CheckedDevice } from '../../../app/scanner-check/checked-device.ts'
import {
  isUsable,
  REMARKS,
  type Finding,
  type FoundSettings,
  type Remark,
  type SeenEnd,
} from '../../../app/scanner-check/finding.ts'
import type { SerialSetting } from '../../../app/scanner-check/serial-setting.ts'
import { codeName, vendorOf } from '../../../app/scanner-check/vendors.ts'

type Read = Extract<Finding, { kind: 'read' }>

const END_NAMES: { readonly [E in Exclude<SeenEnd, 'none' | 'other'>]: string } = {
  cr: 'CR',
  lf: 'LF',
  crlf: 'CR LF',
  tab: 'Tab',
  etx: 'ETX',
  enter: 'Enter',
}

const settingText = ({ baudRate, format }: SerialSetting): string => `${baudRate} ${format}`

function useMode(): (settings: FoundSettings, end: SeenEnd) => string {
  const { t } = useTranslation('scannerCheck')
  const nameOf = (end: SeenEnd): string => {
    if (end === 'none') return t('endNothing')
    return end === 'other' ? t('endOther') : END_NAMES[end]
  }
  return (settings, end) => {
    if (settings.bus === 'hid') return t('foundHid')
    if (settings.bus === 'keyboard') return t('foundKeyboard', { end: nameOf(end) })
    return t('foundSerial', { setting: settingText(settings), end: nameOf(end) })
  }
}

const SIGNS: { readonly [S in (typeof REMARKS)[Remark]]: Icon } = {
  note: IconInfoCircle,
  advice: IconInfoCircle,
  must: IconAlertTriangleFilled,
}

function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  const { t } = useTranslation('scannerRemarks')
  return (
    <ul className="check-remarks">
      {remarks.map((remark) => {
        const Sign = SIGNS[REMARKS[remark]]
        return (
          <li key={remark} data-weight={REMARKS[remark]} data-remark={remark}>
            <Sign aria-hidden size={20} />
            {t(remark)}
          </li>
        )
      })}
    </ul>
  )
}

/** Where keyboard mode could be left for a better one, in the words of the scanner's manual. */
function Better({ vendorId }: { readonly vendorId: string }) {
  const { t } = useTranslation('scannerCheck')
  const code = codeName(vendorOf(vendorId), 'hid-pos') ?? 'USB HID POS'
  return <p className="check-better">{t('better', { code })}</p>
}

function ReadView(props: { readonly finding: Read; readonly vendorId: string | null }) {
  const { finding, vendorId } = props
  const { t } = useTranslation('scannerCheck')
  const mode = useMode()
  const usable = isUsable(finding)
  const Sign = usable ? IconCircleCheckFilled : IconAlertTriangleFilled
  return (
    <>
      <p className="check-headline" data-tone={usable ? 'green' : 'red'}>
        <Sign aria-hidden size={34} />
        {t(usable ? 'works' : 'mustChange')}
      </p>
      <p className="check-mode">{mode(finding.settings, finding.end)}</p>
      <Remarks remarks={finding.remarks} />
      {finding.settings.bus === 'keyboard' && <Better vendorId={vendorId ?? ''} />}
    </>
  )
}

function Plain({ tone, headline, more }: Readonly<Record<'tone' | 'headline' | 'more', string>>) {
  const Sign = tone === 'blue' ? IconBarcode : IconAlertTriangleFilled
  return (
    <>
      <p className="check-headline" data-tone={tone}>
        <Sign aria-hidden size={34} />
        {headline}
      </p>
      <p className="check-mode">{more}</p>
    </>
  )
}

/** What the latest scan showed, and what to do now. */
export function FindingView(props: {
  readonly finding: Finding | null
  readonly devices: readonly CheckedDevice[]
}) {
  const { finding, devices } = props
  const { t } = useTranslation('scannerCheck')
  if (finding === null) {
    return <Plain tone="blue" headline={t('waiting')} more={t('nothingYet')} />
  }
  switch (finding.kind) {
    case 'read': {
      const typing = devices.find(({ bus }) => bus === 'keyboard')
      return <ReadView finding={finding} vendorId={typing?.usb?.vendorId ?? null} />
    }
    case 'other-text':
      return <Plain tone="blue" headline={t('otherText')} more={t('otherTextFor')} />
    case 'beginning':
      return <Plain tone="amber" headline={t('beginning')} more={t('beginningFor')} />
    case 'garbled': {
      const settings = { tried: settingText(finding.tried), next: settingText(finding.next) }
      const more = t(finding.guessed ? 'garbledGuess' : 'garbledNext', settings)
      return <Plain tone="amber" headline={t('garbled')} more={more} />
    }
  }
}
