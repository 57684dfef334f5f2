/**
 * Entry of the reconciliation service: a utility process of its own, so that a bill with a million rows never keeps a scan
 * waiting. It has the file of reconciled days; bills and books are handed to it.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { serveEngine } from '../adapters/reconciliation/engine-link.ts'
import { openFileSpill } from '../adapters/reconciliation/file-spill.ts'
import { lateEngine } from '../adapters/reconciliation/late-engine.ts'
import { localEngine } from '../adapters/reconciliation/local-engine.ts'
import { openReconciliation } from '../adapters/reconciliation/sqlite-store.ts'

const { parentPort } = process
const folder = process.argv.at(-1)
if (folder === undefined) throw new Error('the folder is missing')

const engine = lateEngine(async () => {
  const spills = path.join(folder, 'spills')
  mkdirSync(spills, { recursive: true, mode: 0o700 })
  // What a process left that was ended at its work.
  for (const name of readdirSync(spills)) rmSync(path.join(spills, name), { recursive: true })
  return localEngine(
    await openReconciliation(path.join(folder, 'reconciliation.db')),
    openFileSpill(spills),
  )
})

serveEngine(
  {
    send: (message) => parentPort.postMessage(message),
    listen: (hear) => void parentPort.on('message', ({ data }: { readonly data: unknown }) => hear(data)), // prettier-ignore
  },
  engine,
)
