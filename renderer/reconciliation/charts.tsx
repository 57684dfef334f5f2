import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayTotals } from '../../app/reconciliation/report.ts'
import { type Bar, type Bars, classCounts, hourBars, namedBars, stateCounts } from './chart-data.ts'
import { CountChart, MoneyChart } from './chart.tsx'
import '../styles/reconciliation-charts.css'

/** The same figures as charts or as tables; screen readers are better off with the latter. */
type Shown = 'charts' | 'tables'

/** Others as one bar with a name, names that are not known as what they are. */
function useNamed(): (bars: Bars, nameless: string) => readonly Bar[] {
  const { t } = useTranslation('reconciliationLines')
  return ({ bars, others, othersCount }, nameless) => {
    const named = bars.map((bar) => (bar.name === '' ? { ...bar, name: nameless } : bar))
    if (others === null) return named
    return [...named, { ...others, name: t('moreNames', { count: othersCount }) }]
  }
}

function CurrencyCharts(props: {
  readonly report: DayTotals
  readonly currency: string
  readonly tables: boolean
}) {
  const { report, currency, tables } = props
  const { t } = useTranslation('reconciliationLines')
  const named = useNamed()
  return (
    <>
      <MoneyChart
        title={t('chartHour')}
        bars={hourBars(report, currency)}
        currency={currency}
        tables={tables}
        wide
      />
      <MoneyChart
        title={t('chartTill')}
        bars={named(namedBars(report, 'till', currency), t('unknownTill'))}
        currency={currency}
        tables={tables}
      />
      <MoneyChart
        title={t('chartCashier')}
        bars={named(namedBars(report, 'cashier', currency), t('nobody'))}
        currency={currency}
        tables={tables}
      />
    </>
  )
}

/** A day's money by hour, till and cashier, how attempts ended, and what differs. */
export function Charts({ report }: { readonly report: DayTotals }) {
  const { t } = useTranslation('reconciliationLines')
  const { t: tClass } = useTranslation('reconciliationClass')
  const [shown, setShown] = useState<Shown>('charts')
  const tables = shown === 'tables'
  return (
    <div className="charts" tabIndex={0} role="region" aria-label={t('tabCharts')}>
      <SegmentedControl
        size="md"
        className="charts-as"
        aria-label={t('chartAs')}
        transitionDuration={0}
        value={shown}
        data={[
          { value: 'charts', label: t('asCharts') },
          { value: 'tables', label: t('asTables') },
        ]}
        onChange={(next) => setShown(next === 'tables' ? 'tables' : 'charts')}
      />
      {report.currencies.map(({ currency }) => (
        <CurrencyCharts key={currency} report={report} currency={currency} tables={tables} />
      ))}
      <CountChart
        title={t('chartState')}
        counts={stateCounts(report).map(({ name, count }) => ({ name: t(`ours-${name}`), count }))}
        tables={tables}
      />
      <CountChart
        title={t('chartClass')}
        counts={classCounts(report).map(({ name, count }) => ({ name: tClass(name), count }))}
        tables={tables}
      />
    </div>
  )
}
