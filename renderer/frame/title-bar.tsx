import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { LANGUAGES, type Language } from '../../app/language.ts'
import { setLanguage } from '../actions.ts'
import { clockText } from '../clock-text.ts'
import { useNow } from '../use-now.ts'
import { LightSigns } from './lights.tsx'
import { Looks } from './looks.tsx'

/** Each language in its own words, so that anybody finds theirs. */
const NAMES: { readonly [L in Language]: string } = { 'zh-Hans': '简', 'zh-Hant': '繁', en: 'EN' }

const languages = LANGUAGES.map((value) => ({ value, label: NAMES[value] }))

function Clock() {
  const nowMs = useNow(1_000)
  return <time className="clock">{clockText(nowMs)}</time>
}

/** Where this is, whether everything works, and the time. */
export function TitleBar({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('till')
  const { name, branch, till } = snapshot.shop
  return (
    <header className="title-bar">
      <p className="shop">
        <strong>{name}</strong>
        {branch !== '' && <span>{branch}</span>}
        <span>{t('tillNumber', { till })}</span>
      </p>
      <LightSigns lights={snapshot.lights} />
      <SegmentedControl
        className="language"
        aria-label={t('language')}
        data={languages}
        value={snapshot.language}
        onChange={(language) => void setLanguage(language)}
      />
      <Looks />
      <Clock />
    </header>
  )
}
