import { expect as usual, type Shop, test } from './shop.ts'

/** Hashes, restarts and a database take their time on a busy machine. */
const expect = usual.configure({ timeout: 20_000 })

const PINS = { mei: '246813', chen: '975311' } as const

const OWN_PEOPLE = {
  members: [
    { id: 'chen', name: 'Chen', role: 'cashier', pinFile: 'chen.pin' },
    { id: 'mei', name: 'Mei', role: 'manager', pinFile: 'mei.pin' },
  ],
}

test.use({
  shopOptions: ({ access }, use) =>
    use({
      configuration: {
        // Hands that another till has taught.
        keys: { shift: 'F6', park: 'F7' },
        ...(access === 'physical-store' ? { people: OWN_PEOPLE } : {}),
      },
      simulator: 'refundSettlesAfterMs=1500 codeLifeMs=60000 autoRevokeMs=45000'
        .split(' ')
        .flatMap((rule) => ['--set', rule]),
      files: { 'mei.pin': PINS.mei, 'chen.pin': PINS.chen },
    }),
})

/** A backend knows its people itself, and tells a till of them when that starts. */
async function staff(shop: Shop): Promise<void> {
  if (shop.branch === null) return
  await shop.branch.addOperator({ name: 'Chen', role: 'cashier', pin: PINS.chen })
  await shop.branch.addOperator({ name: 'Mei', role: 'manager', pin: PINS.mei })
  await shop.quit()
  await shop.open()
}

/** Types a PIN as fingers do: quicker it would be taken for a scan. */
async function pin(shop: Shop, digits: string): Promise<void> {
  await shop.page().keyboard.type(digits, { delay: 90 })
  await shop.page().keyboard.press('Enter')
}

const dialog = (shop: Shop, name: string) => shop.page().getByRole('dialog', { name })

/** Right after a scan keys are ignored. */
async function opens(shop: Shop, key: string, name: string): Promise<void> {
  await expect(async () => {
    if (!(await dialog(shop, name).isVisible())) await shop.page().keyboard.press(key)
    await expect(dialog(shop, name)).toBeVisible({ timeout: 500 })
  }).toPass()
}

async function leaves(shop: Shop): Promise<void> {
  await expect(async () => {
    await shop.page().keyboard.press('Escape')
    await expect(shop.page().getByRole('dialog')).toBeHidden({ timeout: 500 })
  }).toPass()
}

/** Walks with Tab to a field, as somebody without a mouse does. */
async function tabTo(shop: Shop, label: string | RegExp): Promise<void> {
  const field = shop.page().getByRole('dialog').getByLabel(label)
  await expect(async () => {
    await shop.page().keyboard.press('Tab')
    await expect(field).toBeFocused({ timeout: 200 })
  }).toPass()
}

const line = (shop: Shop, label: string) =>
  shop.page().locator('.report tr', {
    has: shop.page().getByRole('rowheader', { name: label, exact: true }),
  })

test('a whole day without a mouse: signed in, opened, sold, found, refunded, closed, signed out', async ({
  shop,
}) => {
  test.slow()
  await staff(shop)
  const { keyboard } = shop.page()
  const zone = shop.page().getByRole('region', { name: 'Sign in' })
  await expect(zone.getByRole('radio', { name: 'Chen' })).toBeChecked()
  await pin(shop, PINS.chen)
  await expect(zone).toBeHidden()

  await expect(
    shop.page().getByRole('contentinfo').getByRole('button', { name: 'Shift' }),
  ).toContainText('F6')
  await opens(shop, 'F6', 'Shift')
  await expect(dialog(shop, 'Shift').getByLabel(/Cash in the drawer/)).toBeFocused()
  await keyboard.type('100')
  await keyboard.press('Enter')
  await expect(dialog(shop, 'Shift')).toContainText('Shift 1, open since')
  await leaves(shop)

  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('paid')
  await shop.press('Enter', 'idle')

  // Found among the sales, and on to its refund, which a cashier may only ask for.
  await opens(shop, 'F4', 'Sales')
  await expect(dialog(shop, 'Sales').locator('.found-sale')).toHaveCount(1)
  await opens(shop, 'F10', 'Refund')
  await tabTo(shop, 'Amount to give back')
  await keyboard.press('Control+a')
  await keyboard.type('3.00', { delay: 90 })
  await keyboard.press('Enter')
  await expect(dialog(shop, 'Refund')).toContainText('needs a manager')
  await pin(shop, PINS.mei)
  await expect(dialog(shop, 'Refund').locator('.refund-row')).toHaveAttribute(
    'data-refund',
    'refunded',
    { timeout: 40_000 },
  )
  await leaves(shop)

  // X for anybody; the Z is asked for twice, and then of a manager.
  await opens(shop, 'F6', 'Shift')
  await expect(line(shop, 'Paid')).toContainText('12.80')
  await expect(line(shop, 'Refunded')).toContainText('3.00')
  await expect(line(shop, 'Paid less refunded')).toContainText('9.80')
  await expect(line(shop, 'Chen · Refunded')).toContainText('3.00')
  await tabTo(shop, /Cash counted/)
  await keyboard.type('100')
  await keyboard.press('Enter')
  await expect(dialog(shop, 'Shift')).toContainText('Press again to close')
  await keyboard.press('Enter')
  await expect(dialog(shop, 'Shift')).toContainText('A manager has to agree')
  await expect(dialog(shop, 'Shift').getByRole('radio')).toHaveCount(1)
  await pin(shop, PINS.chen)
  // A backend does not say how many tries it leaves.
  const refused = shop.branch === null ? 'Wrong PIN. Tries left: 4' : 'Wrong PIN'
  await expect(dialog(shop, 'Shift')).toContainText(refused)
  await pin(shop, PINS.mei)
  await expect(dialog(shop, 'Shift')).toContainText('Every Z is as it was written')
  await expect(line(shop, 'Paid less refunded')).toContainText('9.80')
  await expect(line(shop, 'Hash of this Z')).toBeVisible()
  await leaves(shop)

  await expect(async () => {
    await keyboard.press('F8')
    await expect(zone).toBeVisible({ timeout: 500 })
  }).toPass()
  const { orders } = await shop.simulator.control.books()
  expect(orders.map(({ totalFee, refundedFee }) => [totalFee, refundedFee])).toEqual([[1280, 300]])
})
