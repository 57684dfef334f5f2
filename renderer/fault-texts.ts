import type { TFunction } from 'i18next'
import type { Fault } from './bridge.ts'
import type { Resources } from './i18n/resources.ts'

const TEXT: { readonly [K in Fault['kind']]: keyof Resources['fault'] } = {
  'payment-open': 'paymentOpen',
  'sale-changed': 'saleChanged',
  'amount-out-of-range': 'amountOutOfRange',
  'large-amount': 'largeAmount',
  'journal-broken': 'journalBroken',
  'not-set-up': 'notSetUp',
  'no-such-sale': 'noSuchSale',
  'nothing-to-park': 'nothingToPark',
  'from-file': 'fromFile',
  'ports-unavailable': 'portsUnavailable',
  'devices-unavailable': 'devicesUnavailable',
  'not-training': 'notTraining',
  'phone-unavailable': 'phoneUnavailable',
  'no-printer': 'noPrinter',
  'no-slip': 'noSlip',
  'devices-lost': 'devicesLost',
  'bad-request': 'badRequest',
  'main-crashed': 'mainCrashed',
}

/** The sentence for a call that failed. */
export function faultText(t: TFunction<'fault'>, fault: Fault): string {
  const at = 'at' in fault ? fault.at : ''
  const reason = 'reason' in fault ? fault.reason : ''
  return t(TEXT[fault.kind], { at, reason })
}
