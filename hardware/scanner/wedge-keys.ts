/** A key event as Electron's `before-input-event` reports it, with the time at which it did. */
export interface WedgeKey {
  readonly type: 'keyDown' | 'keyUp'
  /** The physical key, e.g. `Digit1`, `Numpad1`, `KeyA`: the same under every layout and input method. */
  readonly code: string
  /** What the layout makes of it; `Process` when an input method took it. */
  readonly key: string
  /** Monotonic. */
  readonly atMs: number
  readonly isAutoRepeat: boolean
  readonly shift: boolean
  readonly control: boolean
  readonly alt: boolean
  readonly meta: boolean
}

/** What a key means to a scanner's reader. */
export type Stroke =
  | { readonly kind: 'character'; readonly character: string }
  /** Alt is held: one digit of a character's number, complete when Alt is let go. */
  | { readonly kind: 'alt-digit'; readonly digit: string }
  /** Enter or Tab. */
  | { readonly kind: 'end' }
  /** Shift, Alt and their like, and the locks that some scanners switch around a code. */
  | { readonly kind: 'modifier' }
  | { readonly kind: 'other' }

/** Unshifted and shifted character of the keys that are not letters or digits, on the US layout that scanners speak by default. */
const PUNCTUATION: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['Space', [' ', ' ']],
  ['Minus', ['-', '_']],
  ['Equal', ['=', '+']],
  ['BracketLeft', ['[', '{']],
  ['BracketRight', [']', '}']],
  ['Backslash', ['\\', '|']],
  ['Semicolon', [';', ':']],
  ['Quote', ["'", '"']],
  ['Backquote', ['`', '~']],
  ['Comma', [',', '<']],
  ['Period', ['.', '>']],
  ['Slash', ['/', '?']],
  ['NumpadDecimal', ['.', '.']],
  ['NumpadAdd', ['+', '+']],
  ['NumpadSubtract', ['-', '-']],
  ['NumpadMultiply', ['*', '*']],
  ['NumpadDivide', ['/', '/']],
])

const SHIFTED_DIGITS = ')!@#$%^&*('

const ENDS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab'])

const MODIFIER = /^(Shift|Alt|Control|Meta)(Left|Right)$|^(Caps|Num|Scroll)Lock$/

const STROKE_OTHER: Stroke = { kind: 'other' }

/**
 * Reads the physical key. Neither an input method, nor NumLock, nor Caps Lock, nor the layout can
 * change a digit this way; letters take their case from Shift alone, as the scanner meant it.
 */
export function strokeOf(key: WedgeKey): Stroke {
  const { code } = key
  if (MODIFIER.test(code)) return { kind: 'modifier' }
  const numpadDigit = /^Numpad(\d)$/.exec(code)?.[1]
  if (key.control || key.meta) return STROKE_OTHER
  if (key.alt) {
    return numpadDigit === undefined ? STROKE_OTHER : { kind: 'alt-digit', digit: numpadDigit }
  }
  if (ENDS.has(code)) return { kind: 'end' }
  const character = numpadDigit ?? characterOf(key)
  return character === undefined ? STROKE_OTHER : { kind: 'character', character }
}

function characterOf({ code, key, shift }: WedgeKey): string | undefined {
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  // A French layout types digits with Shift, and a scanner set to it does the same.
  if (digit !== undefined) return shift && key !== digit ? SHIFTED_DIGITS[Number(digit)] : digit
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shift ? letter : letter.toLowerCase()
  return PUNCTUATION.get(code)?.[shift ? 1 : 0]
}

/** Whether letting this key go completes a character given as Alt and a number. */
export const isAltRelease = ({ type, code }: WedgeKey): boolean =>
  type === 'keyUp' && (code === 'AltLeft' || code === 'AltRight')
