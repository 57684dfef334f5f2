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
  const kill = (): void => {
    if (!alive) return
    alive = false
    onDeath()
  }
  return {
    alive: () => alive,
    kill,
    monotonicMs: () => time.nowMs(),
    clock: {
      nowMs: () => Math.floor(time.nowMs() + machine.clockAheadMs),
      after: (delayMs, run) => time.after(delayMs, () => alive && run()),
    },
    step() {
      if (alive && steps.next() === 'die') kill()
      return alive
    },
    hear: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => alive && resolve(value),
          (error: unknown) => {
            // The error is the caller's own, handed on as it is.
            if (alive) reject(error instanceof Error ? error : new Error(String(error)))
          },
        )
      }),
  }
}
