import { DEFAULT_KEYS, KEY_COMMANDS, type KeyCommand, type Keys } from '../app/keys.ts'
import type { Command } from './commands.ts'

/** What a key means on the sales screen. */
export type Press =
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'point' }
  | { readonly kind: 'erase' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'escape' }
  | { readonly kind: 'command'; readonly command: Command }

/** The part of a keyboard event that matters. `code` is the physical key: an input method or layout cannot change it. */
export interface KeyStroke {
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  /** The key is held down. Only erasing may repeat. */
  readonly repeat: boolean
}

/** Keys that every till has. */
const FIXED: { readonly [code: string]: Press | undefined } = {
  Period: { kind: 'point' },
  NumpadDecimal: { kind: 'point' },
  Backspace: { kind: 'erase' },
  Enter: { kind: 'confirm' },
  NumpadEnter: { kind: 'confirm' },
  F9: { kind: 'confirm' },
  Escape: { kind: 'escape' },
  Tab: { kind: 'command', command: 'note' },
}

const WITH_CONTROL: { readonly [code: string]: Press | undefined } = {
  KeyD: { kind: 'command', command: 'drawer' },
  KeyB: { kind: 'command', command: 'reconciliation' },
  KeyL: { kind: 'command', command: 'language' },
  KeyQ: { kind: 'command', command: 'leave-kiosk' },
  KeyP: { kind: 'command', command: 'open-phone' },
  KeyS: { kind: 'command', command: 'scan-phone' },
  KeyT: { kind: 'command', command: 'check-scanner' },
}

/** The function keys of this shop. */
let bound: Keys = DEFAULT_KEYS

/** Takes up the shop's function keys, before anything is drawn: a set-up that is saved loads the page anew. */
export const bindKeys = (keys: Keys): void => {
  bound = keys
}

/** Whether a stroke is of the key that this command has. */
export const isKeyOf = ({ code }: Pick<KeyStroke, 'code'>, command: KeyCommand): boolean =>
  code === bound[command]

/** What the key means; null for keys that mean nothing here. */
export function pressOf(stroke: KeyStroke): Press | null {
  if (stroke.altKey || stroke.metaKey) return null
  const erasing = stroke.code === 'Backspace'
  if (stroke.repeat && !erasing) return null
  if (stroke.ctrlKey) return WITH_CONTROL[stroke.code] ?? null
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(stroke.code)?.[1]
  if (digit !== undefined) return { kind: 'digits', digits: digit }
  const command = KEY_COMMANDS.find((one) => isKeyOf(stroke, one))
  return command === undefined ? (FIXED[stroke.code] ?? null) : { kind: 'command', command }
}

/** Whatever has a key printed on its button. */
export type Keyed = Command | 'confirm' | 'escape'

const PRINTED: { readonly [C in Exclude<Keyed, KeyCommand>]: string } = {
  confirm: 'Enter',
  escape: 'Esc',
  next: 'Enter',
  stop: 'Esc',
  'give-up': 'Esc',
  note: 'Tab',
  drawer: 'Ctrl D',
  reconciliation: 'Ctrl B',
  'check-scanner': 'Ctrl T',
  'leave-kiosk': 'Ctrl Q',
  language: 'Ctrl L',
  'open-phone': 'Ctrl P',
  'scan-phone': 'Ctrl S',
}

const isKeyCommand = (of: Keyed): of is KeyCommand => of in DEFAULT_KEYS

/** The key as it is printed on the button. */
export const keyOf = (of: Keyed): string => (isKeyCommand(of) ? bound[of] : PRINTED[of])

/** A text as this shop's keys have it: texts name the keys that commands have by default. */
export const withKeys = (text: string): string =>
  text.replace(/(?<![A-Za-z])F\d{1,2}(?!\d)/g, (key) => {
    const command = KEY_COMMANDS.find((one) => DEFAULT_KEYS[one] === key)
    return command === undefined ? key : bound[command]
  })
