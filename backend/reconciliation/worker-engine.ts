import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { connectEngine, type RemoteEngine } from '../../adapters/reconciliation/engine-link.ts'
import type { Engine } from '../../app/reconciliation/engine.ts'
import type { WorkClaim } from './claim.ts'

/** What a thread is told. */
export interface WorkerWish {
  readonly databaseUrl: string
  readonly claim: WorkClaim
  /** Where it may put things aside. */
  readonly folder: string
}

/** The part of an engine that matches. */
export interface Matching {
  readonly reconcile: Engine['reconcile']
  readonly end: () => Promise<void>
}

/** Buckets bound what it needs; a bill that was made to fill the memory ends the thread and not the node. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 }

/** Matches in a thread of its own, which starts when it is first needed: most looks find nothing to do. */
export function openWorkerEngine(wish: WorkerWish): Matching {
  let started: { readonly worker: Worker; readonly engine: RemoteEngine } | null = null
  const start = () => {
    const worker = new Worker(path.join(import.meta.dirname, 'reconcile-worker.ts'), {
      workerData: wish,
      resourceLimits: LIMITS,
    })
    const engine = connectEngine({
      send: (message) => worker.postMessage(message),
      listen: (hear) => void worker.on('message', hear),
    })
    const lost = (): void => {
      engine.lost()
      if (started?.worker === worker) started = null
    }
    worker.on('error', lost)
    worker.on('exit', lost)
    return { worker, engine }
  }
  return {
    reconcile(work, hooks) {
      started ??= start()
      return started.engine.reconcile(work, hooks)
    },
    async end() {
      await started?.worker.terminate()
    },
  }
}
