import type { Random } from '../../app/ports.ts'

/** Randomness that counts: every draw differs from the one before and from those of other instances with another start. */
export function countingRandom(start = 1): Random {
  let drawn = start - 1
  const next = (length: number): string => {
    drawn += 1
    return String(drawn).padStart(length, '0').slice(-length)
  }
  return { digits: next, letters: next }
}
