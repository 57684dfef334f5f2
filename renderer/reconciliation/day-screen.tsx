import { ActionIcon, Alert, Button, Tabs } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconClock,
  IconCloudDownload,
  IconCloudOff,
  IconFileAlert,
  IconFileUpload,
} from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { billReadyAt, type Day, plusDays } from '../../app/reconciliation/day.ts'
import type { DayReport, DayState } from '../../app/reconciliation/report.ts'
import { mayBeAsked } from '../../app/reconciliation/service.ts'
import { call } from '../bridge.ts'
import { dayText } from '../clock-text.ts'
import { tell } from '../panel-store.ts'
import { useLanguage } from '../till-store.ts'
import { useNow } from '../use-now.ts'
import { BillFactsView } from './bill-facts.tsx'
import { lookOfReport, waitingIn } from './day-looks.ts'
import { ExportButtons } from './export-buttons.tsx'
import { LinesView } from './lines-view.tsx'
import { dayName } from './month.ts'
import { goTo, usePlaces } from './place-store.ts'
import { Empty, Problem } from './problem.tsx'
import { useProblemTexts } from './problem-texts.ts'
import { TotalsTable } from './totals-table.tsx'
import { useAnswer } from './use-answer.ts'

/** Heavy, and seldom looked at. */
const Charts = lazy(async () => ({ default: (await import('./charts.tsx')).Charts }))

type Reconciled = Extract<DayState, { readonly kind: 'reconciled' }>

/** A day is over at midnight, while its screen is open, too. */
const MINUTE_MS = 60_000

type Begin = 'reconcileDay' | 'importBill'

/** Begins work on a day; what comes of it is told by main's notices. */
async function begin(name: Begin, day: Day): Promise<void> {
  const begun = await call(name, { day })
  // Whoever closes the list of files has chosen nothing, and knows it.
  if (!begun.ok && begun.error.kind !== 'nothing-chosen') tell({ kind: 'fault', fault: begun.error }) // prettier-ignore
}

function BillButtons({ report }: { readonly report: DayReport }) {
  const { t } = useTranslation('reconciliation')
  const busy = usePlaces(({ progress }) => progress !== null)
  const { day, state } = report
  const nowMs = useNow(MINUTE_MS)
  return (
    <>
      <Button
        size="md"
        variant={state.kind === 'reconciled' ? 'default' : 'filled'}
        // Before ten in the morning, too: whoever asks hears WeChat's own answer.
        disabled={busy || !mayBeAsked(day, nowMs)}
        leftSection={<IconCloudDownload aria-hidden size={22} />}
        onClick={() => void begin('reconcileDay', day)}
      >
        {t(state.kind === 'missing' || state.kind === 'not-due' ? 'fetch' : 'fetchAgain')}
      </Button>
      <Button
        size="md"
        variant="default"
        disabled={busy}
        leftSection={<IconFileUpload aria-hidden size={22} />}
        onClick={() => void begin('importBill', day)}
      >
        {t('chooseFile')}
      </Button>
    </>
  )
}

function DayHead({ report }: { readonly report: DayReport }) {
  const { t } = useTranslation('reconciliation')
  const language = useLanguage()
  const { day, state } = report
  const { icon: Icon, word, mark } = lookOfReport(report)
  const open = state.kind === 'reconciled' && state.open > 0
  return (
    <div className="day-head">
      <ActionIcon
        size={48}
        variant="default"
        aria-label={t('dayBefore')}
        onClick={() => goTo({ kind: 'day', day: plusDays(day, -1) })}
      >
        <IconChevronLeft aria-hidden />
      </ActionIcon>
      <h2>{dayName(day, language)}</h2>
      <ActionIcon
        size={48}
        variant="default"
        aria-label={t('dayAfter')}
        onClick={() => goTo({ kind: 'day', day: plusDays(day, 1) })}
      >
        <IconChevronRight aria-hidden />
      </ActionIcon>
      <span className="day-state" data-mark={mark}>
        <Icon aria-hidden size={22} />
        {open ? t('looksOpenCount', { count: state.open }) : t(word)}
      </span>
      <div className="day-buttons">
        <BillButtons report={report} />
      </div>
    </div>
  )
}

