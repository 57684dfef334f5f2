import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expectAgreement } from './agreement.ts'
import { expect, papers, pay, test as printerTest } from './printer-shop.ts'
import { BRISK, type Shop } from './shop.ts'

/** A payer who thinks over a whole evening: the sale is undecided until the test has it decided, however slow the machine is. */
const test = printerTest.extend({
  async shopOptions({ printer }, use) {
    await use({
      configuration: {
        printer: { kind: 'tcp', host: '127.0.0.1', port: printer.port, drawer: 'pin-2' },
        timing: { ...BRISK, giveUpAfterMs: 200_000, absentAfterMs: 400_000 },
      },
      simulator: ['--set', 'codeLifeMs=300000', '--set', 'autoRevokeMs=300000'],
    })
  },
})

/** The dialog of shifts, opened by its key. */
async function openShifts(shop: Shop) {
  const dialog = shop.page().getByRole('dialog', { name: 'Shift' })
  // Right after a scan keys are ignored.
  await expect(async () => {
    await shop.page().keyboard.press('F7')
    await expect(dialog).toBeVisible({ timeout: 500 })
  }).toPass()
  return dialog
}

async function leave(shop: Shop): Promise<void> {
  const dialog = shop.page().getByRole('dialog')
  await expect(async () => {
    await shop.page().keyboard.press('Escape')
    await expect(dialog).toBeHidden({ timeout: 300 })
  }).toPass()
}

/** The shifts as the page can ask for them. */
const stateOf = async (shop: Shop) => {
  const read = await shop.page().evaluate(() => window.till.calls.readShift(null))
  if (!read.ok) throw new Error(read.error.kind)
  return read.value
}

/** A line of the report that is shown: its label, how many, how much. */
const line = (shop: Shop, label: string) =>
  shop.page().locator('.report tr', {
    has: shop.page().getByRole('rowheader', { name: label, exact: true }),
  })

