import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, launchTill, openShop, test } from './shop.ts'

test('a journal that somebody changed is not believed: nothing is sold, and the screen says so', async () => {
  const { shop, close } = await openShop({ configuration: {}, simulator: [] })
  try {
    await shop.open()
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('paid')
    // Closing writes everything into the one file.
    await shop.quit()
    const file = path.join(shop.dataDir, 'journal.db')
    const bytes = readFileSync(file)
    const at = bytes.indexOf('"transactionId"')
    expect(at).toBeGreaterThan(0)
    bytes.write('"transactionIb"', at)
    writeFileSync(file, bytes)
    const app = await launchTill(['--config', shop.configFile, '--data-dir', shop.dataDir])
    const page = await app.firstWindow()
    await expect(page.getByRole('alert').first()).toContainText(/journal/i)
    const before = (await shop.simulator.control.requests()).length
    await page.keyboard.type('5.00', { delay: 90 })
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-screen="ready"]')).toHaveCount(0)
    expect((await shop.simulator.control.requests()).length).toBe(before)
    await app.close()
  } finally {
    await close()
  }
})

for (const [what, change, said] of [
  ['a mistake in it', { timing: { queryEveryMs: 'soon' } }, /timing\.queryEveryMs/],
  ['no merchant', { wechat: undefined }, /wechat/],
  ['a wrong certificate', 'certificate', /certificateFile/],
] as const) {
  test(`a configuration file with ${what} is refused by name, and the till still opens`, async () => {
    const { shop, close } = await openShop({
      configuration: typeof change === 'object' ? change : {},
      simulator: [],
    })
    try {
      if (change === 'certificate') {
        // The file is this test's own, written by openShop.
        const written = JSON.parse(readFileSync(shop.configFile, 'utf8')) as {
          wechat: Record<string, unknown>
        }
        written.wechat['certificateFile'] = written.wechat['certificateKeyFile']
        writeFileSync(shop.configFile, JSON.stringify(written))
      }
      const app = await launchTill(['--config', shop.configFile, '--data-dir', shop.dataDir])
      const page = await app.firstWindow()
      await expect(page.getByRole('alert').first()).toContainText(said)
      await app.close()
    } finally {
      await close()
    }
  })
}

test('a wrong API key never ends in "paid", and the light says what to check', async () => {
  const { shop, close } = await openShop({ configuration: {}, simulator: [] })
  try {
    // The file is this test's own, written by openShop.
    const written = JSON.parse(readFileSync(shop.configFile, 'utf8')) as {
      wechat: Record<string, unknown>
    }
    const key = path.join(path.dirname(shop.configFile), 'wrong-key.txt')
    writeFileSync(key, 'k'.repeat(32))
    written.wechat['apiKeyFile'] = key
    writeFileSync(shop.configFile, JSON.stringify(written))
    await shop.open()
    await shop.enter(1280)
    await shop.scanPayer()
    const light = shop.page().locator('[data-light="wechat"]')
    await expect(light).toHaveAttribute('data-state', 'bad')
    await expect(light).toContainText('Check API key and merchant id')
    await shop.sees('needs-attention', 30_000)
    expect((await shop.simulator.control.books()).orders).toEqual([])
    expect(shop.screenLog().map((line) => line.screen)).not.toContain('paid')
  } finally {
    await close()
  }
})
