import type { ScanNotice } from '../../app/till/view.ts'
import type { Resources } from '../i18n/resources.ts'

type NoticeText = keyof Resources['notice']

/** Two lines about something that was scanned in vain. */
export interface NoticeTexts {
  readonly word: NoticeText
  readonly more: NoticeText
}

const TEXTS: { readonly [K in Exclude<ScanNotice['kind'], 'other-wallet'>]: NoticeTexts } = {
  'goods-barcode': { word: 'goods', more: 'goodsMore' },
  'collect-code': { word: 'collect', more: 'collectMore' },
  'incomplete-code': { word: 'incomplete', more: 'incompleteMore' },
  'unreadable-code': { word: 'unreadable', more: 'unreadableMore' },
  receipt: { word: 'receipt', more: 'receiptMore' },
  'same-code': { word: 'same', more: 'sameMore' },
  'payment-open': { word: 'open', more: 'openMore' },
  'signed-out': { word: 'signedOut', more: 'signedOutMore' },
  'no-amount': { word: 'noAmount', more: 'noAmountMore' },
  'already-paid': { word: 'alreadyPaid', more: 'alreadyPaidMore' },
}

/** What to say about a scan that was not charged. A typed amount that was not confirmed is named as such. */
export function noticeTexts(scan: ScanNotice, amountTyped: boolean): NoticeTexts {
  if (scan.kind === 'other-wallet') return { word: 'otherWallet', more: scan.wallet }
  if (scan.kind === 'no-amount' && amountTyped) {
    return { word: 'notConfirmed', more: 'notConfirmedMore' }
  }
  return TEXTS[scan.kind]
}
