import { Button } from '@mantine/core'
import { IconFilterOff, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Day } from '../../app/reconciliation/day.ts'
import type { DayTotals } from '../../app/reconciliation/report.ts'
import type { LineFilter } from '../../app/reconciliation/store.ts'
import { LineFilters } from './line-filters.tsx'
import { LinesGrid } from './lines-grid.tsx'
import { goTo } from './place-store.ts'
import { useLines } from './use-lines.ts'
import '../styles/reconciliation-lines.css'

/** The lines of a day, differences first, with what narrows them. */
export function LinesView(props: { readonly day: Day; readonly report: DayTotals }) {
  const { day, report } = props
  const { t } = useTranslation('reconciliationLines')
  const { t: tScreen } = useTranslation('reconciliation')
  const [filter, setFilter] = useState<LineFilter>({})
  const pager = useLines(day, filter)
  const { total, failed } = pager
  const bare = Object.keys(filter).length === 0
  return (
    <div className="lines">
      <LineFilters totals={report} filter={filter} onChange={setFilter} />
      <p className="lines-count" role="status">
        {failed
          ? t('notRead')
          : total === null
            ? tScreen('loading')
            : t('counted', { count: total.toLocaleString('en') })}
        {failed && (
          <Button
            size="md"
            variant="default"
            leftSection={<IconRefresh aria-hidden size={20} />}
            onClick={() => pager.refresh()}
          >
            {tScreen('tryAgain')}
          </Button>
        )}
      </p>
      {total === 0 && (
        <div className="lines-none">
          <IconFilterOff aria-hidden size={40} stroke={1.4} />
          <p>{t(bare ? 'noLinesAtAll' : 'noLines')}</p>
        </div>
      )}
      {total !== null && total > 0 && (
        <LinesGrid
          key={JSON.stringify(filter)}
          pager={pager}
          total={total}
          onOpen={(line) => goTo({ kind: 'line', day, line })}
        />
      )}
    </div>
  )
}
