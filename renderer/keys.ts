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

/** Keys with a name of their own, and what is printed on the buttons. */
const BOUND: { readonly [code: string]: Press | undefined } = {
  Period: { kind: 'point' },
  NumpadDecimal: { kind: 'point' },
  Backspace: { kind: 'erase' },
  Enter: { kind: 'confirm' },
  NumpadEnter: { kind: 'confirm' },
  F9: { kind: 'confirm' },
  Escape: { kind: 'escape' },
  Tab: { kind: 'command', command: 'note' },
  F1: { kind: 'command', command: 'help' },
  F2: { kind: 'command', command: 'type-code' },
  F3: { kind: 'command', command: 'waiting-sales' },
  F4: { kind: 'command', command: 'receipts' },
  F5: { kind: 'command', command: 'ask-again' },
  F6: { kind: 'command', command: 'park' },
  F7: { kind: 'command', command: 'shift' },
  F8: { kind: 'command', command: 'lock' },
  F10: { kind: 'command', command: 'refund' },
  F11: { kind: 'command', command: 'print-slip' },
  F12: { kind: 'command', command: 'set-up' },
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

/** What the key means; null for keys that mean nothing here. */
export function pressOf(stroke: KeyStroke): Press | null {
  if (stroke.altKey || stroke.metaKey) return null
  const erasing = stroke.code === 'Backspace'
  if (stroke.repeat && !erasing) return null
  if (stroke.ctrlKey) return WITH_CONTROL[stroke.code] ?? null
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(stroke.code)?.[1]
  if (digit !== undefined) return { kind: 'digits', digits: digit }
  return BOUND[stroke.code] ?? null
}

/** The key of each command as printed on its button. */
export const KEY_OF: { readonly [C in Command | 'confirm' | 'escape']: string } = {
  confirm: 'Enter',
  escape: 'Esc',
  next: 'Enter',
  stop: 'Esc',
  'give-up': 'Esc',
  note: 'Tab',
  help: 'F1',
  'type-code': 'F2',
  'waiting-sales': 'F3',
  receipts: 'F4',
  shift: 'F7',
  refund: 'F10',
  'print-slip': 'F11',
  'ask-again': 'F5',
  park: 'F6',
  lock: 'F8',
  'set-up': 'F12',
  drawer: 'Ctrl D',
  reconciliation: 'Ctrl B',
  'check-scanner': 'Ctrl T',
  'leave-kiosk': 'Ctrl Q',
  language: 'Ctrl L',
  'open-phone': 'Ctrl P',
  'scan-phone': 'Ctrl S',
}
