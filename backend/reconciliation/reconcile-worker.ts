/** A thread that matches one merchant's day, so that no payment of this node waits for a bill of any size. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveEngine } from '../../adapters/reconciliation/engine-link.ts'
import { openFileSpill } from '../../adapters/reconciliation/file-spill.ts'
import { localEngine } from '../../adapters/reconciliation/local-engine.ts'
import { openDatabase } from '../database.ts'
import { openReconciliation } from './postgres-reconciliation.ts'
import type { WorkerWish } from './worker-engine.ts'

// What `openWorkerEngine` has put there.
const { databaseUrl, claim, folder } = workerData as WorkerWish
if (parentPort === null) throw new Error('this is a thread')
const port = parentPort
const store = openReconciliation(openDatabase({ url: databaseUrl, connections: 2 }), claim)

serveEngine(
  {
    send: (message) => port.postMessage(message),
    listen: (hear) => void port.on('message', hear),
  },
  localEngine(store, openFileSpill(folder)),
)
