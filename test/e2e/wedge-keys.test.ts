import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { openVirtualDisplay } from '../../scripts/virtual-display.ts'
import { expectAgreement } from './agreement.ts'
import { expect, openShop, type Shop, test } from './shop.ts'

/**
 * A keyboard scanner as the X server sees one: xdotool presses physical keys by their numbers (XTEST), on a display of
 * this test's own, because keys go to whatever window has the focus.
 */
const run = promisify(execFile)

/** X's numbers of keys on every PC keyboard. */
const ROW = [19, 10, 11, 12, 13, 14, 15, 16, 17, 18]
const PAD = [90, 87, 88, 89, 83, 84, 85, 79, 80, 81]
const ENTER = 36
const CAPS_LOCK = 66
const LETTER_X = 53

const KEYS = {
  row: (digit: number) => String(ROW[digit]),
  /** A scanner that was set to a French layout, where digits take Shift. */
  shifted: (digit: number) => `shift+${ROW[digit]}`,
  /** The number pad; NumLock is off on a new display, so its keys move the cursor. */
  pad: (digit: number) => String(PAD[digit]),
} as const

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

const press = (delayMs: number, keys: readonly string[]): Promise<unknown> =>
  run('xdotool', ['key', '--delay', String(delayMs), ...keys])

async function scan(code: string, { layout, capsLock, keys, delayMs, suffix }: Manner) {
  await run('setxkbmap', [layout])
  if (capsLock) await press(1, [String(CAPS_LOCK)])
  const strokes = [...code].map((digit) => KEYS[keys](Number(digit)))
  await press(delayMs, suffix ? [...strokes, String(ENTER)] : strokes)
  if (capsLock) await press(1, [String(CAPS_LOCK)])
}

/** Opens a shop on a display of its own. */
async function onOwnDisplay(use: (shop: Shop) => Promise<void>): Promise<void> {
  const display = await openVirtualDisplay()
  const before = { ...process.env }
  Object.assign(process.env, display.env)
  const options = { configuration: { scanner: { kind: 'keyboard' } }, simulator: [] }
  const { shop, close } = await openShop(options)
  try {
    await shop.open()
    await run('xdotool', ['mousemove', '400', '120'])
    await use(shop)
  } finally {
    await close()
    Object.assign(process.env, { DISPLAY: '', ...before })
    await display.stop()
  }
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
