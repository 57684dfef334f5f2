/** How things that are asked for at the same time share one statement. */
export interface GatherParts<Item, Answer> {
  /** One statement for all of them: it works for all or for none. Answers stand in the order of the items. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer[]>
  readonly atOnceMax: number
  /** Statements under way at the same time. While all of them are, what comes is gathered. */
  readonly lanes: number
  /** Told how long each statement's oldest item waited for a lane, and how long the statement took. */
  readonly onRun?: (waitedMs: number, tookMs: number) => void
}

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly sinceMs: number
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: a commit costs the same for one row as for fifty. A lone item leaves with the next turn of the event
 * loop, so nobody waits for company that does not come.
 */
export function gather<Item, Answer>(
  parts: GatherParts<Item, Answer>,
): (item: Item) => Promise<Answer> {
  let queue: Waiting<Item, Answer>[] = []
  let running = 0
  let scheduled = false
  const runAll = async (some: readonly Waiting<Item, Answer>[]): Promise<void> => {
    const startedMs = performance.now()
    const [first] = some
    try {
      const answers = await parts.run(some.map(({ item }) => item))
      if (answers.length !== some.length) throw new Error('an answer for each item is missing')
      for (const [index, { resolve }] of some.entries()) {
        // Proven by the lengths: there is one for each.
        resolve(answers[index] as Answer)
      }
    } catch (error) {
      // One that the database cannot take must not cost the others theirs: nothing of the statement was done.
      if (some.length > 1 && isAboutRows(error)) for (const one of some) await runAll([one])
      else for (const { reject } of some) reject(error)
    } finally {
      parts.onRun?.(startedMs - (first?.sinceMs ?? startedMs), performance.now() - startedMs)
    }
  }
  const pump = (): void => {
    scheduled = false
    while (running < parts.lanes && queue.length > 0) {
      const some = queue.slice(0, parts.atOnceMax)
      queue = queue.slice(parts.atOnceMax)
      running += 1
      void runAll(some).finally(() => {
        running -= 1
        pump()
      })
    }
  }
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, sinceMs: performance.now(), resolve, reject })
      if (scheduled) return
      scheduled = true
      // After everything that has arrived with this turn of the event loop has been read.
      setImmediate(pump)
    })
}

/** Whether PostgreSQL refused what it was given (classes 22, 23) or picked this statement out of a deadlock. */
const isAboutRows = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(22|23|40P01)/.test(error.code)
