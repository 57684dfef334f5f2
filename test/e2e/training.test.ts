import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connectControl } from '../../simulator/control-client.ts'
import { launchTill } from './shop.ts'

/** Presses a key until it leads to this screen: for a moment after a scan keys are ignored. */
const press = (page: Page, key: string, screen: string): Promise<void> =>
  expect(async () => {
    await page.keyboard.press(key)
    await expect(page.locator('[data-screen]').first()).toHaveAttribute('data-screen', screen, {
      timeout: 300,
    })
  }).toPass()

const sees = (page: Page, screen: string): Promise<void> =>
  expect(page.locator('[data-screen]').first()).toHaveAttribute('data-screen', screen, {
    timeout: 15_000,
  })

/** A till on its very first start: nobody has set anything up. */
const firstStart = test.extend<{
  dataDir: string
  app: ElectronApplication
}>({
  // Playwright wants the first argument destructured, even when there is nothing in it.
  // oxlint-disable-next-line no-empty-pattern
  async dataDir({}, use) {
    const folder = mkdtempSync(path.join(tmpdir(), 'training-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  async app({ dataDir }, use) {
    const app = await launchTill(['--data-dir', dataDir])
    await use(app)
    await app.close()
  },
})

firstStart(
  'the first start is training: a newcomer plays both cashier and payer',
  async ({ app, dataDir }) => {
    const till = await app.firstWindow()
    await expect(till.getByRole('main')).toBeVisible({ timeout: 30_000 })
    await press(till, 'Control+l', 'idle')
    await till.getByText('EN', { exact: true }).click()
    await expect(till.getByText('TRAINING — not real money')).toBeVisible()
    // Files of the simulator that the app embeds: the same programs anybody can talk to.
    const ready = JSON.parse(
      readFileSync(path.join(dataDir, 'simulator', 'ready.json'), 'utf8'),
    ) as { control: string }
    const control = connectControl(ready.control)
    await control.changePayer('alice', { mood: 'asks-password' })

    const opened = app.waitForEvent('window')
    await till.keyboard.press('Control+p')
    const phone = await opened
    await expect(phone.locator('.digits')).toBeVisible()

    await till.bringToFront()
    await till.keyboard.type('12.80', { delay: 90 })
    await till.keyboard.press('Enter')
    await sees(till, 'ready')
    await till.keyboard.press('Control+s')
    await sees(till, 'password')
    await expect(phone.getByRole('dialog')).toContainText('12.80')
    await phone.keyboard.type('123456')
    await sees(till, 'paid')
    await expect(till.getByRole('main')).toContainText(/hand over/i)
    // The emulated printer drew its receipt from the bytes that it was sent.
    const paper = till.locator('.slip-peek img')
    await expect(paper).toBeVisible()
    expect(await paper.getAttribute('src')).toContain(encodeURIComponent('支'))
    // It lies on the shop's name: never on the verdict, nor on what is to be done.
    const news = await till.locator('.slip-toast').boundingBox()
    const counter = await till.getByRole('main').boundingBox()
    expect(news && counter && news.y + news.height <= counter.y).toBe(true)
    expect((await control.orders()).map(({ state, totalFee }) => [state, totalFee])).toEqual([
      ['SUCCESS', 1280],
    ])

    await press(till, 'Enter', 'idle')
    await expect(till.getByText('TRAINING — not real money')).toBeVisible()
  },
)

firstStart(
  'the set-up screen stores what is changed, and starts the till with it',
  async ({ app }) => {
    const till = await app.firstWindow()
    await expect(till.getByRole('main')).toBeVisible({ timeout: 30_000 })
    await till.getByText('EN', { exact: true }).click()
    await till.keyboard.press('F12')
    await till.getByRole('tab', { name: 'Shop' }).click()
    await till.getByRole('textbox', { name: 'Shop' }).fill('Harbour Noodles')
    await till.getByRole('button', { name: /save/i }).click()
    await expect(till.getByText('Harbour Noodles')).toBeVisible()
    await sees(till, 'idle')
  },
)
