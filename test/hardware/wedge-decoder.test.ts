import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WedgeOptions } from '../../hardware/scanner/wedge-burst.ts'
import { wedgeDecoder } from '../../hardware/scanner/wedge-decoder.ts'
import type { WedgeKey } from '../../hardware/scanner/wedge-keys.ts'
import { altCode, digit, ENTER, TAB, tap } from './keys.ts'
import {
  anyCode,
  anyTyping,
  digits,
  ENTER_SCANNER,
  play,
  scanned,
  scannerGaps,
  timed,
} from './wedge-play.ts'

const CODE = '134567890123456789'

/** What would be charged. */
const anyOther = /^1[0-5]\d{16}$/

describe('under an input method that mixes keys', () => {
  /** Keys of a scan that a field lost its focus in: the input method gives back those before, in their order; the others overtake them anyhow. */
  const mixed = fc
    .record({
      code: anyCode,
      heldMax: fc.nat({ max: 18 }),
      late: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      leftAt: fc.nat({ max: 18 }),
      gapMs: fc.integer({ min: 1, max: 20 }),
    })
    .map(({ code, heldMax, late, leftAt, gapMs }) => {
      const all = scanned(code)
      const held = all.slice(0, heldMax * 2)
      const direct = all.slice(heldMax * 2)
      const order = late.flatMap((next) => {
        const from = (next ? held : direct).length > 0 ? (next ? held : direct) : held
        return from.splice(0, 2)
      })
      return { code, keys: timed([...order, ...direct, ...held], [gapMs]), leftAt }
    })

  it('gives no other code than the one that was scanned', () => {
    const decoder = wedgeDecoder(ENTER_SCANNER, { inputMethodsMix: true })
    const otherwise = wedgeDecoder(ENTER_SCANNER)
    let wrong = 0
    fc.assert(
      fc.property(mixed, ({ code, keys, leftAt }) => {
        const scansOf = ({ start, feed, silence, doubt }: typeof decoder): readonly string[] => {
          const expectation = { codeExpected: false }
          let state = start
          const scans: string[] = []
          for (const [at, key] of keys.entries()) {
            // The page says so before the burst is over, or before it began.
            if (at === leftAt * 2) state = doubt(state, key.atMs)
            const step = feed(state, key, expectation)
            state = step.state
            scans.push(...step.scans)
          }
          const end = silence(state, (keys.at(-1)?.atMs ?? 0) + 5_000, expectation)
          return [...scans, ...end.scans]
        }
        const isOther = (scan: string): boolean => anyOther.test(scan) && scan !== code
        expect(scansOf(decoder).filter(isOther)).toEqual([])
        if (scansOf(otherwise).some(isOther)) wrong++
      }),
      { numRuns: 2_000 },
    )
    // Without the doubt it did: the mixing of this test can make codes.
    expect(wrong).toBeGreaterThan(0)
  })
})

