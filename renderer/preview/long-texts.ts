import i18next from 'i18next'

/** Languages that nobody has added yet need about so much more room than English. */
const LONGER = 0.35

/** Vowels as a translator's tools stretch them: still read, and clearly nobody's own words. */
const STRETCHED: { readonly [letter: string]: string } = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' }

const stretch = (text: string): string => {
  const extra = Math.ceil(text.replaceAll(/\{\{\w+\}\}/g, '').length * LONGER)
  const marked = text.replaceAll(/[aeiou](?![^{]*\}\})/g, (letter) => STRETCHED[letter] ?? letter)
  // In words of their own, so that long sentences still break.
  return `${marked} ${'one two '
    .repeat(Math.ceil(extra / 8))
    .slice(0, extra)
    .trim()}`.trim()
}

/** From now on every text is said at greater length: what does not fit then will not fit the next language either. */
export function makeTextsLong(): void {
  i18next.use({ type: 'postProcessor', name: 'long', process: stretch })
  i18next.options.postProcess = ['long']
}
