import type { ElectronApplication } from 'playwright'
import { expectAgreement } from './agreement.ts'
import { expect, type Shop, test } from './shop.ts'

const PIN = '246813'

const isKiosk = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isKiosk()))

/** The page dies, as it does when memory is short. */
const crashPage = (shop: Shop): Promise<void> =>
  shop
    .app()
    .evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )

/** What the window says now. Playwright does not come back to a page that crashed; the window does. */
const screenOf = (shop: Shop): Promise<unknown> =>
  shop.app().evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined || contents.isCrashed()) return 'dead'
    const says = contents.executeJavaScript(
      'document.querySelector("[data-screen]")?.dataset.screen',
    ) as Promise<unknown>
    // A page that dies while it is asked never answers.
    return Promise.race([says, new Promise((done) => setTimeout(done, 1_000, 'silent'))])
  })

/** As the system closes a window: Alt+F4, or a click that a window manager offers. */
const closeWindow = (shop: Shop): Promise<void> =>
  shop.app().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

async function signIn(shop: Shop): Promise<void> {
  const page = shop.page()
  await page.getByRole('radio', { name: 'Chen' }).click()
  await page.keyboard.type('975311', { delay: 90 })
  await page.keyboard.press('Enter')
}

test.describe('a till that fills its screen', () => {
  test.use({
    shopOptions: {
      configuration: {
        kiosk: true,
        // The payer has all the time that a restart takes.
        timing: { queryEveryMs: 1_000 },
        people: {
          members: [
            { id: 'mei', name: 'Mei', role: 'manager', pinFile: 'mei.pin' },
            { id: 'chen', name: 'Chen', role: 'cashier', pinFile: 'chen.pin' },
          ],
        },
      },
      simulator: ['--set', 'codeLifeMs=60000', '--set', 'autoRevokeMs=45000'],
      files: { 'mei.pin': PIN, 'chen.pin': '975311' },
    },
  })

  test('is left by a manager’s PIN alone, and is back with the next start', async ({ shop }) => {
    const page = shop.page()
    expect(await isKiosk(shop.app())).toBe(true)
    await signIn(shop)
    await shop.enter(1280)
    for (const keys of ['Control+w', 'Control+r', 'Control+Shift+i', 'F11', 'Alt+F4']) {
      await page.keyboard.press(keys)
    }
    await shop.sees('ready')

    // Closed as the system closes it: it asks who may, and a page has no way round that.
    await closeWindow(shop)
    const dialog = page.getByRole('dialog', { name: 'Leave the full screen' })
    await expect(dialog).toBeVisible()
    await expect(dialog.getByRole('radio', { name: 'Chen' })).toHaveCount(0)
    await page.keyboard.type('111111', { delay: 90 })
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).not.toBeEmpty()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    expect(await isKiosk(shop.app())).toBe(true)

    await page.keyboard.press('Control+q')
    await expect(dialog).toBeVisible()
    await page.keyboard.type(PIN, { delay: 90 })
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    expect(await isKiosk(shop.app())).toBe(false)

    // The next start fills the screen again, with the sale that was at the counter.
    await shop.kill()
    await shop.open()
    expect(await isKiosk(shop.app())).toBe(true)
  })

  test('is back with the sale that was open, whether its page or all of it died', async ({
    shop,
  }) => {
    const { control } = shop.simulator
    await control.changePayer('alice', { mood: 'asks-password' })
    await signIn(shop)
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('password')

    await crashPage(shop)
    await expect.poll(() => screenOf(shop), { timeout: 20_000 }).toBe('password')
    expect(await isKiosk(shop.app())).toBe(true)

    // Killed as a whole it comes back with the next start, which is its supervisor's; the sale is asked about first.
    await shop.kill()
    await shop.open()
    expect(await isKiosk(shop.app())).toBe(true)
    await control.enterPassword('alice')
    await shop.sees('paid', 30_000)
    await expectAgreement(shop)
  })
})
