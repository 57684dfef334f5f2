import type { Clock } from '../app/ports.ts'

/** The longest pause a timer of the runtime can hold; longer ones fire at once. */
const TIMER_MAX_MS = 2_147_483_647

/** The machine's own clock. Pauses are measured monotonically; on most systems they stand still while the machine sleeps. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    let timer: ReturnType<typeof setTimeout>
    const wait = (leftMs: number): void => {
      const pauseMs = Math.min(Math.max(leftMs, 0), TIMER_MAX_MS)
      timer = setTimeout(() => (leftMs > pauseMs ? wait(leftMs - pauseMs) : run()), pauseMs)
    }
    wait(delayMs)
    return () => clearTimeout(timer)
  },
}
