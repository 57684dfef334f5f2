import { UnstyledButton } from '@mantine/core'
import { IconBuildingStore, IconSchool, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '../../app/language.ts'
import { setLanguage } from '../actions.ts'
import { LANGUAGE_NAMES } from '../setup/language-names.ts'
import { useLanguage } from '../till-store.ts'

function Languages() {
  const { t } = useTranslation('guide')
  const chosen = useLanguage()
  return (
    <div className="guide-languages" role="group" aria-label={t('language')}>
      {LANGUAGES.map((language) => (
        <UnstyledButton
          key={language}
          className="guide-language"
          lang={language}
          aria-pressed={language === chosen}
          onClick={() => void setLanguage(language)}
        >
          {LANGUAGE_NAMES[language]}
        </UnstyledButton>
      ))}
    </div>
  )
}

/** One of the large choices of the guide: what it is, and what it means. */
export function Choice(props: {
  readonly sign: Icon
  readonly title: string
  readonly about: string
  /** Whether it is chosen now; undefined where choosing goes on at once. */
  readonly chosen?: boolean
  readonly onChoose: () => void
}) {
  const { sign: Sign, title, about, chosen, onChoose } = props
  return (
    <UnstyledButton
      className="guide-choice"
      {...(chosen === undefined ? {} : { role: 'radio', 'aria-checked': chosen })}
      onClick={onChoose}
    >
      <Sign aria-hidden size={40} stroke={1.6} />
      <strong>{title}</strong>
      <span>{about}</span>
    </UnstyledButton>
  )
}

/** The very first screen of a till: in which language, and whether to try it or to set it up. */
export function Welcome(props: { readonly onTry: () => void; readonly onSetUp: () => void }) {
  const { onTry, onSetUp } = props
  const { t } = useTranslation('guide')
  return (
    <main className="guide-welcome">
      <Languages />
      <h1>{t('welcome')}</h1>
      <p className="guide-lead">{t('welcomeMore')}</p>
      <div className="guide-choices">
        <Choice
          sign={IconBuildingStore}
          title={t('setUp')}
          about={t('setUpMore')}
          onChoose={onSetUp}
        />
        <Choice sign={IconSchool} title={t('try')} about={t('tryMore')} onChoose={onTry} />
      </div>
    </main>
  )
}
