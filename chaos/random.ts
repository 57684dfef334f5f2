import { createHash } from 'node:crypto'

/** Choices that a seed repeats. */
export interface Random {
  /** At least 0, less than 1. */
  readonly fraction: () => number
  /** A whole number of the range. */
  readonly between: (least: number, most: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly [T, ...T[]]) => T
  /** A stream of its own: what it gives does not depend on how often others were asked. */
  readonly stream: (name: string) => Random
}

/** Each number is a hash of seed and count, so streams of different names have nothing in common. */
export function createRandom(seed: string): Random {
  let count = 0
  const fraction = (): number => {
    count += 1
    const hash = createHash('sha256').update(`${seed} ${count}`).digest()
    return hash.readUInt32BE(0) / 2 ** 32
  }
  return {
    fraction,
    between: (least, most) => Math.floor(least + fraction() * (most - least)),
    chance: (probability) => fraction() < probability,
    pick: (from) => from[Math.floor(fraction() * from.length)] ?? from[0],
    stream: (name) => createRandom(`${seed}/${name}`),
  }
}
