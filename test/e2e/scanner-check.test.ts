import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { type PtyScanner, startPtyScanner } from '../../hardware/scanner/pty-emulator.ts'
import { connectControl } from '../../simulator/control-client.ts'
import { typeAsScanner } from '../support/keyboard-scanner.ts'
import { launchTill } from './shop.ts'

const CODE = '134567890123456789'

/** A till in training whose serial scanner was set up with the wrong framing. */
const wrongFraming = test.extend<{ folder: string; scanner: PtyScanner; app: ElectronApplication }>(
  {
    // Playwright wants the first argument destructured, even when there is nothing in it.
    // oxlint-disable-next-line no-empty-pattern
    async folder({}, use) {
      const folder = mkdtempSync(path.join(tmpdir(), 'check-'))
      await use(folder)
      rmSync(folder, { recursive: true, force: true })
    },
    async scanner({ folder }, use) {
      const scanner = await startPtyScanner(path.join(folder, 'scanner'))
      await use(scanner)
      await scanner.close()
    },
    async app({ folder, scanner }, use) {
      const set = { language: 'en', scanner: { kind: 'serial', path: scanner.path } }
      const stored = { ...set, scanner: { ...set.scanner, framing: 'stx-etx' } }
      writeFileSync(path.join(folder, 'configuration.json'), JSON.stringify(stored))
      const app = await launchTill(['--data-dir', folder])
      await use(app)
      await app.close()
    },
  },
)

const light = (page: Page, state: string): Promise<void> =>
  expect(page.locator('[data-light="scanner"]')).toHaveAttribute('data-state', state)

const found = (page: Page, kind: string): Promise<void> =>
  expect(page.locator('[data-finding]')).toHaveAttribute('data-finding', kind)

wrongFraming(
  'a scanner with the wrong framing is found out, saved with the keyboard alone, and sells',
  async ({ app, scanner, folder }) => {
    const page = await app.firstWindow()
    await expect(page.getByRole('main')).toBeVisible({ timeout: 30_000 })
    await light(page, 'ok')
    await scanner.scan(CODE, { framing: 'cr' })
    await light(page, 'bad')
    await expect(page.getByRole('button', { name: 'Check the scanner' })).toBeVisible()
    await page.keyboard.press('Control+t')
    const port = page.locator('.check-devices li', { hasText: scanner.path })
    await expect(port).toContainText('Listening · 9600 8N1')
    await page.screenshot({ path: 'test-results/scanner-check.png' })

    // Not the test code: it is said, and no digit of it is shown.
    await page.getByRole('button', { name: 'Show raw data' }).press('Enter')
    await scanner.scan(CODE, { framing: 'cr' })
    await found(page, 'other-text')
    await expect(page.locator('.check-raw pre')).toContainText(`${'•'.repeat(18)}<CR>`)
    await expect(page.locator('.check-raw pre')).not.toContainText('3456')

    // A keyboard scanner is heard beside it, and its Enter presses no button.
    await typeAsScanner(app, TEST_TEXT)
    await found(page, 'read')
    await expect(page.locator('.check-mode')).toHaveText('Keyboard mode, ends with Enter')
    await expect(page.getByRole('button', { name: 'Hide raw data' })).toBeVisible()

    await scanner.scan(TEST_TEXT, { framing: 'cr', chunk: 4 })
    await expect(page.locator('.check-mode')).toHaveText('Serial, 9600 8N1, ends with CR')
    // On a busy machine it may also be said to come in pieces, which is true there.
    await expect(page.locator('[data-remark="other-end"]')).toBeVisible()
    await page.getByRole('button', { name: 'Use it and save' }).press('Enter')

    await expect(page.getByRole('main')).toBeVisible({ timeout: 30_000 })
    await light(page, 'ok')
    const stored = JSON.parse(readFileSync(path.join(folder, 'configuration.json'), 'utf8')) as {
      readonly scanner: unknown
    }
    expect(stored.scanner).toMatchObject({ kind: 'serial', framing: 'any-line' })

    await expect(async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.type('12.80', { delay: 90 })
      await expect(page.locator('.amount-typed')).toContainText('12.80', { timeout: 300 })
    }).toPass()
    await page.keyboard.press('Enter')
    const ready = JSON.parse(
      readFileSync(path.join(folder, 'simulator', 'ready.json'), 'utf8'),
    ) as { control: string }
    const { code } = await connectControl(ready.control).code('alice')
    await scanner.scan(code, { framing: 'cr' })
    await expect(page.locator('[data-screen]').first()).toHaveAttribute('data-screen', 'paid', {
      timeout: 15_000,
    })
  },
)
