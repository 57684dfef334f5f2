import type { KnownPrint, PrintQueue, PrintRequest } from '../../app/receipt/print-queue.ts'

/** A queue for where none can be kept: it is gone with the process. */
export function memoryQueue(): PrintQueue {
  type Kept = PrintRequest & { id: number; begun: number; state: Exclude<KnownPrint, 'unknown'> }
  const jobs = new Map<string, Kept>()
  const byId = (id: number): Kept | undefined => [...jobs.values()].find((job) => job.id === id)
  const waiting = (): readonly Kept[] =>
    [...jobs.values()].filter(({ state }) => state === 'waiting')
  let ids = 0
  return {
    known: (key) => jobs.get(key)?.state ?? 'unknown',
    add(request) {
      ids += 1
      const begun = jobs.get(request.key)?.begun ?? 0
      jobs.delete(request.key)
      jobs.set(request.key, { ...request, id: ids, begun, state: 'waiting' })
    },
    next: () => waiting()[0] ?? null,
    begin(id) {
      const job = byId(id)
      if (job !== undefined) job.begun += 1
    },
    putBack(id, sent) {
      const job = byId(id)
      if (job !== undefined && !sent) job.begun -= 1
    },
    finish(id) {
      const job = byId(id)
      if (job !== undefined) job.state = 'printed'
    },
    waiting: () => waiting().length,
    discard() {
      const all = waiting()
      for (const job of all) job.state = 'discarded'
      return all.length
    },
    close: () => undefined,
  }
}
