import fc from 'fast-check'
import { type InputMethod, startInputMethod } from '../support/input-method.ts'
import { expectAgreement } from './agreement.ts'
import { CAPS_LOCK, KEYS, onOwnDisplay, press, scanKeys } from './real-keys.ts'
import { expect, type Shop, test } from './shop.ts'

/**
 * The whole app under a Chinese input method, fcitx with pinyin, into which people and a scanner type with real keys. It takes minutes:
 * `npm run test:input-method` gets the packages and runs it.
 */
test.skip(process.env['INPUT_METHOD'] === undefined, 'run by npm run test:input-method')

/** Where the focus is, and what an input method does there, when a scan comes. */
const PLACES = [
  'nowhere',
  'note',
  'composing',
  'chosen',
  'list',
  'list-composing',
  'typed',
] as const

interface Scene {
  readonly place: (typeof PLACES)[number]
  readonly delayMs: number
  readonly capsLock: boolean
  /** Full-width letters and digits. */
  readonly wide: boolean
  /** A finger's digit in the middle of the scan. */
  readonly finger: boolean
}

const scene: fc.Arbitrary<Scene> = fc.record({
  place: fc.constantFrom(...PLACES),
  delayMs: fc.integer({ min: 1, max: 20 }),
  capsLock: fc.boolean(),
  wide: fc.boolean(),
  finger: fc.boolean(),
})

const SEED = Number(process.env['INPUT_METHOD_SEED'] ?? 20_261_127)
const SCENES = Number(process.env['INPUT_METHOD_SCENES'] ?? 10)

const plain = { delayMs: 5, capsLock: false, wide: false, finger: false } as const

/** Every place once, plainly, then whatever the seed says. */
const scenes: readonly Scene[] = [
  ...PLACES.map((place) => ({ ...plain, place })),
  // Those in full width last: that is switched once.
  ...fc.sample(scene, { seed: SEED, numRuns: SCENES }).toSorted((a, b) => +a.wide - +b.wide),
]

const HAND_MS = 700
const NIHAO = ['n', 'i', 'h', 'a', 'o']
const NOTE = '#sale-note'

/** Whether a place belongs to a till where no amount was entered. */
const isIdle = ({ place }: Scene): boolean => ['note', 'composing', 'chosen'].includes(place)

/** A shop under an input method. */
interface Counter {
  readonly shop: Shop
  readonly inputMethod: InputMethod
}

/** Types 你好 into a field, and chooses it or leaves it being composed. */
async function compose({ shop, inputMethod }: Counter, field: string, choose: boolean) {
  const input = shop.page().locator(field)
  await expect(async () => {
    await input.fill('')
    await input.focus()
    await expect.poll(inputMethod.current).toBe('pinyin')
    await press(60, NIHAO)
    await expect(input).toHaveValue(/^ni ?hao$/, { timeout: 3_000 })
    if (choose) await press(60, ['space'])
    if (choose) await expect(input).toHaveValue('你好', { timeout: 3_000 })
  }).toPass({ timeout: 60_000 })
}

