import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expectAgreement } from './agreement.ts'
import type { Branch } from './chain.ts'
import { expect, launchTill, type Shop, test } from './shop.ts'

/** Nodes were just started; a busy machine takes its time. */
const WAIT_MS = 60_000

const branchOf = ({ branch }: Shop): Branch => {
  if (branch === null) throw new Error('this shop has no backend')
  return branch
}

const submits = async ({ simulator }: Shop): Promise<number> =>
  (await simulator.control.requests({ operation: 'submit' })).length

test.describe('a backend that cannot be reached', () => {
  test('before the payment: unknown while it lasts, then proven never to have arrived', async ({
    shop,
  }) => {
    const { balancer } = branchOf(shop)
    await shop.enter(1280)
    const nodes = balancer.nodes
    balancer.nodes = []
    await shop.scanPayer()
    await shop.sees('unknown')
    await shop.sees('stopping', 20_000)
    balancer.nodes = nodes
    await shop.sees('stopped')
    expect(await submits(shop)).toBe(0)
    await shop.simulator.control.refreshCode('alice')
    await shop.scanPayer()
    await shop.sees('paid')
    await expectAgreement(shop)
  })

  test('during the payment: it goes on there, and is found when the line is back', async ({
    shop,
  }) => {
    const { balancer } = branchOf(shop)
    await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('password')
    await shop.simulator.control.waitFor({ dialog: { payerId: 'alice' } })
    const nodes = balancer.nodes
    balancer.nodes = []
    await shop.simulator.control.enterPassword('alice')
    await shop.simulator.control.waitFor({ order: { state: 'SUCCESS' } })
    balancer.nodes = nodes
    await shop.sees('paid')
    expect(await submits(shop)).toBe(1)
    await expectAgreement(shop)
  })
})

const logOf = (shop: Shop): string =>
  readFileSync(path.join(shop.dataDir, 'logs', 'till.log'), 'utf8')

/** A till sells nothing before it heard who may, and its question is cut off when the lines are. */
const hearsWhoMay = (shop: Shop): Promise<void> =>
  expect.poll(() => logOf(shop)).toMatch(/"call":"operators".*"outcome":"answered"/)

/** A point at which every node dies, and how the payment gets there. */
interface Death {
  readonly state: string
  readonly arrange: (shop: Shop) => Promise<void>
  readonly reached: (shop: Shop) => Promise<unknown>
  readonly ends: string
}

const DEATHS: readonly Death[] = [
  {
    state: 'while its submit is under way',
    arrange: async ({ simulator }: Shop) => {
      await simulator.control.addFault({
        behaviour: { effect: 'done', delivery: { kind: 'hang' } },
      })
    },
    reached: ({ simulator }: Shop) =>
      simulator.control.waitFor({ requests: { operation: 'submit', atLeast: 1 } }, WAIT_MS),
    ends: 'paid',
  },
  {
    state: 'while the payer types the password',
    arrange: async ({ simulator }: Shop) => {
      await simulator.control.changePayer('alice', { mood: 'ignores' })
    },
    reached: ({ simulator }: Shop) =>
      simulator.control.waitFor({ requests: { operation: 'query', atLeast: 1 } }, WAIT_MS),
    ends: 'stopped',
  },
  {
    state: 'while it is being revoked',
    arrange: async ({ simulator }: Shop) => {
      await simulator.control.changePayer('alice', { mood: 'ignores' })
      await simulator.control.addFault({
        when: { operation: 'revoke' },
        behaviour: { effect: 'none', delivery: { kind: 'hang' } },
      })
    },
    reached: ({ simulator }: Shop) =>
      simulator.control.waitFor({ requests: { operation: 'revoke', atLeast: 1 } }, WAIT_MS),
    ends: 'stopped',
  },
]

for (const { state, arrange, reached, ends } of DEATHS) {
  test(`every node killed ${state}: others go on, and the till is told`, async ({ shop }) => {
    test.slow()
    const branch = branchOf(shop)
    await hearsWhoMay(shop)
    const nodes = await branch.ownNodes(2)
    await arrange(shop)
    await shop.enter(1280)
    await shop.scanPayer()
    await reached(shop)
    await Promise.all(nodes.map((node) => node.kill()))
    await branch.ownNodes(2)
    await shop.sees(ends, 40_000)
    expect(await submits(shop)).toBe(1)
    await expectAgreement(shop)
  })
}

test('events that come late, twice and in the wrong order never turn a verdict', async ({
  shop,
}) => {
  await hearsWhoMay(shop)
  branchOf(shop).balancer.scrambleEvents()
  await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('password')
  await shop.simulator.control.waitFor({ dialog: { payerId: 'alice' } })
  await shop.simulator.control.enterPassword('alice')
  await shop.sees('paid')
  await shop.simulator.control.changePayer('alice', { mood: 'pays-at-once' })
  await shop.enter(500)
  await shop.scanPayer()
  await shop.sees('paid')
  await expectAgreement(shop)
  const said = shop.screenLog().map(({ screen }) => screen)
  expect(said.filter((screen, at) => screen !== said[at - 1])).toEqual(
    expect.arrayContaining(['charging', 'password', 'paid']),
  )
  expect(said.at(-1)).toBe('paid')
})

