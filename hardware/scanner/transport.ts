import type { WatchArrivals } from './arrivals.ts'
import type { ScannerLightDetail } from '../../app/scanner-light.ts'
import type { Result } from '../../app/result.ts'

/** Why a device could not be opened. `module-unavailable` does not change by trying again; the others may. */
export interface OpenFailure {
  readonly kind: Extract<
    ScannerLightDetail,
    | 'no-such-port'
    | 'port-busy'
    | 'no-permission'
    | 'no-hid-permission'
    | 'module-unavailable'
    | 'open-failed'
  >
  /** For the log. Holds nothing that a device sent. */
  readonly detail: string
}

/** Why nothing was sent to a device. After `timeout` a part of it may have arrived. */
export type WriteFailure =
  | { readonly kind: 'not-open' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'write-failed'; readonly detail: string }

/** Called by a transport from the moment `open` resolved until `closed`, never after `Connection.close` was called. */
export interface TransportListener {
  /** Bytes in the order of the line, cut anywhere; on a bus with reports (HID) each chunk is one report, its id first where it has one. `readAtMs` is when they were read (see `preciseNowMs`). The chunk is the listener's to keep. */
  readonly bytes: (chunk: Uint8Array, readAtMs: number) => void
  /** The device is gone. Called once, and last. */
  readonly closed: () => void
}

/** One open device. */
export interface Connection {
  /** How the device says its reports are laid out (HID). Null: the system does not tell; absent: this bus has none. */
  readonly descriptor?: Uint8Array | null
  /** Sends bytes to the device. Never rejects and never hangs: it settles within a second. */
  readonly write: (bytes: Uint8Array) => Promise<Result<null, WriteFailure>>
  /** Closes the device. The listener hears nothing more, not even `closed`. Harmless when it is closed already. Never rejects. */
  readonly close: () => Promise<void>
}

/**
 * Moves bytes and knows nothing of barcodes. One for each bus, plus the emulator. It opens once
 * and does not try again: that is `keepConnected`'s work, and the same for every bus.
 */
export interface Transport {
  /** Tells when the device may have been plugged in, on systems that do. */
  readonly arrivals?: WatchArrivals
  readonly open: (on: TransportListener) => Promise<Result<Connection, OpenFailure>>
}
