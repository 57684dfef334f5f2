import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleView } from '../../app/till/view.ts'
import { amountText } from '../amount-text.ts'
import { dayText } from '../clock-text.ts'
import { LOOKS } from '../verdict/looks.ts'

interface Props {
  readonly sale: SaleView
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** A sale in the list. The chosen one is kept in sight when the keyboard chooses. */
export function SaleRow({ sale, chosen, onChoose }: Props) {
  const { t } = useTranslation('verdict')
  const { icon: LookIcon, tone, word } = LOOKS[sale.screen.kind]
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={row}>
      <button
        type="button"
        className="found-sale"
        tabIndex={-1}
        aria-pressed={chosen}
        onClick={onChoose}
      >
        <LookIcon aria-hidden size={24} data-tone={tone} className="found-icon" />
        <span className="found-amount">{amountText(sale.amountMinor, sale.currency)}</span>
        <span className="found-word">{t(word)}</span>
        <span className="found-when">{dayText(sale.startedAtMs)}</span>
        <span className="found-order">
          {sale.outTradeNo === null ? '' : `…${sale.outTradeNo.slice(-6)}`}
        </span>
      </button>
    </li>
  )
}
