import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleView, TillView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { call } from '../bridge.ts'
import { clockText } from '../clock-text.ts'
import { closePanel, tell } from '../panel-store.ts'
import { isUndecided } from '../../app/till/screens.ts'
import { LOOKS } from '../verdict/looks.ts'
import { Dialog } from './dialog.tsx'
import { LeaveButtons } from './leave-buttons.tsx'

/** More are counted in the sentence above. */
const LISTED_MAX = 4

/** One of the payments in question: those who know which it is know what to do. */
function OpenSale({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation('verdict')
  const { icon: LookIcon, word } = LOOKS[sale.screen.kind]
  return (
    <li className="leave-sale">
      <LookIcon aria-hidden size={28} />
      <strong>{amountText(sale.amountMinor, sale.currency)}</strong>
      <span>{t(word)}</span>
      <span>{clockText(sale.startedAtMs)}</span>
    </li>
  )
}

/** Asked when the window is to be closed while a payment is undecided. Enter and Esc both stay. */
export function LeaveDialog({ till }: { readonly till: TillView }) {
  const { t } = useTranslation('leaving')
  const sales = [...(till.current === null ? [] : [till.current]), ...till.background]
  const open = sales.filter(({ screen }) => isUndecided(screen))
  const count = open.length
  useEffect(() => {
    // Decided meanwhile: what has to be seen now is the verdict.
    if (count === 0) closePanel()
  }, [count])

  async function leave(): Promise<void> {
    const left = await call('leave', null)
    if (!left.ok) tell({ kind: 'fault', fault: left.error })
  }

  return (
    <Dialog title={t('title')} size="lg" centered>
      <p className="leave-open">{t(count === 1 ? 'openOne' : 'open', { count })}</p>
      <ul className="leave-sales">
        {open.slice(0, LISTED_MAX).map((sale) => (
          <OpenSale key={sale.saleId} sale={sale} />
        ))}
      </ul>
      <p>{t(count === 1 ? 'afterwardsOne' : 'afterwards')}</p>
      <LeaveButtons leave={t('leave')} stay={t('stay')} onLeave={() => void leave()} />
    </Dialog>
  )
}
