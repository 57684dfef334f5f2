import { withKeys } from '../keys.ts'
import { LANGUAGES, type Language, type Translated } from '../../app/language.ts'
import { drawer } from './drawer.ts'
import { fault } from './fault.ts'
import { functionKeys } from './function-keys.ts'
import { help } from './help.ts'
import type { LATER_AREAS } from './later-texts.ts'
import { kiosk } from './kiosk.ts'
import { leaving } from './leaving.ts'
import { lights } from './lights.ts'
import { notice } from './notice.ts'
import { refunds } from './refunds.ts'
import { people } from './people.ts'
import { field } from './setup-fields.ts'
import type { RECONCILIATION_AREAS } from './reconciliation-areas.ts'
import { setup } from './setup-sections.ts'
import { timing } from './setup-timing.ts'
import { slips } from './slips.ts'
import { startFault } from './start-fault.ts'
import { till } from './till.ts'
import { verdict } from './verdict.ts'

/** Every text of the screens, by area. */
export const AREAS = {
  verdict,
  notice,
  till,
  leaving,
  kiosk,
  drawer,
  lights,
  fault,
  startFault,
  help,
  setup,
  field,
  functionKeys,
  timing,
  slips,
  people,
  refunds,
} as const

type Areas = typeof AREAS & typeof LATER_AREAS & typeof RECONCILIATION_AREAS

/** What i18next knows: an area is a namespace. */
export type Resources = { [A in keyof Areas]: { [K in keyof Areas[A]]: string } }

const inLanguage = (texts: { readonly [key: string]: Translated }, language: Language) =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, withKeys(text[language])]))

/** All texts in the form that i18next reads, with the keys of this shop. */
export const makeResources = () =>
  Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      Object.fromEntries(
        Object.entries(AREAS).map(([area, texts]) => [area, inLanguage(texts, language)]),
      ),
    ]),
  )
