import { IconCalculator } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SaleView } from '../../app/till/view.ts'
import { WaitingList } from '../waiting/waiting-list.tsx'
import { VerdictZone } from './verdict-zone.tsx'

/** Nobody at the counter: what to do first, or what became of parked and restored sales. */
export function IdleVerdict({ waiting }: { readonly waiting: readonly SaleView[] }) {
  const { t } = useTranslation(['verdict', 'till'])
  if (waiting.length > 0) {
    return (
      <section
        className="verdict-zone waiting-zone"
        data-screen="idle"
        data-tone="neutral"
        data-pattern="outline"
      >
        <h2 className="waiting-title">{t('till:waitingTitle')}</h2>
        <p className="waiting-hint">{t('till:waitingHint')}</p>
        <WaitingList sales={waiting} />
      </section>
    )
  }
  return (
    <VerdictZone screen="idle" tone="neutral" pattern="plain" working={false}>
      <div className="verdict-signs">
        <IconCalculator aria-hidden className="verdict-icon" stroke={1.2} />
      </div>
      <h1 className="verdict-word">{t('verdict:idle')}</h1>
      <p className="verdict-why">{t('verdict:idleHint')}</p>
    </VerdictZone>
  )
}
