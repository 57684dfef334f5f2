/** One mistake in our own code, as somebody might make it. Only ever applied to a copy. */
export interface Mutant {
  readonly name: string
  /** Which program of the simulation must notice it. */
  readonly access: 'store' | 'backend'
  readonly edits: readonly Edit[]
}

/** Replaces a text that stands in the file exactly once. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** The text with the edit made; an edit that fits nowhere, or twice, is out of date. */
export function edited(text: string, { file, find, replace }: Edit): string {
  const parts = text.split(find)
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${find}`)
  return parts.join(replace)
}
