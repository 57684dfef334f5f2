/** Every screen as assistive programs, fingers and weak eyes meet it: all of it is the till's own page, with a script in place of main. */
import { expect, test } from '@playwright/test'
import axe from 'axe-core'
import { PREVIEWS } from '../../scripts/preview-pages.ts'
import { COVERED_VERDICT, MOVING, SMALL_TARGETS, SMALL_TEXT } from './measure-page.ts'
import { openPreviewWindow, type PreviewWindow } from './preview-window.ts'

/** What axe says of the page, one line each, short enough to be read in a failure. */
const AXE = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`

/** The dark theme differs from the light one in its colours alone. */
const AXE_COLOURS = AXE.replace('{ ', "{ runOnly: ['color-contrast'], ")

/**
 * Each screen once in every run, which is what there is time for; every state of each with EVERY_SCENE=1, and those that match
 * with EVERY_SCENE='^setup'. What differs between the others is their words.
 */
const IN_EVERY_RUN: readonly (readonly string[])[] = [
  [
    ['idle', 'password', 'paid', 'unknown', 'waiting', 'all-wrong'],
    ['not-charged-balance', 'notice-open', 'sale-history', 'refund-form', 'shift-z', 'type-code'],
    ['help', 'looks-menu', 'leave', 'leave-kiosk-pin', 'sign-in'],
    ['setup-keys-checked', 'setup-people', 'setup-errors', 'setup-from-file', 'check-raw'],
    ['reconciliation-calendar', 'reconciliation-day', 'reconciliation-line'],
  ].flat(),
  ['idle-link', 'password', 'not-charged'],
]

const every = process.env['EVERY_SCENE']
const wanted = every === undefined || every === '1' ? /^/ : new RegExp(every)

let preview: PreviewWindow

/** What is shown is not in doubt, and a trace of it would take longer than the test. */
test.use({ trace: 'off', screenshot: 'off' })
test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(120_000)
  preview = await openPreviewWindow()
})

test.afterAll(() => preview.close())

/** The lines that a program of measure-page.ts or axe has about the page. */
const ask = (program: string): Promise<readonly string[]> => preview.page.evaluate(program)

/** What is wrong with a scene, in light, in dark, and under a finger. */
async function findings(): Promise<readonly string[]> {
  // The page's own policy lets no script in; the debugger may.
  await preview.page.evaluate(axe.source)
  const found = [...(await ask(AXE)), ...(await ask(SMALL_TARGETS)), ...(await ask(SMALL_TEXT))]
  await preview.page.evaluate(() => {
    document.documentElement.setAttribute('data-mantine-color-scheme', 'dark')
    // What is on its way to another colour is not what anybody reads.
    for (const one of document.getAnimations()) {
      if (one instanceof CSSTransition) one.finish()
    }
  })
  return [...found, ...(await ask(AXE_COLOURS)).map((line) => `dark: ${line}`)]
}

test('no screen keeps anybody out', async () => {
  // Bounded for a machine that does much else meanwhile; alone it takes a fraction of this.
  test.setTimeout(every === undefined ? 480_000 : 1_800_000)
  const found: string[] = []
  for (const [at, { scenes, sizes }] of PREVIEWS.entries()) {
    const [size] = sizes
    if (size !== undefined) await preview.page.setViewportSize(size)
    const chosen = every === undefined ? (IN_EVERY_RUN[at] ?? []) : scenes
    for (const scene of chosen.filter((name) => wanted.test(name))) {
      await preview.open(scene, { at })
      const lines = (await findings()).map((line) => `${scene}: ${line}`)
      if (every !== undefined) for (const line of lines) console.log(line)
      found.push(...lines)
    }
  }
  expect(found).toEqual([])
})

/** A screen of 1024 × 768, everything twice as large. */
const TWICE_AS_LARGE = { width: 512, height: 384 }

/** What is pressed next on each screen, by what its button says. */
const NEXT: { readonly [scene: string]: string } = {
  idle: 'Charge',
  'all-wrong': 'Charge',
  ready: 'Type a code',
  password: 'Stop and cancel',
  paid: 'Next customer',
  'slip-printed': 'Next customer',
  'not-charged-trade': 'End without payment',
  waiting: 'Stop and cancel',
  'sign-in': 'Sign in',
  'sale-history': 'Print the slip',
  'refund-form': 'Give back ¥14.00',
  'shift-x': 'Close the shift (Z)',
  'setup-errors': 'Save and restart the till',
  'leave-kiosk-pin': 'Leave full screen',
  leave: 'Stay and wait',
}

test('nothing is lost at twice the size', async () => {
  test.setTimeout(240_000)
  await preview.page.setViewportSize(TWICE_AS_LARGE)
  const found: string[] = []
  for (const [scene, name] of Object.entries(NEXT)) {
    found.push(...(await preview.open(scene)))
    const sideways = await preview.page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    )
    if (sideways > 0) found.push(`${scene}: ${sideways} px beyond the side`)
    const next = preview.page.getByRole('button', { name }).first()
    // All that keeps a press from arriving is checked, and nothing is pressed.
    if (await next.isEnabled()) await next.click({ trial: true })
    else await next.scrollIntoViewIfNeeded()
    // Whole, but for the fraction of a pixel that a zoomed edge may be off.
    await expect(next).toBeInViewport({ ratio: 0.95 })
  }
  expect(found).toEqual([])
})

test('nothing that is told lies on the verdict, at either size and with longer words', async () => {
  test.setTimeout(240_000)
  for (const size of [{ width: 1024, height: 768 }, TWICE_AS_LARGE]) {
    await preview.page.setViewportSize(size)
    for (const scene of ['slip-printed', 'notice-open', 'fault-band']) {
      await preview.open(scene, { long: true })
      expect(await ask(COVERED_VERDICT), `${scene} ${size.width}`).toEqual([])
    }
  }
})

test('longer texts than ours still fit', async () => {
  test.setTimeout(240_000)
  await preview.page.setViewportSize({ width: 1024, height: 768 })
  const found: string[] = []
  const chosen = ['idle', 'password', 'paid', 'sale-history', 'refund-form', 'setup-access']
  for (const scene of every === undefined ? chosen : (PREVIEWS[0]?.scenes ?? [])) {
    found.push(...(await preview.open(scene, { long: true })))
  }
  expect(found).toEqual([])
})

test('nothing moves for whoever wants no motion', async () => {
  await preview.page.setViewportSize({ width: 1024, height: 768 })
  await preview.page.emulateMedia({ reducedMotion: 'no-preference' })
  await preview.open('charging')
  // What would be found, is there.
  expect(await ask(MOVING)).not.toEqual([])
  await preview.page.emulateMedia({ reducedMotion: 'reduce' })
  for (const scene of ['charging', 'returning', 'looks-menu', 'reconciliation-calendar-working']) {
    await preview.open(scene)
    expect(await ask(MOVING), scene).toEqual([])
  }
})
