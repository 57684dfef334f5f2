import '@mantine/core/styles/Radio.css'
import '@mantine/core/styles/RadioCard.css'
import '@mantine/core/styles/RadioIndicator.css'
import { Button, Radio } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MonitorInfo } from '../../app/contract/contract.ts'
import type { DisplayConfiguration } from '../../app/contract/display-configuration.ts'
import { useField } from './fields.tsx'
import { useListed } from './use-listed.ts'
import { RefreshButton } from './refresh-button.tsx'

type Chosen = Extract<DisplayConfiguration, { readonly kind: 'monitor' }>['monitor']

const ANY = ''

const sizeOf = ({ width, height }: MonitorInfo['bounds']): string => `${width} × ${height}`

interface Props {
  readonly chosen: Chosen
  readonly choose: (monitor: Chosen) => void
  readonly show: (monitor: Chosen) => void
}

/** The monitors that are connected, each with a button that shows the customer's display on it. */
export function MonitorsField({ chosen, choose, show }: Props) {
  const { t } = useTranslation(['field', 'setup'])
  const { items, problem, known, listAgain } = useListed('listMonitors')
  const path = 'customerDisplay.monitor'
  const { label, description, error, disabled } = useField({
    path,
    label: 'monitor',
    about: 'monitorFor',
  })
  const away = chosen !== undefined && known && !items.some(({ id }) => id === chosen.id)
  const partOf = (id: string): Chosen => {
    const found = items.find((monitor) => monitor.id === id)
    return found === undefined ? undefined : { id, bounds: found.bounds }
  }
  return (
    <div className="monitors">
      <Radio.Group
        label={label}
        description={description}
        error={error ?? problem}
        value={chosen?.id ?? ANY}
        onChange={(id) => choose(partOf(id))}
      >
        <ul>
          <li className="monitor">
            <Radio size="md" value={ANY} disabled={disabled} label={t('field:monitorAny')} />
          </li>
          {items.map((monitor, at) => (
            <MonitorRow
              key={monitor.id}
              monitor={monitor}
              number={at + 1}
              disabled={disabled}
              show={() => show(partOf(monitor.id))}
            />
          ))}
          {away && (
            <li className="monitor">
              <Radio
                size="md"
                value={chosen.id}
                disabled={disabled}
                label={t('field:monitorAway', { size: sizeOf(chosen.bounds) })}
              />
            </li>
          )}
        </ul>
      </Radio.Group>
      <RefreshButton onPress={listAgain} />
    </div>
  )
}

interface RowProps {
  readonly monitor: MonitorInfo
  readonly number: number
  readonly disabled: boolean
  readonly show: () => void
}

function MonitorRow({ monitor, number, disabled, show }: RowProps) {
  const { t } = useTranslation('field')
  const { id, name, bounds, hasTill } = monitor
  const parts = [t('monitorNumber', { number }), name, sizeOf(bounds)]
  const more = hasTill ? [t('monitorTill')] : []
  return (
    <li className="monitor">
      <Radio
        size="md"
        value={id}
        disabled={disabled || hasTill}
        label={[...parts, ...more].filter((part) => part !== '').join(' · ')}
      />
      {!hasTill && (
        <Button
          size="md"
          variant="default"
          leftSection={<IconDeviceDesktop aria-hidden size={20} />}
          onClick={show}
        >
          {t('showHere')}
        </Button>
      )}
    </li>
  )
}
