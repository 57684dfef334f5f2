import { Button } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ReconciliationProgress } from '../../app/contract/reconciliation.ts'
import { call } from '../bridge.ts'
import { useLanguage } from '../till-store.ts'
import { dayName } from './month.ts'
import { usePlaces } from './place-store.ts'

const PHASES = {
  fetching: 'phaseFetching',
  'reading-bill': 'phaseReadingBill',
  'reading-books': 'phaseReadingBooks',
  matching: 'phaseMatching',
  saving: 'phaseSaving',
} as const satisfies { readonly [P in ReconciliationProgress['phase']]: string }

/** How far the work on a day is, with the way to end it. Nothing while there is none. */
export function ProgressBar() {
  const { t } = useTranslation('reconciliation')
  const language = useLanguage()
  const progress = usePlaces((places) => places.progress)
  if (progress === null) return null
  const { day, phase, done, total } = progress
  const text = `${dayName(day, language)} · ${t(PHASES[phase])}`
  const known = total !== null && total > 0
  return (
    <section className="reconciliation-progress" aria-label={text}>
      <span role="status">{text}</span>
      {/* Without a value it is drawn as moving: how far it is, is not known. */}
      <progress aria-label={text} max={known ? total : 1} value={known ? done : undefined} />
      <span className="progress-count">
        {known ? `${Math.floor((100 * done) / total)} %` : done.toLocaleString(language)}
      </span>
      <Button
        size="md"
        variant="default"
        leftSection={<IconPlayerStop aria-hidden size={20} />}
        onClick={() => void call('cancelReconciliation', null)}
      >
        {t('cancel')}
      </Button>
    </section>
  )
}
