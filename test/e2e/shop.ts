import {
  _electron,
  type ElectronApplication,
  expect,
  type Page,
  test as base,
} from '@playwright/test'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { configurationSchema } from '../../app/contract/configuration.ts'
import type { ScreenLogLine } from '../../main/screen-log.ts'
import { type PtyScanner, startPtyScanner } from '../../hardware/scanner/pty-emulator.ts'
import { type Branch, type Chain, openChain, type OpenBranch } from './chain.ts'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { type SimulatorProcess, startSimulatorProcess } from './simulator-process.ts'

/** Waits that make a whole payment flow fit into a test. The proportions are those of the defaults. */
export const BRISK = {
  queryEveryMs: 500,
  giveUpAfterMs: 3_000,
  noRevokeBeforeMs: 1_500,
  absentAfterMs: 6_000,
  backgroundPauseMaxMs: 2_000,
  connectTimeoutMs: 400,
  submitTimeoutMs: 1_000,
  queryTimeoutMs: 800,
  revokeTimeoutMs: 1_000,
} as const

/** The same through a backend, where each step takes two programs and a database. */
const BRISK_THROUGH_BACKEND = {
  ...BRISK,
  giveUpAfterMs: 6_000,
  noRevokeBeforeMs: 4_000,
  absentAfterMs: 9_000,
  connectTimeoutMs: 1_500,
  submitTimeoutMs: 2_500,
  queryTimeoutMs: 2_000,
  revokeTimeoutMs: 2_500,
} as const

/** Lives of codes and unpaid orders that fit to these times. */
const lifeOptions = (through: OpenBranch | null): readonly string[] =>
  through === null
    ? ['--set', 'codeLifeMs=5000', '--set', 'autoRevokeMs=4500']
    : ['--set', 'codeLifeMs=8500', '--set', 'autoRevokeMs=8000']

/** The way this shop's payments take. */
export type AccessMode = 'physical-store' | 'merchant-backend'

/** How a test's shop differs from the usual one. */
export interface ShopOptions {
  /** Parts of the configuration file to replace. */
  readonly configuration: Readonly<Record<string, unknown>>
  /** Settings of the shop's serial scanner to add or replace. */
  readonly scanner?: Readonly<Record<string, unknown>>
  /** Options of the simulator's command line. */
  readonly simulator: readonly string[]
  /** Words on the till's command line. */
  readonly words?: readonly string[]
  /** Files beside the configuration file that it names. */
  readonly files?: Readonly<Record<string, string>>
}

/** A shop: WeChat, a scanner, and the till as it is installed. */
export interface Shop {
  readonly simulator: SimulatorProcess
  readonly scanner: PtyScanner
  /** The merchant's backend; null where the till speaks with WeChat itself. */
  readonly branch: Branch | null
  readonly dataDir: string
  readonly configFile: string
  readonly page: () => Page
  readonly app: () => ElectronApplication
  /** Starts the till and waits until it can sell. */
  readonly open: () => Promise<void>
  /** Ends the till's process at once, as a power cut would. */
  readonly kill: () => Promise<void>
  /** Ends the till as a person does, by closing its window. */
  readonly quit: () => Promise<void>
  /** Enters an amount with the keyboard, in minor units of a currency with two decimals. */
  readonly enter: (minor: number) => Promise<void>
  /** Presses a key until it leads to this screen: right after a scan keys are ignored. */
  readonly press: (key: string, screen: string) => Promise<void>
  /** The payer opens Quick Pay, the cashier scans it. */
  readonly scanPayer: (payer?: string) => Promise<void>
  /** Waits for a screen, by what the verdict zone says it is. */
  readonly sees: (screen: string, timeoutMs?: number) => Promise<void>
  readonly screenLog: () => readonly ScreenLogLine[]
}

const root = path.resolve(import.meta.dirname, '../..')
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )

