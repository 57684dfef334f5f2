import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openReconciliation } from '../../adapters/reconciliation/sqlite-store.ts'
import { describeStore } from './store-conformance.ts'

describeStore('SQLite', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sqlite-'))
  const store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  return {
    store,
    close() {
      store.close()
      rmSync(folder, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
})
