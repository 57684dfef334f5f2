/** Runs once before all end-to-end tests: a display, an Electron, and a built app. */
import { existsSync } from 'node:fs'
import { describeRuntime, electronRuntime } from '../../scripts/electron-runtime.mjs'
import { openDisplay } from '../../scripts/virtual-display.ts'

export default async function globalSetup(): Promise<() => Promise<void>> {
  if (!existsSync('out/main/main.cjs')) throw new Error('Nothing is built yet: npm run build')
  console.log(`End to end on ${describeRuntime(await electronRuntime())}`)
  const display = await openDisplay()
  // Playwright hands the environment of this process on to its workers.
  Object.assign(process.env, display.env)
  return display.stop
}
