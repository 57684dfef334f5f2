import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { expect, test } from './shop.ts'

/** What a file holds; empty for one that is gone: Chromium's processes outlive their main process by a moment, and tidy up. */
function heldBy(file: string): string {
  try {
    return readFileSync(file).toString('latin1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** What every file below a folder holds. */
const heldIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)
    .map(heldBy)

test('a second instance on the same data is refused', async ({ shop }) => {
  const runtime = await electronRuntime()
  const root = path.resolve(import.meta.dirname, '../..')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(
    runtime.path,
    [...sandbox, root, '--config', shop.configFile, '--data-dir', shop.dataDir],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  const [code] = (await once(second, 'exit')) as [number]
  expect(code).toBe(1)
  expect(said).toContain('already running')
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('paid')
})

test('speaks another language at once, and remembers it', async ({ shop }) => {
  const html = () => shop.page().locator('html')
  await expect(html()).toHaveAttribute('lang', 'en')
  await shop.page().keyboard.press('Control+l')
  await expect(html()).toHaveAttribute('lang', 'zh-Hans')
  await expect(shop.page().getByText('请输入金额').first()).toBeVisible()
  await shop.kill()
  await shop.open()
  await expect(html()).toHaveAttribute('lang', 'zh-Hans')
})

test('leaves no payment code, key or certificate behind', async ({ shop }) => {
  const { control, ready } = shop.simulator
  const codes: string[] = []
  for (const mood of ['pays-at-once', 'ignores'] as const) {
    await control.changePayer('alice', { mood })
    await shop.enter(1280)
    const { code } = await control.code('alice')
    codes.push(code)
    await shop.scanner.scan(code)
    await shop.sees(mood === 'ignores' ? 'password' : 'paid')
    await shop.press(mood === 'ignores' ? 'F6' : 'Enter', 'idle')
  }
  // A refusal that quotes the code, and a code that was typed.
  await control.changePayer('alice', { mood: 'pays-at-once' })
  const { code: quoted } = await control.refreshCode('alice')
  const description = `auth_code ${quoted} is not right`
  const answer = { kind: 'error', code: 'PARAM_ERROR', description } as const
  await control.addFault({ behaviour: { effect: 'none', answer } })
  await shop.enter(1280)
  await shop.scanner.scan(quoted)
  await shop.sees('not-charged')
  const { code: typed } = await control.refreshCode('alice')
  await expect(async () => {
    await shop.page().keyboard.press('F2')
    await expect(shop.page().getByRole('dialog')).toBeVisible({ timeout: 300 })
  }).toPass()
  await shop.page().getByRole('dialog').getByRole('textbox').fill(typed)
  await shop.page().keyboard.press('Enter')
  await shop.sees('paid')
  codes.push(quoted, typed)
  const page = await shop.page().content()
  const heap = await shop
    .page()
    .evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  await shop.kill()
  const key = readFileSync(ready.merchant.certificateKeyFile, 'utf8').split('\n')[2] ?? ''
  const secrets = [...codes, ready.merchant.apiKey, key]
  const left = [...heldIn(shop.dataDir), page, heap].filter((text) => text !== '')
  expect(left.length).toBeGreaterThan(5)
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(15)
    for (const text of left) expect(text.includes(secret)).toBe(false)
  }
})
