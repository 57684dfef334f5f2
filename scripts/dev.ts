/** Builds on every change and starts the till again. Run by `npm run dev`; end it with Ctrl+C. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { build } from 'vite'
import type { Rolldown } from 'vite'
import { hasEntry, root, targets } from './build-targets.ts'

/** A change of shared code ends several builds at about the same time. */
const SETTLE_MS = 200

let till: ChildProcess | undefined

async function restart(): Promise<void> {
  if (till && till.exitCode === null && till.signalCode === null) {
    const ended = once(till, 'exit')
    till.kill()
    await ended
  }
  const start = path.join(import.meta.dirname, 'start.ts')
  till = spawn(process.execPath, [start, ...process.argv.slice(2)], { stdio: 'inherit' })
}

let timer: NodeJS.Timeout | undefined
const built = new Set<string>()
const wanted = targets.filter(hasEntry)

function whenBuilt(output: string): void {
  built.add(output)
  console.log(`built ${output}`)
  if (built.size < wanted.length) return
  clearTimeout(timer)
  timer = setTimeout(() => void restart(), SETTLE_MS)
}

for (const { output, config } of wanted) {
  // With `watch` Vite returns a watcher, never the finished build.
  const watcher = (await build({
    ...config,
    build: { ...config.build, watch: {}, license: false },
  })) as Rolldown.RolldownWatcher
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error.message)
    if (event.code === 'END') whenBuilt(output)
  })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    till?.kill()
    process.exit()
  })
}
console.log(`watching ${path.relative(process.cwd(), root) || 'the sources'}`)
