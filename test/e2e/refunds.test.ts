import { expectAgreement } from './agreement.ts'
import { expect as usual, type Shop, test } from './shop.ts'

/** Hashes, restarts and a database take their time on a busy machine. */
const expect = usual.configure({ timeout: 20_000 })

const PIN = '246813'

test.use({
  shopOptions: { configuration: {}, simulator: ['--set', 'refundSettlesAfterMs=1500'] },
})

/** With a backend every refund needs one of its managers, who has to sign in first. */
async function staff(shop: Shop): Promise<void> {
  if (shop.branch === null) return
  await shop.branch.addOperator({ name: 'Mei', role: 'manager', pin: PIN })
  await shop.quit()
  await shop.open()
  await signIn(shop)
}

async function signIn(shop: Shop): Promise<void> {
  if (shop.branch === null) return
  const page = shop.page()
  const zone = page.getByRole('region', { name: 'Sign in' })
  await expect(zone.getByRole('radio', { name: 'Mei' })).toBeVisible()
  await page.keyboard.type(PIN, { delay: 90 })
  await page.keyboard.press('Enter')
  await expect(zone).toBeHidden()
}

const dialog = (shop: Shop) => shop.page().getByRole('dialog', { name: 'Refund' })

/** Opens the refunds and chooses the latest paid sale. */
async function choose(shop: Shop): Promise<void> {
  await expect(async () => {
    if (!(await dialog(shop).isVisible())) await shop.page().keyboard.press('F10')
    await expect(dialog(shop)).toBeVisible({ timeout: 300 })
  }).toPass()
  await dialog(shop).locator('.refund-found').first().click()
}

/** Asks for an amount to go back (null: the one that is there), and has it approved where somebody must. */
async function refund(shop: Shop, amount: string | null): Promise<void> {
  if (amount !== null) await dialog(shop).getByLabel('Amount to give back').fill(amount)
  await dialog(shop).getByLabel('Reason').fill('Broken cup')
  await dialog(shop)
    .getByRole('button', { name: /^Give back/ })
    .click()
  if (shop.branch === null) {
    await dialog(shop)
      .getByRole('button', { name: /^Yes, give back/ })
      .click()
    return
  }
  await shop.page().keyboard.type(PIN, { delay: 90 })
  await shop.page().keyboard.press('Enter')
}

const rows = (shop: Shop) => dialog(shop).locator('.refund-row')

async function sell(shop: Shop, minor: number): Promise<void> {
  await shop.enter(minor)
  await shop.scanPayer()
  await shop.sees('paid')
}

test('a sale is refunded in parts, never above what it cost, and everybody agrees', async ({
  shop,
}) => {
  test.slow()
  await staff(shop)
  await sell(shop, 1280)
  await choose(shop)
  const field = dialog(shop).getByLabel('Amount to give back')
  await expect(field).toHaveValue('12.80')
  await field.fill('12.81')
  await expect(dialog(shop)).toContainText('at most ¥12.80')
  // What the page does not offer, main refuses.
  const saleId = await shop.page().evaluate(() => window.till.calls.findPaidSales({ digits: '' }))
  if (!saleId.ok) throw new Error(saleId.error.kind)
  const ask = {
    saleId: saleId.value[0]?.saleId ?? '',
    amountMinor: 1281,
    reason: '',
    approval: null,
  }
  expect(
    await shop.page().evaluate((one) => window.till.calls.startRefund(one), ask),
  ).toMatchObject({ ok: false, error: { kind: 'refund-exceeds', leftMinor: 1280 } })

  await refund(shop, '5.00')
  await expect(rows(shop)).toHaveCount(1)
  await expect(rows(shop).first()).toHaveAttribute('data-refund', /accepted|refunded/, {
    timeout: 20_000,
  })
  await expect(field).toHaveValue('7.80')
  await refund(shop, '7.80')
  await expect(dialog(shop)).toContainText('All of it was given back')
  await expect(rows(shop).nth(0)).toHaveAttribute('data-refund', 'refunded', { timeout: 30_000 })
  await expect(rows(shop).nth(1)).toHaveAttribute('data-refund', 'refunded', { timeout: 30_000 })
  const { refunds, orders } = await shop.simulator.control.books()
  expect(
    refunds.map(({ refundFee, status, description }) => [refundFee, status, description]),
  ).toEqual([
    [500, 'SUCCESS', 'Broken cup'],
    [780, 'SUCCESS', 'Broken cup'],
  ])
  expect(orders.map(({ refundedFee }) => refundedFee)).toEqual([1280])
})

