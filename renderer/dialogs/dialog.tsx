import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closePanel } from '../panel-store.ts'

interface Props {
  readonly title: string
  readonly size: 'lg' | 'xl' | 'full'
  /** In the middle, over the verdict: nothing else is to be read now. */
  readonly centered?: boolean
  readonly children: ReactNode
}

/**
 * A dialog over the sales screen. Esc is the screen's own (use-sale-keys.ts), or one key press would close the
 * dialog and then reach the sale behind it. Scroll locking would need a `<style>` element, and nothing scrolls.
 */
export function Dialog({ title, size, centered = false, children }: Props) {
  const { t } = useTranslation('till')
  return (
    <Modal
      opened
      title={title}
      fullScreen={size === 'full'}
      centered={centered}
      size={size === 'full' ? '100%' : size}
      lockScroll={false}
      closeOnEscape={false}
      // The window's own banner is the one above the counter.
      attributes={{ header: { role: 'presentation' } }}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('close') }}
      onClose={closePanel}
    >
      {children}
    </Modal>
  )
}
