/**
 * Reconciles many random days with injected differences and stops at the first one whose report names anything else. Run by
 * `npm run reconcile:seeds -- --seeds 1000`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findWrongReport } from '../test/reconciliation/random-day.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    from: { type: 'string', default: '1' },
  },
})
const first = Number(values.from)
const count = Number(values.seeds)
const folder = mkdtempSync(path.join(tmpdir(), 'reconcile-seeds-'))
const startMs = performance.now()
let differences = 0
for (let number = first; number < first + count; number += 1) {
  const { wrong, injected } = await findWrongReport(`seed ${number}`, folder)
  differences += injected
  if (wrong === null) continue
  console.error(`seed ${number}: ${wrong}`)
  process.exitCode = 1
  break
}
rmSync(folder, { recursive: true, force: true })
const seconds = ((performance.now() - startMs) / 1_000).toFixed(1)
console.log(`${count} days, ${differences} differences injected, in ${seconds} s`)
