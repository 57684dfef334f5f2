import { Button } from '@mantine/core'
import { IconAlertOctagonFilled } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

function Broken() {
  const { t } = useTranslation('fault')
  return (
    <div className="window-broken alarm" role="alert">
      <IconAlertOctagonFilled aria-hidden size={96} />
      <strong>{t('windowBroken')}</strong>
      <p>{t('windowBrokenMore')}</p>
      <Button size="xl" color="dark" autoFocus onClick={() => location.reload()}>
        {t('windowReload')}
      </Button>
    </div>
  )
}

/** A fault in drawing must not leave an empty window: main goes on, and a reload shows all it knows. */
export class FaultBoundary extends Component<
  { readonly children: ReactNode },
  { readonly broken: boolean }
> {
  override state = { broken: false }

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children
  }
}