test('killed while a refund is sent and while it arrives, the till finds out, and WeChat refunds once', async ({
  shop,
}) => {
  test.slow()
  await staff(shop)
  await sell(shop, 1280)
  // Done, and never answered: whoever sends another number now refunds twice.
  await shop.simulator.control.addFault({
    when: { operation: 'refund' },
    behaviour: { effect: 'done', delivery: { kind: 'hang' } },
  })
  await choose(shop)
  await refund(shop, '3.00')
  await shop.simulator.control.waitFor({ requests: { operation: 'refund', atLeast: 1 } }, 30_000)
  await shop.kill()
  await shop.simulator.control.clearFaults()
  await shop.open()
  await signIn(shop)
  await choose(shop)
  await expect(rows(shop).first()).toHaveAttribute('data-refund', /accepted|refunded/, {
    timeout: 40_000,
  })
  await shop.kill()
  await shop.open()
  await signIn(shop)
  await choose(shop)
  await expect(rows(shop)).toHaveCount(1)
  await expect(rows(shop).first()).toHaveAttribute('data-refund', 'refunded', { timeout: 30_000 })
  await expect(dialog(shop).getByLabel('Amount to give back')).toHaveValue('9.80')
  const { refunds } = await shop.simulator.control.books()
  expect(refunds.map(({ refundFee }) => refundFee)).toEqual([300])
})

test.describe('directly with WeChat', () => {
  // With a backend these states are the backend's, at its own pace (test/backend/refund-rest.test.ts).
  test.skip(({ access }) => access === 'merchant-backend')

  test('while it is not known, and while funds lack, a refund says so, and goes on under its one number', async ({
    shop,
  }) => {
    test.slow()
    const { control } = shop.simulator
    await staff(shop)
    await sell(shop, 1280)
    const unclear = { kind: 'error', code: 'SYSTEMERROR' } as const
    for (const operation of ['refund', 'refund-query'] as const) {
      const behaviour = { effect: 'none', answer: unclear } as const
      await control.addFault({ when: { operation }, times: 0, behaviour })
    }
    await choose(shop)
    await refund(shop, '3.00')
    await expect(rows(shop).first()).toHaveAttribute('data-refund', /confirming|needs-attention/)
    // What is not known to have failed may still arrive: it counts in full.
    await expect(dialog(shop).getByLabel('Amount to give back')).toHaveValue('9.80')
    await expect(rows(shop).first()).toHaveAttribute('data-refund', 'needs-attention', {
      timeout: 60_000,
    })
    await expect(rows(shop).first()).toContainText('No clear answer after many tries')
    await control.clearFaults()
    await rows(shop).first().getByRole('button', { name: 'Ask again now' }).click()
    await expect(rows(shop).first()).toHaveAttribute('data-refund', 'refunded', { timeout: 40_000 })

    await control.addFault({
      when: { operation: 'refund' },
      behaviour: { effect: 'none', answer: { kind: 'error', code: 'NOTENOUGH' } },
    })
    await refund(shop, '2.00')
    await expect(rows(shop).nth(1)).toHaveAttribute('data-refund', 'needs-attention')
    await expect(rows(shop).nth(1)).toContainText('The merchant’s account holds too little')
    await control.clearFaults()
    await rows(shop).nth(1).getByRole('button', { name: 'Send again' }).click()
    await expect(rows(shop).nth(1)).toHaveAttribute('data-refund', 'refunded', { timeout: 40_000 })
    const { refunds } = await control.books()
    expect(refunds.map(({ refundFee }) => refundFee)).toEqual([300, 200])
  })

  test('a payment that WeChat calls too old to revoke is given back from its own screen, all of it', async ({
    shop,
  }) => {
    test.slow()
    const { control } = shop.simulator
    const page = shop.page()
    // Charged, and nobody hears of it until the revoke is called too late.
    await control.addFault({ preset: 'lost-after' })
    await control.addFault({ when: { operation: 'revoke' }, times: 0, preset: 'revoke-expired' })
    const silence = await control.addFault({
      when: { operation: 'query' },
      times: 0,
      behaviour: { effect: 'none', answer: { kind: 'error', code: 'SYSTEMERROR' } },
    })
    await shop.enter(1280)
    await shop.scanPayer()
    await control.waitFor({ requests: { operation: 'revoke', atLeast: 1 } })
    await control.removeFault(silence.id)
    await shop.sees('needs-attention')
    await expect(page.getByRole('main')).toContainText('The manager has to refund it')

    await page.getByRole('button', { name: /^Refund it/ }).click()
    const field = dialog(shop).getByLabel('Amount to give back')
    await expect(field).toHaveValue('12.80')
    await expect(field).not.toBeEditable()
    await expect(dialog(shop)).toContainText('all of it has to go back at once')
    await refund(shop, null)
    // The order is WeChat's word for it: the verdict comes to the front by itself.
    await shop.sees('stopped')
    await expect(dialog(shop)).toBeHidden()
    await expect(page.getByRole('main')).toContainText('was charged and has the money back')
    const { refunds } = await control.books()
    expect(refunds.map(({ refundFee }) => refundFee)).toEqual([1280])
    await expectAgreement(shop)
  })
})
