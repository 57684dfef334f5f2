/** Code 128 as printers take it: what selects a character set, and the characters. */
export type Code128Part =
  /** Pairs of digits, one symbol each. */
  | { readonly set: 'C'; readonly pairs: readonly number[] }
  /** ASCII characters, one symbol each. */
  | { readonly set: 'B'; readonly text: string }

/** Modules of a symbol, and of the stop pattern. Each bar code also has a start and a check symbol. */
const SYMBOL_MODULES = 11
const STOP_MODULES = 13

/**
 * A pair goes to the printer as one byte. 16 is DLE, and DLE before one of these begins a command that printers obey at once,
 * even inside a bar code: EOT asks for the status, ENQ may clear the memory, DC4 opens the drawer.
 */
const DLE = 16
const COMMANDS_AFTER_DLE: ReadonlySet<number | undefined> = new Set([0x04, 0x05, 0x14])

/** Splits a text so that digits take half the room: set C for an even run of them, set B for the rest. */
export function code128Parts(text: string): readonly Code128Part[] {
  const match = /^(.*?)((?:\d\d)*)$/su.exec(text)
  const [, rest = '', digits = ''] = match ?? []
  const pairs = (digits.match(/\d\d/g) ?? []).map(Number)
  return [...(rest === '' ? [] : [{ set: 'B' as const, text: rest }]), ...withoutCommands(pairs)]
}

/** Set C, but for each 16 that would be a command with what follows: its digits are written in set B. */
function withoutCommands(pairs: readonly number[]): readonly Code128Part[] {
  if (pairs.length === 0) return []
  const at = pairs.findIndex(
    (pair, index) => pair === DLE && COMMANDS_AFTER_DLE.has(pairs[index + 1]),
  )
  if (at < 0) return [{ set: 'C', pairs }]
  const before = pairs.slice(0, at)
  return [
    ...(before.length === 0 ? [] : [{ set: 'C' as const, pairs: before }]),
    { set: 'B', text: String(DLE) },
    ...withoutCommands(pairs.slice(at + 1)),
  ]
}

/** How wide the bar code gets, in modules, without its quiet zones. */
export function code128Modules(parts: readonly Code128Part[]): number {
  const symbols = parts.reduce(
    (sum, part) => sum + (part.set === 'C' ? part.pairs.length : part.text.length),
    0,
  )
  // The start symbol chooses the first set, each later set takes a symbol, and one is the check.
  return SYMBOL_MODULES * (symbols + parts.length + 1) + STOP_MODULES
}
