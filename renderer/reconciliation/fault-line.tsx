import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../fault-texts.ts'
import { dismissMessage, usePanels } from '../panel-store.ts'

/** What was asked for and not done. */
export function FaultLine() {
  const { t } = useTranslation('fault')
  const { t: tTill } = useTranslation('till')
  const message = usePanels((panels) => panels.message)
  if (message?.kind !== 'fault') return null
  return (
    <div className="reconciliation-fault" role="alert">
      <IconAlertTriangle aria-hidden size={24} />
      <span>{faultText(t, message.fault)}</span>
      <ActionIcon size={48} variant="subtle" aria-label={tTill('close')} onClick={dismissMessage}>
        <IconX aria-hidden />
      </ActionIcon>
    </div>
  )
}
