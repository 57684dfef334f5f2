/** Time that passes only when everything that was due has been done. */
export interface VirtualTime {
  /** Milliseconds since 1970 UTC, as nobody's clock in this world shows it: the true time. */
  readonly nowMs: () => number
  /** Runs once after `delayMs`; what is due at the same time runs in the order in which it was asked for. */
  readonly after: (delayMs: number, run: () => void) => () => void
  /** Lets time pass up to this moment, running all that becomes due and all that follows from it. */
  readonly runUntil: (untilMs: number) => Promise<void>
  /** Things that became due so far. */
  readonly count: () => number
}

interface Timer {
  readonly dueMs: number
  readonly order: number
  run: (() => void) | null
}

/**
 * Lets promise chains that need no outer world run to their end: Node runs what was put off to the next tick only when no
 * promise has anything left to do. An immediate would do the same, through a whole turn of the event loop.
 */
const settle = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))

const isBefore = (one: Timer, other: Timer): boolean =>
  one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order)

/** Timers, the earliest at hand: a binary heap. */
class TimerHeap {
  readonly #timers: Timer[] = []

  get first(): Timer | undefined {
    return this.#timers[0]
  }

  push(timer: Timer): void {
    const timers = this.#timers
    let at = timers.push(timer) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#swapUnlessOrdered(parent, at)) break
      at = parent
    }
  }

  pop(): Timer | undefined {
    const timers = this.#timers
    const [first] = timers
    const last = timers.pop()
    if (last === undefined || first === last) return first
    timers[0] = last
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [a, b] = [timers[left], timers[left + 1]]
      if (a === undefined) break
      const child = b !== undefined && isBefore(b, a) ? left + 1 : left
      if (!this.#swapUnlessOrdered(at, child)) break
      at = child
    }
    return first
  }

  #swapUnlessOrdered(parent: number, child: number): boolean {
    const [above, below] = [this.#timers[parent], this.#timers[child]]
    if (above === undefined || below === undefined || !isBefore(below, above)) return false
    this.#timers[parent] = below
    this.#timers[child] = above
    return true
  }
}

/** A time of its own, starting at `startMs`. */
export function createVirtualTime(startMs: number): VirtualTime {
  const heap = new TimerHeap()
  let nowMs = startMs
  let asked = 0
  let done = 0
  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      asked += 1
      const timer: Timer = { dueMs: nowMs + Math.max(0, delayMs), order: asked, run }
      heap.push(timer)
      return () => {
        timer.run = null
      }
    },
    async runUntil(untilMs) {
      await settle()
      for (;;) {
        const next = heap.first
        if (next === undefined || next.dueMs > untilMs) break
        heap.pop()
        const { run } = next
        if (run === null) continue
        nowMs = next.dueMs
        done += 1
        run()
        await settle()
      }
      nowMs = Math.max(nowMs, untilMs)
    },
    count: () => done,
  }
}