describe('a scan', () => {
  it('is read at any scanner’s speed, in any way of typing, and its Enter is swallowed', () => {
    fc.assert(
      fc.property(anyCode, anyTyping, scannerGaps, (code, typing, gapsMs) => {
        const { scans, passed, takeBacks } = play(timed(scanned(code, typing), gapsMs))
        expect(scans).toEqual([code])
        expect(takeBacks).toHaveLength(1)
        expect(passed).not.toContain('Enter')
        expect(takeBacks[0]).toBeLessThanOrEqual(3)
      }),
      { numRuns: 2_000 },
    )
  })

  it('lets at most three digits pass, and says how many', () => {
    const { passed, takeBacks, passedReleases } = play(timed(scanned(CODE), [5]))
    expect(passed).toEqual(['Digit1', 'Digit3', 'Digit4'])
    expect(passedReleases).toEqual(passed)
    expect(takeBacks).toEqual([3])
  })

  it('is read though each key is held until after the next', () => {
    const keys = [...CODE].flatMap((c, at): WedgeKey[] => {
      const [down, up] = digit(c, 'plain')
      return down && up
        ? [
            { ...down, atMs: at * 10 },
            { ...up, atMs: at * 10 + 15 },
          ]
        : []
    })
    const [enter] = timed(ENTER, [0], 180)
    const inOrder = keys.toSorted((a, b) => a.atMs - b.atMs)
    const { scans, takeBacks } = play(enter ? [...inOrder, enter] : [])
    expect(scans).toEqual([CODE])
    expect(takeBacks).toEqual([5])
  })

  it('may end with Tab whatever is set up', () => {
    const { scans, passed } = play(timed(scanned(CODE, 'plain', TAB), [5]))
    expect(scans).toEqual([CODE])
    expect(passed).not.toContain('Tab')
  })

  it('without its suffix ends by silence', () => {
    fc.assert(
      fc.property(anyCode, anyTyping, scannerGaps, (code, typing, gapsMs) => {
        for (const suffix of ['enter', 'tab', 'none'] as const) {
          const keys = timed(digits(code, typing), gapsMs)
          expect(play(keys, { prefix: '', suffix }).scans).toEqual([code])
        }
      }),
    )
  })

  it('keeps its Enter when that comes after the silence, and a second one', () => {
    const keys = timed(digits(CODE, 'plain'), [5])
    const endMs = keys.at(-1)?.atMs ?? 0
    for (const lateMs of [90, 120, 200, 260]) {
      const late = timed([...ENTER, ...ENTER], [20], endMs + lateMs)
      const { scans, passed } = play([...keys, ...late], { prefix: '', suffix: 'none' })
      expect(scans).toEqual([CODE])
      expect(passed).not.toContain('Enter')
    }
  })

  it('survives a stall of this process in its middle', () => {
    const keys = timed(scanned(CODE), [5])
    const stalled = keys.map((key, at) => ({ ...key, atMs: key.atMs + (at > 12 ? 200 : 0) }))
    expect(play(stalled).scans).toEqual([CODE])
  })

  it('follows another at once', () => {
    const codes = ['101112131415161718', CODE, '151413121110191817']
    const keys = timed(
      codes.flatMap((code) => scanned(code)),
      [2],
    )
    expect(play(keys).scans).toEqual(codes)
  })

  it('is cleaned of an AIM identifier and of what Caps Lock does to it', () => {
    const lock = tap('CapsLock', 'CapsLock')
    const aim = [
      ...tap('BracketRight', ']'),
      ...tap('KeyC', 'c', { shift: true }),
      ...tap('Digit1', '1'),
    ]
    const keys = timed([...lock, ...aim, ...digits(CODE, 'plain'), ...lock, ...ENTER], [8])
    expect(play(keys).scans).toEqual([CODE])
  })

  it('takes letters from their keys, as another wallet’s link has them', () => {
    const keys = timed(
      [
        ...tap('KeyH', 'Process'),
        ...tap('Semicolon', '；', { shift: true }),
        ...tap('Slash', '、'),
        ...tap('KeyA', 'a', { shift: true }),
        ...tap('Minus', '-', { shift: true }),
        ...tap('Digit4', '￥', { shift: true }),
        ...ENTER,
      ],
      [5],
    )
    expect(play(keys).scans).toEqual(['h:/A_$'])
  })

  it('may hold control characters as Alt codes', () => {
    const events = [...altCode(2), ...digits(CODE, 'alt'), ...altCode(3), ...ENTER]
    expect(play(timed(events, [3])).scans).toEqual([CODE])
  })
})

describe('while a code is expected', () => {
  const expecting = { codeExpected: true }

  it('no digit reaches the page, whoever types it', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(anyCode, anyTyping, gaps, (code, typing, gapsMs) => {
        const { passed, takeBacks } = play(
          timed(scanned(code, typing), gapsMs),
          ENTER_SCANNER,
          expecting,
        )
        expect(passed.filter((name) => /\d$/.test(name))).toEqual([])
        expect(takeBacks.filter((count) => count > 0)).toEqual([])
      }),
    )
  })

  it('a slow radio scanner is read, and its Enter swallowed', () => {
    const { scans, passed } = play(timed(scanned(CODE), [100]), ENTER_SCANNER, expecting)
    expect(scans).toEqual([CODE])
    expect(passed).toEqual([])
  })

  it('the keys of the till still work', () => {
    const events = [...tap('Escape', 'Escape'), ...tap('F6', 'F6'), ...ENTER, ...tap('Space', ' ')]
    expect(play(timed(events, [10]), ENTER_SCANNER, expecting).passed).toHaveLength(4)
  })
})

describe('a prefix', () => {
  const tilde = tap('Backquote', '~', { shift: true })

  it('tells the scanner at once, however slow it is', () => {
    const options: WedgeOptions = { prefix: '~', suffix: 'enter' }
    const { scans, passed, takeBacks } = play(timed([...tilde, ...scanned(CODE)], [70]), options)
    expect(scans).toEqual([CODE])
    expect(passed).toEqual([])
    expect(takeBacks).toEqual([0])
  })

  it('of several characters lets the first ones pass', () => {
    const options: WedgeOptions = { prefix: '~~', suffix: 'none' }
    const { scans, takeBacks } = play(
      timed([...tilde, ...tilde, ...digits(CODE, 'plain')], [70]),
      options,
    )
    expect(scans).toEqual([CODE])
    expect(takeBacks).toEqual([1])
  })

  it('of digits never swallows what fingers type', () => {
    const options: WedgeOptions = { prefix: '9', suffix: 'enter' }
    expect(play(timed(scanned('95'), [150]), options).passed).toHaveLength(3)
    expect(play(timed(scanned(`9${CODE}`), [5]), options).scans).toEqual([CODE])
  })

  it('is not demanded', () => {
    expect(play(timed(scanned(CODE), [5]), { prefix: '~', suffix: 'enter' }).scans).toEqual([CODE])
  })
})
