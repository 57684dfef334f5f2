import fc from 'fast-check'
import { expectAgreement } from './agreement.ts'
import {
  BACKQUOTE,
  CAPS_LOCK,
  ENTER,
  KEYS,
  NUM_LOCK,
  onOwnDisplay,
  press,
  run,
} from './real-keys.ts'
import { expect, test } from './shop.ts'

const LETTER_X = 53

interface Manner {
  readonly layout: 'us' | 'fr' | 'de'
  readonly capsLock: boolean
  readonly keys: keyof typeof KEYS
  readonly delayMs: number
  /** False: the scanner was set up without its Enter. */
  readonly suffix: boolean
}

const manner: fc.Arbitrary<Manner> = fc
  .record({
    layout: fc.constantFrom('us' as const, 'fr' as const, 'de' as const),
    capsLock: fc.boolean(),
    keys: fc.constantFrom('row' as const, 'shifted' as const, 'pad' as const),
    delayMs: fc.integer({ min: 1, max: 25 }),
    suffix: fc.boolean(),
  })
  // Shift and a digit is a digit on the French layout alone, where no scanner adds Caps Lock.
  .filter(({ layout, keys, capsLock }) => keys !== 'shifted' || (layout === 'fr' && !capsLock))

/** The plainest ones first, then whatever the seed says. */
const SEED = 20_261_126
const MANNERS: readonly Manner[] = [
  { layout: 'us', capsLock: false, keys: 'row', delayMs: 1, suffix: true },
  { layout: 'us', capsLock: true, keys: 'row', delayMs: 25, suffix: false },
  { layout: 'fr', capsLock: false, keys: 'shifted', delayMs: 5, suffix: true },
  { layout: 'fr', capsLock: true, keys: 'row', delayMs: 10, suffix: true },
  ...fc.sample(manner, { seed: SEED, numRuns: 4 }),
]

async function scan(code: string, { layout, capsLock, keys, delayMs, suffix }: Manner) {
  await run('setxkbmap', [layout])
  if (capsLock) await press(1, [String(CAPS_LOCK)])
  const strokes = [...code].map((digit) => KEYS[keys](Number(digit)))
  await press(delayMs, suffix ? [...strokes, String(ENTER)] : strokes)
  if (capsLock) await press(1, [String(CAPS_LOCK)])
}

test.skip(process.platform !== 'linux', 'keys are pressed through the X server')

test('real keys are read right under any layout, lock and pace', async () => {
  test.setTimeout(240_000)
  await onOwnDisplay(async (shop) => {
    for (const [at, how] of MANNERS.entries()) {
      await test.step(JSON.stringify(how), async () => {
        await run('setxkbmap', ['us'])
        await shop.enter(1000 + at)
        const { code } = await shop.simulator.control.refreshCode('alice')
        await scan(code, how)
        await shop.sees('paid')
        await shop.press('Enter', 'idle')
      })
    }
    await expectAgreement(shop)
    const { requests } = await shop.simulator.control.books()
    expect(requests.filter(({ operation }) => operation === 'submit')).toHaveLength(MANNERS.length)
  })
})

test('a scan into which somebody types is no code, and the next one is', async () => {
  await onOwnDisplay(async (shop) => {
    await shop.enter(1280)
    const { code } = await shop.simulator.control.code('alice')
    const digits = [...code].map((digit) => KEYS.row(Number(digit)))
    for (const typed of [String(LETTER_X), KEYS.row(7)]) {
      const disturbed = [...digits.slice(0, 9), typed, ...digits.slice(9), String(ENTER)]
      await press(3, disturbed)
      await expect(shop.page().locator('[data-notice]')).toBeVisible()
    }
    expect((await shop.simulator.control.books()).requests).toEqual([])
    await press(3, [...digits, String(ENTER)])
    await shop.sees('paid')
    await expectAgreement(shop)
  })
})

/**
 * GTK's own input method for telephone keys: it takes the digits of the number pad into a composition, as Chinese ones take theirs, and
 * belongs to the libraries that Electron needs anyway. With a prefix, so that neither a slow scanner nor a busy machine matters.
 */
test('an input method takes the keys, and every code is read and none is left in a field', async () => {
  test.setTimeout(240_000)
  const inputMethod = {
    environment: async () => ({ GTK_IM_MODULE: 'multipress' }),
    prefix: '~',
  }
  await onOwnDisplay(async (shop) => {
    const scanSlowly = (code: string, delayMs: number): Promise<unknown> =>
      press(delayMs, [
        `shift+${BACKQUOTE}`,
        ...[...code].map((digit) => KEYS.pad(Number(digit))),
        String(ENTER),
      ])
    await press(1, [String(NUM_LOCK)])
    const note = shop.page().locator('#sale-note')
    const composed = await note.evaluateHandle((field) => {
      const texts: string[] = []
      field.addEventListener('compositionupdate', (event) => {
        if (event instanceof CompositionEvent) texts.push(event.data)
      })
      return texts
    })
    await note.focus()
    await press(1, [KEYS.pad(2)])
    // Electron from 36 on may have another GTK, without this input method.
    const version = await shop.app().evaluate(() => process.versions.electron)
    if (Number.parseInt(version, 10) < 36) {
      await expect.poll(() => composed.jsonValue(), { timeout: 15_000 }).not.toEqual([])
    }
    const { code } = await shop.simulator.control.code('alice')
    // A scan of which an input method kept keys is unreadable and says so; it takes the focus from the field, so the next is read.
    const notice = shop.page().locator('[data-notice]')
    await expect(async () => {
      await scanSlowly(code, 5)
      await expect(notice).toHaveAttribute('data-notice', 'no-amount', { timeout: 3_000 })
    }).toPass({ timeout: 60_000 })
    // What fingers had begun stays; nothing of the scan does.
    await expect(note).toHaveValue(/^a?$/)
    for (const delayMs of [5, 70]) {
      await shop.enter(1000 + delayMs)
      const next = await shop.simulator.control.refreshCode('alice')
      await expect(async () => {
        await scanSlowly(next.code, delayMs)
        await shop.sees('paid', 10_000)
      }).toPass({ timeout: 60_000 })
      await shop.press('Enter', 'idle')
    }
    await expectAgreement(shop)
    const { requests } = await shop.simulator.control.books()
    expect(requests.filter(({ operation }) => operation === 'submit')).toHaveLength(2)
  }, inputMethod)
})
