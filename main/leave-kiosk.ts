import type { Handlers } from '../app/contract/contract.ts'
import type { PeopleDesk } from '../app/people/desk.ts'
import { fail, succeed } from '../app/result.ts'
import type { Kiosk } from './kiosk.ts'

/** Lets whoever may leave the full screen. A till without people has nobody to ask for a PIN. */
export async function leaveKiosk(
  { claim }: Parameters<Handlers['leaveKiosk']>[0],
  kiosk: Kiosk | null,
  desk: PeopleDesk | null,
): Promise<Awaited<ReturnType<Handlers['leaveKiosk']>>> {
  if (kiosk?.isOn() !== true) return fail({ kind: 'no-kiosk' })
  const view = desk?.view()
  // A list of people that cannot be read is none that could be empty.
  if (view === undefined || view.trouble === 'unusable') return fail({ kind: 'people-unusable' })
  if (view.people.length > 0) {
    if (claim === null) return fail({ kind: 'not-allowed' })
    const approved = await desk?.approve(claim, 'leave-kiosk', '')
    if (approved?.ok !== true) return approved ?? fail({ kind: 'people-unusable' })
  }
  kiosk.leave()
  return succeed(null)
}
