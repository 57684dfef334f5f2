import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { clockText } from '../clock-text.ts'
import { useNow } from '../use-now.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { LightSigns } from './lights.tsx'
import { Looks } from './looks.tsx'

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
      <LanguageSwitch chosen={snapshot.language} />
      <Looks />
      <Clock />
    </header>
  )
}
