import { Button } from '@mantine/core'
import { IconFileDownload, IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { configurationSchema } from '../../app/contract/configuration.ts'
import { call } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { addTexts } from '../i18n/later-texts.ts'
import { placesOf, problemOf, type FieldProblem } from './check-draft.ts'
import { configurationOf } from './draft.ts'
import { useSetup } from './setup-context.ts'
import '../styles/access-check.css'

addTexts('setupFile')

interface Fault {
  readonly place: string
  readonly problem: FieldProblem
}

/** What became of the last import or export. */
interface Outcome {
  readonly said: readonly string[]
  readonly faults: readonly Fault[]
}

const NOTHING: Outcome = { said: [], faults: [] }

/** Fills the screen from a file, and writes what stands on it into one. Nothing is saved here. */
function useSetupFile() {
  const { t } = useTranslation('setupFile')
  const { t: tFault } = useTranslation('fault')
  const { draft, replace, showProblems } = useSetup()
  const [outcome, setOutcome] = useState(NOTHING)
  const say = (...said: readonly string[]): void => setOutcome({ said, faults: [] })

  async function importFile(): Promise<void> {
    const read = await call('importSetup', null)
    if (!read.ok) return say(faultText(tFault, read.error))
    const { value } = read
    switch (value.outcome) {
      case 'cancelled':
        return setOutcome(NOTHING)
      case 'unreadable':
        return say(t('unreadable', { file: value.file, detail: value.detail }))
      case 'invalid': {
        const faults = value.issues.flatMap((issue) =>
          placesOf(issue).map((place) => ({ place, problem: problemOf(issue) })),
        )
        return setOutcome({ said: [t('invalid', { file: value.file })], faults })
      }
      case 'imported':
        replace(value.configuration)
        showProblems()
        return say(
          t('imported', { file: value.file }),
          ...(value.passphraseLeftOut ? [t('passphrase')] : []),
        )
    }
  }

  async function exportFile(): Promise<void> {
    const configuration = configurationSchema.safeParse(configurationOf(draft))
    if (!configuration.success) return showProblems()
    const written = await call('exportSetup', { configuration: configuration.data })
    if (!written.ok) return say(faultText(tFault, written.error))
    const { value } = written
    if (value.outcome === 'cancelled') return setOutcome(NOTHING)
    if (value.outcome === 'exported') return say(t('exported', { file: value.file }))
    return say(t('unwritable', { file: value.file, detail: value.detail }))
  }

  return { outcome, importFile, exportFile }
}

/** Import and export of the configuration file; with `imports` only the first. */
export function SetupFile({ imports = false }: { readonly imports?: boolean }) {
  const { t } = useTranslation('setupFile')
  const { t: tSetup } = useTranslation('setup')
  const { setup } = useSetup()
  const { outcome, importFile, exportFile } = useSetupFile()
  // In the guide it stands right below the name of the step.
  const Title = imports ? 'h2' : 'h3'
  return (
    <section className="access-check setup-file">
      <Title>{t('title')}</Title>
      <p className="access-about">{t(imports ? 'aboutImport' : 'about')}</p>
      <div className="check-buttons">
        <Button
          size="md"
          variant="default"
          disabled={setup.fromFile}
          leftSection={<IconFileUpload aria-hidden size={20} />}
          onClick={() => void importFile()}
        >
          {t('import')}
        </Button>
        {!imports && (
          <Button
            size="md"
            variant="default"
            leftSection={<IconFileDownload aria-hidden size={20} />}
            onClick={() => void exportFile()}
          >
            {t('export')}
          </Button>
        )}
      </div>
      <div role="status">
        {outcome.said.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <ul className="setup-faults">
          {outcome.faults.map(({ place, problem: { text, min, max, count } }) => (
            <li key={place}>
              <b>{place}</b> {tSetup(text, { min: min ?? '', max: max ?? '', count: count ?? 0 })}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
