import { Loader } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import type { BegunSetup, GuideStep } from '../../app/contract/guide.ts'
import { call } from '../bridge.ts'
import type { Resources } from '../i18n/resources.ts'
import { closePanel } from '../panel-store.ts'
import type { Draft } from '../setup/draft.ts'
import { SetupContext, type SetupParts } from '../setup/setup-context.ts'
import { useSetupForm } from '../setup/use-setup-form.ts'
import { resumed } from './begun-draft.ts'
import { GuideFrame } from './guide-frame.tsx'
import { besides, STEP_PATHS, stepsOf } from './guide-steps.ts'
import { STEP_VIEWS } from './step-views.tsx'
import { useBackByEscape } from './use-back-by-escape.ts'
import { keepBegun, useKeepBegun } from './use-keep-begun.ts'
import { Welcome } from './welcome.tsx'

type GuideText = keyof Resources['guide']

const TITLES: { readonly [S in Exclude<GuideStep, 'welcome'>]: readonly [GuideText, GuideText] } = {
  shop: ['shop', 'shopMore'],
  access: ['access', 'accessMore'],
  merchant: ['merchant', 'merchantMore'],
  keys: ['keys', 'keysMore'],
  backend: ['backend', 'backendStepMore'],
  people: ['people', 'peopleMore'],
  scanner: ['scanner', 'scannerMore'],
  printer: ['printer', 'printerMore'],
  done: ['done', 'doneMore'],
}

/** With texts of its own, and listening as long as it is there. */
const ScannerCheck = lazy(async () => {
  const { ScannerCheck: check } = await import('../setup/check/scanner-check.tsx')
  return { default: check }
})

/** Nothing was chosen yet, and nothing has to be. */
function useSkipped(step: GuideStep, parts: SetupParts | null, snapshot: Snapshot): boolean {
  if (step === 'people') return snapshot.people.people.length === 0
  return step === 'printer' && parts?.draft.configuration.printer.kind === 'none'
}

/** What the guide starts with: what was entered before, and at first no shop's name but the owner's. */
function begin(draft: Draft, begun: BegunSetup | null, firstRun: boolean): Draft {
  const { configuration } = draft
  if (begun !== null) return { ...draft, configuration: resumed(configuration, begun.draft) }
  const shop = { ...configuration.shop, name: '' }
  return firstRun ? { ...draft, configuration: { ...configuration, shop } } : draft
}

interface Props {
  readonly snapshot: Snapshot
  readonly begun: BegunSetup | null
}

/** The guide through the set-up of a new till: the set-up's own fields, a few at a time. */
export function Guide({ snapshot, begun }: Props) {
  const { t } = useTranslation(['guide', 'setup'])
  const form = useSetupForm((draft) => begin(draft, begun, snapshot.firstRun))
  const first: GuideStep = snapshot.firstRun ? 'welcome' : 'shop'
  const [step, setStep] = useState<GuideStep>(begun?.step ?? first)
  const [refused, setRefused] = useState('')
  const { parts } = form
  useKeepBegun(step, parts?.draft ?? null, form.saving || form.saved)
  const skipped = useSkipped(step, parts, snapshot)
  const mode = parts?.draft.configuration.mode ?? 'training'
  const { before, after } = besides(step, mode)

  function go(to: GuideStep, secrets = {}): void {
    setRefused('')
    setStep(to)
    if (parts !== null) void keepBegun(to, parts.draft, secrets)
  }
  function back(): void {
    if (before === null || (before === 'welcome' && !snapshot.firstRun)) closePanel()
    else go(before)
  }
  function next(): void {
    if (parts === null) return
    if (step === 'access' && mode === 'training') return setRefused(t('guide:chooseOne'))
    if (after === null) return void form.saveWith({ language: snapshot.language })
    if (form.checkPart(STEP_PATHS[step])) go(after, step === 'keys' ? parts.draft.secrets : {})
  }
  useBackByEscape(back, step !== 'welcome')

  if (step === 'welcome') {
    return (
      <Welcome
        onSetUp={() => after !== null && go(after)}
        onTry={() => void call('chooseTraining', null).then(closePanel)}
      />
    )
  }
  if (parts === null) {
    return (
      <div className="starting">
        <Loader size="lg" aria-label={t('setup:loading')} />
      </div>
    )
  }
  const [title, about] = TITLES[step]
  // Before a way is chosen, as many as the longest has.
  const steps = stepsOf(mode === 'training' ? 'physical-store' : mode)
  const wrong =
    form.problemsShown && [...form.problems.keys()].some((path) => STEP_PATHS[step].test(path))
  const forward = after === null ? t('guide:start') : t(skipped ? 'guide:skip' : 'guide:next')
  const View = step === 'scanner' ? null : STEP_VIEWS[step]
  return (
    <SetupContext value={parts}>
      <GuideFrame
        step={step}
        title={t(`guide:${title}`)}
        about={t(`guide:${about}`)}
        at={Math.max(steps.indexOf(step), 0)}
        count={steps.length}
        said={refused || (wrong ? t('guide:mend') : (form.message ?? ''))}
        next={{ text: forward, busy: form.saving, last: after === null }}
        onBack={back}
        onNext={next}
      >
        {View === null ? (
          <Suspense fallback={null}>
            <ScannerCheck
              onKeep={(scanners) => {
                parts.change(scanners)
                next()
              }}
            />
          </Suspense>
        ) : (
          <View />
        )}
      </GuideFrame>
    </SetupContext>
  )
}
