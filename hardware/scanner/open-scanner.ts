import { scannerLight, type ScannerLight } from '../../app/scanner-light.ts'
import type { ScannerLightDetail } from '../../app/scanner-light.ts'
import { systemAfter, type After } from '../after.ts'
import type { Decoded, Decoder } from './decoder.ts'
import { keepConnected, type KeptConnection } from './keep-connected.ts'
import type { Transport } from './transport.ts'

/** Something a scanner read. May be a payment code: it is for memory only, never for a log. */
export interface Scan {
  readonly text: string
  /** When the byte that completed it was read from the line (see `preciseNowMs`). */
  readonly lastByteAtMs: number
}

export interface ScannerListener {
  readonly scan: (scan: Scan) => void
  /** Called when the light changes, first with `opening`. */
  readonly light: (light: ScannerLight) => void
  /** For the log: what the system said. Never anything that was scanned. */
  readonly trouble: (text: string) => void
}

/** An open scanner; commands for the device (a beep, the trigger) go through `write`. */
export type Scanner = KeptConnection

/** Joins a bus and a decoder into a scanner that survives being unplugged. */
export function openScanner<State>(
  { transport, decoder }: { readonly transport: Transport; readonly decoder: Decoder<State> },
  on: ScannerListener,
  after: After = systemAfter,
): Scanner {
  const shine = changedLight(on)
  const reader = readScans(decoder, on.scan, shine, after)
  shine('opening')
  const kept = keepConnected(
    transport,
    {
      connected: () => shine('ready'),
      bytes: reader.bytes,
      lost: () => {
        // Half a scan from before an unplug must not be joined with one from after.
        reader.reset()
        shine('no-such-port')
      },
      failed: (failure) => {
        if (shine(failure.kind)) on.trouble(`${failure.kind}: ${failure.detail}`)
      },
    },
    after,
  )
  return {
    write: kept.write,
    close: () => {
      reader.reset()
      return kept.close()
    },
  }
}

type Shine = (detail: ScannerLightDetail) => boolean

/** Passes on changes of the light; says whether it changed. */
function changedLight(on: ScannerListener): Shine {
  let shown: ScannerLightDetail | null = null
  return (detail) => {
    const changed = detail !== shown
    shown = detail
    if (changed) on.light(scannerLight(detail))
    return changed
  }
}

function readScans<State>(
  decoder: Decoder<State>,
  deliver: (scan: Scan) => void,
  shine: Shine,
  after: After,
) {
  let state = decoder.start
  let lastByteAtMs = 0
  let chunks = 0
  let cancelSilence = (): void => undefined

  const take = ({ state: next, scans, unterminated }: Decoded<State>): void => {
    state = next
    if (unterminated) shine('unterminated-scan')
    else if (scans.length > 0) shine('ready')
    for (const text of scans) deliver({ text, lastByteAtMs })
  }
  const onSilence = (): void => {
    const heard = chunks
    // After a stall of this process the timer is due while bytes wait to be read. Immediates run
    // after reading, so a line that was not silent has shown itself by then.
    const check = setImmediate(() => {
      if (heard === chunks) take(decoder.silence(state))
    })
    cancelSilence = () => clearImmediate(check)
  }
  return {
    bytes: (chunk: Uint8Array, readAtMs: number): void => {
      chunks++
      lastByteAtMs = readAtMs
      cancelSilence()
      take(decoder.feed(state, chunk))
      if (decoder.pending(state)) cancelSilence = after(decoder.silenceMs, onSilence)
    },
    reset: (): void => {
      cancelSilence()
      state = decoder.start
    },
  }
}
