import { useEffect } from 'react'
import type { GuideStep } from '../../app/contract/guide.ts'
import { call } from '../bridge.ts'
import type { Draft, DraftSecrets } from '../setup/draft.ts'

/** After the last key that was typed. */
const KEEP_AFTER_MS = 400

/** Keeps where somebody is and what they entered. */
export const keepBegun = (
  step: GuideStep,
  { configuration }: Draft,
  secrets: DraftSecrets = {},
): Promise<unknown> => call('keepBegun', { step, draft: { ...configuration }, secrets })

/** Keeps every change soon after it was made. Secrets are left for the end of their step: half a key must not look like one. */
export function useKeepBegun(step: GuideStep, draft: Draft | null, paused: boolean): void {
  const configuration = draft?.configuration ?? null
  useEffect(() => {
    if (configuration === null || paused || step === 'welcome') return
    const timer = setTimeout(
      () => void keepBegun(step, { configuration, secrets: {} }),
      KEEP_AFTER_MS,
    )
    return () => clearTimeout(timer)
  }, [step, configuration, paused])
}
