import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { GOODS, type SaleView } from '../../app/till/view.ts'
import { amountText, lengthOf } from '../amount-text.ts'
import { COMMANDS } from '../commands.ts'
import { COMMAND_TEXT } from '../command-texts.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { useLocked } from '../people/access.ts'
import { mustBeRefunded } from '../refunds/refund-store.ts'
import { useLanguage, useTill } from '../till-store.ts'
import { usePainted } from '../use-painted.ts'
import { Countdown } from './countdown.tsx'
import { GoodsBand } from './goods-band.tsx'
import { LOOKS } from './looks.ts'
import { reasonsOf } from './reasons.ts'
import { VerdictZone } from './verdict-zone.tsx'

/** What may be pressed next, as one quiet line; the buttons themselves are on the left. */
function NextKeys({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation('till')
  const { kind } = sale.screen
  return (
    <p className="verdict-next">
      {COMMANDS[kind].map((command) => (
        <span key={command} className="verdict-next-key">
          <KeyCap of={keyOf(command)} />
          {kind === 'ready' && command === 'give-up' ? t('changeAmount') : t(COMMAND_TEXT[command])}
        </span>
      ))}
      {mustBeRefunded(sale) && (
        <span className="verdict-next-key">
          <KeyCap of={keyOf('refund')} />
          {t('refundThis')}
        </span>
      )}
    </p>
  )
}

/** The verdict on the sale at the counter. */
export function SaleVerdict({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation('verdict')
  const language = useLanguage()
  usePainted(useMemo(() => [sale], [sale]))
  const training = useTill(({ snapshot }) => snapshot?.training ?? false)
  const locked = useLocked()
  const { screen } = sale
  const look = LOOKS[screen.kind]
  const { why, toCustomer, detail } = reasonsOf(t, language, sale)
  const LookIcon = look.icon
  const amount = amountText(sale.amountMinor, sale.currency)
  return (
    <VerdictZone
      screen={screen.kind}
      tone={look.tone}
      pattern={look.pattern}
      working={look.working}
    >
      <div className="verdict-signs">
        <LookIcon aria-hidden className="verdict-icon" stroke={1.5} />
        {'giveUpAtMs' in screen && <Countdown key={sale.outTradeNo} untilMs={screen.giveUpAtMs} />}
      </div>
      <h1 className="verdict-word">{t(look.word)}</h1>
      <p className="verdict-amount" data-length={lengthOf(amount)}>
        {amount}
      </p>
      {why !== '' && <p className="verdict-why">{why}</p>}
      {screen.kind === 'stopped' && <p className="verdict-foot">{t('stoppedAgain')}</p>}
      {training && screen.kind === 'ready' && <p className="verdict-foot">{t('trainingReady')}</p>}
      {sale.restored && <p className="verdict-foot">{t('restored')}</p>}
      <GoodsBand goods={GOODS[screen.kind]} />
      {toCustomer !== null && (
        <p className="verdict-customer">{t('tellCustomer', { words: toCustomer })}</p>
      )}
      {!locked && <NextKeys sale={sale} />}
      <p className="verdict-detail">{detail}</p>
    </VerdictZone>
  )
}
