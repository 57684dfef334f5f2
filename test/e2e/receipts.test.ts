import { drawPaper } from '../../hardware/printer/emulator/picture.ts'
import { scanPicture } from '../hardware/printer/scan-picture.ts'
import { expect, pay, slip, test } from './printer-shop.ts'

test('a receipt is printed, and its code leads back to the sale', async ({ shop, printer }) => {
  await pay(shop)
  const text = await slip(printer, 1)
  const [order] = (await shop.simulator.control.books()).orders
  expect(text).toContain('支付成功 PAID')
  expect(text).toContain(order?.outTradeNo)
  const [paper] = printer.papers()
  if (paper === undefined) throw new Error('there is a paper')
  const code = scanPicture(await drawPaper(paper, '80mm'), 'CODE_128')
  await shop.press('Enter', 'idle')
  await pay(shop, 9900)
  await slip(printer, 2)

  // At the counter nothing is open: the customer with the old receipt is served.
  await shop.scanner.scan(code)
  const dialog = shop.page().getByRole('dialog')
  await expect(dialog.locator('.found-sale')).toHaveCount(1)
  await expect(dialog.locator('.found-sale')).toContainText('12.80')
  await expect(dialog.getByRole('textbox', { name: 'Last digits' })).toHaveValue(code)
  await dialog.getByRole('textbox', { name: 'Last digits' }).press('F11')
  const copy = await slip(printer, 3)
  expect(copy).toContain('副本 COPY')
  expect(copy).toContain('CNY 12.80')

  // What WeChat answered stands beside it, as it came.
  await dialog.getByRole('textbox', { name: 'Last digits' }).press('F5')
  const happened = dialog.locator('.history')
  await expect(happened).toContainText(/(answered the charge|backend says): paid/)
  await expect(happened).toContainText(`transaction_id=${order?.transactionId ?? '?'}`)
  await expect(happened).toContainText(`out_trade_no=${order?.outTradeNo ?? '?'}`)

  // Sales are found by what is left on a bank statement, too.
  await dialog.getByRole('button', { name: 'Show all' }).click()
  await expect(dialog.locator('.found-sale')).toHaveCount(2)
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('99')
  await expect(dialog.locator('.found-sale')).toHaveCount(1)
  await expect(dialog.locator('.found-sale')).toContainText('99.00')
  await dialog.getByRole('combobox', { name: 'Result' }).selectOption('undecided')
  await expect(dialog.locator('.found-sale')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Show all' }).click()

  // In the list, another scan is another search.
  await expect(dialog.locator('.found-sale')).toHaveCount(2)
  await shop.scanner.scan(code)
  await expect(dialog.locator('.found-sale')).toHaveCount(1)
  await expect(async () => {
    await shop.page().keyboard.press('Escape')
    await expect(dialog).toBeHidden({ timeout: 300 })
  }).toPass()

  // While a code is waited for it is no payment, and hides nothing.
  await shop.press('Enter', 'idle')
  await shop.enter(500)
  await shop.scanner.scan(code)
  await expect(shop.page().locator('[data-notice="receipt"]')).toBeVisible()
  await expect(dialog).toBeHidden()
  await shop.scanner.scan('202611270514350793160465292459')
  await expect(shop.page().locator('[data-notice="receipt"]')).toBeVisible()
  expect((await shop.simulator.control.books()).orders).toHaveLength(2)
})
