/** Keys that came close together. A keyboard scanner types far faster and more evenly than fingers. */
export interface Burst {
  readonly keys: number
  readonly startedAtMs: number
  readonly lastAtMs: number
}

/** A longer pause ends a burst: no scanner pauses this long inside a code. */
const GAP_MAX_MS = 80

/** Shorter bursts may be fingers rolling over a number pad. */
const SCAN_KEYS_MIN = 6

/** Mean pause between the keys of a scan; measured scanners stay below 20 ms, fingers above 50. */
const SCAN_MEAN_GAP_MAX_MS = 35

/** Before the first key. */
export const NO_BURST: Burst = { keys: 0, startedAtMs: 0, lastAtMs: Number.NEGATIVE_INFINITY }

/** Whether a key at this time belongs to the burst, or begins a new one. */
export const continues = (burst: Burst, atMs: number): boolean =>
  burst.keys > 0 && atMs - burst.lastAtMs <= GAP_MAX_MS

/** The burst with one more key. Times are those of the key events, not of their handlers. */
export function track(burst: Burst, atMs: number): Burst {
  if (!continues(burst, atMs)) return { keys: 1, startedAtMs: atMs, lastAtMs: atMs }
  return { ...burst, keys: burst.keys + 1, lastAtMs: atMs }
}

/** Whether only a scanner can have typed this. */
export const isScan = ({ keys, startedAtMs, lastAtMs }: Burst): boolean =>
  keys >= SCAN_KEYS_MIN && (lastAtMs - startedAtMs) / (keys - 1) <= SCAN_MEAN_GAP_MAX_MS
