import type { Translated } from '../../app/language.ts'

/** One area of the screen: each text in every language side by side, so that none is forgotten. */
export type Texts = { readonly [key: string]: Translated }
