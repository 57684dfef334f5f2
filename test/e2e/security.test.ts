import { expect, test } from './shop.ts'

test('the page is sandboxed, isolated and without Node', async ({ shop }) => {
  const preferences = await shop.app().evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    // What the window was really made with; the method is undocumented but the only one that tells.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  })
  expect(preferences['webviewTag']).not.toBe(true)
  const reach = await shop.page().evaluate(() => ({
    require: typeof (globalThis as Record<string, unknown>)['require'],
    process: typeof (globalThis as Record<string, unknown>)['process'],
    bridge: Object.keys((globalThis as unknown as { till: object }).till).sort(),
    ipc: JSON.stringify(Object.keys(globalThis)).includes('ipc'),
  }))
  expect(reach).toEqual({
    require: 'undefined',
    process: 'undefined',
    // `enlarge` sets the size of the text, in this window alone.
    bridge: ['calls', 'enlarge', 'on'],
    ipc: false,
  })
})

test('the page comes from its own scheme with a strict policy, and runs nothing else', async ({
  shop,
}) => {
  const page = shop.page()
  expect(new URL(page.url()).protocol).toBe('app:')
  const policy = await page
    .evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
    .catch(() => 'refused')
  expect(policy).toBe('refused')
  // As it leaves the built app, with nothing loosened.
  const served = await shop.app().evaluate(async ({ net }) => {
    const { headers } = await net.fetch('app://till/index.html')
    return [headers.get('content-security-policy'), headers.get('x-content-type-options')]
  })
  expect(served).toEqual([
    [
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'",
      "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ].join('; '),
    'nosniff',
  ])
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.head.append(script)
    return (globalThis as Record<string, unknown>)['injected']
  })
  expect(ran).toBeUndefined()
  const outside = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const image = new Image()
        image.addEventListener('error', () => resolve('refused'))
        image.addEventListener('load', () => resolve('loaded'))
        image.src = 'http://127.0.0.1:1/x.png'
      }),
  )
  expect(outside).toBe('refused')
})

test('the page leads nowhere: no navigation, no window, no permission', async ({ shop }) => {
  const page = shop.page()
  const before = page.url()
  const outcome = await page.evaluate(async () => {
    const opened = window.open('https://example.com')
    globalThis.location.href = 'https://example.com'
    const position = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message),
      )
    })
    const clipboard = await navigator.clipboard.readText().then(
      () => 'granted',
      () => 'denied',
    )
    const notifications = await Notification.requestPermission()
    return { opened, position, clipboard, notifications }
  })
  expect(outcome).toEqual({
    opened: null,
    position: 'denied',
    clipboard: 'denied',
    notifications: 'denied',
  })
  expect(page.url()).toBe(before)
  expect(
    await shop.app().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
  ).toBe(1)
})

test('a call that is none of the contract’s, or asks nonsense, is refused', async ({ shop }) => {
  const answers = await shop.page().evaluate(async () => {
    // The page itself has no types for what it must not be able to do.
    const { calls } = (
      globalThis as unknown as {
        till: { calls: Record<string, (ask: unknown) => Promise<unknown>> }
      }
    ).till
    return {
      negative: await calls['startSale']?.({
        amountMinor: -1,
        note: '',
        largeAmountConfirmed: false,
      }),
      fraction: await calls['startSale']?.({
        amountMinor: 1.5,
        note: '',
        largeAmountConfirmed: false,
      }),
      extra: await calls['pressStop']?.({ saleId: 'x', force: true }),
      unknownSale: await calls['pressStop']?.({ saleId: 'x' }),
      unknown: typeof calls['readJournal'],
    }
  })
  expect(answers).toEqual({
    negative: { ok: false, error: { kind: 'bad-request', at: 'amountMinor' } },
    fraction: { ok: false, error: { kind: 'bad-request', at: 'amountMinor' } },
    extra: { ok: false, error: { kind: 'bad-request', at: '' } },
    unknownSale: { ok: false, error: { kind: 'no-such-sale' } },
    unknown: 'undefined',
  })
})

test('a page that is not ours is answered nothing, though it had our bridge', async ({ shop }) => {
  const answer = await shop.app().evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/main/preload.cjs`
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await stranger.loadURL('data:text/html,stranger')
    const said: unknown = await stranger.webContents.executeJavaScript(
      'window.till.calls.snapshot(null)',
    )
    stranger.destroy()
    return said
  })
  expect(answer).toEqual({ ok: false, error: { kind: 'bad-request', at: 'sender' } })
  const inFrame = await shop.page().evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe')
        frame.addEventListener('load', () => {
          resolve(typeof (frame.contentWindow as unknown as { till: unknown } | null)?.till)
        })
        document.body.append(frame)
      }),
  )
  expect(inFrame).toBe('undefined')
})

test('no secret is within the page’s reach', async ({ shop }) => {
  const { merchant } = shop.simulator.ready
  const setup = await shop
    .page()
    .evaluate(async () =>
      JSON.stringify(
        await (
          globalThis as unknown as { till: { calls: { readSetup(ask: null): Promise<unknown> } } }
        ).till.calls.readSetup(null),
      ),
    )
  expect(setup).toContain(merchant.mchId)
  expect(setup).not.toContain(merchant.apiKey)
})