/** Starts the built app with these words on its command line, and this beside our own environment. */
export async function launchTill(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ElectronApplication> {
  const runtime = await electronRuntime()
  return _electron.launch({
    executablePath: runtime.path,
    args: [...asRoot, '--disable-gpu', root, ...words],
    cwd: root,
    env: { ...ownEnvironment(), ...env },
  })
}

const wechatOf = ({ ready: { merchant, caFile, api } }: SimulatorProcess) => ({
  appId: merchant.appId,
  mchId: merchant.mchId,
  apiKeyFile: merchant.apiKeyFile,
  certificateFile: merchant.certificateFile,
  certificateKeyFile: merchant.certificateKeyFile,
  caFile,
  hosts: [api],
})

function configure(
  folder: string,
  shop: Pick<Shop, 'simulator' | 'scanner' | 'branch'>,
  {
    timing,
    scanner,
    extra,
  }: { readonly timing: object; readonly scanner: object; readonly extra: object },
): string {
  const file = path.join(folder, 'till.json')
  const { branch } = shop
  const access =
    branch === null
      ? { mode: 'physical-store', wechat: wechatOf(shop.simulator) }
      : {
          mode: 'merchant-backend',
          backend: { url: branch.url, enrolmentCode: branch.enrolmentCode },
        }
  const configuration = {
    ...access,
    language: 'en',
    shop: { name: 'Corner Tea', till: '3' },
    timing,
    scanner: { kind: 'serial', path: shop.scanner.path, framing: 'any-line', ...scanner },
    ...extra,
  }
  writeFileSync(file, JSON.stringify(configuration, null, 2))
  return file
}

/** The times of a shop's own configuration, for a backend that must keep the same. */
function timingOf({ configuration }: ShopOptions): Readonly<Record<string, number>> {
  const { timing } = configuration
  // A test that names its times means those of the defaults, not ours.
  return timing === undefined ? {} : { ...DEFAULT_TIMES, ...(timing as Record<string, number>) }
}

const DEFAULT_TIMES = configurationSchema.shape.timing.parse({})

/** Opens a shop; the till in it is started by `open`. */
export async function openShop(
  options: ShopOptions,
  openBranch: OpenBranch | null = null,
): Promise<{ shop: Shop; close: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shop-'))
  const simulator = await startSimulatorProcess(path.join(folder, 'wechat'), [
    ...lifeOptions(openBranch),
    '--set',
    'billToday=true',
    ...options.simulator,
  ])
  const scanner = await startPtyScanner(path.join(folder, 'scanner'))
  const dataDir = path.join(folder, 'till')
  const brisk = openBranch === null ? BRISK : BRISK_THROUGH_BACKEND
  const timing = { ...brisk, ...timingOf(options) }
  const branch = openBranch === null ? null : await openBranch(simulator, timing)
  const configFile = configure(
    folder,
    { simulator, scanner, branch },
    { timing: brisk, scanner: options.scanner ?? {}, extra: options.configuration },
  )
  for (const [name, text] of Object.entries(options.files ?? {})) {
    writeFileSync(path.join(folder, name), text)
  }
  let app: ElectronApplication | null = null
  let page: Page | null = null
  const running = <T>(thing: T | null): T => {
    if (thing === null) throw new Error('the till is not open')
    return thing
  }
  const shop: Shop = {
    simulator,
    scanner,
    branch,
    dataDir,
    configFile,
    page: () => running(page),
    app: () => running(app),
    async open() {
      const words = options.words ?? []
      app = await launchTill(['--config', configFile, '--data-dir', dataDir, ...words])
      page = await app.firstWindow()
      await expect(page.getByRole('main')).toBeVisible()
      // Longer than a device service that says nothing is given before it is started again.
      const light = page.locator('[data-light="scanner"]')
      await expect(light).toHaveAttribute('data-state', 'ok', { timeout: 20_000 })
    },
    async kill() {
      const child = running(app).process()
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      app = null
    },
    async quit() {
      await running(app).close()
      app = null
    },
    async enter(minor) {
      const amount = (minor / 100).toFixed(2)
      const { keyboard } = running(page)
      // Keys mean nothing for a moment after a scan: like a person, try again when a digit was not taken.
      await expect(async () => {
        await keyboard.press('Escape')
        await keyboard.type(amount, { delay: 90 })
        await expect(running(page).locator('.amount-typed')).toContainText(amount, { timeout: 300 })
      }).toPass()
      await keyboard.press('Enter')
      await shop.sees('ready')
    },
    async press(key, screen) {
      await expect(async () => {
        await running(page).keyboard.press(key)
        await shop.sees(screen, 250)
      }).toPass({ timeout: 15_000 })
    },
    async scanPayer(payer = 'alice') {
      const { code } = await simulator.control.code(payer)
      await scanner.scan(code)
    },
    async sees(screen, timeoutMs = 15_000) {
      await expect(running(page).locator('[data-screen]').first()).toHaveAttribute(
        'data-screen',
        screen,
        { timeout: timeoutMs },
      )
    },
    screenLog() {
      const file = path.join(dataDir, 'screen-log.jsonl')
      if (!existsSync(file)) return []
      // Written by the app's own screen log, one object a line.
      return readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ScreenLogLine)
    },
  }
  async function close(): Promise<void> {
    await app?.close().catch(() => undefined)
    await branch?.close()
    await scanner.close()
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { shop, close }
}

/** A test in a shop of its own; `shopOptions` breaks or changes it on purpose. */
export const test = base.extend<
  { shop: Shop; shopOptions: ShopOptions },
  { access: AccessMode; chain: Chain | null }
>({
  shopOptions: [{ configuration: {}, simulator: [] }, { option: true }],
  access: ['physical-store', { option: true, scope: 'worker' }],
  // One backend serves all the shops of a worker: each is a merchant of its own.
  chain: [
    async ({ access }, use) => {
      const chain = access === 'merchant-backend' ? await openChain() : null
      await use(chain)
      await chain?.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  async shop({ shopOptions, chain }, use, info) {
    const { shop, close } = await openShop(shopOptions, chain?.openBranch ?? null)
    await shop.open()
    await use(shop)
    if (info.status !== info.expectedStatus) {
      const log = path.join(shop.dataDir, 'logs', 'till.log')
      if (existsSync(log)) await info.attach('till.log', { path: log })
    }
    await close()
  },
})

export { expect }
