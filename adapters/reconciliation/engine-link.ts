import type { DayWork, Engine, EngineHooks, ExportWish } from '../../app/reconciliation/engine.ts'
import type { OurRecord, Span } from '../../app/reconciliation/our-record.ts'
import { type Line, openRpc } from './rpc.ts'

/** The calls of a store that cross: all but writing, which stays with the engine. */
const STORE_CALLS = [
  'days',
  'day',
  'lines',
  'difference',
  'differences',
  'elsewhereOf',
  'failed',
  'remedy',
] as const

type Store = Engine['store']

/** Lets another process use this engine. */
export function serveEngine(line: Line, engine: Engine): void {
  let cancelled = false
  const rpc = openRpc(line, {
    ...Object.fromEntries(
      STORE_CALLS.map((name) => [
        name,
        // The other end is `connectEngine`, which hands the arguments of the same function over.
        (args: readonly unknown[]) =>
          (engine.store[name] as (...all: unknown[]) => unknown)(...args),
      ]),
    ),
    reconcile: (work: DayWork) => {
      cancelled = false
      return engine.reconcile(work, {
        books: {
          async *read(span) {
            await rpc.call('beginReading', span)
            for (;;) {
              const block = (await rpc.call('readOn', null)) as readonly OurRecord[] | null
              if (block === null) return
              yield block
            }
          },
          find: (numbers) => rpc.call('find', numbers) as Promise<readonly OurRecord[]>,
        },
        // Nobody has to hear it.
        onProgress: (progress) => void rpc.call('progress', progress).catch(() => undefined),
        isCancelled: () => cancelled,
      })
    },
    exportDay: (wish: ExportWish) => engine.exportDay(wish),
    cancel: () => {
      cancelled = true
    },
  })
}

/** An engine in another process. */
export interface RemoteEngine extends Engine {
  /** That process is gone: what was asked of it fails. */
  readonly lost: () => void
}

/** How often a wish to cancel is looked for while the other process works. */
const LOOK_EVERY_MS = 100

/** Uses the engine at the other end of a line. The books stay on this side: their owner reads them. */
export function connectEngine(line: Line): RemoteEngine {
  let hooks: EngineHooks | null = null
  let reading: AsyncIterator<readonly OurRecord[]> | null = null
  const rpc = openRpc(line, {
    beginReading(span: Span) {
      reading = hooks?.books.read(span)[Symbol.asyncIterator]() ?? null
    },
    async readOn() {
      const next = await reading?.next()
      return next === undefined || next.done === true ? null : next.value
    },
    find: (numbers: readonly string[]) => hooks?.books.find(numbers) ?? [],
    progress: (progress: Parameters<EngineHooks['onProgress']>[0]) => hooks?.onProgress(progress),
  })
  const store = Object.fromEntries(
    STORE_CALLS.map((name) => [name, (...args: unknown[]) => rpc.call(name, args)]),
  )
  return {
    // One function for each name of STORE_CALLS, answered by the store's own at the other end.
    store: store as unknown as Store,
    exportDay: (wish) => rpc.call('exportDay', wish) as Promise<boolean>,
    async reconcile(work, given) {
      if (hooks !== null) throw new Error('one day at a time')
      hooks = given
      const look = setInterval(() => {
        if (given.isCancelled()) void rpc.call('cancel', null).catch(() => undefined)
      }, LOOK_EVERY_MS)
      try {
        return (await rpc.call('reconcile', work)) as Awaited<ReturnType<Engine['reconcile']>>
      } finally {
        clearInterval(look)
        hooks = null
        reading = null
      }
    },
    lost: rpc.lost,
  }
}
