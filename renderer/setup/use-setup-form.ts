import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Setup } from '../../app/contract/contract.ts'
import { call, type Fault } from '../bridge.ts'
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
  /** Everything was saved, and the till starts with it. */
  readonly saved: boolean
  /** Changes the draft and saves all of it. */
  readonly saveWith: SetupParts['saveWith']
  /** Marks what is wrong among the fields with these paths, and says whether nothing is. */
  readonly checkPart: (paths: RegExp) => boolean
}

const NO_PROBLEMS: Problems = new Map()

type Outcome = Pick<SetupForm, 'message' | 'failed' | 'saved'>

const NOTHING_YET: Outcome = { message: null, failed: false, saved: false }

const asRead = (draft: Draft): Draft => draft

/** What was read, or why nothing was. Read once: another language of the screen must not undo what was typed. */
function useReadSetup(take: (setup: Setup) => void): Fault | null {
  const [fault, setFault] = useState<Fault | null>(null)
  const taken = useRef(take)
  useEffect(() => {
    void call('readSetup', null).then((read) => {
      if (read.ok) taken.current(read.value)
      else setFault(read.error)
    })
  }, [])
  return fault
}

type Edit = (next: (before: Draft) => Draft) => void

/** The ways in which sections change the draft. */
const changesOf = (
  edit: Edit,
  setup: Setup,
): Pick<SetupParts, 'change' | 'replace' | 'changeSecrets'> => ({
  change: (part) =>
    edit((before) => ({ ...before, configuration: { ...before.configuration, ...part } })),
  replace: (configuration) =>
    edit(({ secrets }) => ({ ...draftOf({ ...setup, configuration }), secrets })),
  changeSecrets: (secrets) => edit((before) => ({ ...before, secrets })),
})

/**
 * Reads the set-up once, checks it with every change after the first try to save (files at once), and saves it. What was read may be
 * resumed from a draft that somebody left.
 */
export function useSetupForm(resume: (read: Draft) => Draft = asRead): SetupForm {
  const { t } = useTranslation(['setup', 'fault'])
  const { t: tFault } = useTranslation('fault')
  const [setup, setSetup] = useState<Setup | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [problemsShown, setProblemsShown] = useState(false)
  const [changed, setChanged] = useState(false)
  const [saving, setSaving] = useState(false)
  const [outcome, setOutcome] = useState(NOTHING_YET)

  const unread = useReadSetup((read) => {
    setSetup(read)
    setDraft(resume(draftOf(read)))
  })

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
    if (!saved.ok)
      return setOutcome({ message: faultText(tFault, saved.error), failed: true, saved: false })
    setOutcome({ message: t('setup:saved'), failed: false, saved: true })
    setChanged(false)
    // Secrets are write-only: what was stored is forgotten here at once.
    setDraft((now) => (now === null ? null : { ...now, secrets: {} }))
  }

  async function saveWith(part: Parameters<SetupParts['saveWith']>[0]): Promise<void> {
    if (draft === null || setup === null) return
    const next = { ...draft, configuration: { ...draft.configuration, ...part } }
    edit(() => next)
    await saveDraft(next, setup)
  }

  function checkPart(paths: RegExp): boolean {
    const right = ![...all.keys()].some((path) => paths.test(path))
    setProblemsShown(!right)
    return right
  }

  const parts: SetupParts | null =
    setup === null || draft === null
      ? null
      : {
          setup,
          draft,
          problems,
          showProblems: () => setProblemsShown(true),
          ...changesOf(edit, setup),
          saveWith,
        }
  const said =
    unread === null ? outcome : { ...outcome, message: faultText(tFault, unread), failed: true }
  const state = { setup, parts, problems, problemsShown, changed, saving }
  return { ...state, ...said, save, saveWith, checkPart }
}
