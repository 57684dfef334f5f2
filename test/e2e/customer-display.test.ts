import type { ElectronApplication, Page } from '@playwright/test'
import { expectAgreement } from './agreement.ts'
import { BRISK, expect, type Shop, test as shopTest } from './shop.ts'

/** A payer who thinks is waited for. */
const PATIENT = {
  timing: { ...BRISK, giveUpAfterMs: 30_000, absentAfterMs: 60_000 },
} as const

const SIMULATOR = ['--set', 'autoRevokeMs=60000']

const LINK = { address: 'https://shop.example.com/members', caption: 'Become a member' }

const inWindow = shopTest.extend({
  shopOptions: {
    configuration: {
      ...PATIENT,
      customerDisplay: { kind: 'window', languages: ['en'], link: LINK },
    },
    simulator: SIMULATOR,
  },
})

const onMonitor = shopTest.extend({
  shopOptions: {
    configuration: { ...PATIENT, customerDisplay: { kind: 'monitor', languages: ['zh-Hans'] } },
    simulator: SIMULATOR,
  },
})

const isDisplay = (page: Page): boolean => page.url().startsWith('app://display/')

/** The customer's window, once it is there. */
async function displayOf(app: ElectronApplication): Promise<Page> {
  await expect.poll(() => app.windows().some(isDisplay), { timeout: 20_000 }).toBe(true)
  const page = app.windows().find(isDisplay)
  if (page === undefined) throw new Error('the window is there')
  return page
}

const shows = (page: Page, screen: string): Promise<void> =>
  expect(page.locator('.customer')).toHaveAttribute('data-screen', screen, { timeout: 15_000 })

const light = (shop: Shop, state: string): Promise<void> =>
  expect(shop.page().locator('[data-light="display"]')).toHaveAttribute('data-state', state, {
    timeout: 20_000,
  })

/** Types into the note of the next sale. */
async function writeNote(shop: Shop, note: string): Promise<void> {
  await shop.page().locator('#sale-note').fill(note)
  await shop.page().locator('#sale-note').press('Enter')
}

/** Pretends that these monitors are connected: a machine of tests has one. The till's own is always there. */
const connect = (shop: Shop, more: readonly { id: number; x: number }[]): Promise<void> =>
  shop.app().evaluate(({ screen }, others) => {
    const known = screen as typeof screen & { real?: typeof screen.getAllDisplays }
    known.real ??= screen.getAllDisplays.bind(screen)
    const real = known.real()
    const [first] = real
    if (first === undefined) throw new Error('there is a monitor')
    screen.getAllDisplays = () => [
      ...real,
      ...others.map(({ id, x }) => ({
        ...first,
        id,
        bounds: { x, y: 400, width: 800, height: 480 },
      })),
    ]
    screen.emit('display-removed')
  }, more)

/** Everything the customer's window ever received, and what it shows. */
async function listen(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(async () => {
    // The test's own ears, beside the page's.
    const own = globalThis as unknown as {
      heard: unknown[]
      display: { view(): Promise<unknown>; on(listen: (view: unknown) => void): void }
    }
    own.heard = []
    own.display.on((view) => own.heard.push(view, document.documentElement.outerHTML))
    own.heard.push(await own.display.view())
  })
  return () =>
    page.evaluate(() =>
      JSON.stringify([
        (globalThis as unknown as { heard: unknown[] }).heard,
        document.documentElement.outerHTML,
        { ...localStorage },
      ]),
    )
}

inWindow('shows a whole payment, and nothing that is not the customer’s', async ({ shop }) => {
  const { control } = shop.simulator
  const display = await displayOf(shop.app())
  await light(shop, 'ok')
  await shows(display, 'idle')
  await expect(display.getByText('Corner Tea')).toBeVisible()
  await expect(display.getByText(LINK.caption)).toBeVisible()
  const heard = await listen(display)

  const secrets = ['Table 14 for Mr Secret']
  await writeNote(shop, secrets[0] ?? '')
  await shop.enter(1280)
  await shows(display, 'pay')
  await expect(display.locator('.customer-amount')).toHaveText('¥12.80')
  await expect(display.getByText('Open WeChat')).toBeVisible()
  await shop.scanner.scan('6901234567892')
  await shop.scanner.scan('28763443825664394')
  await expect(display.getByText('Please show WeChat’s payment code')).toBeVisible()

  // A refusal whose reason is nobody's business.
  const refused = (await control.code('alice')).code
  const reason = `balance of Alice ${refused}`
  const answer = { kind: 'error', code: 'NOTENOUGH', description: reason } as const
  await control.addFault({ behaviour: { effect: 'none', answer } })
  await shop.scanner.scan(refused)
  await shows(display, 'not-charged')
  await control.refreshCode('alice')

  await control.changePayer('alice', { mood: 'asks-password' })
  const { code } = await control.code('alice')
  await shop.scanner.scan(code)
  await shows(display, 'password')
  await expect(display.getByRole('timer')).toBeVisible()
  await control.enterPassword('alice')
  await shows(display, 'paid')
  await expect(display.locator('.customer-amount')).toHaveText('¥12.80')
  await shop.press('Enter', 'idle')
  await shows(display, 'idle')
  await expectAgreement(shop)

  const { orders } = await control.books()
  const saleIds = shop.screenLog().map(({ saleId }) => saleId)
  const transactions = orders.map((order) => JSON.stringify(order).match(/\d{28}/g) ?? []).flat()
  secrets.push(code, refused, reason, 'NOTENOUGH', ...saleIds, ...transactions)
  secrets.push(...orders.map(({ outTradeNo }) => outTradeNo))
  const everything = await heard()
  // What it was told, and that it was all there to be searched.
  expect(everything).toContain('"kind":"password"')
  expect(everything).toContain('"kind":"paid"')
  expect(secrets.length).toBeGreaterThan(7)
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(8)
    expect(everything).not.toContain(secret)
  }
})

