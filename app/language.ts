/** The languages the till speaks. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const

/** BCP 47 tag of a language the till speaks. */
export type Language = (typeof LANGUAGES)[number]

/** One text in every language; a missing one does not compile. */
export type Translated = { readonly [L in Language]: string }
