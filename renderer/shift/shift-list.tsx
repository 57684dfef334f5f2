import { useTranslation } from 'react-i18next'
import type { ShiftState } from '../../app/contract/shifts.ts'
import { amountText } from '../amount-text.ts'
import { dayText } from '../clock-text.ts'

interface Props {
  readonly state: ShiftState
  /** Number of the Z that is shown; null for the X. */
  readonly chosen: number | null
  readonly onChoose: (number: number | null) => void
}

/** The shift that is open and the closed ones, newest first. */
export function ShiftList({ state: { open, closed }, chosen, onChoose }: Props) {
  const { t } = useTranslation('shift')
  return (
    <>
      {open !== null && (
        <button
          type="button"
          className="shift-line"
          tabIndex={-1}
          aria-pressed={chosen === null}
          onClick={() => onChoose(null)}
        >
          <strong>{t('current')}</strong>
        </button>
      )}
      <h3>{t('closed')}</h3>
      <ul className="shift-lines">
        {closed.map(({ number, closedAtMs, paid, currency, unresolved }) => (
          <li key={number}>
            <button
              type="button"
              className="shift-line"
              tabIndex={-1}
              aria-pressed={chosen === number}
              onClick={() => onChoose(number)}
            >
              <strong>{t('z', { number })}</strong>
              <span>{dayText(closedAtMs)}</span>
              <span className="shift-undecided">
                {unresolved === 0 ? '' : t('undecidedIn', { count: unresolved })}
              </span>
              <span>{amountText(paid.minor, currency)}</span>
            </button>
          </li>
        ))}
      </ul>
      {closed.length === 0 && <p className="slip-none">{t('noneClosed')}</p>}
    </>
  )
}

/** Whether every Z is as it was written. */
export function ChainSign({ chain }: Pick<ShiftState, 'chain'>) {
  const { t } = useTranslation('shift')
  if (chain.kind === 'whole') {
    return chain.zs === 0 ? null : <p className="shift-chain">{t('chainWhole')}</p>
  }
  return (
    <p className="shift-chain" role="alert" data-broken>
      {chain.z === null ? t('chainBrokenEnd') : t('chainBroken', { number: chain.z })}
    </p>
  )
}
