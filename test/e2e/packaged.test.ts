import { chromium, type Page } from '@playwright/test'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expectAgreement } from './agreement.ts'
import { expect, openShop, test } from './shop.ts'

const root = path.resolve(import.meta.dirname, '../..')
const program = path.join(root, 'dist', 'linux-unpacked', 'quick-pay-cashier')
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The address that Chromium prints when it can be driven. Its inspector fuse is off, so Playwright's own way in is shut. */
async function drivable(child: ReturnType<typeof spawn>): Promise<string> {
  if (child.stderr === null) throw new Error('no output')
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  throw new Error('the program ended before it could be driven')
}

async function firstPage(address: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('no window')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  return { page, close: () => browser.close() }
}

test('the packaged app starts and takes a payment', async () => {
  test.setTimeout(180_000)
  execFileSync('npm', ['run', '--silent', 'package', '--', '--built'], {
    cwd: root,
    stdio: 'inherit',
  })
  const { shop, close } = await openShop({ configuration: {}, simulator: [] })
  const words = ['--config', shop.configFile, '--data-dir', shop.dataDir]
  const child = spawn(
    program,
    [...sandbox, '--disable-gpu', '--remote-debugging-port=0', ...words],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const gone = once(child, 'exit')
  try {
    const { page, close: leave } = await firstPage(await drivable(child))
    await expect(page.locator('[data-light="scanner"]')).toHaveAttribute('data-state', 'ok')
    await page.keyboard.type('12.80', { delay: 90 })
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-screen="ready"]')).toBeVisible()
    await shop.scanPayer()
    await expect(page.locator('[data-screen="paid"]')).toBeVisible()
    await expectAgreement(shop)
    await leave()
  } finally {
    child.kill('SIGTERM')
    await gone
    await close()
  }
})
