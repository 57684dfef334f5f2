import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expectAgreement } from './agreement.ts'
import { BRISK, expect as usual, type Shop, test } from './shop.ts'

/** Hashes, restarts and a database take their time on a busy machine. */
const expect = usual.configure({ timeout: 20_000 })

/** The PINs in this file. None of them may be found anywhere afterwards. */
const PINS = { mei: '246813', chen: '975311' } as const

// Time enough for a slow machine to sign in before the till gives up by itself.
const PATIENT = {
  timing: { ...BRISK, giveUpAfterMs: 20_000, absentAfterMs: 30_000 },
  language: 'en',
}
const SLOW_CODES = ['--set', 'codeLifeMs=60000', '--set', 'autoRevokeMs=45000']

const zone = (shop: Shop) => shop.page().getByRole('region', { name: 'Sign in' })

async function signIn(shop: Shop, name: string, pin: string): Promise<void> {
  await zone(shop).getByRole('radio', { name }).click()
  await shop.page().keyboard.type(pin, { delay: 90 })
  await shop.page().keyboard.press('Enter')
}

/** Presses a key until a dialog is there: right after a scan keys are ignored. */
async function opens(shop: Shop, key: string, dialog: string): Promise<void> {
  await expect(async () => {
    await shop.page().keyboard.press(key)
    await expect(shop.page().getByRole('dialog', { name: dialog })).toBeVisible({ timeout: 300 })
  }).toPass()
}

/** Every file that the till has written, but the browser's own. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('chromium'))
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())

function expectNoPins(shop: Shop): void {
  for (const file of filesOf(shop.dataDir)) {
    const text = readFileSync(file, 'latin1')
    for (const pin of Object.values(PINS)) expect(text.includes(pin), file).toBe(false)
  }
}

test.describe('with people of a configuration file', () => {
  test.use({
    shopOptions: {
      configuration: {
        ...PATIENT,
        people: {
          members: [
            { id: 'mei', name: 'Mei', role: 'manager', pinFile: 'mei.pin' },
            { id: 'chen', name: 'Chen', role: 'cashier', pinFile: 'chen.pin' },
          ],
        },
      },
      simulator: SLOW_CODES,
      files: { 'mei.pin': `${PINS.mei}\n`, 'chen.pin': PINS.chen },
    },
  })

  test('somebody signs in, sells, and is locked out while the payment goes on', async ({
    shop,
  }) => {
    await expect(zone(shop)).toBeVisible()
    await shop.scanPayer()
    await expect(shop.page().getByRole('main')).toContainText('Sign in first')
    await signIn(shop, 'Chen', PINS.mei)
    await expect(zone(shop)).toContainText('Tries left: 4')
    await signIn(shop, 'Chen', PINS.chen)
    await expect(zone(shop)).toBeHidden()
    await expect(shop.page().getByRole('banner')).toContainText('Chen')

    await shop.simulator.control.changePayer('alice', { mood: 'asks-password' })
    await shop.simulator.control.refreshCode('alice')
    await shop.enter(1280)
    await shop.scanPayer()
    await shop.sees('password')
    await expect(async () => {
      await shop.page().keyboard.press('F8')
      await expect(zone(shop)).toBeVisible({ timeout: 300 })
    }).toPass()
    // Nobody is there, and the payment is asked about and shown all the same.
    await shop.sees('password')
    await shop.simulator.control.waitFor({ dialog: { payerId: 'alice' } })
    await shop.simulator.control.enterPassword('alice')
    await shop.sees('paid')
    await shop.kill()
    await shop.open()
    await expect(zone(shop)).toBeVisible()
    await shop.sees('paid')
    await signIn(shop, 'Mei', PINS.mei)
    await expect(zone(shop)).toBeHidden()
    const journal = readFileSync(path.join(shop.dataDir, 'journal.db'), 'latin1')
    const log = existsSync(path.join(shop.dataDir, 'journal.db-wal'))
      ? readFileSync(path.join(shop.dataDir, 'journal.db-wal'), 'latin1')
      : ''
    expect(journal + log).toContain('"cashier":{"id":"chen","name":"Chen","source":"till"}')

    // The set-up is a manager's, whoever is signed in.
    await opens(shop, 'F12', 'The set-up needs a manager')
    await shop.page().keyboard.type(PINS.mei, { delay: 90 })
    await shop.page().keyboard.press('Enter')
    await shop.page().getByRole('tab', { name: 'People' }).click()
    const acts = shop.page().getByRole('table')
    await expect(acts).toContainText('Approved · the set-up')
    await expect(acts).toContainText('Wrong PIN · to sign in')
    await expect(acts).toContainText('Added Chen (Cashier)')
    await shop.quit()
    expectNoPins(shop)
    await expectAgreement(shop)
  })

  test('five wrong PINs lock somebody out, over a restart too; others still sign in', async ({
    shop,
  }) => {
    for (let tries = 0; tries < 5; tries += 1) {
      await signIn(shop, 'Chen', PINS.mei)
      await expect(zone(shop).getByRole('alert')).toContainText(
        tries < 4 ? `Tries left: ${4 - tries}` : 'Too many wrong PINs',
      )
    }
    await shop.kill()
    await shop.open()
    await signIn(shop, 'Chen', PINS.chen)
    await expect(zone(shop).getByRole('alert')).toContainText('Too many wrong PINs')
    await signIn(shop, 'Mei', PINS.mei)
    await expect(zone(shop)).toBeHidden()
    // What the page may not ask, main refuses: the set-up is closed.
    const refused = await shop.page().evaluate(() => window.till.calls.readSetup(null))
    expect(refused).toEqual({ ok: false, error: { kind: 'set-up-closed' } })
  })
})

test('the first manager is made on the set-up screen, and from then on the till asks who is there', async ({
  shop,
}) => {
  const page = shop.page()
  // Nobody is asked for while there is nobody.
  await shop.enter(500)
  await shop.scanPayer()
  await shop.sees('paid')
  await expect(async () => {
    await page.keyboard.press('F12')
    await expect(page.getByRole('tab', { name: 'People' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await page.getByRole('tab', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Add somebody' }).click()
  await page.getByLabel('Name').fill('Mei')
  await page.getByLabel('PIN (6 to 8 digits)').fill('111111')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.locator('.people-fault')).toContainText('too easy')
  await page.getByLabel('PIN (6 to 8 digits)').fill(PINS.mei)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByText('Added Mei (Manager)')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the till' }).click()
  await expect(zone(shop)).toBeVisible()
  await signIn(shop, 'Mei', PINS.mei)
  await expect(zone(shop)).toBeHidden()
  await shop.quit()
  expectNoPins(shop)

  // A file of people that is no good locks the till: it might say who may what.
  writeFileSync(path.join(shop.dataDir, 'people.db'), 'x'.repeat(8_192))
  await shop.open()
  await expect(zone(shop)).toContainText('The file of people cannot be read')
  const refused = await shop.page().evaluate(() =>
    window.till.calls.searchSales({
      digits: '',
      amountMinor: null,
      day: null,
      group: null,
      after: null,
    }),
  )
  expect(refused).toEqual({ ok: false, error: { kind: 'signed-out' } })
})
