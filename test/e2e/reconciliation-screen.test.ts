import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from '@playwright/test'
import { dayOf, plusDays } from '../../app/reconciliation/day.ts'
import { downloadBill } from './download-bill.ts'
import { dayFor } from '../../renderer/reconciliation/month.ts'
import { dayTurns } from '../support/day-turns.ts'
import { type Shop, test } from './shop.ts'

/** Lists of files answer at once: the bill to read, and where to write. */
const answerDialogs = (shop: Shop, files: { readonly open: string; readonly save: string }) =>
  shop.app().evaluate(({ dialog }, { open, save }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [open] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save })
  }, files)

test('the manager finds what differs, deals with it, and exports the day', async ({ shop }) => {
  test.skip(dayTurns(Date.now()), 'the day turns: what is sold now may count on either')
  const { control } = shop.simulator
  for (const minor of [1280, 4200, 990]) {
    await shop.enter(minor)
    await shop.scanPayer()
    await shop.sees('paid')
    await shop.press('Enter', 'idle')
  }
  const day = dayOf(Date.now())
  await control.injectDifferences({ date: day, counts: { 'unknown-here': 1, 'absent-there': 1 } })
  const files = {
    open: path.join(shop.dataDir, 'bill.csv.gz'),
    save: path.join(shop.dataDir, 'day.csv'),
  }
  writeFileSync(files.open, gzipSync(await downloadBill(shop, day)))
  await answerDialogs(shop, files)

  const page = shop.page()
  await page.keyboard.press('Control+b')
  await expect(page.getByRole('heading', { name: 'Reconciliation', exact: true })).toBeVisible()
  // By arrows from day to day, by page keys from month to month, and back.
  const focused = page.locator('[data-day]:focus')
  await page.locator(`[data-day="${day}"]`).focus()
  let at = day
  const press = async (key: string): Promise<void> => {
    at = dayFor(key, at) ?? at
    await page.keyboard.press(key)
    await expect(focused).toHaveAttribute('data-day', at, { timeout: 20_000 })
  }
  for (const key of ['ArrowUp', 'ArrowLeft', 'PageUp', 'PageDown']) await press(key)
  while (plusDays(at, 7) <= day) await press('ArrowDown')
  while (at < day) await press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('heading', { name: 'This day’s bill is not there yet' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByText('2 open')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Lines: 4')).toBeVisible()

  // Narrowed to what is open, by keyboard: the gravest first.
  await page.getByRole('switch', { name: 'Open only' }).press('Space')
  await expect(page.getByText('Lines: 2')).toBeVisible()
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('row').nth(1)).toContainText('WeChat has the order, we don’t')
  await expect(grid.getByRole('row').nth(2)).toContainText('We have the payment, WeChat doesn’t')
  await grid.press('ArrowDown')
  await grid.press('Enter')
  await expect(page.getByText('Nothing in this bill')).toBeVisible()

  // What the till's own journal has of it, with WeChat's answers.
  await page.getByRole('button', { name: 'Show what happened at the till' }).click()
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible()
  await expect(page.locator('.history-entries')).toContainText('WeChat answered the charge: paid')

  // WeChat is asked, and says that it was paid after all; then it is written down, and is dealt with.
  await page.getByRole('button', { name: 'Ask WeChat now' }).click()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'WeChat said: SUCCESS' })).toBeVisible()
  await page.getByRole('button', { name: 'Record a loss' }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Left with the goods')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.locator('.finding-state')).toHaveText('Dealt with')

  // From there to what is still open, without the way over the list.
  await page.getByRole('button', { name: 'Next open one' }).click()
  await expect(page.getByRole('heading', { name: 'WeChat has the order, we don’t' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Next open one' })).toBeHidden()

  await page.keyboard.press('Escape')
  await expect(page.getByText('1 open')).toBeVisible()
  await expect(page.getByText('Lines: 1')).toBeVisible()
  // The list says which of its lines are dealt with.
  await page.getByRole('switch', { name: 'Open only' }).press('Space')
  await expect(grid.getByRole('row').nth(1).locator('.line-standing')).toHaveText('Open')
  await expect(grid.getByRole('row').nth(2).locator('.line-standing')).toHaveText('Dealt with')
  await page.getByRole('button', { name: 'Export the day: CSV' }).click()
  await expect(page.getByText(`Written to ${files.save}`)).toBeVisible()
  const exported = readFileSync(files.save, 'utf8')
  expect(exported).toContain('WeChat has it, we have no such order')
  expect(exported).toContain('We have it as paid, WeChat has it not')

  // A bill that does not come: the work is seen, and ended.
  const behaviour = { delivery: { kind: 'hang' } } as const
  await control.addFault({ when: { operation: 'bill' }, times: 1, behaviour })
  await page.keyboard.press('Escape')
  at = day
  await page.locator(`[data-day="${day}"]`).focus()
  // Yesterday's bill is not there before 10:00.
  await press('ArrowLeft')
  await press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Fetch the bill' }).click()
  const working = page.getByRole('status').filter({ hasText: 'Fetching the bill' })
  await expect(working).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(working).toBeHidden()
  await expect(page.getByRole('button', { name: 'Fetch the bill' })).toBeEnabled()

  // Back at the till, payments are taken as ever.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await shop.enter(500)
  await shop.scanPayer()
  await shop.sees('paid')
})
