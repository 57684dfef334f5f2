/** Code 128 as printers take it: what selects a character set, and the characters. */
export type Code128Part =
  /** Pairs of digits, one symbol each. */
  | { readonly set: 'C'; readonly pairs: readonly number[] }
  /** ASCII characters, one symbol each. */
  | { readonly set: 'B'; readonly text: string }

/** Modules of a symbol, and of the stop pattern. Each bar code also has a start and a check symbol. */
const SYMBOL_MODULES = 11
const STOP_MODULES = 13

/** Splits a text so that digits take half the room: set C for an even run of them, set B for the rest. */
export function code128Parts(text: string): readonly Code128Part[] {
  const match = /^(.*?)((?:\d\d)*)$/su.exec(text)
  const [, rest = '', digits = ''] = match ?? []
  const pairs = (digits.match(/\d\d/g) ?? []).map(Number)
  return [
    ...(rest === '' ? [] : [{ set: 'B' as const, text: rest }]),
    ...(pairs.length === 0 ? [] : [{ set: 'C' as const, pairs }]),
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
