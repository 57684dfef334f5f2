import { _electron, expect, type Page } from '@playwright/test'
import type { Server } from 'node:http'
import path from 'node:path'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { buildPreview, PREVIEWS, servePreview } from '../../scripts/preview-pages.ts'

const WINDOW = path.resolve('scripts/screenshot-window.mjs')

/** How a scene is looked at. */
export interface Look {
  readonly language?: string
  readonly theme?: 'light' | 'dark'
  /** Of the list of previews: the till's window, or the customer's display. */
  readonly at?: number
  /** All texts are longer than in any language of ours. */
  readonly long?: boolean
}

/** A window in which the app's pages are shown with a script in place of main. */
export interface PreviewWindow {
  readonly page: Page
  /** Shows a scene, and says which of its texts do not fit. */
  readonly open: (scene: string, look?: Look) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** Builds the pages once and opens a window for them. */
export async function openPreviewWindow(): Promise<PreviewWindow> {
  const runtime = await electronRuntime()
  const electron = await _electron.launch({
    executablePath: runtime.path,
    args: ['--no-sandbox', WINDOW],
  })
  const page = await electron.firstWindow()
  const served: { readonly address: string; readonly server: Server }[] = []
  for (const preview of PREVIEWS) served.push(await servePreview(await buildPreview(preview)))

  return {
    page,
    async open(scene, { language = 'en', theme = 'light', at = 0, long = false } = {}) {
      // A scene that was renamed would be left out in silence.
      expect(PREVIEWS[at]?.scenes).toContain(scene)
      const address = `${served[at]?.address}?scene=${scene}&language=${language}&theme=${theme}`
      await page.goto(long ? `${address}&long=yes` : address)
      const shown = page.locator(`html[data-shown="${scene}"]`)
      const cut = (await shown.getAttribute('data-overflowing', { timeout: 60_000 })) ?? ''
      return cut === '' ? [] : cut.split('\n').map((line) => `${scene}, ${language}: ${line}`)
    },
    async close() {
      await electron.close()
      for (const { server } of served) server.close()
    },
  }
}
