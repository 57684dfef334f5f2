import { putTexts } from './later-texts.ts'
import { reconciliation } from './reconciliation.ts'
import {
  reconciliationClass,
  reconciliationMeaning,
  reconciliationReason,
} from './reconciliation-classes.ts'
import { reconciliationLines } from './reconciliation-lines.ts'
import { billAdvice, billProblem, billTotal } from './reconciliation-problems.ts'
import {
  reconciliationSides,
  remedyDialog,
  remedyMeaning,
  remedyName,
} from './reconciliation-remedies.ts'
import { wechatState } from './wechat-states.ts'

/** Areas of the manager's screen. Many words, which no other part of the window waits for. */
export const RECONCILIATION_AREAS = {
  reconciliation,
  reconciliationLines,
  reconciliationClass,
  reconciliationMeaning,
  reconciliationReason,
  reconciliationSides,
  remedyName,
  remedyMeaning,
  remedyDialog,
  billProblem,
  billAdvice,
  billTotal,
  wechatState,
} as const

/** Makes them known. Call when the screen is loaded. */
export function addReconciliationTexts(): void {
  for (const [area, texts] of Object.entries(RECONCILIATION_AREAS)) putTexts(area, texts)
}
