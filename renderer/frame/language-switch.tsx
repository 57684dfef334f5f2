import { useTranslation } from 'react-i18next'
import { LANGUAGES, type Language } from '../../app/language.ts'
import { setLanguage } from '../actions.ts'

/** Each language in its own words, so that anybody finds theirs. */
const NAMES: { readonly [L in Language]: string } = { 'zh-Hans': '简', 'zh-Hant': '繁', en: 'EN' }

/**
 * The languages side by side. Plain radio buttons: the library's control measures itself while the first screen is being laid out, which
 * every start would wait for.
 */
export function LanguageSwitch({ chosen }: { readonly chosen: Language }) {
  const { t } = useTranslation('till')
  return (
    <div className="language" role="radiogroup" aria-label={t('language')}>
      {LANGUAGES.map((language) => (
        <label key={language}>
          <input
            type="radio"
            name="language"
            value={language}
            checked={language === chosen}
            onChange={() => void setLanguage(language)}
          />
          <span>{NAMES[language]}</span>
        </label>
      ))}
    </div>
  )
}
