import type { TFunction } from 'i18next'
import type { PinProblem } from '../app/people/pin.ts'
import type { Fault } from './bridge.ts'
import type { Resources } from './i18n/resources.ts'

const TEXT: { readonly [K in Fault['kind']]: keyof Resources['fault'] } = {
  'payment-open': 'paymentOpen',
  'payment-under-way': 'paymentUnderWay',
  'merchant-has-open': 'merchantHasOpen',
  'no-kiosk': 'noKiosk',
  'sale-changed': 'saleChanged',
  'amount-out-of-range': 'amountOutOfRange',
  'large-amount': 'largeAmount',
  'journal-broken': 'journalBroken',
  'not-set-up': 'notSetUp',
  'shift-closed': 'shiftClosed',
  'no-such-sale': 'noSuchSale',
  'nothing-to-park': 'nothingToPark',
  'from-file': 'fromFile',
  'ports-unavailable': 'portsUnavailable',
  'devices-unavailable': 'devicesUnavailable',
  'not-training': 'notTraining',
  'phone-unavailable': 'phoneUnavailable',
  'no-printer': 'noPrinter',
  'no-drawer': 'noDrawer',
  'drawer-shut': 'drawerShut',
  'no-slip': 'noSlip',
  'devices-lost': 'devicesLost',
  'signed-out': 'signedOut',
  'set-up-closed': 'setUpClosed',
  'pin-wrong': 'pinWrong',
  'pin-locked': 'pinLocked',
  'pin-refused': 'pinTooShort',
  'not-allowed': 'notAllowed',
  'people-unreachable': 'peopleUnreachable',
  'people-unheard': 'peopleUnheard',
  'people-unusable': 'peopleUnusable',
  'name-taken': 'nameTaken',
  'no-such-person': 'noSuchPerson',
  'no-manager-left': 'noManagerLeft',
  'not-available': 'reconciliationUnavailable',
  busy: 'reconciliationBusy',
  'bill-too-large': 'billTooLarge',
  'not-due': 'dayNotDue',
  'nothing-chosen': 'nothingChosen',
  'not-reconciled': 'notReconciled',
  'not-written': 'exportNotWritten',
  'no-such-difference': 'noSuchDifference',
  'not-offered': 'remedyNotOffered',
  'not-open': 'differenceNotOpen',
  'nothing-to-refund': 'nothingToRefund',
  'not-possible-here': 'remedyNotPossible',
  'no-answer': 'wechatNoAnswer',
  'approval-needed': 'approvalNeeded',
  'not-refundable': 'notRefundable',
  'refund-exceeds': 'refundExceeds',
  'refund-whole-only': 'refundWholeOnly',
  'refunds-unusable': 'refundsUnusable',
  'bad-request': 'badRequest',
  'main-crashed': 'mainCrashed',
}

const PIN_TEXT: { readonly [P in PinProblem]: keyof Resources['fault'] } = {
  'not-digits': 'pinNotDigits',
  'too-short': 'pinTooShort',
  'too-long': 'pinTooLong',
  'too-simple': 'pinTooSimple',
}

/** The sentence for a call that failed. */
export function faultText(t: TFunction<'fault'>, fault: Fault): string {
  if (fault.kind === 'pin-refused') return t(PIN_TEXT[fault.problem])
  const at = 'at' in fault ? fault.at : ''
  const reason = 'reason' in fault ? fault.reason : ''
  const detail = 'detail' in fault ? fault.detail : ''
  return t(TEXT[fault.kind], { at, reason, detail })
}
