import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { expect, launchTill, openShop, type Shop, test } from './shop.ts'

/** Gives the till the shop's configuration as its set-up screen would have stored it, with a key that WeChat refuses. */
function storeSetup({ dataDir, configFile }: Shop): void {
  // The file is this test's own, written by openShop.
  const configuration = JSON.parse(readFileSync(configFile, 'utf8')) as {
    wechat: { apiKeyFile?: string }
  }
  delete configuration.wechat.apiKeyFile
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(path.join(dataDir, 'configuration.json'), JSON.stringify(configuration))
  const apiKey = { encrypted: false, value: 'k'.repeat(32) }
  writeFileSync(path.join(dataDir, 'secrets.json'), JSON.stringify({ apiKey }))
}

const sees = (page: Page, screen: string): Promise<void> =>
  expect(page.locator('[data-screen]').first()).toHaveAttribute('data-screen', screen, {
    timeout: 30_000,
  })

test('a payment that the old key cannot settle lets the new key in, and settles itself with it', async () => {
  test.setTimeout(120_000)
  const { shop, close } = await openShop({ configuration: {}, simulator: [] })
  storeSetup(shop)
  const app = await launchTill(['--data-dir', shop.dataDir])
  try {
    const page = await app.firstWindow()
    const light = page.locator('[data-light="scanner"]')
    await expect(light).toHaveAttribute('data-state', 'ok', { timeout: 30_000 })
    await page.keyboard.type('12.80', { delay: 90 })
    await page.keyboard.press('Enter')
    await sees(page, 'ready')
    await shop.scanPayer()
    await sees(page, 'needs-attention')

    // The counter is for the next customer; what the set-up is about waits beside it.
    await page.keyboard.press('F6')
    await sees(page, 'idle')
    await page.keyboard.press('F12')
    await page.getByRole('tab', { name: 'Merchant', exact: true }).click()
    const merchant = page.getByLabel('Merchant id (mch_id)')
    await merchant.fill('1999999999', { timeout: 5_000 })
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Payments of this merchant are still open')).toBeVisible()
    await merchant.fill(shop.simulator.ready.merchant.mchId)

    await page.getByRole('tab', { name: 'Keys and certificates' }).click()
    await page.getByLabel('API key (v2)').fill(shop.simulator.ready.merchant.apiKey) // prettier-ignore
    await page.getByRole('button', { name: 'Save' }).click()
    const latest = () => shop.screenLog().at(-1)?.screen
    await expect.poll(latest, { timeout: 30_000 }).toBe('stopped')
    expect((await shop.simulator.control.books()).orders).toEqual([])
  } finally {
    await app.close()
    await close()
  }
})
