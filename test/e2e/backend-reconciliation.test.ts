import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dayOf } from '../../app/reconciliation/day.ts'
import { enrolTill, tillClient } from '../backend/till-client.ts'
import { downloadBill } from './download-bill.ts'
import { dayTurns } from '../support/day-turns.ts'
import { expect as usual, type Shop, test } from './shop.ts'

/** Nodes, a thread and a database take their time on a busy machine. */
const expect = usual.configure({ timeout: 40_000 })

const PIN = '246813'
const HOURS_BEHIND = 24

// WeChat's clock is a day behind: what is sold here was sold yesterday there, and yesterday is over.
test.use({
  shopOptions: {
    configuration: {},
    simulator: ['--clock-behind-hours', String(HOURS_BEHIND)],
  },
})

async function signInAsManager(shop: Shop): Promise<void> {
  await shop.branch?.addOperator({ name: 'Mei', role: 'manager', pin: PIN })
  await shop.quit()
  await shop.open()
  const page = shop.page()
  const zone = page.getByRole('region', { name: 'Sign in' })
  await expect(zone.getByRole('radio', { name: 'Mei' })).toBeVisible()
  await page.keyboard.type(PIN, { delay: 90 })
  await page.keyboard.press('Enter')
  await expect(zone).toBeHidden()
}

test('a manager sees what differs over all stores of the merchant, and deals with it', async ({
  shop,
}) => {
  test.slow()
  test.skip(dayTurns(Date.now()), 'the day turns: what is sold now may count on either')
  const { branch } = shop
  if (branch === null) throw new Error('this shop has no backend')
  const { control } = shop.simulator
  for (const minor of [1280, 4200]) {
    await shop.enter(minor)
    await shop.scanPayer()
    await shop.sees('paid')
    await shop.press('Enter', 'idle')
  }
  // Another store of the merchant sells at a till of its own.
  const till = await enrolTill(branch.url, await branch.anotherStore('Station Tea'))
  const other = tillClient(till, branch.url)
  for (const amountMinor of [990, 1550]) {
    const { code } = await control.code('alice')
    const id = `STATION${Date.now()}`
    const sale = { id, amountMinor, currency: 'CNY', description: 'Tea', note: '' } as const
    await other.start({ ...sale, paymentCode: code })
    const { status } = await other.until(id, ({ final }) => final)
    expect(status).toBe('paid')
  }
  await branch.ageByADay()
  const day = dayOf(Date.now() - HOURS_BEHIND * 3_600_000)
  const injected = await control.injectDifferences({
    date: day,
    counts: { 'unknown-here': 1, 'absent-there': 1 },
  })
  await signInAsManager(shop)

  const page = shop.page()
  await page.keyboard.press('Control+b')
  await expect(page.getByRole('heading', { name: 'Reconciliation', exact: true })).toBeVisible()
  const cell = page.locator(`[data-day="${day}"]`)
  await expect(page.locator('[data-day]').first()).toBeVisible()
  // Before ten in the morning the latest bill is of the day before: the month may have turned since.
  if ((await cell.count()) === 0) await page.getByRole('button', { name: 'Month after' }).click()
  await cell.click()
  await page.locator('.day-buttons').getByRole('button').first().click()
  await expect(page.getByText('2 open')).toBeVisible()
  await expect(page.getByText('Lines: 5')).toBeVisible()
  await page.screenshot({ path: 'test-results/backend-reconciliation-day.png' })

  // The same rows as a file that the manager downloaded: the same differences.
  const bill = path.join(shop.dataDir, 'bill.csv')
  writeFileSync(bill, await downloadBill(shop, day))
  await shop.app().evaluate(({ dialog }, open) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [open] })
  }, bill)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByText(/A file chosen/)).toBeVisible()
  await expect(page.getByText('2 open')).toBeVisible()

  // These two and no others, the gravest first; each names its order.
  await page.getByRole('switch', { name: 'Open only' }).press('Space')
  await expect(page.getByText('Lines: 2')).toBeVisible()
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('row').nth(1)).toContainText('WeChat has the order, we don’t')
  await expect(grid.getByRole('row').nth(2)).toContainText('We have the payment, WeChat doesn’t')
  await grid.press('ArrowDown')
  await grid.press('Enter')
  await expect(page.getByText('Nothing in this bill')).toBeVisible()
  const absent = injected.find((one) => one.class === 'absent-there')
  await expect(page.getByText(absent?.outTradeNo ?? '', { exact: true }).first()).toBeVisible()

  // The backend asks WeChat, which says that it was paid after all; then it is written down.
  await page.getByRole('button', { name: 'Ask WeChat now' }).click()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'WeChat said: SUCCESS' })).toBeVisible()
  await page.getByRole('button', { name: 'Record a loss' }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Left with the goods')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.locator('.finding-state')).toHaveText('Dealt with')
  await page.screenshot({ path: 'test-results/backend-reconciliation-line.png' })

  await page.keyboard.press('Escape')
  await expect(page.getByText('1 open')).toBeVisible()
  const file = path.join(shop.dataDir, 'day.csv')
  await shop.app().evaluate(({ dialog }, save) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save })
  }, file)
  await page.getByRole('button', { name: 'Export the day: CSV' }).click()
  await expect(page.getByText(`Written to ${file}`)).toBeVisible()
  const exported = readFileSync(file, 'utf8')
  expect(exported).toContain('Station Tea / 1')
  expect(exported).toContain('WeChat has it, we have no such order')
  expect(exported).toContain('We have it as paid, WeChat has it not')
})
