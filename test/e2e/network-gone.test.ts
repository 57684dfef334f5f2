import path from 'node:path'
import { expect, test } from './shop.ts'
import { startSimulatorProcess } from './simulator-process.ts'

test.use({
  shopOptions: {
    configuration: {},
    simulator: ['--set', 'codeLifeMs=60000', '--set', 'autoRevokeMs=45000'],
  },
})

test('a network that goes away is said plainly, pretends nothing, and what was open mends itself', async ({
  shop,
}) => {
  const { simulator } = shop
  const page = shop.page()
  const light = page.locator('[data-light="wechat"]')
  const sentence = page.locator('.light-sentences').getByText('WeChat Pay cannot be reached')
  // The payer is charged, the answer is lost, and then the line is gone for good.
  await simulator.control.addFault({ preset: 'lost-after' })
  await simulator.control.addFault({
    when: { operation: 'query' },
    times: 50,
    behaviour: { delivery: { kind: 'hang' } },
  })
  await simulator.control.createPayer({ id: 'bob' })
  const { code } = await simulator.control.code('bob')
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('unknown')
  await simulator.stop()
  await shop.press('F6', 'idle')
  await expect(light).toHaveAttribute('data-state', 'bad', { timeout: 20_000 })
  await expect(sentence).toBeVisible()
  await expect(page.getByText('1 unresolved')).toBeVisible()

  // The next customer: nothing leaves this machine, and the screen says that nobody was charged.
  await shop.enter(500)
  await shop.scanner.scan(code)
  await shop.sees('not-charged')
  await page.screenshot({ path: 'test-results/network-gone.png' })
  await shop.press('Escape', 'idle')
  await page.keyboard.press('F3')
  const list = page.getByRole('dialog')
  await expect(list).toContainText('12.80')
  await page.screenshot({ path: 'test-results/network-gone-list.png' })
  await page.keyboard.press('Escape')
  expect(shop.screenLog().map(({ screen }) => screen)).not.toContain('paid')

  // It comes back, with all that it knew, and nobody presses anything.
  const port = new URL(simulator.ready.api).port
  const folder = path.join(path.dirname(shop.dataDir), 'wechat')
  const back = await startSimulatorProcess(folder, ['--port', port])
  try {
    await expect(light).toHaveAttribute('data-state', 'ok', { timeout: 20_000 })
    await expect
      .poll(() => shop.screenLog().map(({ screen }) => screen), { timeout: 20_000 })
      .toContain('stopped')
    await expect(sentence).toBeHidden()
    const { orders } = await back.control.books()
    expect(orders.map(({ state }) => state)).toEqual(['REVOKED'])
    expect(shop.screenLog().map(({ screen }) => screen)).not.toContain('paid')
  } finally {
    await back.stop()
  }
})
