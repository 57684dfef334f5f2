import type { Language } from '../../app/language.ts'

/** Each language by its own name, so that anybody finds theirs. */
export const LANGUAGE_NAMES: { readonly [L in Language]: string } = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
}