test('a till whose device was revoked charges nobody, and says so', async ({ shop }) => {
  await branchOf(shop).revokeTill()
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('not-charged')
  await expect(shop.page().getByRole('main')).toContainText('takes nothing from this till')
  await expect(shop.page().locator('[data-light="wechat"]')).toHaveAttribute('data-state', 'bad')
  expect(await submits(shop)).toBe(0)
})

test('a till that changes its key is the same till, killed or not, and sells on', async ({
  shop,
}) => {
  const secrets = path.join(shop.dataDir, 'secrets.json')
  const before = readFileSync(secrets, 'utf8')
  const log = (): string => logOf(shop)
  const { balancer } = branchOf(shop)
  await shop.kill()
  // The backend takes the new key, its answer is lost, and the till is killed before it can ask again.
  balancer.befall('GET /v1/device', 'answer-lost')
  const args = ['--config', shop.configFile, '--data-dir', shop.dataDir]
  const app = await launchTill(args.concat('--change-device-key'))
  await expect.poll(() => balancer.requests.includes('GET /v1/device')).toBe(true)
  app.process().kill('SIGKILL')
  await app.close().catch(() => undefined)
  expect(readFileSync(secrets, 'utf8')).not.toBe(before)
  await shop.open()
  await expect.poll(log, { timeout: WAIT_MS }).toContain('"changed"')
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('paid')
  await expectAgreement(shop)
})

test('a till with an open sale is not enrolled elsewhere before that is settled', async ({
  shop,
}) => {
  await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('password')
  await shop.kill()
  const written = readFileSync(shop.configFile, 'utf8')
  // The file is this test's own, written by openShop.
  const changed = JSON.parse(written) as { backend: { enrolmentCode: string } }
  changed.backend.enrolmentCode = await branchOf(shop).newCode()
  writeFileSync(shop.configFile, JSON.stringify(changed))
  const app = await launchTill(['--config', shop.configFile, '--data-dir', shop.dataDir])
  const page = await app.firstWindow()
  await expect(page.getByRole('alert').first()).toContainText(/unresolved sales/)
  await app.close()
  writeFileSync(shop.configFile, written)
  await shop.simulator.control.enterPassword('alice')
  await shop.open()
  await shop.sees('paid')
  await expectAgreement(shop)
})

test('an administrator enrols a till on the set-up screen, and it takes a payment', async ({
  shop,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'enrol-'))
  const app = await launchTill(['--data-dir', folder])
  try {
    const page = await app.firstWindow()
    await expect(page.getByRole('main')).toBeVisible({ timeout: 30_000 })
    await page.getByText('EN', { exact: true }).click()
    await page.keyboard.press('F12')
    await page.getByText('Through a backend').click()
    await page.getByRole('tab', { name: 'Backend' }).click()
    await expect(page.getByText('This till is not enrolled yet')).toBeVisible()
    await page.getByLabel('Address of the backend').fill(branchOf(shop).url)
    await page.getByLabel('Enrolment code').fill(await branchOf(shop).newCode())
    // Checked before it is saved; the code is not used up by it.
    await page.getByRole('button', { name: 'Check' }).click()
    await expect(page.locator('[data-finding="backend-ready"]')).toBeVisible()
    await expect(page.locator('[data-finding="enrols-on-save"]')).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    // The till starts anew with the set-up; then the set-up knows which till it is.
    await expect(page.locator('[data-screen]').first()).toHaveAttribute('data-screen', 'idle', {
      timeout: 30_000,
    })
    await expect(page.getByText('TRAINING — not real money')).toBeHidden()
    await page.keyboard.press('F12')
    await page.getByRole('tab', { name: 'Backend' }).click()
    await expect(page.getByText('Enrolled as till 3 of Corner Tea')).toBeVisible()
    await page.getByRole('button', { name: 'Check' }).click()
    await expect(page.locator('[data-finding="enrolled"]')).toContainText('Corner Tea')
    await page.screenshot({ path: 'test-results/backend-enrolled.png' })
    await page.keyboard.press('Escape')
    await page.keyboard.type('5.00', { delay: 90 })
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-screen="ready"]').first()).toBeVisible()
    await page.keyboard.press('F2')
    const { code } = await shop.simulator.control.code('alice')
    await page.getByRole('dialog').getByRole('textbox').fill(code)
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-screen="paid"]').first()).toBeVisible({ timeout: 15_000 })
    await expect(page.locator('[data-light="wechat"]')).toContainText('Backend')
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
