import { afterEach, describe, expect, it } from 'vitest'
import { keysSchema } from '../../app/contract/keys-configuration.ts'
import { DEFAULT_KEYS, KEY_COMMANDS } from '../../app/keys.ts'
import { bindKeys, isKeyOf, keyOf, pressOf, withKeys, type KeyStroke } from '../../renderer/keys.ts'

const stroke = (code: string, change: Partial<KeyStroke> = {}): KeyStroke => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  ...change,
})

const COMMANDS_WITH_KEYS = [
  ...KEY_COMMANDS,
  'note',
  'drawer',
  'reconciliation',
  'check-scanner',
  'leave-kiosk',
  'language',
  'open-phone',
  'scan-phone',
] as const

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
    for (const command of COMMANDS_WITH_KEYS) {
      const printed = keyOf(command)
      const letter = /^Ctrl (\w)$/.exec(printed)?.[1]
      const press =
        letter === undefined
          ? pressOf(stroke(codes[printed] ?? printed))
          : pressOf(stroke(`Key${letter}`, { ctrlKey: true }))
      expect(press).toEqual({ kind: 'command', command })
    }
  })
})

describe('the keys of a shop', () => {
  afterEach(() => bindKeys(DEFAULT_KEYS))

  it('do what they were given, and are on the buttons and in the texts', () => {
    bindKeys({ ...DEFAULT_KEYS, park: 'F7', shift: 'F6' })
    expect(pressOf(stroke('F7'))).toEqual({ kind: 'command', command: 'park' })
    expect(pressOf(stroke('F9'))).toEqual({ kind: 'confirm' })
    expect([keyOf('park'), keyOf('shift')]).toEqual(['F7', 'F6'])
    expect(isKeyOf({ code: 'F6' }, 'shift')).toBe(true)
    expect(withKeys('按 F6 挂起，F7 班次；F12, F9, GF6')).toBe('按 F7 挂起，F6 班次；F12, F9, GF6')
  })

  it('leave the key that a command had without a meaning', () => {
    bindKeys({ ...DEFAULT_KEYS, lock: 'F3', 'waiting-sales': 'F8' })
    expect(pressOf(stroke('F8'))).toEqual({ kind: 'command', command: 'waiting-sales' })
  })

  it('are refused where one key would mean two things, or F9 something else', () => {
    const problemsOf = (keys: object) =>
      (keysSchema.safeParse(keys).error?.issues ?? []).map(({ path }) => path.join('.'))
    expect(problemsOf({})).toEqual([])
    expect(problemsOf({ park: 'F7', shift: 'F6' })).toEqual([])
    expect(problemsOf({ park: 'F7' })).toEqual(['shift'])
    expect(problemsOf({ park: 'F9' })).toEqual(['park'])
    expect(problemsOf({ dance: 'F6' })).toHaveLength(1)
  })
})
