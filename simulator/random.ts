/** Randomness that a seed repeats. */
import { hash as hashOf } from 'node:crypto'
import type { Random } from '../app/ports.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const hash = (text: string): Buffer => hashOf('sha256', text, 'buffer')

/** A number in 0…1 that depends on nothing but its label: the order of requests cannot change it. */
export const fractionOf = (label: string): number => hash(label).readUInt32BE(0) / 2 ** 32

/** An endless stream of bytes made from the seed. */
export function createRandom(seed: string): Random {
  let block: Buffer = Buffer.alloc(0)
  let used = 0
  let count = 0
  const byte = (): number => {
    if (used >= block.length) {
      block = hash(`${seed}:${count}`)
      count += 1
      used = 0
    }
    used += 1
    return block[used - 1] ?? 0
  }
  const pick = (alphabet: string): string => {
    // Bytes beyond the last whole multiple would favour the first characters.
    const limit = 256 - (256 % alphabet.length)
    let value = byte()
    while (value >= limit) value = byte()
    return alphabet.charAt(value % alphabet.length)
  }
  const text = (alphabet: string, length: number): string => {
    let made = ''
    for (let at = 0; at < length; at += 1) made += pick(alphabet)
    return made
  }
  return {
    digits: (length) => text('0123456789', length),
    letters: (length) => text(LETTERS, length),
  }
}
