import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { _electron, type Page } from 'playwright'
import { electronRuntime } from '../electron-runtime.mjs'
import type { Figures } from './figures.ts'

const run = promisify(execFile)

/** X's numbers of the keys 1 to 9. */
const DIGITS = ['10', '11', '12', '13', '14', '15', '16', '17', '18'] as const
const ESCAPE = 'Escape'

/** An amount of a hundred thousand is long enough; then it is cleared. */
const DIGITS_IN_A_ROW = 5

/** A quick cashier's hands. Faster keys would be taken for a scanner's. */
const KEY_EVERY_MS = 130

/**
 * Times every key from the moment the system got it (`timeStamp`) to the end of the frame that shows what it did. What is shown must have
 * changed by the time that frame is drawn, or the time would be that of an earlier picture.
 */
const watch = (place: string): string => `(() => {
  const shown = () => document.querySelector(${JSON.stringify(place)})?.textContent ?? ''
  globalThis.keysPainted = []
  addEventListener('keydown', (event) => {
    const before = shown()
    requestAnimationFrame(() => {
      const drawn = shown() !== before
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => keysPainted.push({ ms: performance.now() - event.timeStamp, drawn })
      port2.postMessage(null)
    })
  }, { capture: true })
})()`

interface Painted {
  readonly ms: number
  readonly drawn: boolean
}

const pressed = (keys: readonly string[]): Promise<unknown> =>
  run('xdotool', ['key', '--delay', String(KEY_EVERY_MS), ...keys])

/** Presses real keys, those of the X server, and returns how long each took until its frame was on the glass. */
async function press(page: Page, place: string, count: number): Promise<readonly number[]> {
  await page.evaluate(watch(place))
  for (let done = 0; done < count; done += DIGITS_IN_A_ROW) {
    const digits = Array.from({ length: DIGITS_IN_A_ROW }, (_, at) => DIGITS[(done + at) % 9] ?? '')
    await pressed([...digits, ESCAPE])
  }
  await page.waitForFunction(`keysPainted.length >= ${count}`)
  const painted: readonly Painted[] = await page.evaluate('keysPainted')
  const unseen = painted.filter(({ drawn }) => !drawn).length
  if (unseen > 0) throw new Error(`${unseen} keys were not drawn by the next frame`)
  return painted.map(({ ms }) => ms)
}

/** A key of the amount in the till, until its digit is painted. */
export const tillKeys = async (page: Page, count: number): Promise<Figures> => ({
  name: 'till: key → digit painted',
  unit: 'ms',
  runs: await press(page, '.amount-typed', count),
})

/** The same in a window with one word in it, which puts each key into its page by hand. */
export async function bareKeys(count: number): Promise<Figures> {
  const { path: executablePath } = await electronRuntime()
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const window = path.join(import.meta.dirname, 'empty-window')
  const electron = await _electron.launch({
    executablePath,
    args: [...asRoot, '--disable-gpu', window],
  })
  try {
    const page = await electron.firstWindow()
    await page.locator('p').waitFor()
    await page.evaluate(`addEventListener('keydown', ({ key }) => {
      const place = document.querySelector('p')
      place.textContent = key === 'Escape' ? '' : place.textContent + key
    })`)
    return {
      name: 'empty window: key → character painted',
      unit: 'ms',
      runs: await press(page, 'p', count),
    }
  } finally {
    await electron.close()
  }
}
