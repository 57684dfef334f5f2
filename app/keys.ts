/** Keys that a command may have. F9 confirms everywhere, as Enter does, and is not among them. */
export const FUNCTION_KEYS = [
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F10',
  'F11',
  'F12',
] as const

/** A key that a command may have. */
export type FunctionKey = (typeof FUNCTION_KEYS)[number]

/** Commands whose key a shop may choose, with the keys they have unless it does. */
export const DEFAULT_KEYS = {
  help: 'F1',
  'type-code': 'F2',
  'waiting-sales': 'F3',
  receipts: 'F4',
  'ask-again': 'F5',
  park: 'F6',
  shift: 'F7',
  lock: 'F8',
  refund: 'F10',
  'print-slip': 'F11',
  'set-up': 'F12',
} as const satisfies { readonly [command: string]: FunctionKey }

/** A command whose key a shop may choose. */
export type KeyCommand = keyof typeof DEFAULT_KEYS

/** The key of each of these commands. */
export type Keys = { readonly [C in KeyCommand]: FunctionKey }

// Proven by DEFAULT_KEYS's own type.
export const KEY_COMMANDS = Object.keys(DEFAULT_KEYS) as readonly KeyCommand[]

/** Commands that have the key of a command before them: one press cannot mean two things. */
export const keyCollisions = (keys: Keys): readonly KeyCommand[] =>
  KEY_COMMANDS.filter((command, at) =>
    KEY_COMMANDS.slice(0, at).some((other) => keys[other] === keys[command]),
  )
