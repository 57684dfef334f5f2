import { once } from 'node:events'
import { BRISK, expect, type Shop, test } from './shop.ts'

// Time enough for a slow machine to press two keys before the till gives up by itself.
test.use({
  shopOptions: {
    configuration: { timing: { ...BRISK, giveUpAfterMs: 20_000, absentAfterMs: 30_000 } },
    simulator: ['--set', 'codeLifeMs=60000', '--set', 'autoRevokeMs=45000'],
  },
})

test('Esc closes the help over a payment, and the payment goes on', async ({ shop }) => {
  await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('password')
  const dialog = shop.page().getByRole('dialog')
  // Right after a scan keys are ignored.
  await expect(async () => {
    await shop.page().keyboard.press('F1')
    await expect(dialog).toBeVisible({ timeout: 250 })
  }).toPass()
  await shop.page().keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await shop.sees('password')
  await shop.simulator.control.waitFor({ dialog: { payerId: 'alice' } })
  await shop.simulator.control.enterPassword('alice')
  await shop.sees('paid')
  expect(shop.screenLog().map((line) => line.screen)).not.toContain('stopping')
})

/** As a person does it: by the window's own button. */
const closeWindow = (shop: Shop): Promise<void> =>
  shop.app().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

test('closing the window over a payment asks first, and the next start resolves it', async ({
  shop,
}) => {
  await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('password')
  await closeWindow(shop)
  const question = shop.page().getByRole('dialog', { name: 'Close while a payment is undecided?' })
  await expect(question).toBeVisible()
  await question.getByRole('button', { name: 'Stay and wait' }).click()
  await expect(question).toBeHidden()
  await shop.sees('password')

  await closeWindow(shop)
  const gone = once(shop.app().process(), 'exit')
  // The window may be gone before the click is answered; that it goes is what counts.
  const leave = question.getByRole('button', { name: 'Close anyway' })
  await leave.click().catch(() => undefined)
  await gone
  await shop.simulator.control.waitFor({ dialog: { payerId: 'alice' } })
  await shop.simulator.control.enterPassword('alice')
  await shop.open()
  await shop.sees('paid')
  expect(shop.screenLog().map((line) => line.screen)).not.toContain('stopping')

  // Decided: nothing is left to ask about.
  const goneAgain = once(shop.app().process(), 'exit')
  await closeWindow(shop)
  await goneAgain
})
