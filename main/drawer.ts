import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import { allow, note } from '../app/people/allow.ts'
import type { PeopleDesk } from '../app/people/desk.ts'
import type { DrawerSlip } from '../app/receipt/slip.ts'
import { fail, succeed } from '../app/result.ts'
import { zoneOf } from '../app/zone.ts'
import type { Printers } from '../hardware/printer/printer-host.ts'
import { placeOf, printerOf } from './printing.ts'

/** What opening the cash drawer needs of the rest of main. */
export interface DrawerParts {
  readonly configuration: () => Configuration
  readonly printers: Pick<Printers, 'test'>
  readonly people: () => PeopleDesk | null
}

/** Whether a cash drawer hangs on the printer that is set up. */
export function hasDrawer({ printer, mode }: Configuration): boolean {
  return mode === 'training' || ('drawer' in printer && printer.drawer !== 'never')
}

/**
 * Opens the cash drawer without a sale. A slip says who did and why, and the printer opens the drawer with it. It is never queued: a drawer
 * that springs open once the printer has paper again would be a present to anybody.
 */
export function createDrawer({
  configuration,
  printers,
  people,
}: DrawerParts): Pick<Handlers, 'openDrawer'> {
  return {
    async openDrawer({ reason: typed, approval }) {
      if (!hasDrawer(configuration())) return fail({ kind: 'no-drawer' })
      const reason = typed.trim()
      const allowed = await allow(people(), 'open-drawer', { approval, subject: reason })
      if (!allowed.ok) return allowed
      // In the log before it is true: a drawer may open although nobody hears that it did.
      note(people(), { type: 'drawer-opened', reason })
      const { timeZone, receipt } = configuration()
      const atMs = Date.now()
      const slip: DrawerSlip = {
        kind: 'drawer',
        place: placeOf(configuration()),
        atMs,
        zoneMinutes: zoneOf(timeZone).minutesAt(atMs),
        cashier: people()?.view().signedIn?.name ?? null,
        reason,
      }
      const printer = printerOf(configuration())
      const tested = await printers.test({ printer, languages: receipt.languages, slip })
      if (tested === null) return fail({ kind: 'devices-lost' })
      return tested.printed ? succeed(null) : fail({ kind: 'drawer-shut' })
    },
  }
}
