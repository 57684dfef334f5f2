import type { TFunction } from 'i18next'
import type { ShiftCalls } from '../../app/contract/shifts.ts'
import type { CallFault } from '../../app/contract/contract.ts'

/** Any way in which something about shifts can fail. */
export type ShiftProblem =
  { [K in keyof ShiftCalls]: ShiftCalls[K]['error'] }[keyof ShiftCalls] | CallFault

/** What went wrong, as a sentence. */
export function shiftFaultText(t: TFunction<'shift'>, fault: ShiftProblem): string {
  switch (fault.kind) {
    case 'shift-open':
      return t('shiftOpen')
    case 'no-shift':
      return t('noShift')
    case 'sale-at-counter':
      return t('saleAtCounter')
    case 'unresolved':
      return t('unresolved', { count: fault.count })
    case 'counts-disagree':
      return t('countsDisagree', { at: fault.at })
    case 'shifts-unusable':
      return t('unusable', { detail: fault.detail })
    case 'not-written':
      return t('notWritten', { detail: fault.detail })
    case 'no-printer':
      return t('noPrinter')
    case 'not-allowed':
      return t('notAllowed')
    case 'no-till':
      return t('noTill')
    default:
      return t('failed')
  }
}
