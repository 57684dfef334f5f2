import {
  Button,
  Popover,
  SegmentedControl,
  Slider,
  Switch,
  useMantineColorScheme,
} from '@mantine/core'
import { IconVolume } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { mayLeave } from '../decide.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { closePanel, openPanel } from '../panel-store.ts'
import { isLockedNow } from '../people/access.ts'
import {
  setSpoken,
  setTextSize,
  setVolume,
  TEXT_SIZES,
  usePreferences,
} from '../preferences-store.ts'
import { play } from '../sound/play.ts'
import { SCREEN_SOUNDS } from '../sound/screen-sounds.ts'
import { useHasVoice } from '../sound/use-spoken-amount.ts'
import { useLanguage, useTill } from '../till-store.ts'
import { LOOKS } from '../verdict/looks.ts'

function Theme() {
  const { t } = useTranslation('till')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const data = [
    { value: 'light' as const, label: t('themeLight') },
    { value: 'dark' as const, label: t('themeDark') },
    { value: 'auto' as const, label: t('themeAuto') },
  ]
  return (
    <div>
      <p className="looks-label">{t('theme')}</p>
      <SegmentedControl fullWidth data={data} value={colorScheme} onChange={setColorScheme} />
    </div>
  )
}

function TextSizes() {
  const { t } = useTranslation('till')
  const chosen = usePreferences((preferences) => preferences.textSize)
  const data = TEXT_SIZES.map((size) => ({ value: String(size), label: `${size} %` }))
  return (
    <div>
      <p className="looks-label">{t('textSize')}</p>
      <SegmentedControl
        fullWidth
        aria-label={t('textSize')}
        data={data}
        value={String(chosen)}
        onChange={(value) => setTextSize(TEXT_SIZES.find((size) => String(size) === value) ?? 100)}
      />
    </div>
  )
}

/** What a cashier has to tell apart without looking. */
const TRIED = ['paid', 'not-charged', 'needs-attention'] as const

function Tries({ volume }: { readonly volume: number }) {
  const { t } = useTranslation(['till', 'verdict'])
  return (
    <fieldset className="looks-tries">
      <legend>{t('till:volumeTry')}</legend>
      {TRIED.map((kind) => (
        <Button
          key={kind}
          variant="default"
          size="md"
          disabled={volume === 0}
          leftSection={<IconVolume aria-hidden size={18} />}
          onClick={() => play(SCREEN_SOUNDS[kind]?.sound ?? 'tick', volume)}
        >
          {t(`verdict:${LOOKS[kind].word}`)}
        </Button>
      ))}
    </fieldset>
  )
}

function Volume() {
  const { t } = useTranslation('till')
  const volume = usePreferences((preferences) => preferences.volume)
  return (
    <div>
      <p className="looks-label">{t('volume')}</p>
      <Slider
        thumbLabel={t('volume')}
        min={0}
        max={100}
        step={10}
        value={Math.round(volume * 100)}
        label={(percent) => (percent === 0 ? t('volumeOff') : `${percent} %`)}
        onChange={(percent) => setVolume(percent / 100)}
      />
      <Tries volume={volume} />
    </div>
  )
}

/** Off, and why, where the system has no voice: a switch that does nothing would be believed. */
function Spoken() {
  const { t } = useTranslation('till')
  const language = useLanguage()
  const spoken = usePreferences((preferences) => preferences.spoken)
  const hasVoice = useHasVoice(language)
  return (
    <Switch
      size="lg"
      label={t('spoken')}
      description={hasVoice ? t('spokenFor') : t('spokenNoVoice')}
      checked={spoken && hasVoice}
      disabled={!hasVoice}
      onChange={(event) => setSpoken(event.currentTarget.checked)}
    />
  )
}

/** The way to the manager's screen for fingers, where the strip has no room for its button. */
function ToReconciliation() {
  const { t } = useTranslation('till')
  const away = useTill(({ snapshot }) => snapshot !== null && mayLeave(snapshot.till))
  return (
    <Button
      className="menu-reconciliation"
      variant="default"
      size="lg"
      disabled={!away || isLockedNow()}
      rightSection={<KeyCap of={keyOf('reconciliation')} />}
      onClick={() => openPanel('reconciliation')}
    >
      {t('reconciliation')}
    </Button>
  )
}

/** Theme, size of the text, volume and voice of this counter, beside the button that opens them. */
export function LooksMenu({ button }: { readonly button: ReactElement }) {
  return (
    <Popover
      opened
      position="bottom-end"
      width={320}
      shadow="md"
      trapFocus
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
      onDismiss={closePanel}
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown className="looks-menu">
        <Theme />
        <TextSizes />
        <Volume />
        <Spoken />
        <ToReconciliation />
      </Popover.Dropdown>
    </Popover>
  )
}
