import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronRuntime } from '../electron-runtime.mjs'
import { environmentWith } from '../environment.ts'
import { doByHand, screenOf } from './cashier-hands.ts'
import type { CounterLine } from '../headless/headless-till.ts'
import { PATIENCE_MS, type TillUnderTest } from './till-under-test.ts'

const root = path.resolve(import.meta.dirname, '../..')
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const LOOK_EVERY_MS = 50

/** What the verdict zone says it shows; without a sale it is idle. */
const lineOf = (screen: string): CounterLine => ({
  screen: screen === 'idle' ? 'empty' : screen,
  saleId: null,
  outTradeNo: null,
})

/** The built app in its window, used like a cashier uses it: keys, and a scanner at a line. Main is what ends. */
export function windowTill(parts: {
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly scan: (code: string) => Promise<unknown>
}): TillUnderTest {
  let app: ElectronApplication | null = null
  let page: Page | null = null
  /** What the cashier does goes on beside what is looked for, until it has led somewhere or the till is gone. */
  let doing: Promise<void> = Promise.resolve()

  /** Null when the window is gone, or was just reloaded. */
  async function look(): Promise<CounterLine | null> {
    if (page === null) return null
    const screen = await screenOf(page, PATIENCE_MS).catch(() => null)
    return screen === null ? null : lineOf(screen)
  }

  async function start(): Promise<CounterLine> {
    await doing
    const { path: executablePath } = await electronRuntime()
    const started = await _electron.launch({
      executablePath,
      args: [...asRoot, '--disable-gpu', root, ...parts.words],
      cwd: root,
      env: environmentWith(parts.environment),
      timeout: PATIENCE_MS,
    })
    app = started
    page = await started.firstWindow({ timeout: PATIENCE_MS })
    started.once('close', () => {
      if (app !== started) return
      app = null
      page = null
    })
    await page.locator('[data-light="scanner"][data-state="ok"]').waitFor({ timeout: PATIENCE_MS })
    return (await look()) ?? lineOf('idle')
  }

  async function until(wanted: (line: CounterLine) => boolean): Promise<CounterLine | null> {
    const endMs = performance.now() + PATIENCE_MS
    for (;;) {
      const line = await look()
      if (line !== null && wanted(line)) return line
      if (app === null) return null
      if (performance.now() > endMs) throw new Error(`the till still shows ${line?.screen}`)
      await setTimeout(LOOK_EVERY_MS)
    }
  }

  return {
    start,
    until,
    wish(asked) {
      // A till that ends in the middle of a key press is what is played here.
      doing = doing
        .then(() => (page === null ? undefined : doByHand(page, asked, parts.scan)))
        .catch(() => undefined)
    },
    async stop() {
      await app?.close().catch(() => undefined)
      app = null
      page = null
    },
  }
}
