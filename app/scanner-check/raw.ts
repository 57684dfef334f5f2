import { TEST_TEXT } from './test-text.ts'

/** What came, for people who know what to make of it. */
export interface RawLine {
  /** Two hexadecimal digits for each byte; a digit of a code is `••`. */
  readonly hex: string
  /** The same as characters; control characters are named, and what has no picture is a dot. */
  readonly text: string
}

const HIDDEN = '•'
const NOTHING_TO_SEE = '·'

/** Control characters that scanners send around a code, by their names in ASCII. */
const NAMES: Readonly<Record<number, string>> = {
  0x02: 'STX',
  0x03: 'ETX',
  0x09: 'TAB',
  0x0a: 'LF',
  0x0d: 'CR',
  0x1d: 'GS',
}

/**
 * Writes bytes down so that no payment code can be told from them: every byte that is a digit, also under a parity bit, is
 * hidden, unless it stands in the test text. Any digit and not only those of codes: half a code, a code in pieces, and the
 * codes of other wallets are money as well.
 */
export function rawLine(bytes: readonly number[]): RawLine {
  const bare = bytes.map((byte) => byte & 0x7f)
  const start = String.fromCharCode(...bare).indexOf(TEST_TEXT)
  const shown = (at: number): boolean => start >= 0 && at >= start && at < start + TEST_TEXT.length
  const hidden = (at: number): boolean => isDigit(bare[at] ?? 0) && !shown(at)
  const hex = bytes.map((byte, at) =>
    hidden(at) ? HIDDEN + HIDDEN : byte.toString(16).padStart(2, '0'),
  )
  const text = bytes.map((byte, at) => (hidden(at) ? HIDDEN : pictureOf(byte)))
  return { hex: hex.join(' '), text: text.join('') }
}

/**
 * Stands for bytes that came at a wrong baud rate and are not known to be the test text: whoever knows the right one could work a
 * code out of them.
 */
export const hiddenLine = (length: number): RawLine => ({
  hex: Array.from({ length }, () => HIDDEN + HIDDEN).join(' '),
  text: HIDDEN.repeat(length),
})

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

function pictureOf(byte: number): string {
  const name = NAMES[byte]
  if (name !== undefined) return `<${name}>`
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : NOTHING_TO_SEE
}

/** A key as it may be written down: which one, and for digits only that it was one. */
export function rawKey(code: string, shown: boolean): string {
  return shown ? code : code.replace(/^(Digit|Numpad)\d$/, `$1${HIDDEN}`)
}
