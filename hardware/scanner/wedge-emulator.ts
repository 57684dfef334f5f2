import type { WedgeOptions } from './wedge-burst.ts'

/** A key event as Electron's `webContents.sendInputEvent` takes it: it comes in where the system's own keys do. */
export interface EmulatedKey {
  readonly type: 'keyDown' | 'char' | 'keyUp'
  readonly keyCode: string
  readonly modifiers?: 'shift'[]
}

const SHIFTED = /[A-Z~!@#$%^&*()_+{}|:"<>?]/

const ENDS = { enter: ['Enter'], tab: ['Tab'], none: [] } as const

/**
 * The keys with which a keyboard scanner types a text, one list for each key, on a US layout. Playwright's own
 * keyboard is no emulator of a scanner: its keys reach the page without passing main.
 */
export function wedgeStrokes(
  text: string,
  { prefix, suffix }: WedgeOptions = { prefix: '', suffix: 'enter' },
): readonly (readonly EmulatedKey[])[] {
  return [...prefix, ...text, ...ENDS[suffix]].map((keyCode) => {
    const held = keyCode.length === 1 && SHIFTED.test(keyCode)
    const key = held ? { keyCode, modifiers: ['shift' as const] } : { keyCode }
    return [
      { type: 'keyDown', ...key },
      { type: 'char', ...key },
      { type: 'keyUp', ...key },
    ]
  })
}
