import { drawPaper } from '../../hardware/printer/emulator/picture.ts'
import { scanPicture } from '../hardware/printer/scan-picture.ts'
import { expectAgreement } from './agreement.ts'
import { expect, light, papers, pay, slip, test } from './printer-shop.ts'

test('a paid sale is printed, with a bar code that scans as its order number', async ({
  shop,
  printer,
}) => {
  await light(shop, 'ok')
  await pay(shop)
  const text = await slip(printer, 1)
  const { orders } = await shop.simulator.control.books()
  const { outTradeNo = '' } = orders[0] ?? {}
  for (const part of [
    'Corner Tea',
    '收银台 Till 3',
    '支付成功 PAID',
    'CNY 12.80',
    '微信支付 WeChat Pay - 付款码 Quick Pay',
    outTradeNo,
    `[Code 128: ${outTradeNo}]`,
  ]) {
    expect(text).toContain(part)
  }
  expect(text).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC[+-]\d\d:\d\d/)
  expect(text).not.toMatch(/COPY|NOT REAL/)
  const [paper] = printer.papers()
  if (paper === undefined) throw new Error('there is a paper')
  expect(paper).toMatchObject({ cut: 'partial', drawer: [], complaints: [] })
  expect(scanPicture(await drawPaper(paper, '80mm'), 'CODE_128')).toBe(outTradeNo)

  // A refund prints its own slip once WeChat has taken it on.
  const refunded = await shop.page().evaluate(async () => {
    const found = await window.till.calls.findPaidSales({ digits: '' })
    const saleId = found.ok ? (found.value[0]?.saleId ?? '') : ''
    const ask = { saleId, amountMinor: 500, reason: 'Broken cup', approval: null }
    return window.till.calls.startRefund(ask)
  })
  expect(refunded.ok).toBe(true)
  const refund = await slip(printer, 2)
  for (const part of ['退款已受理', 'REFUND ACCEPTED', 'CNY 5.00', 'Broken cup', outTradeNo]) {
    expect(refund).toContain(part)
  }
})

test('a slip printed again is a copy, from the counter and from the list of sales', async ({
  shop,
  printer,
}) => {
  await pay(shop)
  await slip(printer, 1)
  // Right after a scan keys are ignored.
  await expect(async () => {
    await shop.page().keyboard.press('F11')
    await expect(shop.page().locator('.slip-toast')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  expect(await slip(printer, 2)).toContain('副本 COPY')
  await expect(shop.page().locator('.slip-toast')).toContainText('COPY')
  await shop.press('Enter', 'idle')
  await pay(shop, 9900)
  await slip(printer, 3)
  await shop.press('Enter', 'idle')

  await shop.page().keyboard.press('F4')
  const dialog = shop.page().getByRole('dialog')
  await expect(dialog.getByRole('img', { name: 'Preview of the slip' })).toBeVisible()
  await expect(dialog.locator('.found-sale')).toHaveCount(2)
  const [first] = (await shop.simulator.control.books()).orders.toSorted(
    (a, b) => a.totalFee - b.totalFee,
  )
  const search = dialog.getByRole('textbox', { name: 'Last digits' })
  await search.fill(first?.outTradeNo.slice(-6) ?? '')
  await expect(dialog.locator('.found-sale')).toHaveCount(1)
  await search.press('F11')
  const copy = await slip(printer, 4)
  expect(copy).toContain('副本 COPY')
  expect(copy).toContain('CNY 12.80')
})

test('a printer without paper keeps the slip, not the payment, waiting', async ({
  shop,
  printer,
}) => {
  printer.machine.change({ paper: 'out' })
  await light(shop, 'bad')
  await expect(shop.page().locator('.light-sentences')).toContainText('out of paper')
  await pay(shop)
  await shop.press('Enter', 'idle')
  await pay(shop, 500)
  await expectAgreement(shop)
  await expect(shop.page().locator('[data-light="printer"]')).toContainText('2')
  expect(papers(printer)).toEqual([])
  printer.machine.change({ paper: 'enough' })
  await slip(printer, 2)
  expect(papers(printer).map((text) => /CNY [\d.]+/.exec(text)?.[0])).toEqual([
    'CNY 12.80',
    'CNY 5.00',
  ])
  expect(papers(printer).join()).not.toContain('COPY')
  await light(shop, 'ok')
})

test('a printer that is off disturbs no payment, and slips can be given up', async ({
  shop,
  printer,
}) => {
  await printer.switchOff()
  await pay(shop)
  await expectAgreement(shop)
  await light(shop, 'bad')
  await shop.press('Enter', 'idle')
  await shop.page().keyboard.press('F4')
  await shop.page().getByRole('button', { name: 'Discard them' }).click()
  await expect(shop.page().getByText('Slips waiting')).toBeHidden()
  await printer.switchOn()
  await light(shop, 'ok')
  expect(papers(printer)).toEqual([])
  // It was never printed: asked for now, it is the original.
  await shop
    .page()
    .getByRole('button', { name: /Print the slip/ })
    .click()
  expect(await slip(printer, 1)).not.toContain('COPY')
})

test('slips outlive a power cut, and come out once', async ({ shop, printer }) => {
  await printer.switchOff()
  await pay(shop)
  await expect(shop.page().locator('[data-light="printer"]')).toContainText('1')
  await shop.kill()
  await printer.switchOn()
  await shop.open()
  expect(await slip(printer, 1)).not.toContain('COPY')
  await shop.press('Enter', 'idle')
  await shop.kill()
  await shop.open()
  await light(shop, 'ok')
  expect(papers(printer)).toHaveLength(1)
})

test('a slip that a power cut interrupted comes out again, as a copy', async ({
  shop,
  printer,
}) => {
  await light(shop, 'ok')
  // The paper ends after the slip was sent: nobody can know whether it came out.
  printer.machine.onNextBytes(() => printer.machine.change({ paper: 'out' }))
  await pay(shop)
  await light(shop, 'bad')
  await shop.kill()
  printer.machine.reset()
  printer.machine.change({ paper: 'enough' })
  await shop.open()
  const text = await slip(printer, 1)
  expect(text).toContain('副本 COPY')
  expect(text).toContain('Printing was interrupted')
})

test('a parked sale gets a pending slip, and its receipt when it is paid', async ({
  shop,
  printer,
}) => {
  await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('password')
  await shop.press('F6', 'idle')
  const pending = await slip(printer, 1)
  expect(pending).toContain('RESULT PENDING')
  expect(pending).toContain('Not proof of payment')
  expect(pending).not.toContain('PAID')
  await shop.simulator.control.enterPassword('alice')
  expect(await slip(printer, 2)).toContain('支付成功 PAID')
})
