import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Lists anew what is plugged in, beside each list of it. */
export function RefreshButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation('setup')
  return (
    <Button
      size="md"
      variant="default"
      leftSection={<IconRefresh aria-hidden size={20} />}
      onClick={onPress}
    >
      {t('refreshPorts')}
    </Button>
  )
}
