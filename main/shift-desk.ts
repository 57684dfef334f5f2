import type { BrowserWindow } from 'electron'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { DrawerCalls } from '../app/contract/drawer.ts'
import type { ShiftCalls, ShiftState } from '../app/contract/shifts.ts'
import { allow, note } from '../app/people/allow.ts'
import type { PeopleDesk } from '../app/people/desk.ts'
import type { Language } from '../app/language.ts'
import type { Printers } from '../hardware/printer/printer-host.ts'
import { createDrawer } from './drawer.ts'
import { notingOutput } from './noting-output.ts'
import { placeOf, printerOf } from './printing.ts'
import { createShiftOutput } from './shift-output.ts'
import { createShiftKeeping, type ShiftKeeping } from './shifts.ts'
import type { Station } from './station.ts'

/** What the shifts, on the screen, on paper and in files, need of the rest of main. */
export interface ShiftDeskParts {
  readonly configuration: () => Configuration
  /** Null while the till cannot sell. */
  readonly station: () => Station | null
  readonly printers: Pick<Printers, 'print' | 'test'>
  readonly language: () => Language
  readonly window: () => BrowserWindow | null
  readonly people: () => PeopleDesk | null
  readonly onChange: (state: ShiftState) => void
  readonly onTrouble: (text: string) => void
}

/** Everything about shifts. */
export interface ShiftDesk extends Pick<ShiftKeeping, 'maySell' | 'nameAt' | 'close'> {
  readonly handlers: Pick<Handlers, keyof ShiftCalls | keyof DrawerCalls>
}

/** Puts keeping and output of shifts together. */
export function createShiftDesk(parts: ShiftDeskParts): ShiftDesk {
  const { configuration } = parts
  const keeping = createShiftKeeping({
    ...parts,
    place: () => placeOf(configuration()),
    cashier: () => parts.people()?.view().signedIn?.name ?? null,
    allow: (act, approval) => allow(parts.people(), act, { approval, subject: '' }),
    note: (act) => note(parts.people(), act),
  })
  const output = createShiftOutput({
    ...parts,
    shifts: keeping,
    hasPrinter: () => printerOf(configuration()).kind !== 'none',
  })
  const noted = notingOutput(output.handlers, (act) => note(parts.people(), act))
  return {
    maySell: () => keeping.maySell(),
    nameAt: (at) => keeping.nameAt(at),
    close: () => keeping.close(),
    handlers: { ...keeping.handlers, ...noted, ...createDrawer(parts) },
  }
}
