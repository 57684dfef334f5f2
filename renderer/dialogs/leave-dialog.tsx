import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { TillView } from '../../app/till/view.ts'
import { call } from '../bridge.ts'
import { closePanel, tell } from '../panel-store.ts'
import { isUndecided } from '../screens.ts'
import { Dialog } from './dialog.tsx'

/** Asked when the window is to be closed while a payment is undecided. Enter and Esc both stay. */
export function LeaveDialog({ till }: { readonly till: TillView }) {
  const { t } = useTranslation('leaving')
  const sales = [...(till.current === null ? [] : [till.current]), ...till.background]
  const count = sales.filter(({ screen }) => isUndecided(screen)).length
  useEffect(() => {
    // Decided meanwhile: what has to be seen now is the verdict.
    if (count === 0) closePanel()
  }, [count])

  async function leave(): Promise<void> {
    const left = await call('leave', null)
    if (!left.ok) tell({ kind: 'fault', fault: left.error })
  }

  return (
    <Dialog title={t('title')} size="lg">
      <p className="leave-open">{t(count === 1 ? 'openOne' : 'open', { count })}</p>
      <p>{t('afterwards')}</p>
      <div className="dialog-buttons">
        <Button size="lg" variant="default" onClick={() => void leave()}>
          {t('leave')}
        </Button>
        <Button size="lg" data-autofocus onClick={closePanel}>
          {t('stay')}
        </Button>
      </div>
    </Dialog>
  )
}
