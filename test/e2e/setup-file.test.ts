import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ElectronApplication } from 'playwright'
import { expect, launchTill, test } from './shop.ts'

/** What a person would choose in the system's own dialogs, which no test can press. */
const choose = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)

test('a set-up is exported without secrets, and another till is filled in from the file', async ({
  shop,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'setup-file-'))
  const file = path.join(folder, 'till-3.json')
  await choose(shop.app(), file)
  await shop.page().keyboard.press('F12')
  await expect(shop.page().getByRole('button', { name: 'Import…' })).toBeDisabled()
  await shop.page().getByRole('button', { name: 'Export…' }).click()
  await expect(shop.page().getByText('Written to till-3.json')).toBeVisible()
  expect(readFileSync(file, 'utf8')).toContain(shop.simulator.ready.merchant.mchId)

  const app = await launchTill(['--data-dir', path.join(folder, 'till')])
  try {
    const page = await app.firstWindow()
    await expect(page.getByRole('main')).toBeVisible({ timeout: 30_000 })
    await page.getByText('EN', { exact: true }).click()
    await page.keyboard.press('F12')
    const wrong = path.join(folder, 'wrong.json')
    writeFileSync(wrong, '{"languge":"en","timing":{"queryEveryMs":"5 s"}}')
    await choose(app, wrong)
    await page.getByRole('button', { name: 'Import…' }).click()
    await expect(page.getByText('wrong.json has mistakes')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'languge' })).toContainText('no such')
    await choose(app, file)
    await page.getByRole('button', { name: 'Import…' }).click()
    await expect(page.getByText('Filled in from till-3.json')).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    // The keys are named by their files, so this till is a till of the same shop at once.
    await expect(page.getByText('Corner Tea')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('TRAINING — not real money')).toBeHidden()
    await expect(page.locator('[data-screen="idle"]').first()).toBeVisible()
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
