import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SCAN_LENGTH_MAX } from '../../hardware/scanner/decoder.ts'
import type { WedgeKey } from '../../hardware/scanner/wedge-keys.ts'
import { digit, ENTER, TAB, tap, type Press } from './keys.ts'
import { anyCode, ENTER_SCANNER, play, scanned, scannerGaps, timed } from './wedge-play.ts'

const CODE = '134567890123456789'

const key = fc.constantFrom(
  ...[...'0123456789'].map((c) => digit(c, 'numpad')),
  ENTER,
  TAB,
  tap('Backspace', 'Backspace'),
  tap('F2', 'F2'),
  tap('KeyA', 'a'),
)

const inOrder = (keys: readonly WedgeKey[]): readonly WedgeKey[] =>
  keys.toSorted((a, b) => a.atMs - b.atMs)

/** One key, pressed then and held so long. */
function held([down, up]: readonly Press[], atMs: number, heldMs: number): readonly WedgeKey[] {
  return down && up
    ? [
        { ...down, atMs },
        { ...up, atMs: atMs + heldMs },
      ]
    : []
}

it('gets every key of fingers through, whatever their speed', () => {
  const presses = fc.array(
    fc.tuple(key, fc.integer({ min: 81, max: 1_000 }), fc.integer({ min: 1, max: 200 })),
    { minLength: 1, maxLength: 40 },
  )
  fc.assert(
    fc.property(presses, (typed) => {
      let atMs = 0
      const keys = inOrder(typed.flatMap(([k, gapMs, ms]) => held(k, (atMs += gapMs), ms)))
      const { scans, passed, takeBacks } = play(keys)
      expect(scans).toEqual([])
      expect(takeBacks).toEqual([])
      expect(passed).toEqual(keys.filter((k) => k.type === 'keyDown').map((k) => k.code))
    }),
    { numRuns: 1_000 },
  )
})

it('lets fingers roll over three keys', () => {
  const gapMs = fc.integer({ min: 5, max: 40 })
  fc.assert(
    fc.property(fc.array(fc.tuple(gapMs, gapMs), { maxLength: 8 }), (rolls) => {
      const keys = rolls.flatMap(([first, second], at) => [
        ...held(digit('4', 'numpad'), at * 400, 90),
        ...held(digit('5', 'numpad'), at * 400 + first, 90),
        ...held(digit('6', 'numpad'), at * 400 + first + second, 90),
      ])
      const { scans, passed } = play(inOrder(keys))
      expect(scans).toEqual([])
      expect(passed).toHaveLength(rolls.length * 3)
    }),
  )
})

it('lets a finger hold a key down', () => {
  const [down, up] = digit('0', 'numpad')
  if (!down || !up) throw new Error('a tap has two events')
  const repeats = Array.from({ length: 40 }, () => ({ ...down, isAutoRepeat: true }))
  const { scans, passed } = play(timed([down, ...repeats, up], [30]))
  expect(scans).toEqual([])
  expect(passed).toHaveLength(41)
})

it('lets Enter through half a second after a scan', () => {
  const keys = timed(scanned(CODE), [5])
  const enter = timed(ENTER, [0], (keys.at(-1)?.atMs ?? 0) + 500)
  expect(play([...keys, ...enter]).passed).toContain('Enter')
})

it('makes no code of a scan and fingers, and reads the next scan', () => {
  const ends: readonly (readonly Press[])[] = [ENTER, TAB]
  const human = fc.tuple(fc.integer({ min: 0, max: 300 }), key)
  fc.assert(
    fc.property(anyCode, fc.array(human, { minLength: 1, maxLength: 6 }), (code, presses) => {
      const typed = presses.filter(([, k]) => !ends.includes(k))
      const byHand = typed.flatMap(([atMs, k]) => held(k, atMs, 60))
      const mixed = inOrder([...timed(scanned(code), [10]), ...byHand])
      const { scans } = play([...mixed, ...timed(scanned(CODE), [10], 2_000)])
      expect(scans.at(-1)).toBe(CODE)
      // A digit too many makes it no code; the till says so and it is scanned again.
      const codes = scans.slice(0, -1).filter((text) => /^1[0-5]\d{16}$/.test(text))
      expect(codes.filter((text) => text !== code)).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

it('splits a scan at an Enter by hand, and half a code is no code', () => {
  fc.assert(
    fc.property(anyCode, fc.integer({ min: 1, max: 179 }), (code, atMs) => {
      const keys = inOrder([...timed(scanned(code), [10]), ...held(ENTER, atMs, 60)])
      const { scans } = play([...keys, ...timed(scanned(CODE), [10], 2_000)])
      expect(scans.at(-1)).toBe(CODE)
      for (const half of scans.slice(0, -1)) expect(half.length).toBeLessThan(18)
    }),
  )
})

it('remembers no more than one scan, whatever is pressed', () => {
  const codes = ['Digit1', 'Numpad7', 'KeyX', 'AltLeft', 'ShiftLeft', 'Enter', 'F8', 'CapsLock', '']
  const press = fc.record({
    type: fc.constantFrom('keyDown' as const, 'keyUp' as const),
    code: fc.constantFrom(...codes),
    key: fc.constantFrom('1', 'Process', 'Dead', ''),
    isAutoRepeat: fc.boolean(),
    shift: fc.boolean(),
    control: fc.boolean(),
    alt: fc.boolean(),
    meta: fc.boolean(),
  })
  const presses = fc.array(press, { maxLength: 600 })
  fc.assert(
    fc.property(presses, scannerGaps, fc.boolean(), (events, gaps, codeExpected) => {
      const { scans, longest } = play(timed(events, gaps), ENTER_SCANNER, { codeExpected })
      expect(longest).toBeLessThanOrEqual(SCAN_LENGTH_MAX)
      expect(scans.filter((scan) => scan.length > SCAN_LENGTH_MAX)).toEqual([])
    }),
  )
  const endless = Array.from({ length: 2_000 }, () => digit('1', 'plain')).flat()
  expect(play(timed(endless, [5])).longest).toBe(SCAN_LENGTH_MAX)
})
