import { useTranslation } from 'react-i18next'
import type { SaleView, Screen } from '../../app/till/view.ts'
import { run } from '../actions.ts'
import { amountText, lengthOf } from '../amount-text.ts'
import { clockText } from '../clock-text.ts'
import { CommandButton } from '../command-button.tsx'
import { COMMAND_TEXT } from '../command-texts.ts'
import { COMMANDS, type SaleCommand } from '../commands.ts'
import { mustBeRefunded } from '../refunds/refund-store.ts'

/** The one thing that is nearly always next; on other screens the next thing is to scan, or to wait. */
const PRIMARY: { readonly [K in Screen['kind']]?: SaleCommand } = {
  paid: 'next',
  abandoned: 'next',
  'needs-attention': 'park',
}

/** The sale at the counter: its amount cannot be changed any more, and these are the things to do about it. */
export function SaleFacts({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation('till')
  const { kind } = sale.screen
  const amount = amountText(sale.amountMinor, sale.currency)
  const untouched = kind === 'ready' && sale.attempts === 0
  return (
    <>
      <h2 className="amount-label">{t('saleOpen')}</h2>
      <p className="amount-fixed" data-length={lengthOf(amount)}>
        {amount}
      </p>
      <dl className="sale-facts">
        {sale.note !== '' && (
          <div>
            <dt>{t('note')}</dt>
            <dd>{sale.note}</dd>
          </div>
        )}
        <div>
          <dt>{t('order')}</dt>
          <dd className="sale-number">{sale.outTradeNo ?? t('orderNone')}</dd>
        </div>
        <div>
          <dt>{t('started')}</dt>
          <dd>
            {clockText(sale.startedAtMs)}
            {sale.attempts > 1 && ` · ${t('attempt', { count: sale.attempts })}`}
            {sale.restored && ` · ${t('restored')}`}
          </dd>
        </div>
      </dl>
      <div className="sale-commands">
        {COMMANDS[kind].map((command) => (
          <CommandButton
            key={command}
            command={command}
            primary={command === PRIMARY[kind]}
            onPress={() => void run(command)}
          >
            {untouched && command === 'give-up' ? t('changeAmount') : t(COMMAND_TEXT[command])}
          </CommandButton>
        ))}
        {mustBeRefunded(sale) && (
          <CommandButton command="refund" onPress={() => void run('refund')}>
            {t('refundThis')}
          </CommandButton>
        )}
      </div>
    </>
  )
}
