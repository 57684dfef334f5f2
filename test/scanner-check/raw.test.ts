import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rawKey, rawLine } from '../../app/scanner-check/raw.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'

const bytes = (text: string): readonly number[] => Array.from(text, (c) => c.charCodeAt(0))

it('shows the test text and what stands around it', () => {
  expect(rawLine(bytes('\x02Till-Qy7-0431z\r'))).toEqual({
    hex: '02 54 69 6c 6c 2d 51 79 37 2d 30 34 33 31 7a 0d',
    text: '<STX>Till-Qy7-0431z<CR>',
  })
})

it('shows no digit of anything else, however it is cut, and with a parity bit on top', () => {
  const code = fc.stringMatching(/^1[0-5]\d{16}$/)
  fc.assert(
    fc.property(code, fc.integer({ min: 0, max: 18 }), fc.boolean(), (text, cut, parity) => {
      for (const part of [text.slice(0, cut), `${text.slice(cut)}\r`]) {
        const came = bytes(part).map((byte) => (parity ? byte | 0x80 : byte))
        const { hex, text: shown } = rawLine(came)
        expect(shown).not.toMatch(/\d/)
        expect(hex.replaceAll('0d', '').replaceAll('8d', '')).not.toMatch(/\d/)
      }
    }),
  )
})

it('hides the digits before and behind the test text', () => {
  const { text } = rawLine(bytes(`13${TEST_TEXT}45\r\n`))
  expect(text).toBe('••Till-Qy7-0431z••<CR><LF>')
})

it('names keys, but no digit among them', () => {
  expect(rawKey('Digit7', false)).toBe('Digit•')
  expect(rawKey('Numpad0', false)).toBe('Numpad•')
  expect(rawKey('KeyA', false)).toBe('KeyA')
  expect(rawKey('Digit7', true)).toBe('Digit7')
})
