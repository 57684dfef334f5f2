import { Button, MultiSelect } from '@mantine/core'
import { IconAppWindow } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  displaySchema,
  type DisplayConfiguration,
} from '../../app/contract/display-configuration.ts'
import { LANGUAGES } from '../../app/language.ts'
import { call } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { ChoiceField, TextField, useField } from './fields.tsx'
import { LANGUAGE_NAMES } from './language-names.ts'
import { MonitorsField } from './monitors-field.tsx'
import { useSetup } from './setup-context.ts'

type Kind = DisplayConfiguration['kind']
type Shown = Exclude<DisplayConfiguration, { readonly kind: 'none' }>

/** What a display of each kind starts with; what is shown on it stays when only its kind changes. */
function ofKind(kind: Kind, before: DisplayConfiguration): DisplayConfiguration {
  if (kind === 'none') return { kind }
  if (before.kind === 'none') return displaySchema.parse({ kind })
  const { languages, theme, link } = before
  return { kind, languages, theme, ...(link === undefined ? {} : { link }) }
}

/** Shows the display for a moment with what is on the screen, saved or not. */
function useTrial() {
  const { t } = useTranslation(['field', 'lights'])
  const { t: tFault } = useTranslation('fault')
  const [said, setSaid] = useState('')
  async function show(wanted: DisplayConfiguration): Promise<void> {
    const parsed = displaySchema.safeParse(wanted)
    if (!parsed.success) return setSaid(t('field:testIncomplete'))
    const tried = await call('tryDisplay', { display: parsed.data })
    if (!tried.ok) return setSaid(faultText(tFault, tried.error))
    const { detail } = tried.value
    setSaid(t(detail === 'display-shown' ? 'field:displayTried' : `lights:${detail}`))
  }
  return { said, show: (wanted: DisplayConfiguration): void => void show(wanted) }
}

function ShownFields({
  display,
  set,
}: {
  readonly display: Shown
  readonly set: (part: Partial<Shown>) => void
}) {
  const { t } = useTranslation('field')
  const languages = useField({
    path: 'customerDisplay.languages',
    label: 'displayLanguages',
    about: 'displayLanguagesFor',
  })
  const link = { address: '', caption: '', ...display.link }
  const setLink = (part: Partial<typeof link>): void => {
    const changed = { ...link, ...part }
    set({ link: changed.address + changed.caption === '' ? undefined : changed })
  }
  return (
    <>
      <MultiSelect
        {...languages}
        maxValues={3}
        data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={display.languages}
        onChange={(chosen) => set({ languages: chosen })}
      />
      <ChoiceField
        path="customerDisplay.theme"
        label="displayTheme"
        about="displayThemeFor"
        value={display.theme}
        choices={[
          { value: 'light', label: t('displayLight') },
          { value: 'dark', label: t('displayDark') },
        ]}
        onChange={(theme) => set({ theme })}
      />
      <TextField
        path="customerDisplay.link.address"
        label="linkAddress"
        about="linkAddressFor"
        maxLength={300}
        value={link.address}
        onChange={(address) => setLink({ address: address.trim() })}
      />
      <TextField
        path="customerDisplay.link.caption"
        label="linkCaption"
        about="linkCaptionFor"
        maxLength={60}
        value={link.caption}
        onChange={(caption) => setLink({ caption })}
      />
    </>
  )
}

/** The second window: where it is, and what the customer sees on it. */
export function DisplaySection() {
  const { t } = useTranslation('field')
  const { draft, change } = useSetup()
  const { customerDisplay: display } = draft.configuration
  const { said, show } = useTrial()
  const set = (part: Partial<Shown>): void => {
    // A part of what both kinds have, or of the kind at hand: the result is of the same kind.
    change({ customerDisplay: { ...display, ...part } as DisplayConfiguration })
  }
  return (
    <>
      <ChoiceField
        path="customerDisplay.kind"
        label="displayKind"
        about="displayKindFor"
        value={display.kind}
        choices={[
          { value: 'none', label: t('displayNone') },
          { value: 'monitor', label: t('displayMonitor') },
          { value: 'window', label: t('displayWindow') },
        ]}
        onChange={(kind: Kind) => change({ customerDisplay: ofKind(kind, display) })}
      />
      {display.kind === 'monitor' && (
        <MonitorsField
          chosen={display.monitor}
          choose={(monitor) => change({ customerDisplay: { ...display, monitor } })}
          show={(monitor) => show({ ...display, monitor })}
        />
      )}
      {display.kind === 'window' && (
        <Button
          size="md"
          variant="default"
          className="try-window"
          leftSection={<IconAppWindow aria-hidden size={20} />}
          onClick={() => show(display)}
        >
          {t('tryWindow')}
        </Button>
      )}
      {display.kind !== 'none' && <p role="status">{said}</p>}
      {display.kind !== 'none' && <ShownFields display={display} set={set} />}
    </>
  )
}
