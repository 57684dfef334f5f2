/** A till on its very first start, as the owner of a shop meets it: nobody has set anything up. */
import { expect, type Page, test } from '@playwright/test'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { configurationSchema } from '../../app/contract/configuration.ts'
import { launchTill, openShop } from './shop.ts'

const PIN = '482913'

const steps = (page: Page) => ({
  sees: (title: string) =>
    expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible({ timeout: 30_000 }),
  next: (name = 'Next') => page.getByRole('button', { name, exact: true }).click(),
})

test('a new till is led through its set-up, the power goes in the middle, and then it sells', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'first-run-'))
  const { shop, close } = await openShop({
    configuration: {},
    // A code lives long enough to be typed on a busy machine.
    simulator: ['--set', 'codeLifeMs=60000', '--set', 'autoRevokeMs=45000'],
  })
  // As an owner starts it, without a word; only the system's folder for settings is one of our own.
  const start = () => launchTill([], { XDG_CONFIG_HOME: folder })
  let app = await start()
  try {
    let page = await app.firstWindow()
    await steps(page).sees('欢迎使用 Quick Pay Cashier')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Set up this till' }).click()
    await steps(page).sees('Your shop and this till')
    // A file of another till fills in its merchant, and the certificate of this simulator.
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, shop.configFile)
    await page.getByRole('button', { name: 'Import…' }).click()
    await expect(page.getByText('Filled in from till.json')).toBeVisible()
    await page.getByLabel('Shop', { exact: true }).fill('Harbour Noodles')
    await page.keyboard.press('Enter')
    await steps(page).sees('How this till reaches WeChat Pay')
    await expect(page.getByRole('radio', { name: 'Straight to WeChat Pay' })).toBeChecked()
    await steps(page).next()
    await steps(page).sees('The merchant')
    await page.keyboard.press('Escape')
    await steps(page).sees('How this till reaches WeChat Pay')
    await steps(page).next()
    await steps(page).next()
    await steps(page).sees('Key and certificate')
    await page.getByRole('button', { name: 'Check' }).click()
    await expect(page.getByText('All is well: payments can be taken')).toBeVisible({
      timeout: 20_000,
    })
    await steps(page).next()
    await steps(page).sees('Who works here')
    await page.getByLabel('Name').fill('Mei')
    await page.getByLabel(/PIN/).first().fill(PIN)
    await page.getByRole('button', { name: 'Save person' }).click()
    await expect(page.getByText('Mei', { exact: true })).toBeVisible()
    await steps(page).next()
    await steps(page).sees('Try the scanner')

    const gone = once(app.process(), 'exit')
    app.process().kill('SIGKILL')
    await gone
    app = await start()
    page = await app.firstWindow()
    // There is somebody now, so it is not anybody who goes on.
    await steps(page).sees('Go on with the set-up')
    await page.keyboard.type(PIN, { delay: 90 })
    await page.keyboard.press('Enter')
    await steps(page).sees('Try the scanner')
    await steps(page).next()
    await steps(page).sees('Receipt printer')
    await steps(page).next('Not now')
    await steps(page).sees('Ready')
    await expect(page.getByText('Harbour Noodles')).toBeVisible()
    await steps(page).next('Save and open the till')
    await expect(page.locator('.sign-in-zone')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('Harbour Noodles')).toBeVisible()
    await page.keyboard.type(PIN, { delay: 90 })
    await page.keyboard.press('Enter')
    await expect(page.getByText('TRAINING — not real money')).toBeHidden()
    const shows = (screen: string) =>
      expect(page.locator(`[data-screen="${screen}"]`).first()).toBeVisible({ timeout: 20_000 })
    // Signing in takes its time, and until then keys are of a PIN.
    await expect(page.locator('.sign-in-zone')).toBeHidden({ timeout: 20_000 })
    await shows('idle')
    // What the guide made takes money, from WeChat itself.
    const typed = page.locator('.amount-typed')
    await expect(async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.type('12.80', { delay: 90 })
      await expect(typed).toContainText('12.80', { timeout: 500 })
    }).toPass({ timeout: 20_000 })
    await page.keyboard.press('Enter')
    await shows('ready')
    await page.keyboard.press('F2')
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused({ timeout: 20_000 })
    const { code } = await shop.simulator.control.code('alice')
    await page.keyboard.type(code, { delay: 60 })
    await page.keyboard.press('Enter')
    await shows('paid')
    const [order, ...others] = await shop.simulator.control.orders()
    expect([order?.state, order?.totalFee, others]).toEqual(['SUCCESS', 1280, []])
    const [found] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('till/configuration.json'),
    )
    const file = readFileSync(path.join(folder, found ?? ''), 'utf8')
    const stored = configurationSchema.parse(JSON.parse(file))
    expect(stored).toMatchObject({ mode: 'physical-store', language: 'en' })
    expect(stored.wechat?.mchId).toBe(shop.simulator.ready.merchant.mchId)
  } finally {
    await app.close().catch(() => undefined)
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})
