/** Simulated time: follows the real one, runs faster, stands still, and jumps when told to. */
import type { Clock } from '../app/ports.ts'

/** A clock that people and tests can move. Timers run in the order of their time, also when time jumps over them. */
export interface SimulatedClock extends Clock {
  /**
   * Moves time forward and runs all that becomes due on the way, timers made meanwhile included. Between two timers
   * whatever awaited the first goes on, so that it sees the time at which it was woken.
   */
  readonly advance: (ms: number) => Promise<void>
  readonly frozen: boolean
  readonly speed: number
  /** Distance to the real clock, to be kept over a restart. */
  readonly offsetMs: () => number
  readonly setOffset: (offsetMs: number) => void
  /** Drops all timers. */
  readonly stop: () => void
}

/** The machine's own time. Measured from one start, so that it never jumps. */
export const realClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  after: (delayMs, run) => {
    // Longer waits than setTimeout's 32 bits come back early; whoever asked looks at the time again.
    const timer = setTimeout(run, Math.min(delayMs, 2_147_483_647))
    return () => clearTimeout(timer)
  },
}

/** Lets everything that waits for a promise, or for the event loop, go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Timer {
  readonly dueMs: number
  readonly run: () => void
}

/** How simulated time begins and goes. */
interface ClockWish {
  readonly real?: Clock
  readonly frozen?: boolean
  readonly speed?: number
  readonly startsBehindMs?: number
}

export function createSimulatedClock(wish: ClockWish = {}): SimulatedClock {
  const { real = realClock, frozen = false, speed = 1, startsBehindMs = 0 } = wish
  const startMs = real.nowMs()
  let offsetMs = -startsBehindMs
  /** Time seen while a jump is under way: that of the timer being run. */
  let jumpingAtMs: number | null = null
  const timers = new Set<Timer>()
  let cancelWake = (): void => undefined

  const flowing = (): number => startMs + (frozen ? 0 : (real.nowMs() - startMs) * speed) + offsetMs
  const nowMs = (): number => Math.floor(jumpingAtMs ?? flowing())
  const next = (): Timer | undefined => {
    let first: Timer | undefined
    for (const timer of timers) if (!first || timer.dueMs < first.dueMs) first = timer
    return first
  }
  const takeDue = (untilMs: number): Timer | undefined => {
    const timer = next()
    if (!timer || timer.dueMs > untilMs) return undefined
    timers.delete(timer)
    return timer
  }
  const wake = (): void => {
    cancelWake()
    cancelWake = () => undefined
    const first = next()
    if (!first || frozen || jumpingAtMs !== null) return
    cancelWake = real.after(Math.max(0, (first.dueMs - flowing()) / speed), () => {
      const untilMs = flowing()
      for (let timer = takeDue(untilMs); timer; timer = takeDue(untilMs)) timer.run()
      wake()
    })
  }
  return {
    nowMs,
    after: (delayMs, run) => {
      const timer = { dueMs: nowMs() + delayMs, run }
      timers.add(timer)
      wake()
      return () => void timers.delete(timer)
    },
    advance: async (ms) => {
      const untilMs = nowMs() + ms
      jumpingAtMs = nowMs()
      for (let timer = takeDue(untilMs); timer; timer = takeDue(untilMs)) {
        jumpingAtMs = Math.max(timer.dueMs, jumpingAtMs)
        timer.run()
        await settle()
      }
      jumpingAtMs = null
      offsetMs += Math.max(0, untilMs - flowing())
      wake()
    },
    frozen,
    speed,
    offsetMs: () => offsetMs,
    setOffset: (value) => {
      offsetMs = value
      wake()
    },
    stop: () => {
      timers.clear()
      wake()
    },
  }
}
