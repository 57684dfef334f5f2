import type { Clock } from '../../app/ports.ts'

/** A clock that stands still until a test moves it. */
export interface HandClock extends Clock {
  /** Lets time pass, running each timer at its moment and everything that follows from it before the next. */
  readonly advance: (ms: number) => Promise<void>
  /** Sets the wall clock without any time passing, as an administrator might. */
  readonly jump: (ms: number) => void
}

interface Timer {
  readonly dueMs: number
  readonly run: () => void
}

/** Lets promise chains that need no outer world run to their end. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
}

/** A clock for tests; starts at `startMs`. */
export function handClock(startMs = 1_000_000): HandClock {
  let elapsedMs = 0
  let offsetMs = startMs
  let timers: readonly Timer[] = []
  const nextDue = (endMs: number): Timer | undefined =>
    timers.filter((timer) => timer.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0]
  return {
    nowMs: () => offsetMs + elapsedMs,
    after(delayMs, run) {
      const timer = { dueMs: elapsedMs + delayMs, run }
      timers = [...timers, timer]
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    async advance(ms) {
      const endMs = elapsedMs + ms
      await settle()
      for (let timer = nextDue(endMs); timer !== undefined; timer = nextDue(endMs)) {
        const due = timer
        elapsedMs = Math.max(elapsedMs, due.dueMs)
        timers = timers.filter((other) => other !== due)
        due.run()
        await settle()
      }
      elapsedMs = endMs
    },
    jump(ms) {
      offsetMs += ms
    },
  }
}
