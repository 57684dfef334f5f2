import type { WedgeKey } from '../../hardware/scanner/wedge-keys.ts'

/** A key event before it has a time. */
export type Press = Omit<WedgeKey, 'atMs'>

const plain = { isAutoRepeat: false, shift: false, control: false, alt: false, meta: false }

/** Pressing and letting go one key. */
export const tap = (code: string, key: string, flags: Partial<Press> = {}): readonly Press[] => [
  { ...plain, type: 'keyDown', code, key, ...flags },
  { ...plain, type: 'keyUp', code, key, ...flags },
]

export const ENTER = tap('Enter', 'Enter')
export const TAB = tap('Tab', 'Tab')

/** Ways in which scanner and system may bring a digit to the window. */
export const TYPINGS = [
  'plain',
  /** A Chinese input method is on and takes the keys. */
  'input-method',
  'numpad',
  /** NumLock is off: the number pad moves the cursor. */
  'numlock-off',
  /** A French layout, and a scanner that is set to it. */
  'azerty',
  /** A French layout, and a scanner that does not know. */
  'azerty-us',
  /** The scanner gives each character as Alt and four digits. */
  'alt',
] as const

export type Typing = (typeof TYPINGS)[number]

const NUMPAD_MOVES = [
  'Insert',
  'End',
  'ArrowDown',
  'PageDown',
  'ArrowLeft',
  'Clear',
  'ArrowRight',
  'Home',
  'ArrowUp',
  'PageUp',
]
const AZERTY = ['à', '&', 'é', '"', "'", '(', '-', 'è', '_', 'ç']

/** The events of one digit. */
export function digit(character: string, typing: Typing): readonly Press[] {
  const code = `Digit${character}`
  switch (typing) {
    case 'plain':
      return tap(code, character)
    case 'input-method':
      return tap(code, 'Process')
    case 'numpad':
      return tap(`Numpad${character}`, character)
    case 'numlock-off':
      return tap(`Numpad${character}`, NUMPAD_MOVES[Number(character)] ?? '')
    case 'azerty': {
      const [down, up] = tap('ShiftLeft', 'Shift', { shift: true })
      const held = tap(code, character, { shift: true })
      return down && up ? [down, ...held, { ...up, shift: false }] : []
    }
    case 'azerty-us':
      return tap(code, AZERTY[Number(character)] ?? '')
    case 'alt':
      return altCode(character.charCodeAt(0))
  }
}

/** The events of a character given as Alt and its number. */
export function altCode(character: number): readonly Press[] {
  const digits = String(character).padStart(4, '0')
  const [down, up] = tap('AltLeft', 'Alt', { alt: true })
  if (!down || !up) return []
  const held = [...digits].flatMap((n) => tap(`Numpad${n}`, n, { alt: true }))
  return [down, ...held, { ...up, alt: false }]
}
