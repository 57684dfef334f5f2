import { useTranslation } from 'react-i18next'
import type { Difference } from '../../app/reconciliation/difference.ts'
import type { ReportLine } from '../../app/reconciliation/report.ts'
import { LineSides } from './sides.tsx'
import { useAnswer } from './use-answer.ts'

const FIRST = { offset: 0, limit: 2 } as const

/**
 * A second charge and the one before it, each as both sides have it. Such a difference is found among all the charges of a day, by
 * what is kept of each of them: what the sides say stands in their lines.
 */
export function TwoOrders({
  difference,
  line,
}: {
  readonly difference: Difference
  readonly line: ReportLine
}) {
  const { t } = useTranslation('reconciliationSides')
  const { day, otherOrderNumber } = difference
  const ask = { day, filter: { text: otherOrderNumber ?? '' }, page: FIRST }
  const [answer] = useAnswer('reconciliationLines', ask)
  const lines = answer.kind === 'known' ? answer.value.lines : []
  const other = lines.find(
    (one) => one.orderNumber === otherOrderNumber && one.refundNumber === null,
  )
  return (
    <>
      <h3 className="which-order">{t('thisOrder')}</h3>
      <LineSides line={line} />
      {other !== undefined && (
        <>
          <h3 className="which-order">{t('otherOrder')}</h3>
          <LineSides line={other} />
        </>
      )}
    </>
  )
}
