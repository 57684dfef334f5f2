import { randomInt } from 'node:crypto'
import type { Random } from '../app/ports.ts'

const DIGITS = '0123456789'
const LETTERS = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${DIGITS}`

const pick = (from: string, length: number): string =>
  Array.from({ length }, () => from[randomInt(from.length)]).join('')

/** The machine's cryptographic randomness; no character is likelier than another. */
export const systemRandom: Random = {
  digits: (length) => pick(DIGITS, length),
  letters: (length) => pick(LETTERS, length),
}
