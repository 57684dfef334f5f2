import { isLocked } from '../../app/people/view.ts'
import { openPanel } from '../panel-store.ts'
import { useTill } from '../till-store.ts'

/** Whether somebody has to sign in first. */
export const useLocked = (): boolean =>
  useTill(({ snapshot }) => snapshot !== null && isLocked(snapshot.people))

/** The same outside of components. */
export function isLockedNow(): boolean {
  const { snapshot } = useTill.getState()
  return snapshot !== null && isLocked(snapshot.people)
}

/** Opens the set-up: where there are people, a manager's PIN comes first. */
export function openSetUp(wanted: 'set-up' | 'check-scanner'): void {
  const people = useTill.getState().snapshot?.people.people ?? []
  if (people.length === 0) openPanel(wanted)
  else openPanel(wanted === 'set-up' ? 'open-set-up' : 'open-check')
}
