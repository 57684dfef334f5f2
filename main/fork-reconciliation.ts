import { utilityProcess } from 'electron'
import path from 'node:path'
import { connectEngine } from '../adapters/reconciliation/engine-link.ts'
import type { Engine } from '../app/reconciliation/engine.ts'

/** The process that reconciles. */
export interface ForkedEngine {
  readonly engine: Engine
  readonly end: () => void
}

/** Starts the process that reconciles, with its files in `folder`. `onEnd` is told when it is gone, however that came. */
export function forkReconciliation(folder: string, onEnd: (code: number) => void): ForkedEngine {
  const program = path.join(import.meta.dirname, 'reconciliation-service.cjs')
  const child = utilityProcess.fork(program, [folder], {
    stdio: 'ignore',
    // What it needs is bounded by its buckets; the rest would only be garbage that waits.
    execArgv: ['--max-old-space-size=256', '--max-semi-space-size=8'],
    serviceName: 'reconciliation',
  })
  const engine = connectEngine({
    send: (message) => child.postMessage(message),
    listen: (hear) => void child.on('message', hear),
  })
  child.on('exit', (code) => {
    engine.lost()
    onEnd(code)
  })
  return { engine, end: () => void child.kill() }
}
