import { typeAsScanner } from '../support/keyboard-scanner.ts'
import { expectAgreement } from './agreement.ts'
import { expect, type Shop, test } from './shop.ts'

const sentNothing = async (shop: Shop): Promise<void> => {
  expect((await shop.simulator.control.books()).requests).toEqual([])
}

test.describe('the wrong thing scanned', () => {
  const WRONG = [
    ['an Alipay code', '281234567890123456', 'other-wallet'],
    ['a UnionPay code', '6212345678901234567', 'other-wallet'],
    ['goods', '6901234567892', 'goods-barcode'],
    ['half a code', '13456789012', 'incomplete-code'],
    ['a code to collect money', 'wxp://f2f0abcdef', 'collect-code'],
  ] as const

  test('is explained, and nothing is sent', async ({ shop }) => {
    await shop.enter(1280)
    for (const [, text, notice] of WRONG) {
      await shop.scanner.scan(text)
      await expect(shop.page().locator('[data-notice]')).toHaveAttribute('data-notice', notice)
    }
    await sentNothing(shop)
    await shop.scanPayer()
    await shop.sees('paid')
    await expectAgreement(shop)
  })

  test('without an amount is explained, and never becomes one', async ({ shop }) => {
    await shop.scanner.scan('134567890123456789')
    await expect(shop.page().locator('[data-notice]')).toHaveAttribute('data-notice', 'no-amount')
    await sentNothing(shop)
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('paid')
    await expect(shop.page().getByRole('main')).toContainText('¥12.80')
  })

  test('twice in a row is charged once', async ({ shop }) => {
    await shop.enter(1280)
    const { code } = await shop.simulator.control.code('alice')
    await shop.scanner.raw(new TextEncoder().encode(`${code}\r\n${code}\r\n`))
    await shop.sees('paid')
    await shop.scanner.scan(code)
    await expect(shop.page().locator('[data-notice]')).toHaveAttribute(
      'data-notice',
      'already-paid',
    )
    const { requests } = await shop.simulator.control.books()
    expect(requests.map((request) => request.operation)).toEqual(['submit'])
    await expectAgreement(shop)
  })

  test('again for the next sale is recognised', async ({ shop }) => {
    await shop.enter(1280)
    const { code } = await shop.simulator.control.code('alice')
    await shop.scanner.scan(code)
    await shop.sees('paid')
    await shop.press('Enter', 'idle')
    await shop.enter(500)
    await shop.scanner.scan(code)
    await expect(shop.page().locator('[data-notice]')).toHaveAttribute('data-notice', 'same-code')
    expect((await shop.simulator.control.books()).requests).toHaveLength(1)
  })
})

test('a scanner unplugged in the middle of a scan loses only that scan', async ({ shop }) => {
  await shop.enter(1280)
  const { code } = await shop.simulator.control.code('alice')
  await shop.scanner.raw(new TextEncoder().encode(code.slice(0, 9)))
  await shop.scanner.unplug()
  const light = shop.page().locator('[data-light="scanner"]')
  await expect(light).toHaveAttribute('data-state', 'bad')
  await shop.scanner.replug()
  await expect(light).toHaveAttribute('data-state', 'ok')
  await shop.scanner.raw(new TextEncoder().encode(`${code.slice(9)}\r\n`))
  await expect(shop.page().locator('[data-notice]')).toBeVisible()
  await sentNothing(shop)
  await shop.scanPayer()
  await shop.sees('paid')
  await expectAgreement(shop)
})

test.describe('a keyboard scanner', () => {
  test.use({ shopOptions: { configuration: { scanner: { kind: 'keyboard' } }, simulator: [] } })

  test('is read as one, and its digits never become an amount', async ({ shop }) => {
    const { code } = await shop.simulator.control.code('alice')
    await typeAsScanner(shop.app(), code)
    await expect(shop.page().locator('[data-notice]')).toHaveAttribute('data-notice', 'no-amount')
    await sentNothing(shop)
    await shop.enter(1280)
    await typeAsScanner(shop.app(), code)
    await shop.sees('paid')
    await expect(shop.page().getByRole('main')).toContainText('¥12.80')
    await expectAgreement(shop)
  })
})

test('a code can be typed by hand', async ({ shop }) => {
  await shop.enter(1280)
  const { code } = await shop.simulator.control.code('alice')
  await shop.page().keyboard.press('F2')
  await shop.page().getByRole('dialog').getByRole('textbox').fill(code)
  await shop.page().keyboard.press('Enter')
  await shop.sees('paid')
  await expectAgreement(shop)
})
