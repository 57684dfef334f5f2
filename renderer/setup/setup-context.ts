import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Configuration } from '../../app/contract/configuration.ts'
import type { Setup } from '../../app/contract/contract.ts'
import { majorDigits, type Currency } from '../../app/money.ts'
import type { FieldProblem, Problems } from './check-draft.ts'
import type { Draft, DraftSecrets } from './draft.ts'

/** What the sections of the set-up screen share. */
export interface SetupParts {
  readonly setup: Setup
  readonly draft: Draft
  readonly change: (change: Partial<Draft['configuration']>) => void
  /** Puts another configuration into the draft; what was typed as secrets stays. */
  readonly replace: (configuration: Configuration) => void
  /** Changes the draft and saves all of it. */
  readonly saveWith: (change: Partial<Draft['configuration']>) => Promise<void>
  readonly changeSecrets: (secrets: DraftSecrets) => void
  readonly problems: Problems
  /** Marks every field that is wrong, as saving would. */
  readonly showProblems: () => void
}

export const SetupContext = createContext<SetupParts | null>(null)

/** The set-up being changed; only inside the set-up screen. */
export function useSetup(): SetupParts {
  const parts = useContext(SetupContext)
  if (parts === null) throw new Error('a set-up field outside the set-up screen')
  return parts
}

/** Limits of a field in the unit that the screen shows. */
function shown(path: string, value: number, currency: Currency): string {
  if (path.startsWith('limits.')) return majorDigits({ minor: value, currency })
  return path.startsWith('timing.') && path.endsWith('Ms') ? String(value / 1000) : String(value)
}

/** The sentence beside a field that is wrong; null while it is right. */
export function useProblem(path: string): string | null {
  const { t } = useTranslation('setup')
  const { problems, draft } = useSetup()
  const problem: FieldProblem | undefined = problems.get(path)
  if (problem === undefined) return null
  const { min, max, count } = problem
  const inUnit = (value: number | undefined): string =>
    value === undefined ? '' : shown(path, value, draft.configuration.currency)
  return t(problem.text, { min: inUnit(min), max: inUnit(max), count: count ?? 0 })
}
