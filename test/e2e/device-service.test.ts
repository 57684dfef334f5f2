import { expectAgreement } from './agreement.ts'
import { expect, type Shop, test } from './shop.ts'

/** The process that reads devices, as the system knows it. */
const servicePid = (shop: Shop): Promise<number | null> =>
  shop
    .app()
    .evaluate(
      ({ app }) =>
        app.getAppMetrics().find(({ serviceName, name }) => (name ?? serviceName) === 'devices')
          ?.pid ?? null,
    )

/** Ends it as a crash in a native module does. */
async function crashService(shop: Shop): Promise<number> {
  await expect.poll(() => servicePid(shop)).not.toBeNull()
  const pid = await servicePid(shop)
  if (pid === null) throw new Error('the device service went away by itself')
  process.kill(pid, 'SIGKILL')
  return pid
}

const light = (shop: Shop) => shop.page().locator('[data-light="scanner"]')

test('a crash of the device service in the middle of a sale costs nobody the sale', async ({
  shop,
}) => {
  await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.simulator.control.waitFor({ dialog: { payerId: 'alice' } })
  const first = await crashService(shop)
  await expect(light(shop)).toHaveAttribute('data-state', 'wait')
  await shop.simulator.control.enterPassword('alice')
  await shop.sees('paid')
  await expect(light(shop)).toHaveAttribute('data-state', 'ok', { timeout: 20_000 })
  expect(await servicePid(shop)).not.toBe(first)
  await expectAgreement(shop)

  await shop.simulator.control.changePayer('alice', { mood: 'normal' })
  await shop.press('Enter', 'idle')
  await shop.enter(500)
  await shop.scanPayer()
  await shop.sees('paid')
  await expectAgreement(shop)
})

test('a crash in the middle of a scan loses that scan alone', async ({ shop }) => {
  await shop.enter(1280)
  const { code } = await shop.simulator.control.code('alice')
  await shop.scanner.raw(new TextEncoder().encode(code.slice(0, 9)))
  await crashService(shop)
  await expect(light(shop)).toHaveAttribute('data-state', 'wait')
  await expect(light(shop)).toHaveAttribute('data-state', 'ok', { timeout: 20_000 })
  await shop.scanner.raw(new TextEncoder().encode(`${code.slice(9)}\r\n`))
  await expect(shop.page().locator('[data-notice]')).toBeVisible()
  expect((await shop.simulator.control.books()).requests).toEqual([])
  await shop.scanPayer()
  await shop.sees('paid')
  await expectAgreement(shop)
})
