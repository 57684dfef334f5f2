import { expectAgreement } from './agreement.ts'
import { expect, type Shop, test } from './shop.ts'

const submits = async (shop: Shop): Promise<number> =>
  (await shop.simulator.control.requests({ operation: 'submit' })).length

/** The order that the payer's phone asks a password for, once it does. */
const dialog = (shop: Shop) => shop.simulator.control.waitFor({ dialog: { payerId: 'alice' } })

/** How much longer one request may be on its way than another, on a busy machine. */
const ON_ITS_WAY_MS = 250

test.describe('a payment', () => {
  test('password-exempt is paid by its only call', async ({ shop }) => {
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('paid')
    await expect(shop.page().getByRole('main')).toContainText('¥12.80')
    await expect(shop.page().getByRole('main')).toContainText(/hand over/i)
    const { requests } = await shop.simulator.control.books()
    expect(requests.map((request) => request.operation)).toEqual(['submit'])
    await expectAgreement(shop)
  })

  test('with a password is paid once it is typed', async ({ shop }) => {
    await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
    await shop.enter(8800)
    await shop.scanPayer()
    await shop.sees('password')
    await dialog(shop)
    await shop.simulator.control.enterPassword('alice')
    await shop.sees('paid')
    expect(await submits(shop)).toBe(1)
    await expectAgreement(shop)
  })

  test('with a wrong password first is paid by the right one', async ({ shop }) => {
    await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
    await shop.enter(8800)
    await shop.scanPayer()
    await dialog(shop)
    await shop.simulator.control.mistype('alice')
    await shop.sees('password')
    await shop.simulator.control.enterPassword('alice')
    await shop.sees('paid')
    await expectAgreement(shop)
  })

  test('cancelled by the payer is revoked, and the sale can be paid with a new code', async ({
    shop,
  }) => {
    await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
    await shop.enter(1280)
    await shop.scanPayer()
    await dialog(shop)
    await shop.simulator.control.cancel('alice')
    await shop.sees('stopped')
    await shop.simulator.control.changePayer('alice', { mood: 'pays-at-once' })
    await shop.scanPayer()
    await shop.sees('paid')
    await expectAgreement(shop)
  })

  test('that the payer ignores is revoked when its time is over', async ({ shop }) => {
    await shop.simulator.control.changePayer('alice', { mood: 'ignores' })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('password')
    await shop.sees('stopped')
    const { requests } = await shop.simulator.control.books()
    const submit = requests.find((request) => request.operation === 'submit')
    const revoke = requests.find((request) => request.operation === 'revoke')
    const afterMs = (revoke?.firstByteAtMs ?? 0) - (submit?.firstByteAtMs ?? 0)
    expect(afterMs).toBeGreaterThanOrEqual(3_000 - ON_ITS_WAY_MS)
    await expectAgreement(shop)
  })

  test('stopped by the cashier is revoked, and nobody is charged', async ({ shop }) => {
    await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('password')
    await shop.press('Escape', 'stopping')
    await shop.sees('stopped')
    const { requests } = await shop.simulator.control.books()
    const [submit] = requests.filter((request) => request.operation === 'submit')
    const [revoke] = requests.filter((request) => request.operation === 'revoke')
    // As WeChat sees them: the submit, which may open the line, can be longer on its way than the revoke (test/payment times the till itself).
    const afterMs = (revoke?.firstByteAtMs ?? 0) - (submit?.firstByteAtMs ?? 0)
    expect(afterMs).toBeGreaterThanOrEqual(1_500 - ON_ITS_WAY_MS)
    await expectAgreement(shop)
  })

  test('with too little money says so, and is paid with a new code', async ({ shop }) => {
    await shop.simulator.control.changePayer('alice', { balance: 100, whenPoor: 'refused' })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('not-charged')
    await expect(shop.page().getByRole('main')).toContainText(/balance|enough/i)
    await shop.simulator.control.changePayer('alice', { balance: 1_000_000 })
    await shop.scanPayer()
    await shop.sees('paid')
    const { orders } = await shop.simulator.control.books()
    expect(orders.filter((order) => order.state === 'SUCCESS')).toHaveLength(1)
    await expectAgreement(shop)
  })

  for (const code of ['SYSTEMERROR', 'BANKERROR']) {
    test(`answered with ${code} although charged is found paid by a query`, async ({ shop }) => {
      await shop.simulator.control.addFault({
        behaviour: { effect: 'done', answer: { kind: 'error', code } },
      })
      await shop.enter(1280)
      await shop.scanPayer()
      await shop.sees('unknown')
      await shop.sees('paid')
      expect(await submits(shop)).toBe(1)
      await expectAgreement(shop)
    })
  }

  test('whose answer is lost after the charge is found paid, charged once', async ({ shop }) => {
    await shop.simulator.control.addFault({
      behaviour: { effect: 'done', delivery: { kind: 'reset' } },
    })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('paid')
    expect(await submits(shop)).toBe(1)
    await expectAgreement(shop)
  })

  test('whose request is lost before the charge is revoked, never submitted again', async ({
    shop,
  }) => {
    await shop.simulator.control.addFault({
      behaviour: { effect: 'none', delivery: { kind: 'hang' } },
    })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('unknown')
    await shop.sees('stopped', 20_000)
    expect(await submits(shop)).toBe(1)
    await expectAgreement(shop)
  })

  test('whose answers are forged is never called paid', async ({ shop }) => {
    const forged = { kind: 'forged' } as const
    await shop.simulator.control.addFault({ behaviour: { effect: 'none', answer: forged } })
    await shop.simulator.control.addFault({
      when: { operation: 'query' },
      times: 3,
      behaviour: { answer: forged },
    })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('unknown')
    await shop.sees('stopped', 20_000)
    expect(shop.screenLog().map((line) => line.screen)).not.toContain('paid')
    await expectAgreement(shop)
  })

  test('paid after its revoke was sent is returned, and no goods are handed over', async ({
    shop,
  }) => {
    await shop.simulator.control.changePayer('alice', { mood: 'ignores' })
    await shop.simulator.control.addFault({
      when: { operation: 'revoke' },
      behaviour: { payerFirst: 'pays', effect: 'none', answer: { kind: 'normal' } },
    })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('returning', 20_000)
    await shop.sees('stopped')
    expect(shop.screenLog().map((line) => line.screen)).not.toContain('paid')
    await expectAgreement(shop)
  })

  test('can be parked: the next customer is served, the first is resolved and told of', async ({
    shop,
  }) => {
    await shop.simulator.control.changePayer('alice', { mood: 'ignores' })
    await shop.simulator.control.createPayer({ id: 'bob', mood: 'pays-at-once' })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('password')
    await shop.press('F6', 'idle')
    await shop.enter(500)
    await shop.scanPayer('bob')
    await shop.sees('paid')
    await expect(shop.page().getByText('1 result to see')).toBeVisible({ timeout: 15_000 })
    const { orders } = await shop.simulator.control.books()
    expect(orders.map((order) => order.state).sort()).toEqual(['REVOKED', 'SUCCESS'])
  })
})

test.describe('with WeChat’s own times', () => {
  test.use({
    shopOptions: {
      configuration: { timing: {} },
      simulator: ['--set', 'codeLifeMs=60000', '--set', 'autoRevokeMs=45000'],
    },
  })

  test('30 s without a password end in a revoke', async ({ shop }) => {
    test.slow()
    await shop.simulator.control.changePayer('alice', { mood: 'ignores' })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('password')
    await shop.sees('stopped', 60_000)
    const { requests } = await shop.simulator.control.books()
    const at = (operation: string): readonly number[] =>
      requests
        .filter((request) => request.operation === operation)
        .map((request) => request.firstByteAtMs)
    const [submittedAt = 0] = at('submit')
    const waited = (at('revoke')[0] ?? 0) - submittedAt
    // The till counts from its own intent: through a backend WeChat sees the submit a moment later.
    expect(waited).toBeGreaterThanOrEqual(shop.branch === null ? 30_000 : 29_000)
    expect(waited).toBeLessThan(32_000)
    const polls = at('query').filter((time) => time < submittedAt + 29_000)
    expect(polls.map((time) => Math.round((time - submittedAt) / 5_000))).toEqual([1, 2, 3, 4, 5])
    await expectAgreement(shop)
  })
})
