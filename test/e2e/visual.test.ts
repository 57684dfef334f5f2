/**
 * The main screens, compared with pictures that were looked at. A picture that changed on purpose is drawn anew by
 * `npx playwright test test/e2e/visual.test.ts --update-snapshots`, looked at, and committed with the change.
 */
import { expect, test } from '@playwright/test'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Look, openPreviewWindow, type PreviewWindow } from './preview-window.ts'

const PICTURES = path.resolve(import.meta.dirname, 'pictures')

/** What the letters looked like on the machine that drew the pictures: the same program and fonts draw the same. */
const LETTERS = path.join(PICTURES, 'letters.sha256')

const MAIN: readonly (readonly [scene: string, look: Look])[] = [
  ['idle', { language: 'zh-Hans' }],
  ['password', { language: 'zh-Hant' }],
  ['unknown', { language: 'en', theme: 'dark' }],
  ['paid', { language: 'zh-Hans' }],
  ['not-charged-balance', { language: 'en' }],
]

/** Letters of every kind that the screens have, with nothing of ours around them. */
const SPECIMEN = `<body style="margin: 8px; background: white; color: black; font: 28px 'Inter Variable', sans-serif">
  <p>Charge 0123456789 ¥ Hagj</p><p lang="zh-Hans">收款成功 请扫顾客付款码</p><p lang="zh-Hant">請掃顧客付款碼</p>`

/** Differs wherever letters are drawn differently: by other fonts, another Chromium, or other settings of the system. */
async function lettersHere({ page }: PreviewWindow): Promise<string> {
  await page.evaluate((html) => {
    document.body.outerHTML = html
    return document.fonts.ready
  }, SPECIMEN)
  const clip = { x: 0, y: 0, width: 640, height: 260 }
  return createHash('sha256')
    .update(await page.screenshot({ clip }))
    .digest('hex')
}

test.use({ trace: 'off', screenshot: 'off' })

test('the main screens look as they did', async () => {
  test.setTimeout(240_000)
  const preview = await openPreviewWindow()
  try {
    await preview.page.setViewportSize({ width: 1024, height: 768 })
    // The page brings its fonts.
    await preview.open('idle')
    const here = await lettersHere(preview)
    const drawing = test.info().config.updateSnapshots !== 'missing'
    if (drawing) writeFileSync(LETTERS, `${here}\n`)
    const same = existsSync(LETTERS) && readFileSync(LETTERS, 'utf8').trim() === here
    if (!same) {
      console.warn(
        'NOT COMPARED: letters are drawn differently here than where test/e2e/pictures were drawn (fonts, Chromium or their settings differ). By hand: npm run screenshots',
      )
    }
    test.skip(!same, 'letters are drawn differently on this machine')
    for (const [scene, look] of MAIN) {
      await preview.open(scene, look)
      // The strip says which shift is open as soon as the till has nothing better to do.
      const strip = preview.page.locator('.bottom-strip')
      if ((await strip.count()) > 0) await expect(strip).toContainText('42', { timeout: 30_000 })
      await expect.soft(preview.page).toHaveScreenshot(`${scene}.png`, {
        // Time goes on.
        mask: ['.clock', '.countdown', '.sale-facts', '.waiting-small'].map((place) =>
          preview.page.locator(place),
        ),
        maxDiffPixelRatio: 0.002,
        timeout: 60_000,
      })
    }
  } finally {
    await preview.close()
  }
})
