import type { ElectronApplication } from 'playwright'
import { expect, type Shop, test } from './shop.ts'

const PIN = '246813'

const isKiosk = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isKiosk()))

/** As the system closes a window: Alt+F4, or a click that a window manager offers. */
const closeWindow = (shop: Shop): Promise<void> =>
  shop.app().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

test.describe('a till that fills its screen', () => {
  test.use({
    shopOptions: {
      configuration: {
        kiosk: true,
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
    await page.getByRole('radio', { name: 'Chen' }).click()
    await page.keyboard.type('975311', { delay: 90 })
    await page.keyboard.press('Enter')
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
})
