import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { amountText } from '../amount-text.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { VerdictZone } from './verdict-zone.tsx'

interface Props {
  readonly amountMinor: number
  readonly snapshot: Snapshot
}

/** The second question before a large amount. */
export function AskTwice({ amountMinor, snapshot: { currency, limits } }: Props) {
  const { t } = useTranslation(['verdict', 'till'])
  const above = amountText(limits.askTwiceAboveMinor, currency)
  return (
    <VerdictZone screen="ask-twice" said tone="blue" pattern="outline" working={false}>
      <div className="verdict-signs">
        <IconAlertTriangle aria-hidden className="verdict-icon" stroke={1.5} />
      </div>
      <h1 className="verdict-word">{t('verdict:askTwice')}</h1>
      <p className="verdict-amount">{amountText(amountMinor, currency)}</p>
      <p className="verdict-why">{t('verdict:askTwiceMore', { amount: above })}</p>
      <p className="verdict-next">
        <span className="verdict-next-key">
          <KeyCap of={keyOf('confirm')} />
          {t('till:chargeLarge')}
        </span>
        <span className="verdict-next-key">
          <KeyCap of={keyOf('escape')} />
          {t('till:changeAmount')}
        </span>
      </p>
    </VerdictZone>
  )
}
