import type { PrinterLightDetail } from '../../app/printer-light.ts'
import type { Result } from '../../app/result.ts'

/** Why a printer could not be reached. Nothing was sent. */
export interface ReachFailure {
  readonly kind: Extract<
    PrinterLightDetail,
    | 'printer-unreachable'
    | 'printer-busy'
    | 'printer-no-permission'
    | 'printer-no-driver'
    | 'printer-error'
  >
  /** For the log. */
  readonly detail: string
}

/** An open way to a printer. */
export interface PrinterLine {
  /** Sends bytes in order. False when they did not go: some of them may have. Settles within ten seconds. Never rejects. */
  readonly write: (bytes: Uint8Array) => Promise<boolean>
  /** Ends it; harmless when it has ended. Never rejects. */
  readonly close: () => Promise<void>
}

/** Hears a printer from the moment `open` resolved until `ended` or `close`. */
export interface PrinterLineListener {
  readonly bytes: (chunk: Uint8Array) => void
  /** The line broke or was closed by the printer. Called once, and last. */
  readonly ended: () => void
}

/** One bus that printers hang on: moves bytes and knows nothing of slips. */
export interface PrinterBus {
  readonly open: (on: PrinterLineListener) => Promise<Result<PrinterLine, ReachFailure>>
}
