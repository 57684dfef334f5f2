/** What was heard so far, to wait on: no test sleeps, and none waits without a bound. */
export interface Heard<T> {
  readonly all: readonly T[]
  readonly add: (value: T) => void
  /** The first value from now on, or since the last `next` that took one, that fits. Rejects after `limitMs`. */
  readonly next: (fits?: (value: T) => boolean, limitMs?: number) => Promise<T>
}

export function heard<T>(what: string): Heard<T> {
  const all: T[] = []
  const waiting = new Set<() => void>()
  let taken = 0
  return {
    all,
    add: (value) => {
      all.push(value)
      for (const look of waiting) look()
    },
    next: (fits = () => true, limitMs = 5_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`${what}: heard only ${JSON.stringify(all.slice(taken))}`))
        }, limitMs)
        const look = (): void => {
          for (let at = taken; at < all.length; at++) {
            const value = all[at]
            if (value === undefined || !fits(value)) continue
            taken = at + 1
            waiting.delete(look)
            clearTimeout(timer)
            return resolve(value)
          }
        }
        waiting.add(look)
        look()
      }),
  }
}
