import { useTranslation } from 'react-i18next'
import type { BillProblem } from '../../app/reconciliation/bill-problem.ts'
import type { Resources } from '../i18n/resources.ts'

const ADVICE: { readonly [K in BillProblem['kind']]: keyof Resources['billAdvice'] } = {
  'cut-off': 'again',
  gzip: 'again',
  'row-malformed': 'again',
  'cell-malformed': 'again',
  'totals-differ': 'again',
  unrecognised: 'again',
  encoding: 'file',
  'too-large': 'file',
  'columns-missing': 'file',
  'part-only': 'whole',
  'wrong-day': 'file',
  'wrong-merchant': 'file',
  'not-ready': 'wait',
  'not-compared': 'machine',
  'try-again': 'network',
  'not-allowed': 'permission',
  'bad-request': 'permission',
}

/** What is wrong with a bill, and what to do about it. */
export interface ProblemTexts {
  readonly what: string
  readonly advice: string
}

/** Makes sentences of why a day has no usable bill. */
export function useProblemTexts(): (problem: BillProblem) => ProblemTexts {
  const { t } = useTranslation('billProblem')
  const { t: tAdvice } = useTranslation('billAdvice')
  const { t: tTotal } = useTranslation('billTotal')
  return (problem) => {
    const values = {
      line: 'line' in problem ? problem.line : '',
      column: 'column' in problem ? problem.column : '',
      columns: 'columns' in problem ? problem.columns.join(', ') : '',
      detail: 'detail' in problem ? problem.detail : '',
      total: 'total' in problem ? tTotal(problem.total) : '',
      said: 'said' in problem ? problem.said : '',
      counted: 'counted' in problem ? problem.counted : '',
    }
    return { what: t(problem.kind, values), advice: tAdvice(ADVICE[problem.kind]) }
  }
}
