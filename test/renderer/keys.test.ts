import { describe, expect, it } from 'vitest'
import { KEY_OF, pressOf, type KeyStroke } from '../../renderer/keys.ts'

const stroke = (code: string, change: Partial<KeyStroke> = {}): KeyStroke => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  ...change,
})

describe('the key map', () => {
  it.each(['Digit7', 'Numpad7'])(
    'reads %s by its place, whatever the input method makes of it',
    (code) => {
      expect(pressOf(stroke(code))).toEqual({ kind: 'digits', digits: '7' })
      expect(pressOf(stroke(code, { shiftKey: true }))).toEqual({ kind: 'digits', digits: '7' })
    },
  )

  it.each([
    ['Period', { kind: 'point' }],
    ['NumpadDecimal', { kind: 'point' }],
    ['Backspace', { kind: 'erase' }],
    ['Enter', { kind: 'confirm' }],
    ['NumpadEnter', { kind: 'confirm' }],
    ['F9', { kind: 'confirm' }],
    ['Escape', { kind: 'escape' }],
    ['F1', { kind: 'command', command: 'help' }],
    ['F2', { kind: 'command', command: 'type-code' }],
    ['F4', { kind: 'command', command: 'receipts' }],
    ['F6', { kind: 'command', command: 'park' }],
    ['F10', { kind: 'command', command: 'refund' }],
    ['F8', { kind: 'command', command: 'lock' }],
  ])('knows %s', (code, press) => {
    expect(pressOf(stroke(code))).toEqual(press)
  })

  it.each(['KeyA', 'Space', 'ArrowUp', 'Minus', 'Comma'])('ignores %s', (code) => {
    expect(pressOf(stroke(code))).toBeNull()
  })

  it('takes no held key, except to erase', () => {
    expect(pressOf(stroke('Enter', { repeat: true }))).toBeNull()
    expect(pressOf(stroke('Digit1', { repeat: true }))).toBeNull()
    expect(pressOf(stroke('Escape', { repeat: true }))).toBeNull()
    expect(pressOf(stroke('Backspace', { repeat: true }))).toEqual({ kind: 'erase' })
  })

  it('leaves the system’s shortcuts alone', () => {
    expect(pressOf(stroke('Digit1', { altKey: true }))).toBeNull()
    expect(pressOf(stroke('Enter', { metaKey: true }))).toBeNull()
    expect(pressOf(stroke('Digit1', { ctrlKey: true }))).toBeNull()
  })

  it('prints on each button the key that does it', () => {
    const codes: { readonly [printed: string]: string } = { Enter: 'Enter', Esc: 'Escape' }
    for (const [command, printed] of Object.entries(KEY_OF)) {
      if (['confirm', 'escape', 'next', 'stop', 'give-up'].includes(command)) continue
      const letter = /^Ctrl (\w)$/.exec(printed)?.[1]
      const press =
        letter === undefined
          ? pressOf(stroke(codes[printed] ?? printed))
          : pressOf(stroke(`Key${letter}`, { ctrlKey: true }))
      expect(press).toEqual({ kind: 'command', command })
    }
  })
})
