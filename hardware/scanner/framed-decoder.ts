import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import { cleanScan, isControl, SCAN_LENGTH_MAX, type Decoder } from './decoder.ts'

const STX = 0x02
const ETX = 0x03
const LF = 0x0a
const CR = 0x0d

/** What ends a scan on a serial line. */
export type Framing = Extract<ScannerConfiguration, { kind: 'serial' }>['framing']

/** The characters of an unfinished scan, capped: see `framedDecoder`. */
export interface FrameState {
  readonly text: string
  readonly previous: number
  /** Inside an STX…ETX frame. */
  readonly inside: boolean
}

/** Silence after which a scan without its end is given up. Three characters at 300 baud take 100 ms. */
const ABANDON_AFTER_MS = 500

/** Silence between two scans is longer, and a pause within one shorter. */
const IDLE_MS = 80

/** Dropped characters that are no longer a crackle but a scan whose end was never recognised. */
const UNTERMINATED_LENGTH_MIN = 8

const START: FrameState = { text: '', previous: 0, inside: false }

const ENDS: { readonly [F in Framing]: (byte: number, state: FrameState) => boolean } = {
  cr: (byte) => byte === CR,
  lf: (byte) => byte === LF,
  crlf: (byte, { previous }) => byte === LF && previous === CR,
  'any-line': (byte) => byte === CR || byte === LF,
  'stx-etx': (byte) => byte === ETX,
  idle: () => false,
}

/**
 * The decoder for a serial scanner. A text longer than `SCAN_LENGTH_MAX` keeps its beginning
 * and is delivered at that length when it ends, so that its tail can never pass for a code and the
 * cashier still learns that something was scanned. `idleMs` matters for the framing `idle` only.
 */
export function framedDecoder(framing: Framing, idleMs = IDLE_MS): Decoder<FrameState> {
  const idle = framing === 'idle'
  const feed = (before: FrameState, chunk: Uint8Array) => {
    let state = before
    const scans: string[] = []
    for (const byte of chunk) {
      if (framing === 'stx-etx' && byte === STX) {
        state = { ...START, inside: true }
      } else if (ENDS[framing](byte, state)) {
        const scan = framing === 'stx-etx' && !state.inside ? '' : cleanScan(state.text)
        if (scan !== '') scans.push(scan)
        state = { ...START, previous: byte }
      } else {
        state = append(state, byte)
      }
    }
    return { state, scans, unterminated: false }
  }
  const silence = ({ text }: FrameState) => {
    const scan = cleanScan(text)
    return {
      state: START,
      scans: idle && scan !== '' ? [scan] : [],
      unterminated: !idle && scan.length >= UNTERMINATED_LENGTH_MIN,
    }
  }
  return {
    start: START,
    feed,
    silence,
    silenceMs: idle ? idleMs : ABANDON_AFTER_MS,
    pending: ({ text, inside }) => text !== '' || inside,
  }
}

function append(state: FrameState, byte: number): FrameState {
  const { text, inside } = state
  // A line that is held low sends NULs for ever: they must not fill the room of the next code.
  const kept = text.length < SCAN_LENGTH_MAX && !(text === '' && isControl(byte))
  return { text: kept ? text + String.fromCharCode(byte) : text, previous: byte, inside }
}
