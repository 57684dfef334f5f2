import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  EMPTY_ENTRY,
  enter,
  minorOf,
  problemOf,
  type AmountEntry,
  type Charge,
  type EntryEvent,
  type EntryRules,
} from '../../renderer/amount-entry.ts'

const decimal: EntryRules = {
  style: 'decimal',
  fractionDigits: 2,
  maxMinor: 5_000_000,
  askTwiceAboveMinor: 100_000,
}
const cents: EntryRules = { ...decimal, style: 'cents-first' }
const yen: EntryRules = { ...decimal, fractionDigits: 0 }

/** A hand needs this long from key to key. */
const HAND_MS = 150
/** A scanner's pace. */
const SCANNER_MS = 5

interface Typed {
  readonly entry: AmountEntry
  readonly charges: readonly Charge[]
}

const eventOf = (key: string, atMs: number): EntryEvent => {
  if (key === '.') return { type: 'point', atMs }
  if (key === '<') return { type: 'erase', atMs }
  if (key === '!') return { type: 'confirm', atMs }
  if (key === '~') return { type: 'escape' }
  if (key === 'd') return { type: 'digits', digits: '00', atMs }
  return { type: 'digits', digits: key, atMs }
}

/** Types keys: digits, `.`, `<` erase, `!` Enter, `~` Esc, `d` the 00 key. */
function typed(
  rules: EntryRules,
  keys: string,
  { everyMs = HAND_MS, fromMs = 1_000, entry = EMPTY_ENTRY } = {},
): Typed {
  return [...keys].reduce<Typed>(
    (before, key, index) => {
      const step = enter(rules, before.entry, eventOf(key, fromMs + index * everyMs))
      return {
        entry: step.entry,
        charges: step.charge === null ? before.charges : [...before.charges, step.charge],
      }
    },
    { entry, charges: [] },
  )
}

const text = (rules: EntryRules, keys: string): string => typed(rules, keys).entry.text
const minor = (rules: EntryRules, keys: string): number => minorOf(rules, text(rules, keys))

describe('decimal style', () => {
  it.each([
    ['12.8', 1_280],
    ['12.80', 1_280],
    ['12', 1_200],
    ['.5', 50],
    ['0.05', 5],
    ['0', 0],
    ['', 0],
    ['007', 700],
    ['1d', 10_000],
    ['128<<', 100],
    ['12.8<', 1_200],
    ['12.8<<5', 12_500],
  ])('reads %s as %i', (keys, expected) => {
    expect(minor(decimal, keys)).toBe(expected)
  })

  it('refuses a third decimal and says so', () => {
    const { entry } = typed(decimal, '12.805')
    expect(entry.text).toBe('12.80')
    expect(entry.hint).toBe('too-many-decimals')
  })

  it('takes one point only', () => {
    expect(text(decimal, '1.2.3')).toBe('1.23')
  })

  it('knows currencies without decimals', () => {
    expect(minor(yen, '1280')).toBe(1_280)
    expect(typed(yen, '12.').entry).toMatchObject({ text: '12', hint: 'too-many-decimals' })
  })
})

describe('cents-first style', () => {
  it.each([
    ['1280', 1_280],
    ['5', 5],
    ['005', 5],
    ['d', 0],
    ['12d', 1_200],
    ['1280<', 128],
    ['12.8', 128],
  ])('reads %s as %i', (keys, expected) => {
    expect(minor(cents, keys)).toBe(expected)
  })
})

describe('confirming', () => {
  it('charges what was typed', () => {
    expect(typed(decimal, '12.8!').charges).toEqual([
      { amountMinor: 1_280, largeAmountConfirmed: false },
    ])
  })

  it.each([
    ['!', 'empty'],
    ['0!', 'zero'],
    ['0.00!', 'zero'],
    ['50000.01!', 'too-large'],
    ['99999999999999999999!', 'too-large'],
  ])('refuses %s', (keys, hint) => {
    const { entry, charges } = typed(decimal, keys)
    expect(charges).toEqual([])
    expect(problemOf(decimal, entry)).toBe(hint)
  })

  it('says that an amount is too large before it is confirmed', () => {
    const { entry } = typed(decimal, '50001')
    expect(problemOf(decimal, entry)).toBe('too-large')
  })

  it('charges the limit itself', () => {
    expect(typed(decimal, '50000!~', {}).charges).toEqual([])
    expect(typed(decimal, '50000!9<', {}).charges).toEqual([])
    const asked = typed(decimal, '50000!').entry
    expect(typed(decimal, '!', { entry: asked, fromMs: 9_000 }).charges).toEqual([
      { amountMinor: 5_000_000, largeAmountConfirmed: true },
    ])
  })

  it('asks twice above the shop’s limit, and not at it', () => {
    expect(typed(decimal, '1000!').charges).toHaveLength(1)
    const { entry, charges } = typed(decimal, '1000.01!')
    expect(charges).toEqual([])
    expect(entry.askedAtMs).not.toBeNull()
  })

  it('does not take a bounced key for the second answer', () => {
    const { entry, charges } = typed(decimal, '2000!!', { everyMs: 120 })
    expect(charges).toEqual([])
    expect(entry.askedAtMs).not.toBeNull()
  })

  it('asks anew when the amount was changed in between', () => {
    expect(typed(decimal, '2000!5!', { everyMs: 400 }).charges).toEqual([])
    expect(typed(decimal, '2000!<!', { everyMs: 400 }).charges).toEqual([
      { amountMinor: 20_000, largeAmountConfirmed: false },
    ])
  })

  it('goes back to the amount on Esc, then clears it', () => {
    const asked = typed(decimal, '2000!~').entry
    expect(asked).toMatchObject({ text: '2000', askedAtMs: null })
    expect(typed(decimal, '~', { entry: asked }).entry.text).toBe('')
  })
})

