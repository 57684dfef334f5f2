import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RefundCalls } from '../../app/contract/refunds.ts'
import type { RefundView } from '../../app/refund/view.ts'
import { amountText } from '../amount-text.ts'
import { call, type Fault } from '../bridge.ts'
import { dayText } from '../clock-text.ts'
import { useLanguage } from '../till-store.ts'
import { refundText } from './refund-text.ts'

type Wish = RefundCalls['pressRefund']['ask']['wish']

const WISHES: { readonly [W in Wish]: 'askAgain' | 'sendAgain' | 'giveUp' } = {
  'ask-again': 'askAgain',
  'send-again': 'sendAgain',
  'give-up': 'giveUp',
}

/** What can be done about a refund. There is no second refund while the first is undecided. */
function wishesFor({ state, problem }: RefundView): readonly Wish[] {
  if (problem === 'funds-low' || problem === 'not-confirmed') {
    return ['ask-again', 'send-again', 'give-up']
  }
  return state === 'refunded' || state === 'refused' || state === 'submitting' ? [] : ['ask-again']
}

/** One refund of a sale: what became of it, and what can be done. */
export function RefundRow(props: {
  readonly refund: RefundView
  readonly onFault: (fault: Fault) => void
}) {
  const { refund, onFault } = props
  const { t } = useTranslation('refunds')
  const language = useLanguage()
  const { word, why, tone } = refundText(t, language, refund)
  const { outRefundNo, askedBy, approvedBy } = refund

  async function press(wish: Wish): Promise<void> {
    const pressed = await call('pressRefund', { outRefundNo, wish })
    if (!pressed.ok) onFault(pressed.error)
  }
  async function print(): Promise<void> {
    const printed = await call('printRefund', { outRefundNo })
    if (!printed.ok) onFault(printed.error)
  }
  return (
    <li className="refund-row" data-tone={tone} data-refund={refund.state}>
      <p className="refund-head">
        <strong>{amountText(refund.amountMinor, refund.currency)}</strong>
        <span>{word}</span>
        <time>{dayText(refund.requestedAtMs)}</time>
      </p>
      {why !== '' && <p>{why}</p>}
      {approvedBy !== null && (
        <p className="refund-by">{t('by', { asked: askedBy ?? '–', approved: approvedBy })}</p>
      )}
      {refund.reason !== '' && <p className="refund-by">{refund.reason}</p>}
      <p className="refund-by refund-number">{outRefundNo}</p>
      <div className="refund-buttons">
        {wishesFor(refund).map((wish) => (
          <Button key={wish} size="md" variant="default" onClick={() => void press(wish)}>
            {t(WISHES[wish])}
          </Button>
        ))}
        <Button
          size="md"
          variant="default"
          leftSection={<IconPrinter aria-hidden size={20} />}
          onClick={() => void print()}
        >
          {t('print')}
        </Button>
      </div>
    </li>
  )
}
