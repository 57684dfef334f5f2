import { IconFileCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayReport } from '../../app/reconciliation/report.ts'
import { dayText } from '../clock-text.ts'

const FROM = { wechat: 'billFrom', file: 'billFile', none: 'billNone' } as const

/** Which bill the day was compared with: where it came from, and the hash by which its file is known. */
export function BillFactsView(props: {
  readonly report: NonNullable<DayReport['report']>
  readonly children: ReactNode
}) {
  const { report, children } = props
  const { bill, covers, rowsOfOthers } = report
  const { t } = useTranslation('reconciliation')
  const { sha256, bytes, rows, fetchedAtMs, source } = bill
  const size = Math.ceil(bytes / 1024).toLocaleString('en')
  return (
    <section className="bill-facts" aria-label={t('bill')}>
      <h3>
        <IconFileCheck aria-hidden size={22} />
        {t('bill')}
      </h3>
      <p>
        {t(FROM[source], { time: dayText(fetchedAtMs), rows: rows.toLocaleString('en') })}
        {source !== 'none' && ` · ${size} KB`}
      </p>
      {covers !== undefined && <p>{t(covers === 'payments' ? 'billPayments' : 'billRefunds')}</p>}
      {rowsOfOthers !== undefined && (
        <p>{t('billOthers', { rows: rowsOfOthers.toLocaleString('en') })}</p>
      )}
      <p className="bill-hash">
        <span>{t('billHash')}</span>
        <code>{sha256}</code>
      </p>
      {children}
    </section>
  )
}
