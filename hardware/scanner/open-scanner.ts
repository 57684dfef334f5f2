import { scannerLight, type ScannerLight } from '../../app/scanner-light.ts'
import type { ScannerLightDetail } from '../../app/scanner-light.ts'
import { systemAfter, type After } from '../after.ts'
import type { Decoded, Decoder } from './decoder.ts'
import { keepConnected, type KeptConnection } from './keep-connected.ts'
import type { Connection, Transport } from './transport.ts'

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
  /** A scan came without its end and was given up. */
  readonly unterminated?: () => void
  /** For the log: what the system said. Never anything that was scanned. */
  readonly trouble: (text: string) => void
}

/** An open scanner; commands for the device (a beep, the trigger) go through `write`. */
export type Scanner = KeptConnection

/** The decoder for any device of its kind, or what chooses it for the device that was opened. */
export type DecoderFor<State> = Decoder<State> | ((device: Connection) => Decoder<State>)

/** Joins a bus and a decoder into a scanner that survives being unplugged. */
export function openScanner<State>(
  { transport, decoder }: { readonly transport: Transport; readonly decoder: DecoderFor<State> },
  on: ScannerListener,
  after: After = systemAfter,
): Scanner {
  const shine = changedLight(on)
  const reader = readScans<State>(on, shine, after)
  shine('opening')
  const kept = keepConnected(
    transport,
    {
      connected: (device) => {
        reader.use(typeof decoder === 'function' ? decoder(device) : decoder)
        shine('ready')
      },
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

/** A decoder and what it remembers of the device that is open. */
interface Reading<State> {
  readonly decoder: Decoder<State>
  readonly state: State
}

function readScans<State>(on: ScannerListener, shine: Shine, after: After) {
  let reading: Reading<State> | null = null
  let lastByteAtMs = 0
  let chunks = 0
  let cancelSilence = (): void => undefined

  const take = (decoder: Decoder<State>, decoded: Decoded<State>): void => {
    const { state, scans, unterminated } = decoded
    reading = { decoder, state }
    if (unterminated) {
      shine('unterminated-scan')
      on.unterminated?.()
    } else if (scans.length > 0) shine('ready')
    for (const text of scans) on.scan({ text, lastByteAtMs })
  }
  const onSilence = (): void => {
    const heard = chunks
    // After a stall of this process the timer is due while bytes wait to be read. Immediates run
    // after reading, so a line that was not silent has shown itself by then.
    const check = setImmediate(() => {
      if (heard !== chunks || reading === null) return
      take(reading.decoder, reading.decoder.silence(reading.state))
    })
    cancelSilence = () => clearImmediate(check)
  }
  return {
    bytes: (chunk: Uint8Array, readAtMs: number): void => {
      chunks++
      lastByteAtMs = readAtMs
      cancelSilence()
      if (reading === null) return
      const { decoder } = reading
      take(decoder, decoder.feed(reading.state, chunk))
      if (decoder.pending(reading.state)) cancelSilence = after(decoder.silenceMs, onSilence)
    },
    use: (decoder: Decoder<State>): void => {
      reading = { decoder, state: decoder.start }
    },
    reset: (): void => {
      cancelSilence()
      if (reading !== null) reading = { ...reading, state: reading.decoder.start }
    },
  }
}
