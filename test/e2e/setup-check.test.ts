import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { ownCertificate } from '../support/own-certificate.ts'
import { expect, test } from './shop.ts'

const findings = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .locator('[data-finding]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-finding')))

/** Presses Check and waits for an answer that is as it should be. */
async function checked(page: Page, expected: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Check' }).click()
  await expect.poll(() => findings(page), { timeout: 20_000 }).toEqual(expected)
}

test('the check says what is wrong with key, certificate and line, and what to do', async ({
  shop,
}) => {
  const { merchant } = shop.simulator.ready
  const page = shop.page()
  await page.keyboard.press('F12')
  await page.getByRole('tab', { name: 'Keys and certificates' }).click()
  await checked(page, ['answers', 'certificate-accepted', 'clock-right'])
  await expect(page.getByText('All is well: payments can be taken')).toBeInViewport()

  // Files are read anew by each check: this is what an administrator sees who replaces one after the other.
  const [key, certificate, certificateKey] = [
    merchant.apiKeyFile,
    merchant.certificateFile,
    merchant.certificateKeyFile,
  ].map((file) => readFileSync(file, 'utf8'))
  writeFileSync(merchant.apiKeyFile, 'k'.repeat(32))
  await checked(page, ['key-wrong', 'certificate-untried', 'clock-right'])
  await expect(page.getByText('Payments cannot be taken like this')).toBeVisible()
  writeFileSync(merchant.apiKeyFile, key ?? '')

  const other = ownCertificate('1600000001')
  writeFileSync(merchant.certificateFile, other.certificate)
  await checked(page, ['key-mismatch', 'answers', 'clock-right'])
  writeFileSync(merchant.certificateKeyFile, other.key)
  await checked(page, ['certificate-of-other', 'answers', 'certificate-refused', 'clock-right'])
  await expect(page.getByText('certificate of merchant 1600000001')).toBeVisible()
  writeFileSync(merchant.certificateFile, certificate ?? '')
  writeFileSync(merchant.certificateKeyFile, certificateKey ?? '')

  await shop.simulator.stop()
  await checked(page, ['closed-port', 'certificate-untried'])
  expect(await page.content()).not.toContain(merchant.apiKey)
})
