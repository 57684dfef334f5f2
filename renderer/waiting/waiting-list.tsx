import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { GOODS, type SaleView } from '../../app/till/view.ts'
import { runWaiting } from '../actions.ts'
import { amountText } from '../amount-text.ts'
import { clockText } from '../clock-text.ts'
import { WAITING_COMMAND_TEXT } from '../command-texts.ts'
import { WAITING_COMMANDS } from '../commands.ts'
import { mustBeRefunded, openRefundOf } from '../refunds/refund-store.ts'
import { useLanguage } from '../till-store.ts'
import { usePainted } from '../use-painted.ts'
import { GoodsBand } from '../verdict/goods-band.tsx'
import { LOOKS } from '../verdict/looks.ts'
import { reasonsOf } from '../verdict/reasons.ts'

function WaitingSale({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation(['till', 'verdict'])
  const { t: tVerdict } = useTranslation('verdict')
  const language = useLanguage()
  const { kind } = sale.screen
  const why = kind === 'paid' ? t('till:waitingPaid') : reasonsOf(tVerdict, language, sale).why
  const { icon: LookIcon, tone, pattern, word } = LOOKS[kind]
  return (
    <li className="waiting-sale">
      <div className="waiting-verdict" data-tone={tone} data-pattern={pattern}>
        <LookIcon aria-hidden className="waiting-icon" />
        <strong>{tVerdict(word)}</strong>
        <span className="waiting-amount">{amountText(sale.amountMinor, sale.currency)}</span>
      </div>
      <div className="waiting-facts">
        <p className="waiting-why">{why}</p>
        <p className="waiting-small">
          {sale.restored ? t('restored') : t('parked')} · {clockText(sale.startedAtMs)}
          {sale.outTradeNo !== null && ` · …${sale.outTradeNo.slice(-6)}`}
          {sale.note !== '' && ` · ${sale.note}`}
        </p>
        <div className="waiting-do">
          <GoodsBand goods={GOODS[kind]} />
          <div className="waiting-buttons">
            {WAITING_COMMANDS[kind].map((command) => (
              <Button
                key={command}
                size="md"
                variant={command === 'acknowledge' ? 'filled' : 'default'}
                onClick={() => void runWaiting(command, sale.saleId)}
              >
                {t(WAITING_COMMAND_TEXT[command])}
              </Button>
            ))}
            {mustBeRefunded(sale) && (
              <Button size="md" onClick={() => openRefundOf(sale)}>
                {t('till:refundThis')}
              </Button>
            )}
          </div>
        </div>
      </div>
    </li>
  )
}

/** Parked and restored sales: what became of each, and what can be done about it. */
export function WaitingList({ sales }: { readonly sales: readonly SaleView[] }) {
  usePainted(sales)
  return (
    <ul className="waiting-list">
      {sales.map((sale) => (
        <WaitingSale key={sale.saleId} sale={sale} />
      ))}
    </ul>
  )
}
