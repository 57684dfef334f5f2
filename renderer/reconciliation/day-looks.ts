import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconCloudOff,
  IconFileAlert,
  IconCalendarEvent,
  IconMoonStars,
  IconPointFilled,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react'
import type { DayReport, DayState } from '../../app/reconciliation/report.ts'
import type { Resources } from '../i18n/resources.ts'

/** How a day looks in the calendar. */
export type DayLook =
  'done' | 'open' | 'missing' | 'failed' | 'not-due' | 'unsold' | 'today' | 'working'

interface Look {
  readonly icon: TablerIcon
  readonly word: keyof Resources['reconciliation']
  /** See styles/reconciliation.css. */
  readonly mark: 'good' | 'bad' | 'wait' | 'quiet' | 'busy'
}

/** Each with an icon and a word: never a colour alone. */
export const DAY_LOOKS: { readonly [L in DayLook]: Look } = {
  done: { icon: IconCircleCheck, word: 'looksDone', mark: 'good' },
  open: { icon: IconAlertTriangle, word: 'looksOpen', mark: 'bad' },
  missing: { icon: IconCloudOff, word: 'looksMissing', mark: 'wait' },
  failed: { icon: IconFileAlert, word: 'looksFailed', mark: 'bad' },
  'not-due': { icon: IconClock, word: 'looksNotDue', mark: 'quiet' },
  unsold: { icon: IconPointFilled, word: 'looksUnsold', mark: 'quiet' },
  today: { icon: IconCalendarEvent, word: 'looksToday', mark: 'quiet' },
  working: { icon: IconRefresh, word: 'looksWorking', mark: 'busy' },
}

/** The look of a day that nobody works on. */
export function lookOf(state: DayState): Exclude<DayLook, 'unsold' | 'today' | 'working'> {
  if (state.kind === 'reconciled') return state.open > 0 ? 'open' : 'done'
  return state.kind
}

/** Nothing is left to do, but some of its payments are expected in the next bill. */
const WAITS: Look = { icon: IconMoonStars, word: 'looksWaits', mark: 'wait' }

/** How many payments and refunds of a day are expected in the next bill. */
export const waitingIn = ({ report }: Pick<DayReport, 'report'>): number =>
  report?.classes['next-bill'] ?? 0

/** The look of a day of which the report is known, too. */
export function lookOfReport(report: DayReport): Look {
  const look = lookOf(report.state)
  return look === 'done' && waitingIn(report) > 0 ? WAITS : DAY_LOOKS[look]
}
