import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { TillWish } from '../headless/headless-till.ts'

const PAUSE_MS = 200

/** The screen that the verdict zone says it shows. */
export const screenOf = (page: Page, timeoutMs: number): Promise<string | null> =>
  page.locator('[data-screen]').first().getAttribute('data-screen', { timeout: timeoutMs })

/** Presses a key until something has come of it: right after a scan keys are ignored. Rejects when the window goes. */
async function pressUntil(
  page: Page,
  key: string,
  wanted: (screen: string) => boolean,
): Promise<void> {
  for (;;) {
    const screen = await screenOf(page, 0)
    if (screen !== null && wanted(screen)) return
    await page.keyboard.press(key)
    await setTimeout(PAUSE_MS)
  }
}

async function enter(page: Page, minor: number): Promise<void> {
  const amount = (minor / 100).toFixed(2)
  for (;;) {
    await page.keyboard.press('Escape')
    // Slower than any scanner types.
    await page.keyboard.type(amount, { delay: 90 })
    const typed = await page.locator('.amount-typed').textContent()
    if (typed?.includes(amount) === true) break
  }
  await pressUntil(page, 'Enter', (screen) => screen !== 'idle')
}

/** Does what a cashier does for it, with keys and scanner. */
export async function doByHand(
  page: Page,
  asked: TillWish,
  scan: (code: string) => Promise<unknown>,
): Promise<void> {
  switch (asked.wish) {
    case 'sell':
      return enter(page, asked.minor)
    case 'scan':
      return void (await scan(asked.code))
    case 'stop':
      return pressUntil(page, 'Escape', (screen) => !['password', 'unknown'].includes(screen))
    case 'next':
      return pressUntil(page, 'Enter', (screen) => screen === 'idle')
  }
}
