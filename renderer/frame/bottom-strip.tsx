import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefundView } from '../../app/refund/view.ts'
import type { SaleView } from '../../app/till/view.ts'
import { run } from '../actions.ts'
import { amountText } from '../amount-text.ts'
import { clockText } from '../clock-text.ts'
import { CommandButton } from '../command-button.tsx'
import { useLocked } from '../people/access.ts'
import { useTill } from '../till-store.ts'
import { isUndecided } from '../../app/till/screens.ts'
import { useShifts } from '../shift/shift-store.ts'
import { LOOKS } from '../verdict/looks.ts'

const RecentSale = memo(function RecentSale({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation('verdict')
  const { icon: LookIcon, tone, word } = LOOKS[sale.screen.kind]
  return (
    <li className="recent-sale" data-tone={tone} title={clockText(sale.startedAtMs)}>
      <LookIcon aria-hidden size={20} />
      <span className="only-heard">{t(word)}</span>
      <span className="recent-amount">{amountText(sale.amountMinor, sale.currency)}</span>
    </li>
  )
})

function Recent({ sales }: { readonly sales: readonly SaleView[] }) {
  const { t } = useTranslation('till')
  return (
    <div className="recent">
      <h2 className="recent-title">{t('lastSales')}</h2>
      {sales.length === 0 && <p className="recent-none">{t('noSales')}</p>}
      <ul className="recent-list">
        {sales.map((sale) => (
          <RecentSale key={sale.saleId} sale={sale} />
        ))}
      </ul>
    </div>
  )
}

function Waiting({
  sales,
  locked,
}: {
  readonly sales: readonly SaleView[]
  readonly locked: boolean
}) {
  const { t } = useTranslation('till')
  const open = sales.filter(({ screen }) => isUndecided(screen)).length
  const count = sales.length
  if (count === 0) return null
  return (
    <CommandButton
      command="waiting-sales"
      className="waiting-count"
      disabled={locked}
      onPress={() => void run('waiting-sales')}
    >
      {open > 0
        ? t('unresolved', { count: open })
        : t(count === 1 ? 'toSeeOne' : 'toSee', { count })}
    </CommandButton>
  )
}

function ShiftButton({ disabled }: { readonly disabled: boolean }) {
  const { t } = useTranslation('till')
  const state = useShifts((shifts) => shifts.state)
  return (
    <CommandButton command="shift" disabled={disabled} onPress={() => void run('shift')}>
      {state === null || state.open === null
        ? t('shift')
        : t('shiftNumber', { number: state.number })}
    </CommandButton>
  )
}

/** Refunds that somebody has to know of: those that WeChat has taken on need nobody. */
const undecidedRefunds = (refunds: readonly RefundView[]): number =>
  refunds.filter(({ state }) => state !== 'accepted').length

interface Props {
  /** The latest finished sales, newest first. */
  readonly recent: readonly SaleView[]
  readonly background: readonly SaleView[]
  /** Nothing at the counter keeps the window. */
  readonly mayLeave: boolean
}

/** The last sales, what still waits, and the keys that work everywhere. It is drawn when one of these changes, and by no verdict. */
export const BottomStrip = memo(function BottomStrip({ recent, background, mayLeave }: Props) {
  const { t } = useTranslation(['till', 'refunds'])
  const open = useTill(({ snapshot }) => undecidedRefunds(snapshot?.refunds.open ?? []))
  const locked = useLocked()
  return (
    <footer className="bottom-strip">
      {locked ? <div className="recent" /> : <Recent sales={recent} />}
      <Waiting sales={background} locked={locked} />
      <CommandButton command="receipts" disabled={locked} onPress={() => void run('receipts')}>
        {t('till:receipts')}
      </CommandButton>
      <CommandButton
        command="refund"
        className={open > 0 ? 'waiting-count' : ''}
        disabled={locked}
        onPress={() => void run('refund')}
      >
        {open > 0 ? t('refunds:open', { count: open }) : t('refunds:title')}
      </CommandButton>
      <ShiftButton disabled={locked} />
      <CommandButton
        command="reconciliation"
        className="strip-reconciliation"
        disabled={locked || !mayLeave}
        onPress={() => void run('reconciliation')}
      >
        {t('till:reconciliation')}
      </CommandButton>
      <CommandButton command="help" onPress={() => void run('help')}>
        {t('till:help')}
      </CommandButton>
      <CommandButton
        command="set-up"
        disabled={locked || !mayLeave}
        onPress={() => void run('set-up')}
      >
        {t('till:setUp')}
      </CommandButton>
    </footer>
  )
})
