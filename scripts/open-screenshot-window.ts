import path from 'node:path'
import { _electron, type Page } from 'playwright'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'
import { environmentWith } from './environment.ts'
import { openDisplay } from './virtual-display.ts'

/** A window of Electron's without the app in it, at a virtual display where there is no other. */
export interface ScreenshotWindow {
  readonly page: Page
  readonly close: () => Promise<void>
}

/** Opens it, and says on which Electron. */
export async function openScreenshotWindow(): Promise<ScreenshotWindow> {
  const runtime = await electronRuntime()
  if (!runtime) throw new Error('no Electron to draw with: run npm run setup')
  console.log(describeRuntime(runtime))
  const display = await openDisplay()
  const electron = await _electron.launch({
    executablePath: runtime.path,
    args: ['--no-sandbox', path.join(import.meta.dirname, 'screenshot-window.mjs')],
    env: environmentWith(display.env),
    timeout: 60_000,
  })
  return {
    page: await electron.firstWindow(),
    async close() {
      await electron.close()
      await display.stop()
    },
  }
}
