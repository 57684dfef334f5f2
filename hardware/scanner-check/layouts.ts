import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'

/** What the test text looks like, read by physical keys, when the scanner believes in the keyboard of another country. */
export interface ForeignLayout {
  readonly name: 'de' | 'fr'
  readonly typed: string
  /** Its digits are those of the text: payment codes come right. */
  readonly digits: boolean
}

/** The key that has this character there, named by what it types here; characters not listed are where they are here. */
const GERMAN: Readonly<Record<string, string>> = { y: 'z', z: 'y', Y: 'Z', Z: 'Y', '-': '/' }

const FRENCH: Readonly<Record<string, string>> = {
  a: 'q',
  q: 'a',
  A: 'Q',
  Q: 'A',
  z: 'w',
  w: 'z',
  Z: 'W',
  W: 'Z',
  m: ';',
  M: ':',
  '-': '6',
}

/** Digits take Shift on a French keyboard, and with Shift these are what the keys type here. */
const SHIFTED = ')!@#$%^&*('

const type = (text: string, keys: Readonly<Record<string, string>>): string =>
  Array.from(text, (character) => keys[character] ?? character).join('')

const shiftDigits = (keys: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Array.from(SHIFTED, (character, digit) => [String(digit), character])),
  ...keys,
})

/** Layouts that are told apart; the digits of a French scanner come right on a computer with a French layout. */
export const LAYOUTS: readonly ForeignLayout[] = [
  { name: 'de', typed: type(TEST_TEXT, GERMAN), digits: true },
  { name: 'fr', typed: type(TEST_TEXT, FRENCH), digits: true },
  { name: 'fr', typed: type(TEST_TEXT, shiftDigits(FRENCH)), digits: false },
]
