import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { clockText } from '../clock-text.ts'
import { PersonButton } from '../people/person-button.tsx'
import { useNow } from '../use-now.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { LightSigns } from './lights.tsx'
import { Looks } from './looks.tsx'

function Clock() {
  const nowMs = useNow(1_000)
  return <time className="clock">{clockText(nowMs)}</time>
}

type Props = Pick<Snapshot, 'shop' | 'lights' | 'language' | 'people'>

/** Where this is, whether everything works, and the time. Nothing of it changes with a verdict, so no verdict waits for it. */
export const TitleBar = memo(function TitleBar({ shop, lights, language, people }: Props) {
  const { t } = useTranslation('till')
  const { name, branch, till } = shop
  return (
    <header className="title-bar">
      <p className="shop">
        <strong>{name}</strong>
        {branch !== '' && <span>{branch}</span>}
        <span>{t('tillNumber', { till })}</span>
      </p>
      <PersonButton people={people} />
      <LightSigns lights={lights} />
      <LanguageSwitch chosen={language} />
      <Looks />
      <Clock />
    </header>
  )
})
