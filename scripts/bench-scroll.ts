/**
 * Scrolls through a day with a million lines and through an empty page of the same height, in the app's own page and window, and
 * says how long each frame took, and how soon the lines are there after a jump. Run by `npm run bench:scroll [-- --frames 300]`.
 */
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { HEADING, row } from './bench/figures.ts'
import { openScreenshotWindow } from './open-screenshot-window.ts'
import { buildPreview, PREVIEWS, servePreview } from './preview-pages.ts'

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '300' },
    jumps: { type: 'string', default: '30' },
  },
})

/** As far as somebody drags or flings in a frame: some screens of lines. */
const STEP_PIXELS = 400

/** Runs in the page: moves a scroller frame by frame, and measures from one frame to the next. */
const scrollThrough = (page: Page, selector: string, frames: number): Promise<readonly number[]> =>
  page.evaluate(
    async ([selector, frames, step]) => {
      const scroller = document.querySelector(selector)
      if (scroller === null) throw new Error(`nothing is ${selector}`)
      const nextFrame = (): Promise<number> =>
        new Promise((resolve) => requestAnimationFrame(resolve))
      const taken: number[] = []
      let before = await nextFrame()
      for (let at = 0; at < frames; at += 1) {
        scroller.scrollTop += step
        const now = await nextFrame()
        taken.push(now - before)
        before = now
      }
      return taken
    },
    [selector, frames, STEP_PIXELS] as const,
  )

/** Runs in the page: jumps to places all over the day, and waits each time until all that is in sight is there. */
const jumpAbout = (page: Page, jumps: number): Promise<readonly number[]> =>
  page.evaluate(async (jumps) => {
    const scroller = document.querySelector('.lines-scroller')
    if (scroller === null) throw new Error('there are no lines')
    const nextFrame = (): Promise<number> =>
      new Promise((resolve) => requestAnimationFrame(resolve))
    const taken: number[] = []
    for (let at = 0; at < jumps; at += 1) {
      const begun = performance.now()
      // The golden ratio's steps: no place twice, none near the last.
      scroller.scrollTop = scroller.scrollHeight * ((at * 0.618_034) % 1)
      do await nextFrame()
      while (
        scroller.querySelector('.line-loading') !== null ||
        scroller.querySelector('.line') === null
      )
      taken.push(performance.now() - begun)
    }
    return taken
  }, jumps)

/** A page that scrolls, and does nothing else: what a frame costs at least. */
const EMPTY = `data:text/html,<div id="s" style="height:700px;overflow:auto"><div style="height:15000000px"></div></div>`

const { page, close } = await openScreenshotWindow()
const [till] = PREVIEWS
if (till === undefined) throw new Error('there is no preview of the till')
const { address, server } = await servePreview(await buildPreview(till))
try {
  await page.setViewportSize({ width: 1024, height: 768 })
  const frames = Number(values.frames)
  await page.goto(EMPTY)
  const bare = await scrollThrough(page, '#s', frames)
  await page.goto(`${address}?scene=reconciliation-day-million&language=en&theme=light`)
  await page
    .locator('html[data-shown="reconciliation-day-million"]')
    .waitFor({ state: 'attached', timeout: 120_000 })
  await page.locator('.lines-scroller .line').first().waitFor({ timeout: 120_000 })
  const lines = await scrollThrough(page, '.lines-scroller', frames)
  const jumps = await jumpAbout(page, Number(values.jumps))
  console.log(HEADING)
  console.log(row({ name: 'a frame of an empty page that scrolls', unit: 'ms', runs: bare }))
  console.log(row({ name: 'a frame of a million lines that scroll', unit: 'ms', runs: lines }))
  console.log(row({ name: 'jump → all lines in sight are there', unit: 'ms', runs: jumps }))
  const late = lines.filter((ms) => ms > 50).length
  console.log(`${late} of ${lines.length} frames took more than 50 ms`)
} finally {
  server.close()
  await close()
}