/** What is wrong with the bill, in words, and what to do. */
function Failure({ state, stays }: { readonly state: DayState; readonly stays: boolean }) {
  const { t } = useTranslation('reconciliation')
  const textsOf = useProblemTexts()
  if (state.kind !== 'failed') return null
  const { what, advice } = textsOf(state.problem)
  return (
    <Alert
      className="day-failure"
      color="red"
      role="alert"
      icon={<IconFileAlert aria-hidden />}
      title={t('failedDay', { time: dayText(state.atMs) })}
    >
      <p>{what}</p>
      <p>
        {advice}
        {state.nextTryAtMs !== null && ` ${t('nextTry', { time: dayText(state.nextTryAtMs) })}`}
      </p>
      {stays && <p>{t('reportStays')}</p>}
    </Alert>
  )
}

function NoReport({ report: { day, state } }: { readonly report: DayReport }) {
  const { t } = useTranslation('reconciliation')
  if (state.kind === 'not-due') {
    return (
      <Empty icon={<IconClock aria-hidden size={56} stroke={1.4} />} title={t('notDueTitle')}>
        <p>{t('notDueMore', { time: dayText(billReadyAt(day)) })}</p>
      </Empty>
    )
  }
  if (state.kind !== 'missing') return null
  return (
    <Empty icon={<IconCloudOff aria-hidden size={56} stroke={1.4} />} title={t('missingTitle')}>
      <p>{t('missingMore')}</p>
    </Empty>
  )
}

function Report(props: {
  readonly day: Day
  readonly report: NonNullable<DayReport['report']>
  readonly children: ReactNode
}) {
  const { day, report, children } = props
  const { t } = useTranslation('reconciliationLines')
  return (
    <>
      <div className="day-facts">
        <div>
          <TotalsTable currencies={report.currencies} />
          {children}
        </div>
        <BillFactsView report={report}>
          <ExportButtons day={day} report={report} />
        </BillFactsView>
      </div>
      <Tabs defaultValue="lines" keepMounted={false} className="day-tabs">
        <Tabs.List>
          <Tabs.Tab value="lines">{t('tabLines')}</Tabs.Tab>
          <Tabs.Tab value="charts">{t('tabCharts')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="lines" className="day-panel">
          <LinesView day={day} report={report} />
        </Tabs.Panel>
        <Tabs.Panel value="charts" className="day-panel">
          <Suspense fallback={<div className="starting" role="progressbar" />}>
            <Charts report={report} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

/** How much of a day is left to do, and what it waits for. */
function Standing({ state, waiting }: { readonly state: Reconciled; readonly waiting: number }) {
  const { t } = useTranslation('reconciliation')
  return (
    <div className="day-standing">
      <p>{t(state.open > 0 ? 'openDay' : waiting > 0 ? 'nothingOpen' : 'settled', { ...state })}</p>
      {waiting > 0 && <p>{t('waiting', { count: waiting })}</p>}
    </div>
  )
}

/** One day: its bill, its sums on both sides, and every line of it. */
export function DayScreen({ day }: { readonly day: Day }) {
  const [answer, again] = useAnswer('reconciliationDay', { day })
  if (answer.kind !== 'known') return <Problem answer={answer} again={again} />
  const { state, report } = answer.value
  return (
    <div className="day">
      <DayHead report={answer.value} />
      <Failure state={state} stays={report !== null} />
      {report === null ? (
        <NoReport report={answer.value} />
      ) : (
        <Report day={day} report={report}>
          {state.kind === 'reconciled' && (
            <Standing state={state} waiting={waitingIn(answer.value)} />
          )}
        </Report>
      )}
    </div>
  )
}
