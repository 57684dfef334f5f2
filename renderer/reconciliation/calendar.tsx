import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReconciliationCalendar } from '../../app/contract/reconciliation.ts'
import { type Day, dayOf } from '../../app/reconciliation/day.ts'
import type { DaySummary } from '../../app/reconciliation/report.ts'
import { dayText } from '../clock-text.ts'
import { useLanguage } from '../till-store.ts'
import { useNow } from '../use-now.ts'
import { DAY_LOOKS, type DayLook, lookOf } from './day-looks.ts'
import { dayFor, dayName, type Month, monthName, monthOf, plusMonths, weekdayNames, weeksOf } from './month.ts' // prettier-ignore
import { goTo, noteProgress, showMonth, usePlaces } from './place-store.ts'
import { Problem } from './problem.tsx'
import { useAnswer } from './use-answer.ts'

/** A new day begins while the calendar is open, too. */
const MINUTE_MS = 60_000

interface CellProps {
  readonly day: Day
  readonly summary: DaySummary | undefined
  readonly look: DayLook
  readonly inMonth: boolean
  /** The one that Tab reaches. */
  readonly first: boolean
}

function Cell({ day, summary, look, inMonth, first }: CellProps) {
  const { t } = useTranslation('reconciliation')
  const language = useLanguage()
  const { icon: Icon, word, mark } = DAY_LOOKS[look]
  const open = summary?.state.kind === 'reconciled' ? summary.state.open : 0
  const text = look === 'open' ? t('looksOpenCount', { count: open }) : t(word)
  return (
    <td role="gridcell">
      <button
        type="button"
        className="calendar-day"
        data-day={day}
        data-mark={mark}
        data-look={look}
        data-beside={!inMonth}
        tabIndex={first ? 0 : -1}
        onClick={() => goTo({ kind: 'day', day })}
      >
        <span className="only-heard">{dayName(day, language)}: </span>
        <span aria-hidden className="calendar-number">
          {Number(day.slice(6))}
        </span>
        <Icon aria-hidden size={22} stroke={1.8} className="calendar-icon" />
        <span className="calendar-word">{text}</span>
      </button>
    </td>
  )
}

const cellOf = (day: Day): HTMLElement | null => document.querySelector(`[data-day="${day}"]`)

/** Arrow keys go from day to day, page keys from month to month. The day is reached when its month has been read. */
function useCalendarKeys(month: Month, shown: boolean) {
  const wanted = useRef<Day | null>(null)
  useEffect(() => {
    if (wanted.current === null || !shown) return
    cellOf(wanted.current)?.focus()
    wanted.current = null
  }, [shown, month])
  return (event: KeyboardEvent<HTMLElement>): void => {
    const from = event.target instanceof HTMLElement ? event.target.dataset['day'] : undefined
    // The attribute was written by `Cell`, from a day.
    const day = from === undefined ? null : dayFor(event.code, from as Day)
    if (day === null) return
    event.preventDefault()
    const beside = cellOf(day)
    if (beside !== null && !event.code.startsWith('Page')) return beside.focus()
    wanted.current = day
    showMonth(monthOf(day))
  }
}

function Legend() {
  const { t } = useTranslation('reconciliation')
  return (
    <ul className="calendar-legend" aria-label={t('legend')}>
      {Object.entries(DAY_LOOKS).map(([look, { icon: Icon, word, mark }]) => (
        <li key={look} data-mark={mark}>
          <Icon aria-hidden size={20} />
          {t(word)}
        </li>
      ))}
    </ul>
  )
}

function MonthTable(props: {
  readonly month: Month
  readonly calendar: ReconciliationCalendar
  readonly working: Day | null
  readonly today: Day
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}) {
  const { month, calendar, working, today, onKeyDown } = props
  const { t } = useTranslation('reconciliation')
  const language = useLanguage()
  const known = new Map(calendar.days.map((one) => [one.day, one]))
  const first = monthOf(calendar.latest) === month ? calendar.latest : `${month}01`
  function lookFor(day: Day): DayLook {
    if (day === working) return 'working'
    if (day === today) return 'today'
    const summary = known.get(day)
    if (summary !== undefined) return lookOf(summary.state)
    return day <= calendar.latest ? 'unsold' : 'not-due'
  }
  return (
    <table
      role="grid"
      className="calendar-month"
      aria-label={t('calendarOf', { month: monthName(month, language) })}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          {weekdayNames(language).map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Cell
                key={day}
                day={day}
                summary={known.get(day)}
                look={lookFor(day)}
                inMonth={monthOf(day) === month}
                first={day === first}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MonthHead({ month, latest }: { readonly month: Month; readonly latest: Day }) {
  const { t } = useTranslation('reconciliation')
  const language = useLanguage()
  return (
    <div className="calendar-head">
      <ActionIcon
        size={48}
        variant="default"
        aria-label={t('monthBefore')}
        onClick={() => showMonth(plusMonths(month, -1))}
      >
        <IconChevronLeft aria-hidden />
      </ActionIcon>
      <h2 aria-live="polite">{monthName(month, language)}</h2>
      <ActionIcon
        size={48}
        variant="default"
        aria-label={t('monthAfter')}
        onClick={() => showMonth(plusMonths(month, 1))}
      >
        <IconChevronRight aria-hidden />
      </ActionIcon>
      <Button size="md" variant="default" onClick={() => goTo({ kind: 'day', day: latest })}>
        {t('latestDay')}
      </Button>
    </div>
  )
}

/** The days of a month, each with what is known of it. */
export function Calendar() {
  const { t } = useTranslation('reconciliation')
  const progress = usePlaces((places) => places.progress)
  const today = dayOf(useNow(MINUTE_MS))
  const month = usePlaces((places) => places.month) ?? monthOf(today)
  const days = weeksOf(month).flat()
  // Weeks are never empty: there is a first and a last day.
  const [from, to] = [days[0] as Day, days.at(-1) as Day]
  const [answer, again] = useAnswer('reconciliationCalendar', { from, to })
  const under = answer.kind === 'known' ? answer.value.progress : null
  useEffect(() => noteProgress(under), [under])
  const onKeyDown = useCalendarKeys(month, answer.kind === 'known')
  if (answer.kind !== 'known') return <Problem answer={answer} again={again} />
  const { latest, nextFetchAtMs } = answer.value
  return (
    <div className="calendar">
      <MonthHead month={month} latest={latest} />
      <MonthTable
        month={month}
        calendar={answer.value}
        working={progress?.day ?? null}
        today={today}
        onKeyDown={onKeyDown}
      />
      <footer className="calendar-foot">
        <Legend />
        <p>
          {t('ruleOfDays')}
          {nextFetchAtMs !== null && ` ${t('nextFetch', { time: dayText(nextFetchAtMs) })}`}
        </p>
      </footer>
    </div>
  )
}
