import { ActionIcon } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { LooksMenu } from '../later.ts'
import { closePanel, openPanel, usePanels } from '../panel-store.ts'

/** The button for theme and volume, and what it opens. */
export function Looks() {
  const { t } = useTranslation('till')
  const opened = usePanels(({ panel }) => panel === 'looks')
  const button = (
    <ActionIcon
      variant="default"
      size={48}
      tabIndex={-1}
      aria-label={t('looks')}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => (opened ? closePanel() : openPanel('looks'))}
    >
      <IconAdjustmentsHorizontal aria-hidden size={24} />
    </ActionIcon>
  )
  if (!opened) return button
  return (
    <Suspense fallback={button}>
      <LooksMenu button={button} />
    </Suspense>
  )
}
