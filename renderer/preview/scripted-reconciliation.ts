import type { TillApi } from '../../app/contract/contract.ts'
import type { DifferenceView, NoReconciliation, ReconciliationCalls, ReconciliationProgress } from '../../app/contract/reconciliation.ts' // prettier-ignore
import { fail, succeed } from '../../app/result.ts'
import type { StoredDifference } from '../../app/reconciliation/report.ts'
import { needsPin, remediesOf, settles, type RemedyDone } from '../../app/reconciliation/remedy.ts'
import { dayReport, daysOf, differenceOf, FAILED_DAY, linesOf, MISSING_DAY, OPEN_DAY, SETTLED_DAY, TODAY } from './sample-books.ts' // prettier-ignore

/** What there is to reconcile in a scene. */
export interface Books {
  /** Why there is nothing; null: there are books. */
  readonly none: NoReconciliation | { readonly kind: 'main-crashed' } | null
  /** Lines of each day. */
  readonly lines: number
  readonly progress: ReconciliationProgress | null
}

/** A shop's ordinary days. */
export const SHOP_BOOKS: Books = { none: null, lines: 1_284, progress: null }

/** No books, so that the page is seen without any. */
export const NO_BOOKS: Books = {
  ...SHOP_BOOKS,
  none: { kind: 'not-available', because: 'not-set-up' },
}

export const MILLION: Books = { ...SHOP_BOOKS, lines: 1_000_000 }

export const WORKING: Books = {
  ...SHOP_BOOKS,
  progress: { day: MISSING_DAY, phase: 'matching', done: 734_000, total: 1_000_000 },
}

type Notify = (progress: ReconciliationProgress | null) => void

/** Reconciliation without a main process: reads sample books, and takes every remedy. */
export function scriptedReconciliation(
  { none, lines, progress }: Books,
  notify: Notify,
): Pick<TillApi, keyof ReconciliationCalls> {
  const taken = new Map<string, readonly RemedyDone[]>()
  /** Nothing can be said where there are no books. */
  const using = async <T>(value: () => T) => (none === null ? succeed(value()) : fail(none))
  const viewOf = (id: string): DifferenceView | null => {
    const difference = differenceOf(id)
    if (difference === null) return null
    const done = taken.get(id) ?? []
    const settled = done.find(settles)
    const state: StoredDifference['state'] =
      settled === undefined ? difference.state : { kind: 'resolved', by: settled }
    return {
      difference: { ...difference, remedies: [...difference.remedies, ...done], state },
      remedies: settled === undefined ? remediesOf(difference) : ['note'],
    }
  }
  return {
    reconciliationCalendar: ({ from, to }) =>
      using(() => ({ days: daysOf(from, to), latest: OPEN_DAY, progress, nextFetchAtMs: null })),
    reconciliationDay: ({ day }) => using(() => dayReport(day, lines)),
    reconciliationLines: ({ day, filter, page }) => using(() => linesOf(day, lines, filter, page)),
    async reconciliationDifference({ id }) {
      const view = viewOf(id)
      return view === null ? fail({ kind: 'no-such-difference' }) : succeed(view)
    },
    async reconcileDay({ day }) {
      notify({ day, phase: 'fetching', done: 0, total: null })
      return succeed(null)
    },
    exportDay: async ({ day, format }) =>
      succeed({ file: `/home/shop/Documents/wechat-pay-${day}.${format}` }),
    importBill: async () => fail({ kind: 'nothing-chosen' }),
    async cancelReconciliation() {
      notify(null)
      return succeed(null)
    },
    async takeRemedy({ id, remedy, approval }) {
      if (needsPin(remedy.kind) && approval?.pin !== '135790')
        return fail({ kind: 'pin-wrong', left: 3 })
      const outcome =
        remedy.kind === 'query'
          ? ({ kind: 'wechat-said', state: 'SUCCESS', detail: '' } as const)
          : remedy.kind === 'refund' || remedy.kind === 'resend-refund'
            ? ({ kind: 'refund-started', refundNumber: `RC-${id}` } as const)
            : ({ kind: 'written-down' } as const)
      const by = { id: 'mei', name: 'Mei Lin' }
      taken.set(id, [...(taken.get(id) ?? []), { remedy, outcome, by, atMs: Date.now() }])
      const view = viewOf(id)
      return view === null ? fail({ kind: 'no-such-difference' }) : succeed(view)
    },
  }
}

const cell = (day: string): string => `[data-day="${day}"]`
const LINE = (index: number): string => `#line-${index} .line-class b`
const day = [cell(OPEN_DAY)]
const remedy = (at: number): string => `.remedies .remedy-buttons button:nth-child(${at})`

/** Each state of the manager's screen: its books, and what is pressed to come there. */
export const RECONCILIATION_PLACES: {
  readonly [name: string]: readonly [books: Books, clicks: readonly string[]]
} = {
  calendar: [SHOP_BOOKS, ['.reconciliation h2']],
  'calendar-working': [WORKING, ['.reconciliation h2']],
  none: [NO_BOOKS, ['.reconciliation h2']],
  unreachable: [
    { ...SHOP_BOOKS, none: { kind: 'not-available', because: 'unreachable' } },
    ['.reconciliation h2'],
  ],
  'not-allowed': [{ ...SHOP_BOOKS, none: { kind: 'not-allowed' } }, ['.reconciliation h2']],
  broken: [
    { ...SHOP_BOOKS, none: { kind: 'not-available', because: 'store-broken' } },
    ['.reconciliation h2'],
  ],
  offline: [{ ...SHOP_BOOKS, none: { kind: 'main-crashed' } }, ['.reconciliation h2']],
  day: [SHOP_BOOKS, day],
  'day-settled': [SHOP_BOOKS, [cell(SETTLED_DAY)]],
  'day-failed': [SHOP_BOOKS, [cell(FAILED_DAY)]],
  'day-missing': [SHOP_BOOKS, [cell(MISSING_DAY)]],
  'day-not-due': [SHOP_BOOKS, [cell(TODAY)]],
  'day-million': [MILLION, day],
  'day-narrowed': [SHOP_BOOKS, [...day, '.line-filters input[type=checkbox]']],
  charts: [SHOP_BOOKS, [...day, '.day-tabs [role=tab]:last-child']],
  tables: [
    SHOP_BOOKS,
    [...day, '.day-tabs [role=tab]:last-child', '.charts-as input[value=tables]'],
  ],
  line: [SHOP_BOOKS, [...day, LINE(1)]],
  'line-twice': [SHOP_BOOKS, [...day, LINE(0), '.which-order:last-of-type']],
  'line-absent': [SHOP_BOOKS, [...day, LINE(4)]],
  'line-evidence': [SHOP_BOOKS, [...day, LINE(4), '.side-evidence button', '.history-entries']],
  'line-refund': [SHOP_BOOKS, [...day, LINE(7)]],
  'remedy-note': [SHOP_BOOKS, [...day, LINE(1), remedy(2)]],
  'remedy-said': [SHOP_BOOKS, [...day, LINE(4), remedy(1), '.remedy-form button[type=submit]']],
  'remedy-pin': [SHOP_BOOKS, [...day, LINE(0), remedy(1), '.remedy-form button[type=submit]']],
}
