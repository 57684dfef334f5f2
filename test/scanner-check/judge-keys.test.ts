import { describe, expect, it } from 'vitest'
import { isUsable, type Finding } from '../../app/scanner-check/finding.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { judgeKeys } from '../../hardware/scanner-check/judge-keys.ts'
import { ENTER, TAB, altCode, tap, type Press } from '../hardware/keys.ts'
import { timed } from '../hardware/wedge-play.ts'

/** The physical key of a character and whether it takes Shift, by layout. */
const US: Readonly<Record<string, readonly [string, boolean]>> = {
  '-': ['Minus', false],
  '~': ['Backquote', true],
  ']': ['BracketRight', false],
}

const usKey = (character: string): readonly [string, boolean] => {
  if (/\d/.test(character)) return [`Digit${character}`, false]
  if (/[a-z]/i.test(character)) {
    return [`Key${character.toUpperCase()}`, character !== character.toLowerCase()]
  }
  return US[character] ?? ['Space', false]
}

/** Where a German and a French keyboard have what the US one has elsewhere. */
const deKey = (character: string): readonly [string, boolean] => {
  if (character === '-') return ['Slash', false]
  const swapped = { y: 'z', z: 'y' }[character] ?? character
  return usKey(swapped)
}
const frKey = (character: string): readonly [string, boolean] => {
  if (character === '-') return ['Digit6', false]
  if (/\d/.test(character)) return [`Digit${character}`, true]
  if (character === 'Q') return ['KeyA', true]
  return usKey({ z: 'w' }[character] ?? character)
}

type Hit = (code: string, shift: boolean, character: string) => readonly Press[]

const plainly: Hit = (code, shift, character) => tap(code, character, { shift })

const typed = (
  text: string,
  key: (character: string) => readonly [string, boolean] = usKey,
  hit: Hit = plainly,
): readonly Press[] => [...text].flatMap((c) => hit(...key(c), c))

const judge = (presses: readonly Press[], gapMs = 5) => judgeKeys(timed(presses, [gapMs]))

const remarks = (finding: Finding) => (finding.kind === 'read' ? finding.remarks : finding.kind)

describe('what the keys of one scan show', () => {
  it('is nothing unusual from a scanner as it is sold', () => {
    expect(judge([...typed(TEST_TEXT), ...ENTER])).toEqual({
      kind: 'read',
      settings: { bus: 'keyboard', prefix: '', suffix: 'enter' },
      end: 'enter',
      remarks: [],
    })
  })

  it('is the suffix and the prefix', () => {
    expect(judge([...typed(`~${TEST_TEXT}`), ...TAB])).toMatchObject({
      settings: { prefix: '~', suffix: 'tab' },
      remarks: ['prefix'],
    })
    expect(judge(typed(TEST_TEXT))).toMatchObject({
      settings: { suffix: 'none' },
      remarks: ['no-end'],
    })
  })

  it('is Caps Lock at the computer, which changes nothing', () => {
    const locked: Hit = (code, shift, c) =>
      tap(code, shift ? c.toLowerCase() : c.toUpperCase(), { shift })
    const finding = judge([...typed(TEST_TEXT, usKey, locked), ...ENTER])
    expect(remarks(finding)).toEqual(['caps-lock'])
    expect(isUsable(finding)).toBe(true)
  })

  it('is a scanner that swaps the case', () => {
    const swapped: Hit = (code, shift, c) =>
      tap(code, c, { shift: code.startsWith('Key') ? !shift : shift })
    expect(remarks(judge([...typed(TEST_TEXT, usKey, swapped), ...ENTER]))).toEqual(
      expect.arrayContaining(['swapped-case']),
    )
  })

  it('is an input method, by Process and by full-width characters', () => {
    const process: Hit = (code, shift) => tap(code, 'Process', { shift })
    expect(remarks(judge([...typed(TEST_TEXT, usKey, process), ...ENTER]))).toEqual([
      'input-method',
    ])
    const wide: Hit = (code, shift, c) =>
      tap(code, String.fromCharCode(c.charCodeAt(0) + 0xfee0), { shift })
    expect(remarks(judge([...typed(TEST_TEXT, usKey, wide), ...ENTER]))).toEqual(['input-method'])
  })

  it('is a scanner set to another country, and whether digits suffer', () => {
    expect(remarks(judge([...typed(TEST_TEXT, deKey), ...ENTER]))).toEqual(['layout'])
    // On a French computer the shifted keys are digits again.
    expect(remarks(judge([...typed(TEST_TEXT, frKey), ...ENTER]))).toEqual(['layout'])
    const usComputer: Hit = (code, shift, c) => tap(code, shift ? '&' : c, { shift })
    const finding = judge([...typed(TEST_TEXT, frKey, usComputer), ...ENTER])
    expect(remarks(finding)).toEqual(['layout-digits'])
    expect(isUsable(finding)).toBe(false)
  })

  it('is an AIM identifier, and characters too many', () => {
    expect(remarks(judge([...typed(`]C0${TEST_TEXT}`), ...ENTER]))).toEqual(['aim-prefix'])
    expect(remarks(judge([...typed(`${TEST_TEXT}9`), ...ENTER]))).toEqual(['extra-characters'])
  })

  it('is slow USB, which a prefix makes harmless', () => {
    expect(remarks(judge([...typed(TEST_TEXT), ...ENTER], 60))).toEqual(['slow-keys'])
    expect(remarks(judge([...typed(`~${TEST_TEXT}`), ...ENTER], 60))).toEqual(['prefix'])
  })

  it('reads a scanner that gives characters as Alt and a number', () => {
    const alts = [...TEST_TEXT].flatMap((c) => altCode(c.charCodeAt(0)))
    expect(remarks(judge([...alts, ...ENTER], 1))).toEqual([])
  })

  it('tells another code and half a test code', () => {
    expect(judge([...typed('6901234567892'), ...ENTER])).toEqual({ kind: 'other-text' })
    expect(judge(typed('Till-Q'))).toEqual({ kind: 'beginning' })
  })
})
