import { useTranslation } from 'react-i18next'
import type { SaleView } from '../../app/till/view.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { WaitingList } from './waiting-list.tsx'

/** The list of parked and restored sales, over whatever the counter shows (F3). */
export function WaitingDialog({ sales }: { readonly sales: readonly SaleView[] }) {
  const { t } = useTranslation('till')
  return (
    <Dialog size="xl" title={t('waitingTitle')}>
      <p className="waiting-hint">{sales.length === 0 ? t('waitingNone') : t('waitingHint')}</p>
      <WaitingList sales={sales} />
    </Dialog>
  )
}
