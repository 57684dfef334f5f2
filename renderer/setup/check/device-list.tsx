import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconClockFilled,
  IconKeyboard,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { KEYS } from '../../../app/scanner-check/check-notice.ts'
import type { CheckedDevice } from '../../../app/scanner-check/checked-device.ts'

function Sign({ state }: Pick<CheckedDevice, 'state'>) {
  if (state === 'ready') return <IconCircleCheckFilled aria-hidden size={18} data-state="ok" />
  if (state === 'opening') return <IconClockFilled aria-hidden size={18} data-state="wait" />
  return <IconAlertTriangleFilled aria-hidden size={18} data-state="bad" />
}

function Row({ device, heard }: { readonly device: CheckedDevice; readonly heard: boolean }) {
  const { t } = useTranslation(['scannerCheck', 'lights'])
  const { bus, label, state, setting } = device
  const keyboard = bus === 'keyboard'
  const status = state === 'ready' || state === 'opening' ? t(state) : t(`lights:${state}`)
  return (
    <li data-heard={heard}>
      {keyboard ? <IconKeyboard aria-hidden size={18} /> : <Sign state={state} />}
      <span className="check-device">{label}</span>
      <span className="check-status">
        {keyboard ? t('inKeyboardMode') : status}
        {state === 'ready' && setting !== null && ` · ${setting.baudRate} ${setting.format}`}
      </span>
    </li>
  )
}

/** Everything that is listened to, and what keeps the rest from it. */
export function DeviceList(props: {
  readonly devices: readonly CheckedDevice[]
  /** Where the latest scan came from. */
  readonly heard: string | null
}) {
  const { devices, heard } = props
  const { t } = useTranslation('scannerCheck')
  const others = devices.filter(({ bus }) => bus !== 'keyboard')
  return (
    <section className="check-devices">
      <h2>{t('devices')}</h2>
      <ul>
        {devices.map((device) => (
          <Row key={device.key} device={device} heard={device.key === heard} />
        ))}
        <li data-heard={heard === KEYS}>
          <IconKeyboard aria-hidden size={18} />
          <span className="check-device">{t('keyboard')}</span>
          <span className="check-status">{t('ready')}</span>
        </li>
        {others.length === 0 && <li className="check-none">{t('noDevices')}</li>}
      </ul>
    </section>
  )
}