inWindow(
  'reaches nothing, leads nowhere, and leaves the keyboard to the till',
  async ({ shop }) => {
    const display = await displayOf(shop.app())
    await shows(display, 'idle')
    const made = await shop.app().evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) =>
        one.webContents.getURL().startsWith('app://display/'),
      )
      // What the window was really made with; the method is undocumented but the only one that tells.
      const contents = window?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      return contents.getLastWebPreferences()
    })
    expect(made).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
    const before = display.url()
    const reach = await display.evaluate(async () => {
      const names = globalThis as unknown as Record<string, object | undefined>
      const opened = window.open('https://example.com')
      globalThis.location.href = 'app://till/index.html'
      const script = document.createElement('script')
      script.textContent = 'globalThis.injected = true'
      document.head.append(script)
      return {
        bridge: Object.keys(names['display'] ?? {}).toSorted(),
        others: ['till', 'require', 'process', 'injected'].filter((name) => name in names),
        opened,
        notifications: await Notification.requestPermission(),
        fetched: await fetch('app://till/index.html').then(
          () => 'fetched',
          () => 'refused',
        ),
      }
    })
    expect(reach).toEqual({
      bridge: ['on', 'shown', 'view'],
      others: [],
      opened: null,
      notifications: 'denied',
      fetched: 'refused',
    })
    expect(display.url()).toBe(before)
    // Whatever brings it to the front, the next key is the till's.
    await shop.app().evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().startsWith('app://display/'))
        ?.focus()
    })
    await expect.poll(() => shop.page().evaluate(() => document.hasFocus())).toBe(true)
  },
)

onMonitor('a monitor that goes, comes back or dies disturbs no payment', async ({ shop }) => {
  const { control } = shop.simulator
  await light(shop, 'bad')
  await expect(shop.page().locator('.light-sentences')).toContainText('monitor is not there')
  await control.changePayer('alice', { mood: 'asks-password' })
  await shop.enter(1280)
  await connect(shop, [{ id: 7, x: 600 }])
  const first = await displayOf(shop.app())
  await shows(first, 'pay')
  await light(shop, 'ok')
  const place = () =>
    shop.app().evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().startsWith('app://display/'))
        ?.getBounds(),
    )
  expect(await place()).toEqual({ x: 600, y: 400, width: 800, height: 480 })
  expect(await shop.page().evaluate(() => document.hasFocus())).toBe(true)

  await shop.scanPayer()
  await shows(first, 'password')
  await connect(shop, [])
  await light(shop, 'bad')
  expect(shop.app().windows().some(isDisplay)).toBe(false)
  await connect(shop, [{ id: 7, x: 500 }])
  const second = await displayOf(shop.app())
  await shows(second, 'password')
  expect(await place()).toMatchObject({ x: 500 })

  // Its page dies: a new one shows the same, and the payment never noticed.
  await shop.app().evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((one) => one.getURL().startsWith('app://display/'))
      ?.forcefullyCrashRenderer(),
  )
  await control.enterPassword('alice')
  await shop.sees('paid')
  await expect
    .poll(
      () =>
        shop.app().evaluate(async ({ webContents }) => {
          const contents = webContents
            .getAllWebContents()
            .find((one) => one.getURL().startsWith('app://display/'))
          if (contents === undefined || contents.isCrashed()) return 'dead'
          // Playwright does not come back to a page that crashed.
          return contents.executeJavaScript(
            'document.querySelector(".customer")?.dataset.screen',
          ) as Promise<unknown>
        }),
      { timeout: 15_000 },
    )
    .toBe('paid')
  await expectAgreement(shop)
})
