/** The payer's phone page in a real browser engine, against a simulator whose time does not flow by itself. */
import {
  _electron,
  type ElectronApplication,
  expect,
  type Page,
  test as base,
} from '@playwright/test'
import path from 'node:path'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { newNumber, openTill, type Till } from '../simulator/till.ts'

const WINDOW = path.resolve(import.meta.dirname, '../../scripts/screenshot-window.mjs')
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

interface Phone {
  readonly page: Page
  readonly till: Till
  readonly pay: (fields?: Record<string, string>) => Promise<string>
}

const test = base.extend<{ phone: Phone }>({
  // Playwright wants the first argument destructured, even when there is nothing in it.
  // oxlint-disable-next-line no-empty-pattern
  async phone({}, use) {
    const till = await openTill()
    const { path: executablePath } = await electronRuntime()
    const app: ElectronApplication = await _electron.launch({
      executablePath,
      args: [...asRoot, '--disable-gpu', WINDOW],
    })
    const page = await app.firstWindow()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await page.goto(`${till.simulator.ready.phone}?lang=en`)
    await expect(page.getByText('Show this code to the cashier')).toBeVisible()
    await use({
      page,
      till,
      async pay(fields = {}) {
        const number = newNumber()
        await till.payAs('alice', { out_trade_no: number, body: 'Corner Tea', ...fields })
        return number
      },
    })
    await app.close()
    await till.close()
    expect(problems).toEqual([])
  },
})

const digits = (page: Page) => page.locator('.digits')

test('shows the code hidden until tapped, and another one after it was used', async ({ phone }) => {
  const { page, till, pay } = phone
  const { code } = await till.control.code('alice')
  await expect(digits(page)).toContainText('●●●●')
  await digits(page).click()
  await expect(digits(page)).toHaveText(code.replace(/(\d{4})(?=\d)/g, '$1 '))
  for (const picture of ['.barcode', '.qr'])
    await expect(page.locator(picture)).toHaveJSProperty('complete', true)
  await pay()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(digits(page)).not.toHaveText(code.replace(/(\d{4})(?=\d)/g, '$1 '))
  await expect(page.getByText('¥9,991.12')).toBeVisible()
})

test('takes the password on its keypad, and says when it was wrong', async ({ phone }) => {
  const { page, till, pay } = phone
  await till.control.changePayer('alice', { mood: 'asks-password' })
  const number = await pay()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText('¥8.88')
  for (const key of '111111') await sheet.getByRole('button', { name: key, exact: true }).click()
  await expect(sheet).toContainText('Wrong password, 4 more tries')
  await page.keyboard.type('12')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('23456')
  await expect(page.getByText('Payment successful')).toBeVisible()
  expect((await till.control.order(number)).charged).toBe(888)
})

test('cancels, ignores, and tells what became of the order', async ({ phone }) => {
  const { page, till, pay } = phone
  await till.control.changePayer('alice', { mood: 'asks-password' })
  const cancelled = await pay()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('Not paid')).toBeVisible()
  expect((await till.query(cancelled))['trade_state']).toBe('PAYERROR')
  await page.getByRole('button', { name: 'Done' }).click()

  await pay()
  await page.getByRole('button', { name: 'Ignore' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await till.control.advance(45_000)
  await expect(page.getByText('Not paid')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()

  const paid = await pay()
  await page.getByRole('button', { name: 'Right password' }).click()
  await expect(page.getByText('Payment successful')).toBeVisible()
  await till.revoke(paid)
  await expect(page.getByText('Money returned')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'History' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(3)
  await expect(page.getByRole('listitem').first()).toContainText('Revoked')
})

test('changes payer, mood, balance, fault and language beside the phone', async ({ phone }) => {
  const { page, till, pay } = phone
  await page.getByRole('combobox', { name: 'Mood' }).selectOption('offline')
  await expect(page.getByText('Phone offline')).toBeVisible()
  await page.getByRole('spinbutton').fill('12.34')
  await page.getByRole('button', { name: 'Set' }).click()
  await expect(page.locator('.screen')).toContainText('¥12.34')
  await page
    .getByRole('combobox', { name: 'Fault of the next payment' })
    .selectOption('system-error-charged')
  await expect(page.getByText('Next payment: system-error-charged')).toBeVisible()
  const number = await pay()
  const [request] = await till.control.requests({ outTradeNo: number })
  expect(request?.answer).toBe('SYSTEMERROR')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'New payer' }).click()
  await expect(page.locator('.screen')).toContainText('¥10,000.00')
  expect(await till.control.payers()).toHaveLength(2)
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByText('向商家出示付款码')).toBeVisible()
})

test('shows the phone of a printed code’s payer as soon as there is one', async ({ phone }) => {
  const { page, till } = phone
  await page.goto(`${till.simulator.ready.phone}?lang=en&payer=printed-006`)
  await expect(page.getByText('Show this code to the cashier')).toBeVisible()
  const number = newNumber()
  await till.pay({ out_trade_no: number, auth_code: '100000600000000000', body: 'Corner Tea' })
  await expect(page.getByRole('dialog')).toContainText('¥8.88')
  await page.keyboard.type('123456')
  await expect(page.getByText('Payment successful')).toBeVisible()
})

test('prints every fault as a code that can be scanned', async ({ phone }) => {
  const { page, till } = phone
  await page.goto(`${till.simulator.ready.phone}/sheet.html?lang=en`)
  await expect(page.getByRole('listitem')).toHaveCount((await till.control.sentinels()).length)
  await page.getByRole('img').last().scrollIntoViewIfNeeded()
  await expect
    .poll(() =>
      page
        .getByRole('img')
        .last()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0)
})
