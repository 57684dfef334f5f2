import type { Screen } from './view.ts'

/** Whether a code would be charged now, WeChat still owes an answer, or nothing more can happen. */
type Phase = 'takes-code' | 'undecided' | 'over'

const PHASE: { readonly [K in Screen['kind']]: Phase } = {
  ready: 'takes-code',
  charging: 'undecided',
  password: 'undecided',
  unknown: 'undecided',
  stopping: 'undecided',
  returning: 'undecided',
  paid: 'over',
  'not-charged': 'takes-code',
  stopped: 'takes-code',
  'needs-attention': 'undecided',
  abandoned: 'over',
}

/** Whether WeChat still owes an answer. */
export const isUndecided = ({ kind }: Screen): boolean => PHASE[kind] === 'undecided'

/** Whether nothing more can happen to the sale. */
export const isOver = ({ kind }: Screen): boolean => PHASE[kind] === 'over'

/** Whether a code that is scanned now would be charged. */
export const takesCode = ({ kind }: Screen): boolean => PHASE[kind] === 'takes-code'
