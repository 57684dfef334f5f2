import type { Clock } from '../app/ports.ts'

/** Waiting, as a port: tests turn the hands themselves. */
export type After = Clock['after']

/** Waits on this machine's monotonic clock. */
export const systemAfter: After = (delayMs, run) => {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

/** Milliseconds since 1970 on a clock that does not jump while the program runs; comparable between processes of one machine. */
export const preciseNowMs = (): number => performance.timeOrigin + performance.now()