describe('a scanner that types', () => {
  const CODE = '134567890123456789'

  it('never makes an amount of a payment code, and its Enter confirms nothing', () => {
    const { entry, charges } = typed(decimal, `${CODE}!`, { everyMs: SCANNER_MS })
    expect(entry.text).toBe('')
    expect(entry.hint).toBe('looks-like-scan')
    expect(charges).toEqual([])
  })

  it('leaves the amount that was there before', () => {
    const before = typed(decimal, '12.8').entry
    const { entry, charges } = typed(decimal, `${CODE}!`, {
      entry: before,
      fromMs: 5_000,
      everyMs: SCANNER_MS,
    })
    expect(entry.text).toBe('12.8')
    expect(charges).toEqual([])
  })

  it('does not answer the second question either', () => {
    const asked = typed(decimal, '2000!').entry
    const { charges, entry } = typed(decimal, `${CODE}!`, {
      entry: asked,
      fromMs: 5_000,
      everyMs: SCANNER_MS,
    })
    expect(charges).toEqual([])
    expect(entry.askedAtMs).toBeNull()
  })

  it('takes its first keys back when main has recognised it', () => {
    const before = typed(decimal, '12.8').entry
    const leaked = typed(decimal, '134', { entry: before, fromMs: 5_000, everyMs: SCANNER_MS })
    expect(leaked.entry.text).not.toBe('12.8')
    const { entry } = enter(decimal, leaked.entry, { type: 'scan-recognised', atMs: 5_090 })
    expect(entry.text).toBe('12.8')
  })

  it('keeps an amount that was typed long before a scan', () => {
    const before = typed(decimal, '12.8').entry
    const { entry } = enter(decimal, before, { type: 'scan-recognised', atMs: 60_000 })
    expect(entry.text).toBe('12.8')
  })

  it('lets fast fingers type', () => {
    expect(typed(decimal, '128!', { everyMs: 60 }).charges).toHaveLength(1)
    expect(typed(decimal, '123.45!', { everyMs: 70 }).charges).toHaveLength(1)
  })
})

it('puts an amount back to be corrected', () => {
  const put = (rules: EntryRules, amount: number): string =>
    enter(rules, EMPTY_ENTRY, { type: 'put-back', minor: amount }).entry.text
  expect(put(decimal, 1_280)).toBe('12.80')
  expect(put(decimal, 5)).toBe('0.05')
  expect(put(cents, 1_280)).toBe('1280')
  expect(put(yen, 1_280)).toBe('1280')
})

describe('whatever is pressed', () => {
  const anyRules = fc.constantFrom(decimal, cents, yen)
  const anyKeys = fc.string({ unit: fc.constantFrom(...'0123456789.<!~d'), maxLength: 40 })

  it('charges only whole amounts within the limit, large ones only when confirmed twice', () => {
    fc.assert(
      fc.property(anyRules, anyKeys, fc.integer({ min: 1, max: 500 }), (rules, keys, everyMs) => {
        for (const { amountMinor, largeAmountConfirmed } of typed(rules, keys, { everyMs })
          .charges) {
          expect(Number.isSafeInteger(amountMinor)).toBe(true)
          expect(amountMinor).toBeGreaterThan(0)
          expect(amountMinor).toBeLessThanOrEqual(rules.maxMinor)
          expect(largeAmountConfirmed).toBe(amountMinor > rules.askTwiceAboveMinor)
        }
      }),
    )
  })

  it('reads back what it puts back', () => {
    fc.assert(
      fc.property(anyRules, fc.integer({ min: 1, max: 10_000_000_000 }), (rules, amount) => {
        const { entry } = enter(rules, EMPTY_ENTRY, { type: 'put-back', minor: amount })
        expect(minorOf(rules, entry.text)).toBe(amount)
      }),
    )
  })
})
