import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../app/language.ts'
import { makeResources, type Resources } from './resources.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'till'
    resources: Resources
    returnNull: false
  }
}

/** Starts the texts in a language. React puts them on the screen, which escapes them already. */
export const startTexts = async (language: Language): Promise<void> => {
  await i18next.use(initReactI18next).init({
    resources: makeResources(),
    lng: language,
    fallbackLng: false,
    defaultNS: 'till',
    keySeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  document.documentElement.lang = language
}

/** Changes the language of everything on the screen. */
export const changeTexts = async (language: Language): Promise<void> => {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