test('a day: opened, sold, parked, closed, killed at it, and read back from its files', async ({
  shop,
  printer,
}) => {
  // A whole day of one till.
  test.slow()
  const { control } = shop.simulator
  // What is sold before anybody opens a shift is in the first Z's chain of ranges only from the opening on.
  await pay(shop, 700)
  await shop.press('Enter', 'idle')
  let dialog = await openShifts(shop)
  await dialog.getByRole('textbox', { name: /Cash in the drawer/ }).fill('100')
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Chen')
  await dialog.getByRole('textbox', { name: 'Your name' }).press('Enter')
  await expect(dialog).toContainText('Shift 1, open since')
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('30')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('=bank')
  await dialog.getByRole('button', { name: 'Take out' }).click()
  await expect(line(shop, 'Expected')).toContainText('70.00')
  await leave(shop)

  await shop.page().keyboard.press('Control+d')
  const drawer = shop.page().getByRole('dialog', { name: 'Open the cash drawer' })
  await drawer.getByRole('textbox', { name: 'Reason' }).fill('Change for Mei')
  await shop.page().keyboard.press('Enter')
  await expect(drawer).toBeHidden()
  await expect.poll(() => papers(printer).at(-1), { timeout: 20_000 }).toContain('Change for Mei')
  expect(printer.papers().at(-1)?.drawer).toEqual([2])

  await pay(shop, 1280)
  await expect.poll(() => papers(printer).at(-1), { timeout: 20_000 }).toMatch(/Shift +1\b/)
  await shop.press('Enter', 'idle')
  await pay(shop, 520)
  await shop.press('Enter', 'idle')
  await control.changePayer('alice', { mood: 'asks-password' })
  await shop.enter(4200)
  await shop.scanPayer()
  await shop.sees('password')
  // A Z is no way around a customer who is being served.
  const refused = await shop
    .page()
    .evaluate(() => window.till.calls.closeShift({ countedMinor: null, by: '', approval: null }))
  expect(refused).toEqual({ ok: false, error: { kind: 'sale-at-counter' } })
  await shop.press('F6', 'idle')

  dialog = await openShifts(shop)
  await expect(line(shop, 'Paid')).toContainText('18.00')
  await expect(line(shop, 'Undecided')).toContainText('42.00')

  // The power goes while the Z is written: it is whole, or it is not there.
  const closing = shop
    .page()
    .evaluate(() =>
      window.till.calls.closeShift({ countedMinor: 6_500, by: 'Chen', approval: null }),
    )
    .catch(() => null)
  await shop.kill()
  await closing
  await shop.open()
  const { closed, chain } = await stateOf(shop)
  expect(chain).toEqual({ kind: 'whole', zs: closed.length })
  dialog = await openShifts(shop)
  if (closed.length === 0) {
    await expect(dialog).toContainText('Shift 1, open since')
    await dialog.getByRole('textbox', { name: /Cash counted/ }).fill('65')
    await dialog.getByRole('textbox', { name: 'Your name' }).fill('Chen')
    const close = dialog.getByRole('button', { name: 'Close the shift (Z)' })
    await close.click()
    await expect(dialog).toContainText('Press again to close')
    await close.click()
  }
  await expect(dialog).toContainText('Every Z is as it was written')
  await expect(line(shop, 'Paid')).toContainText('18.00')
  await expect(line(shop, 'Undecided')).toContainText('42.00')
  await expect(line(shop, 'Difference')).toContainText('-5.00')
  const [parked] = (await control.books()).orders.filter(({ totalFee }) => totalFee === 4200)
  await expect(dialog.locator('.report')).toContainText(parked?.outTradeNo ?? '?')

  await dialog.press('F11')
  await expect.poll(() => papers(printer).at(-1), { timeout: 20_000 }).toContain('Z report 1')
  const [z] = (await stateOf(shop)).closed
  expect(papers(printer).at(-1)).toContain(z?.hash.slice(0, 16))

  const folder = mkdtempSync(path.join(tmpdir(), 'reports-'))
  await shop.app().evaluate(({ dialog: system }, chosen) => {
    system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
  await dialog.getByRole('button', { name: /Export/ }).click()
  await expect(dialog).toContainText(`Written to ${folder}`)
  expect(readdirSync(folder).toSorted()).toEqual([
    'Z0001-till-3-payments.csv',
    'Z0001-till-3.csv',
    'Z0001-till-3.pdf',
  ])
  const table = readFileSync(path.join(folder, 'Z0001-till-3.csv'), 'utf8')
  expect(table).toContain('Totals,Paid,,2,18.00')
  expect(table).not.toMatch(/(?:^|,)=/m)
  const payments = readFileSync(path.join(folder, 'Z0001-till-3-payments.csv'), 'utf8')
  const sums = payments.split('\r\n').flatMap((row) => /,Paid,([\d.]+),CNY,/.exec(row)?.[1] ?? [])
  expect(sums.map(Number).reduce((sum, amount) => sum + amount, 0)).toBe(18)
  const pdf = readFileSync(path.join(folder, 'Z0001-till-3.pdf'), 'latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toMatch(/%%EOF\s*$/)
  expect(pdf).toMatch(/\/FontFile[23]?\b/)
  rmSync(folder, { recursive: true })
  await leave(shop)

  // Decided after all, in the next shift: there it is counted, and nothing is counted twice.
  await control.enterPassword('alice')
  await expect(shop.page().getByText('1 result to see')).toBeVisible({ timeout: 20_000 })
  const opened = await shop
    .page()
    .evaluate(() => window.till.calls.openShift({ floatMinor: 0, by: 'Mei' }))
  expect(opened.ok).toBe(true)
  await openShifts(shop)
  await expect(line(shop, 'Paid')).toContainText('42.00')
  await expect(line(shop, 'Of these before opening')).toContainText('42.00')
  await expect(line(shop, 'Undecided')).toContainText('0.00')
  await leave(shop)
  await expectAgreement(shop)
  expect(existsSync(path.join(shop.dataDir, 'shifts.db'))).toBe(true)
})
