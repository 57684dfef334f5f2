import type { Random } from '../../app/ports.ts'

/** Numbers from 0 up to 1 that a seed repeats. */
export type Draw = () => number

/** Where FNV-1a begins. */
const FNV_OFFSET = 0x811c9dc5

/** A number of 32 bits made from a text: FNV-1a. `begun` is what came of a text before it, for texts that begin alike. */
export function seedOf(text: string, begun = FNV_OFFSET): number {
  let hash = begun
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}

/** Mulberry32: small, quick, and the same on every machine. */
export function drawsOf(seed: number): Draw {
  let state = seed >>> 0
  return () => {
    state = (state + STEP) >>> 0
    return mix(state)
  }
}

const STEP = 0x6d2b79f5

function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

/** Numbers from 0 up to 1 that depend on nothing but their label: what else happened cannot change them. */
export function fractionsOf(world: string): (label: string) => number {
  const begun = seedOf(`${world} `)
  return (label) => mix((seedOf(label, begun) + STEP) >>> 0)
}

/** A whole number from `least` to `most`. */
export const wholeNumber = (draw: Draw, least: number, most: number): number =>
  least + Math.floor(draw() * (most - least + 1))

/** One of the items, each equally likely. */
export function oneOf<T>(draw: Draw, items: readonly T[]): T {
  const item = items[Math.floor(draw() * items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** The core's port for randomness, drawn from a seed. */
export function seededRandom(seed: string): Random {
  const draw = drawsOf(seedOf(seed))
  const text = (alphabet: string, length: number): string => {
    let made = ''
    for (let at = 0; at < length; at += 1) made += alphabet[Math.floor(draw() * alphabet.length)]
    return made
  }
  return {
    digits: (length) => text('0123456789', length),
    letters: (length) => text(LETTERS, length),
  }
}
