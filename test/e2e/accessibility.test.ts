/** Every screen and state as assistive programs and fingers meet them: axe finds nothing, in light and in dark, and nothing to touch is small. */
import { _electron, expect, test, type Page } from '@playwright/test'
import axe from 'axe-core'
import path from 'node:path'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { buildPreview, type Preview, PREVIEWS, servePreview } from '../../scripts/preview-pages.ts'
import { SMALL_TARGETS, SMALL_TEXT } from './measure-page.ts'

const WINDOW = path.resolve('scripts/screenshot-window.mjs')

/** What axe says of the page, one line each, short enough to be read in a failure. */
const AXE = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`

/** The dark theme differs from the light one in its colours alone. */
const AXE_COLOURS = AXE.replace('{ ', "{ runOnly: ['color-contrast'], ")

/**
 * Each screen once in every run, which is what there is time for; every state of each with EVERY_SCENE=1. What differs between
 * the others is their words.
 */
const IN_EVERY_RUN: readonly (readonly string[])[] = [
  [
    ['idle', 'entry-decimal', 'password', 'paid', 'unknown', 'waiting', 'training', 'all-wrong'],
    ['not-charged-balance', 'notice-open', 'sale-history', 'refund-form', 'shift-z', 'type-code'],
    ['help', 'looks-menu', 'leave', 'leave-kiosk-pin', 'sign-in', 'manual'],
    ['setup-keys-checked', 'setup-people', 'setup-errors', 'setup-from-file', 'check-raw'],
    ['reconciliation-calendar', 'reconciliation-day', 'reconciliation-line'],
    ['reconciliation-remedy-pin', 'reconciliation-tables'],
  ].flat(),
  ['idle-link', 'password', 'paid', 'not-charged'],
]

const EVERY = process.env['EVERY_SCENE'] === '1'

const scenesOf = (preview: Preview, at: number): readonly string[] =>
  EVERY ? preview.scenes : (IN_EVERY_RUN[at] ?? [])

async function open(page: Page, address: string, scene: string): Promise<void> {
  await page.goto(`${address}?scene=${scene}&language=en&theme=light`)
  await page.locator(`html[data-shown="${scene}"]`).waitFor()
}

/** What is wrong with a scene, in light, in dark, and under a finger. */
async function findingsIn(page: Page): Promise<readonly string[]> {
  // The page's own policy lets no script in; the debugger may.
  await page.evaluate(axe.source)
  const all: readonly string[] = await page.evaluate(AXE)
  const small: readonly string[] = await page.evaluate(SMALL_TARGETS)
  const tiny: readonly string[] = await page.evaluate(SMALL_TEXT)
  await page.evaluate(() => {
    document.documentElement.setAttribute('data-mantine-color-scheme', 'dark')
    // What is on its way to another colour is not what anybody reads.
    for (const one of document.getAnimations()) {
      if (one instanceof CSSTransition) one.finish()
    }
  })
  const colours: readonly string[] = await page.evaluate(AXE_COLOURS)
  return [...all, ...small, ...tiny, ...colours.map((line) => `dark: ${line}`)]
}

/** What is shown is not in doubt, and a trace of it would take longer than the test. */
test.use({ trace: 'off', screenshot: 'off' })

test('no screen of the till keeps anybody out', async () => {
  // Bounded for a machine that does much else meanwhile; alone it takes a fraction of this.
  test.setTimeout(EVERY ? 1_800_000 : 480_000)
  const runtime = await electronRuntime()
  const electron = await _electron.launch({
    executablePath: runtime.path,
    args: ['--no-sandbox', WINDOW],
  })
  const found: string[] = []
  try {
    const page = await electron.firstWindow()
    for (const [at, preview] of PREVIEWS.entries()) {
      const { address, server } = await servePreview(await buildPreview(preview))
      const [size] = preview.sizes
      if (size !== undefined) await page.setViewportSize(size)
      for (const scene of scenesOf(preview, at)) {
        // A scene that was renamed would be left out in silence.
        expect(preview.scenes).toContain(scene)
        await open(page, address, scene)
        found.push(...(await findingsIn(page)).map((line) => `${preview.to} ${scene}: ${line}`))
      }
      server.close()
    }
  } finally {
    await electron.close()
  }
  expect(found).toEqual([])
})
