/** What a decoder made of some bytes, or of silence. */
export interface Decoded<State> {
  readonly state: State
  /** Finished scans in the order of the line; cleaned, never empty. */
  readonly scans: readonly string[]
  /** Characters were dropped that look like a scan without its end: the framing may be set up wrong. */
  readonly unterminated: boolean
}

/**
 * Turns bytes into scans and knows nothing of the bus. Pure: its state is a value. Time reaches it
 * as an event: whoever feeds it calls `silence` when `pending` holds and `silenceMs` passed
 * without a byte. A device that goes away means going back to `start`.
 */
export interface Decoder<State> {
  readonly start: State
  readonly feed: (state: State, chunk: Uint8Array) => Decoded<State>
  readonly silenceMs: number
  readonly silence: (state: State) => Decoded<State>
  /** Whether a scan has begun and not ended. */
  readonly pending: (state: State) => boolean
}

/** Longer than any payment code. Noise on the line must not grow a buffer. */
export const SCAN_LENGTH_MAX = 256

// AIM identifier: `]`, a letter for the symbology, a digit or letter for its options (ISO/IEC 15424).
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/

/** Control characters and DEL, which scanners send around a code (STX, FNC1, NUL fill) and never inside a payment code. */
export const isControl = (character: number): boolean => character < 0x20 || character === 0x7f

/**
 * The scan without control characters at its edges and without an AIM identifier. What is inside
 * stays: dropping it would join the halves of a disturbed scan into something nobody scanned.
 */
export function cleanScan(raw: string): string {
  const trimmed = trimControls(raw)
  return trimControls(trimmed.replace(AIM_IDENTIFIER, ''))
}

function trimControls(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isControl(text.charCodeAt(from))) from++
  while (to > from && isControl(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}