/** Switches to full-width characters, and sees one. */
async function widen({ shop, inputMethod }: Counter): Promise<void> {
  const note = shop.page().locator(NOTE)
  await note.fill('')
  await note.focus()
  await expect.poll(inputMethod.current).toBe('pinyin')
  await expect(async () => {
    await press(60, ['shift+space', '5'])
    await expect(note).toHaveValue(/５$/, { timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
}

/** Brings the focus to where the scene has it, over a sale that waits for its code or over none. */
async function goTo(counter: Counter, { place }: Scene): Promise<void> {
  const page = counter.shop.page()
  switch (place) {
    case 'nowhere':
      return
    case 'note':
      return page.locator(NOTE).focus()
    case 'composing':
      return compose(counter, NOTE, false)
    case 'chosen': {
      await compose(counter, NOTE, true)
      const chosenAtMs = performance.now()
      // The time that a hand takes to go to the scanner.
      return expect.poll(() => performance.now() - chosenAtMs).toBeGreaterThan(HAND_MS)
    }
    case 'list':
    case 'list-composing':
      await page.keyboard.press('F4')
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused()
      if (place === 'list-composing') await press(60, NIHAO)
      return
    case 'typed':
      await page.keyboard.press('F2')
      return expect(page.locator('.type-code input')).toBeFocused()
  }
}

async function scan(code: string, { delayMs, capsLock, finger }: Scene): Promise<void> {
  const keys = scanKeys(code)
  const lock = capsLock ? [String(CAPS_LOCK)] : []
  const typed = finger ? [...keys.slice(0, 9), KEYS.row(7), ...keys.slice(9)] : keys
  await press(delayMs, [...lock, ...typed, ...lock])
}

/** Nothing may be said from before. */
async function dismiss({ shop }: Counter): Promise<void> {
  const notice = shop.page().locator('[data-notice]')
  await expect(async () => {
    if ((await notice.count()) > 0) await shop.page().keyboard.press('Escape')
    await expect(notice).toHaveCount(0, { timeout: 300 })
  }).toPass({ timeout: 15_000 })
}

/** No amount was entered: whatever was read is said, and what people wrote stays. */
async function playIdle(counter: Counter, how: Scene): Promise<string> {
  const { shop } = counter
  const note = shop.page().locator(NOTE)
  await dismiss(counter)
  await note.fill('')
  await goTo(counter, how)
  const { code } = await shop.simulator.control.refreshCode('alice')
  await scan(code, how)
  const notice = shop.page().locator('[data-notice]')
  await expect(notice).toBeVisible({ timeout: 15_000 })
  const said = (await notice.getAttribute('data-notice')) ?? ''
  // Nothing of a scan stays. Where a finger or a choice among candidates takes part in it, a few digits may; never a code.
  const mixed = how.finger || how.place === 'composing'
  await expect(note).toHaveValue(mixed ? /^(?!.*[0-9０-９]{10})/ : /^[^0-9０-９]*$/)
  if (how.place === 'chosen' && !how.finger) await expect(note).toHaveValue('你好')
  return said
}

/** Scans until it is paid, as a cashier does who is told that a code was not read. Gives the codes that were shown. */
async function playPaying(
  counter: Counter,
  how: Scene,
  amount: number,
): Promise<readonly string[]> {
  const { shop } = counter
  const codes: string[] = []
  await shop.enter(amount)
  await goTo(counter, how)
  const notice = shop.page().locator('[data-notice]')
  for (const finger of [how.finger, false, false]) {
    const { code } = await shop.simulator.control.refreshCode('alice')
    codes.push(code)
    await scan(code, { ...how, finger })
    const paid = shop.page().locator('[data-screen=paid]')
    await expect(paid.or(notice).first()).toBeVisible({ timeout: 15_000 })
    if ((await paid.count()) > 0) break
    // What was said goes by itself; the next scan is not to be taken for it.
    await expect(notice).toHaveCount(0, { timeout: 20_000 })
  }
  await shop.sees('paid')
  await shop.press('Enter', 'idle')
  return codes
}

test('composes Chinese, and reads every scan or says that it was not read', async () => {
  test.setTimeout(480_000)
  const methods: InputMethod[] = []
  const environment = async (display: Readonly<Record<string, string>>) => {
    const started = await startInputMethod(display)
    methods.push(started)
    return started.env
  }
  const played = onOwnDisplay(
    async (shop) => {
      const [inputMethod] = methods
      if (inputMethod === undefined) throw new Error('no input method')
      const counter = { shop, inputMethod }
      await compose(counter, NOTE, true)
      const shown: string[] = []
      const results: string[] = []
      for (const [at, how] of scenes.entries()) {
        if (how.wide && scenes[at - 1]?.wide !== true) await widen(counter)
        await test.step(JSON.stringify(how), async () => {
          if (isIdle(how)) results.push(`${how.place} ${await playIdle(counter, how)}`)
          else {
            const codes = await playPaying(counter, how, 1000 + at)
            shown.push(...codes)
            results.push(`${how.place} paid at scan ${codes.length}`)
          }
        })
      }
      console.log(results.join('\n'))
      expect(results.some((result) => result === 'note no-amount')).toBe(true)
      await expectAgreement(shop)
      const { requests } = await shop.simulator.control.books()
      const submits = requests.filter(({ operation }) => operation === 'submit')
      expect(submits).toHaveLength(scenes.filter((how) => !isIdle(how)).length)
      const endings = shown.map((code) => code.slice(-4))
      for (const { codeEnding } of submits) expect(endings).toContain(codeEnding)
    },
    { environment, words: ['--gtk-version=3'] },
  )
  try {
    await played
  } finally {
    for (const method of methods) await method.stop()
  }
})
