import type { PrinterLightDetail } from '../../app/printer-light.ts'
import type { PrintLine } from '../../app/receipt/print-line.ts'
import type { Result } from '../../app/result.ts'
import type { ReachFailure } from './printer-line.ts'

/** What comes out of a printer in one piece. */
export interface Page {
  readonly lines: readonly PrintLine[]
  /** Opens the cash drawer, where one is set up. */
  readonly drawer: boolean
}

/** A printer that is being talked to. No function rejects. */
export interface PrintSession {
  /** How the printer is just now. */
  readonly light: () => Promise<PrinterLightDetail>
  /** True once it was printed; false when that is not known: none, some or all of it may have come out. */
  readonly print: (page: Page) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Something that prints: an ESC/POS printer on some bus, or a printer of the system. */
export interface PrintTarget {
  /** Opens it for some pages. `report` hears how it gets on while it prints. */
  readonly open: (
    report: (light: PrinterLightDetail) => void,
  ) => Promise<Result<PrintSession, ReachFailure>>
  /** Whether it says how it is without being given something to print. */
  readonly tellsStatus: boolean
}
