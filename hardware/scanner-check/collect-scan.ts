import type { After } from '../after.ts'
import type { HeardScan } from './judge-bytes.ts'

/** Silence that ends a scan whose end is not known yet. A character takes 33 ms at the slowest baud rate. */
const SILENCE_MS = 250

/** How long the rest of half a scan is waited for. */
const REST_MS = 2_000

/** No scan is longer; noise must not grow a buffer. */
const BYTES_MAX = 1024

/** What a scan was taken for. */
export type Taken = 'over' | 'beginning'

/**
 * Puts the bytes of one scan together by the silence behind them. `judge` is asked at each silence; what it calls a
 * beginning is kept for the rest, and is asked about again with `rest` when none came.
 */
export function collectScan(
  judge: (scan: HeardScan, restMissing: boolean) => Taken,
  after: After,
): { readonly feed: (chunk: Uint8Array, atMs: number) => void; readonly reset: () => void } {
  let bytes: number[] = []
  let pauseMs = 0
  let lastAtMs = 0
  let cancel = (): void => undefined

  const reset = (): void => {
    cancel()
    bytes = []
    pauseMs = 0
  }
  const ask = (restMissing: boolean): void => {
    const taken = judge({ bytes, pauseMs }, restMissing)
    if (taken === 'over' || restMissing) return reset()
    cancel = after(REST_MS, () => ask(true))
  }
  return {
    reset,
    feed: (chunk, atMs) => {
      cancel()
      if (bytes.length > 0) pauseMs = Math.max(pauseMs, atMs - lastAtMs)
      lastAtMs = atMs
      bytes = [...bytes, ...chunk].slice(0, BYTES_MAX)
      cancel = after(SILENCE_MS, () => ask(false))
    },
  }
}
