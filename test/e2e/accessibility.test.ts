/** Every screen and state of the till as assistive programs meet them: axe finds nothing, in light and in dark. */
import { _electron, expect, test } from '@playwright/test'
import axe from 'axe-core'
import path from 'node:path'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { buildPreview, PREVIEWS, servePreview } from '../../scripts/preview-pages.ts'

const WINDOW = path.resolve('scripts/screenshot-window.mjs')

/** What axe says of the page, one line each, short enough to be read in a failure. */
const AXE = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`

/** The dark theme differs from the light one in its colours alone. */
const AXE_COLOURS = AXE.replace('{ ', "{ runOnly: ['color-contrast'], ")

/**
 * One scene of each kind in every run, which is what there is time for; all of them with EVERY_SCENE=1. What differs between
 * the others is their words.
 */
const KINDS =
  /^(idle|entry-decimal|password|paid|not-charged-balance|unknown|waiting|training|all-wrong|sale-history|help|looks-menu|leave-kiosk-pin|setup-(keys-checked|people|errors|from-file)|check-raw)$/

/** What is shown is not in doubt, and a trace of it would take longer than the test. */
test.use({ trace: 'off', screenshot: 'off' })

test('no screen of the till keeps anybody out', async () => {
  // Bounded for a machine that does much else meanwhile; alone it takes a fraction of this.
  test.setTimeout(480_000)
  const [till] = PREVIEWS
  if (till === undefined) throw new Error('there is no preview of the till')
  const runtime = await electronRuntime()
  const { address, server } = await servePreview(await buildPreview(till))
  const electron = await _electron.launch({
    executablePath: runtime.path,
    args: ['--no-sandbox', WINDOW],
  })
  const found: string[] = []
  try {
    const page = await electron.firstWindow()
    await page.setViewportSize({ width: 1024, height: 768 })
    const every = process.env['EVERY_SCENE'] === '1'
    for (const scene of till.scenes.filter((name) => every || KINDS.test(name))) {
      await page.goto(`${address}?scene=${scene}&language=en&theme=light`)
      await page.locator(`html[data-shown="${scene}"]`).waitFor()
      // The page's own policy lets no script in; the debugger may.
      await page.evaluate(axe.source)
      const all: readonly string[] = await page.evaluate(AXE)
      await page.evaluate(() => {
        document.documentElement.setAttribute('data-mantine-color-scheme', 'dark')
        // What is on its way to another colour is not what anybody reads.
        for (const one of document.getAnimations()) {
          if (one instanceof CSSTransition) one.finish()
        }
      })
      const colours: readonly string[] = await page.evaluate(AXE_COLOURS)
      found.push(...all.map((line) => `${scene}: ${line}`))
      found.push(...colours.map((line) => `${scene}, dark: ${line}`))
    }
  } finally {
    await electron.close()
    server.close()
  }
  expect(found).toEqual([])
})
