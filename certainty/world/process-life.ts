import type { Clock } from '../../app/ports.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * One life of a process, from its start to its end or its death. Everything it does to the world goes through here, so
 * that it can die before and after each such thing; once dead, nothing of it happens any more and nothing reaches it.
 */
export interface ProcessLife {
  readonly clock: Clock
  /** Measures evenly, whatever is done to the wall clock. */
  readonly monotonicMs: () => number
  readonly alive: () => boolean
  readonly kill: () => void
  /** The process stands still: what reaches it meanwhile reaches it afterwards. */
  readonly pause: (forMs: number) => void
  /** The process is about to do something, or has just done it. False: it is dead, and nothing of it happens. */
  readonly step: () => boolean
  /** A promise of the outer world: settles in this process only while it lives. */
  readonly hear: <T>(promise: Promise<T>) => Promise<T>
}

/** A machine, whose wall clock may be wrong. */
export interface Machine {
  /** How far its wall clock is ahead of the true time. */
  clockAheadMs: number
}

/** Where in a process's steps it dies; counted over all lives of its machine. */
export interface StepCounter {
  readonly next: () => 'go-on' | 'die'
}

export function startLife(parts: {
  readonly time: VirtualTime
  readonly machine: Machine
  readonly steps: StepCounter
  readonly onDeath: () => void
}): ProcessLife {
  const { time, machine, steps, onDeath } = parts
  let alive = true
  let pausedUntilMs = 0
  const kill = (): void => {
    if (!alive) return
    alive = false
    onDeath()
  }
  /** Runs now, or when the process goes on, unless it is dead by then. */
  const whenRunning = (run: () => void): void => {
    if (!alive) return
    const leftMs = pausedUntilMs - time.nowMs()
    if (leftMs > 0) time.after(leftMs, () => whenRunning(run))
    else run()
  }
  return {
    alive: () => alive,
    kill,
    pause(forMs) {
      pausedUntilMs = Math.max(pausedUntilMs, time.nowMs() + forMs)
    },
    monotonicMs: () => time.nowMs(),
    clock: {
      nowMs: () => Math.floor(time.nowMs() + machine.clockAheadMs),
      after: (delayMs, run) => {
        let cancelled = false
        const cancel = time.after(delayMs, () => whenRunning(() => cancelled || run()))
        return () => {
          cancelled = true
          cancel()
        }
      },
    },
    step() {
      if (alive && steps.next() === 'die') kill()
      return alive
    },
    hear: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => whenRunning(() => resolve(value)),
          (error: unknown) => {
            // Handed on as it is; whatever is thrown is an error.
            whenRunning(() => reject(error instanceof Error ? error : new Error(String(error))))
          },
        )
      }),
  }
}
