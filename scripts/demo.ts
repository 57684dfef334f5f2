/** Plays three payments on the real app against the simulator, says each step and takes pictures. `npm start` without a display. */
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connectControl } from '../simulator/control-client.ts'
import type { ReadyLine } from '../simulator/ready-line.ts'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'

const root = path.resolve(import.meta.dirname, '..')
const pictures = path.join(root, 'test-results', 'demo')
let taken = 0

/** Waits for a screen of the verdict zone, tells of it, and keeps a picture. */
async function see(page: Page, screen: string, words: string, timeoutMs = 60_000): Promise<void> {
  await page.locator(`[data-screen="${screen}"]`).first().waitFor({ timeout: timeoutMs })
  taken += 1
  const file = path.join(pictures, `${String(taken).padStart(2, '0')}-${screen}.png`)
  await page.screenshot({ path: file })
  console.log(`  ${words}  (${path.relative(root, file)})`)
}

/** Presses a key until it leads to this screen: for a moment after a scan keys are ignored. */
async function press(page: Page, key: string, screen: string): Promise<void> {
  const reached = page.locator(`[data-screen="${screen}"]`).first()
  for (let tries = 0; tries < 10; tries += 1) {
    await page.keyboard.press(key)
    const there = await reached.waitFor({ timeout: 400 }).then(
      () => true,
      () => false,
    )
    if (there) return
  }
  throw new Error(`${key} does not lead to ${screen}`)
}

async function enter(page: Page, amount: string): Promise<void> {
  await page.keyboard.type(amount, { delay: 100 })
  await page.keyboard.press('Enter')
  await see(page, 'ready', `the cashier enters ${amount}; the till asks for the customer’s code`)
}

/** Training's own button: the emulated scanner reads what the payer's phone shows. */
const scan = (page: Page): Promise<void> => page.keyboard.press('Control+s')

async function play(page: Page, simulator: ReadyLine): Promise<void> {
  const phone = connectControl(simulator.control)

  console.log('1. A payment with a password')
  await phone.changePayer('alice', { mood: 'asks-password' })
  await enter(page, '12.80')
  await scan(page)
  await see(page, 'password', 'the code is scanned; WeChat asks the customer for the password')
  await phone.enterPassword('alice')
  await see(page, 'paid', 'the customer types it: paid, hand over the goods')
  await press(page, 'Enter', 'idle')

  console.log('2. Not enough money')
  await phone.changePayer('alice', { mood: 'normal', balance: 100, whenPoor: 'refused' })
  await enter(page, '36.50')
  await scan(page)
  await see(page, 'not-charged', 'the balance is too low: not charged, and why')
  await press(page, 'Escape', 'idle')

  console.log('3. Stopped by the cashier')
  await phone.changePayer('alice', { mood: 'ignores', balance: 1_000_000 })
  await enter(page, '128.00')
  await scan(page)
  await see(page, 'password', 'the customer is asked for the password and walks away')
  await press(page, 'Escape', 'stopping')
  await see(page, 'stopping', 'the cashier presses stop; WeChat takes a revoke after 15 s')
  await see(page, 'stopped', 'revoked: the customer is not charged')

  const { orders } = await phone.books()
  console.log('WeChat’s books agree:')
  for (const order of orders)
    console.log(`  ${order.outTradeNo}  ${order.totalFee} fen  ${order.state}`)
  const paid = orders.filter((order) => order.state === 'SUCCESS')
  if (paid.length !== 1 || paid[0]?.totalFee !== 1280) throw new Error('the books do not agree')
}

async function openTill(dataDir: string): Promise<ElectronApplication> {
  const runtime = await electronRuntime()
  console.log(describeRuntime(runtime))
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const executablePath = runtime.path
  return _electron.launch({
    executablePath,
    args: [...sandbox, root, '--data-dir', dataDir],
    cwd: root,
  })
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'quick-pay-demo-'))
mkdirSync(pictures, { recursive: true })
const app = await openTill(dataDir)
try {
  const page = await app.firstWindow()
  await page.getByRole('main').waitFor()
  const ready = readFileSync(path.join(dataDir, 'simulator', 'ready.json'), 'utf8')
  // The simulator's own ready line, as the app stored it.
  await play(page, JSON.parse(ready) as ReadyLine)
  console.log(`Done. Pictures: ${path.relative(root, pictures)}`)
} finally {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true })
}
