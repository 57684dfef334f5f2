import { create } from 'zustand'
import type { TillBridge } from '../../app/contract/contract.ts'
import type { ReconciliationProgress } from '../../app/contract/reconciliation.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import type { ReportLine } from '../../app/reconciliation/report.ts'
import { closePanel } from '../panel-store.ts'
import type { Month } from './month.ts'

/** Where the manager is: the calendar, a day, or one line of it. */
export type Place =
  | { readonly kind: 'calendar' }
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'line'; readonly day: Day; readonly line: ReportLine }

interface Places {
  readonly place: Place
  /** Null: that of the latest day. */
  readonly month: Month | null
  readonly progress: ReconciliationProgress | null
  /** Grows whenever a day is not as it was: what is shown is asked for anew. */
  readonly changes: number
}

const START: Places = { place: { kind: 'calendar' }, month: null, progress: null, changes: 0 }

/** What the manager's screen shows, and what main says is under way. */
export const usePlaces = create<Places>(() => START)

export const goTo = (place: Place): void => usePlaces.setState({ place })

export const showMonth = (month: Month): void => usePlaces.setState({ month })

/** One step out: from a line to its day, to the calendar, to the till. */
export function goBack(): void {
  const { place } = usePlaces.getState()
  if (place.kind === 'line') return goTo({ kind: 'day', day: place.day })
  if (place.kind === 'day') return goTo({ kind: 'calendar' })
  closePanel()
}

/** Takes up what a calendar says of the work under way. */
export const noteProgress = (progress: ReconciliationProgress | null): void =>
  usePlaces.setState({ progress })

/** Follows what main says of reconciliation, from the beginning; gives back how to stop. */
export function followReconciliation(till: TillBridge): () => void {
  usePlaces.setState(START)
  const stops = [
    till.on('reconciliationProgress', noteProgress),
    till.on('reconciliationChanged', () =>
      usePlaces.setState(({ changes }) => ({ changes: changes + 1 })),
    ),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
