import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ELSEWHERE, type ReportLine } from '../../app/reconciliation/report.ts'
import { foreignAmountText } from '../amount-text.ts'
import { billClock } from './bill-texts.ts'
import { CLASS_LOOKS } from './class-looks.ts'
import { useWechatStateText } from './outcome-text.ts'

interface SideProps {
  readonly minor: number | null
  readonly currency: string
  readonly state: string | null
  /** Said instead of an amount that is not on this side. */
  readonly none: string
  /** It is missing here, and not only elsewhere. */
  readonly missing: boolean
}

/** What one side has of a line: how much, and where it stands. */
function Side({ minor, currency, state, none, missing }: SideProps) {
  return (
    <span role="gridcell" className="line-side" data-absent={missing}>
      <b>{minor === null ? none : foreignAmountText(minor, currency)}</b>
      <span>{state}</span>
    </span>
  )
}

/** A line of the day's table. */
export const LineRow = memo(function LineRow({ line }: { readonly line: ReportLine }) {
  const { t } = useTranslation('reconciliationLines')
  const { t: tClass } = useTranslation('reconciliationClass')
  const stateText = useWechatStateText()
  const { icon: Icon, mark } = CLASS_LOOKS[line.class]
  const { orderNumber, refundNumber, currency, oursMinor, oursState, theirsMinor, theirsState } =
    line
  const { standing } = line
  const elsewhere = theirsState === ELSEWHERE
  // What somebody has dealt with no longer calls for anybody.
  const settled = standing !== undefined && standing !== 'open'
  return (
    <>
      <span role="gridcell" className="line-class" data-mark={settled ? 'quiet' : mark}>
        <Icon aria-hidden size={24} stroke={1.8} />
        <span className="line-what">
          <b>{tClass(line.class)}</b>
          <span className="line-number">
            {refundNumber === null ? orderNumber : t('refundOf', { number: refundNumber })}
          </span>
        </span>
        {standing !== undefined && (
          <span className="line-standing" data-state={standing}>
            {t(`standing-${standing}`)}
          </span>
        )}
      </span>
      <Side
        minor={oursMinor}
        currency={currency}
        state={oursState === null ? null : t(`ours-${oursState}`)}
        none={t('absent')}
        missing={oursMinor === null && !settled}
      />
      <Side
        minor={theirsMinor}
        currency={currency}
        state={theirsState === null || elsewhere ? null : stateText(theirsState)}
        none={t(elsewhere ? 'elsewhere' : 'absent')}
        // What was never charged is rightly not in the bill.
        missing={theirsMinor === null && line.class !== 'matched' && !settled}
      />
      <span role="gridcell" className="line-where">
        <b>{line.till === '' ? t('unknownTill') : line.till}</b>
        <span>{line.cashier ?? ''}</span>
      </span>
      <span role="gridcell" className="line-time">
        {billClock(line.atMs)}
      </span>
    </>
  )
})
