import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Setup } from '../../app/contract/contract.ts'
import { call } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { checkDraft, checkFiles, type Problems } from './check-draft.ts'
import { configurationOf, draftOf, type Draft } from './draft.ts'
import type { SetupParts } from './setup-context.ts'

/** The set-up screen's state: what was read, what was changed, and what is wrong with it. */
export interface SetupForm {
  readonly setup: Setup | null
  /** Null until main has answered. */
  readonly parts: SetupParts | null
  readonly problems: Problems
  readonly problemsShown: boolean
  readonly changed: boolean
  readonly saving: boolean
  /** What came of the last try. */
  readonly message: string | null
  readonly failed: boolean
  readonly save: () => Promise<void>
}

const NO_PROBLEMS: Problems = new Map()

interface Outcome {
  readonly message: string | null
  readonly failed: boolean
}

const NOTHING_YET: Outcome = { message: null, failed: false }

/** Reads the set-up once, checks it with every change after the first try to save (files at once), and saves it. */
export function useSetupForm(): SetupForm {
  const { t } = useTranslation(['setup', 'fault'])
  const { t: tFault } = useTranslation('fault')
  const [setup, setSetup] = useState<Setup | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [problemsShown, setProblemsShown] = useState(false)
  const [changed, setChanged] = useState(false)
  const [saving, setSaving] = useState(false)
  const [outcome, setOutcome] = useState(NOTHING_YET)

  useEffect(() => {
    void call('readSetup', null).then((read) => {
      if (!read.ok) return setOutcome({ message: faultText(tFault, read.error), failed: true })
      setSetup(read.value)
      setDraft(draftOf(read.value))
    })
  }, [tFault])

  const all = setup === null || draft === null ? NO_PROBLEMS : checkDraft(draft, setup)
  const files = draft === null ? NO_PROBLEMS : checkFiles(draft)
  const problems = problemsShown ? all : files

  function edit(next: (before: Draft) => Draft): void {
    setDraft((before) => (before === null ? null : next(before)))
    setChanged(true)
    setOutcome(NOTHING_YET)
  }

  async function save(): Promise<void> {
    if (draft !== null && setup !== null) await saveDraft(draft, setup)
  }

  async function saveDraft(changed: Draft, before: Setup): Promise<void> {
    setProblemsShown(true)
    if (checkDraft(changed, before).size > 0) return
    setSaving(true)
    const { secrets } = changed
    const saved = await call('saveSetup', { configuration: configurationOf(changed), secrets })
    setSaving(false)
    if (!saved.ok) return setOutcome({ message: faultText(tFault, saved.error), failed: true })
    setOutcome({ message: t('setup:saved'), failed: false })
    setChanged(false)
    // Secrets are write-only: what was stored is forgotten here at once.
    setDraft((now) => (now === null ? null : { ...now, secrets: {} }))
  }

  const parts: SetupParts | null =
    setup === null || draft === null
      ? null
      : {
          setup,
          draft,
          problems,
          showProblems: () => setProblemsShown(true),
          change: (part) =>
            edit((before) => ({
              ...before,
              configuration: { ...before.configuration, ...part },
            })),
          replace: (configuration) =>
            edit(({ secrets }) => ({ ...draftOf({ ...setup, configuration }), secrets })),
          saveWith: (part) => {
            const next = { ...draft, configuration: { ...draft.configuration, ...part } }
            edit(() => next)
            return saveDraft(next, setup)
          },
          changeSecrets: (secrets) => edit((before) => ({ ...before, secrets })),
        }
  return { setup, parts, problems, problemsShown, changed, saving, ...outcome, save }
}
