import i18next from 'i18next'
import { LANGUAGES, type Translated } from '../../app/language.ts'
import { withKeys } from '../keys.ts'
import { accessCheck, accessFindings } from './access-check.ts'
import { setupFile } from './setup-file.ts'
import { guide } from './guide.ts'
import { history } from './history.ts'
import { sales } from './sales.ts'
import { shift } from './shift.ts'
import { scannerCheck, scannerRemarks } from './scanner-check.ts'

/** Areas that come with a part of the window which is loaded when it is opened. */
export const LATER_AREAS = {
  scannerCheck,
  scannerRemarks,
  accessCheck,
  accessFindings,
  setupFile,
  guide,
  sales,
  history,
  shift,
} as const

/** Makes the texts of such an area known. Call when its part is loaded. */
export const addTexts = (area: keyof typeof LATER_AREAS): void => putTexts(area, LATER_AREAS[area])

/** Adds an area to what i18next knows. */
export function putTexts(area: string, texts: { readonly [key: string]: Translated }): void {
  for (const language of LANGUAGES) {
    const own = Object.entries(texts).map(([key, text]) => [key, withKeys(text[language])])
    i18next.addResourceBundle(language, area, Object.fromEntries(own))
  }
}
