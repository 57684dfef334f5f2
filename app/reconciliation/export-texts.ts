import type { Language, Translated } from '../language.ts'
import type { DifferenceClass } from './difference.ts'

/** Classes as exports name them. They say who has what. */
export const CLASS_WORDS: { readonly [C in DifferenceClass]: Translated } = {
  matched: { 'zh-Hans': '一致', 'zh-Hant': '一致', en: 'Matched' },
  'paid-there-only': {
    'zh-Hans': '微信已收款，我方未收款',
    'zh-Hant': '微信已收款，我方未收款',
    en: 'WeChat was paid, our books say not',
  },
  'unknown-here': {
    'zh-Hans': '微信有，我方没有这个订单',
    'zh-Hant': '微信有，我方沒有這個訂單',
    en: 'WeChat has it, we have no such order',
  },
  'next-bill': {
    'zh-Hans': '预计在次日账单',
    'zh-Hant': '預計在翌日帳單',
    en: 'Expected in the next bill',
  },
  'absent-there': {
    'zh-Hans': '我方已收款，微信没有',
    'zh-Hant': '我方已收款，微信沒有',
    en: 'We have it as paid, WeChat has it not',
  },
  'amount-differs': { 'zh-Hans': '金额不同', 'zh-Hant': '金額不同', en: 'Amounts differ' },
  discounted: { 'zh-Hans': '优惠或代金券', 'zh-Hant': '優惠或代金券', en: 'Coupon or discount' },
  'fee-differs': { 'zh-Hans': '手续费不符', 'zh-Hant': '手續費不符', en: 'Fee differs' },
  'refund-unknown-here': {
    'zh-Hans': '微信有退款，我方没有',
    'zh-Hant': '微信有退款，我方沒有',
    en: 'WeChat has a refund, we have not',
  },
  'refund-absent-there': {
    'zh-Hans': '我方有退款，微信没有',
    'zh-Hant': '我方有退款，微信沒有',
    en: 'We have a refund, WeChat has not',
  },
  'refund-differs': {
    'zh-Hans': '退款金额或状态不同',
    'zh-Hant': '退款金額或狀態不同',
    en: 'Refund differs',
  },
  'revoked-there': {
    'zh-Hans': '微信已撤销，我方仍为已收款',
    'zh-Hant': '微信已撤銷，我方仍為已收款',
    en: 'Revoked at WeChat, paid in our books',
  },
  'charged-twice': {
    'zh-Hans': '可能重复收款',
    'zh-Hant': '可能重複收款',
    en: 'Probably charged twice',
  },
  'currency-or-time': {
    'zh-Hans': '币种或时间不同',
    'zh-Hant': '幣種或時間不同',
    en: 'Currency or time differ',
  },
  'bill-unusable': { 'zh-Hans': '账单不可用', 'zh-Hant': '帳單不可用', en: 'Bill unusable' },
}

/** Everything else that stands in an export. */
export const EXPORT_TEXTS = {
  day: {
    'zh-Hans': '账单日（UTC+8）',
    'zh-Hant': '帳單日（UTC+8）',
    en: 'Day of the bill (UTC+8)',
  },
  hash: {
    'zh-Hans': '账单文件 SHA-256',
    'zh-Hant': '帳單檔案 SHA-256',
    en: 'SHA-256 of the bill file',
  },
  rows: { 'zh-Hans': '账单行数', 'zh-Hant': '帳單行數', en: 'Rows in the bill' },
  time: { 'zh-Hans': '时间（UTC+8）', 'zh-Hant': '時間（UTC+8）', en: 'Time (UTC+8)' },
  order: { 'zh-Hans': '商户订单号', 'zh-Hant': '商戶訂單號', en: 'Order number' },
  refund: { 'zh-Hans': '商户退款单号', 'zh-Hant': '商戶退款單號', en: 'Refund number' },
  till: { 'zh-Hans': '收银台', 'zh-Hant': '收銀台', en: 'Till' },
  cashier: { 'zh-Hans': '收银员', 'zh-Hant': '收銀員', en: 'Cashier' },
  currency: { 'zh-Hans': '币种', 'zh-Hant': '幣種', en: 'Currency' },
  ours: { 'zh-Hans': '我方金额', 'zh-Hant': '我方金額', en: 'Our amount' },
  theirs: { 'zh-Hans': '微信金额', 'zh-Hant': '微信金額', en: 'WeChat’s amount' },
  oursState: { 'zh-Hans': '我方状态', 'zh-Hant': '我方狀態', en: 'Our state' },
  theirsState: { 'zh-Hans': '微信状态', 'zh-Hant': '微信狀態', en: 'WeChat’s state' },
  result: { 'zh-Hans': '结果', 'zh-Hant': '結果', en: 'Result' },
  payments: { 'zh-Hans': '收款', 'zh-Hant': '收款', en: 'Payments' },
  refunds: { 'zh-Hans': '退款', 'zh-Hant': '退款', en: 'Refunds' },
  ourSide: { 'zh-Hans': '我方', 'zh-Hant': '我方', en: 'Ours' },
  theirSide: { 'zh-Hans': '微信', 'zh-Hant': '微信', en: 'WeChat' },
  summary: { 'zh-Hans': '汇总', 'zh-Hant': '總結', en: 'Summary' },
  lines: { 'zh-Hans': '明细', 'zh-Hant': '明細', en: 'Lines' },
  cut: {
    'zh-Hans': '明细过多，只列出前面的部分；CSV 里有全部',
    'zh-Hant': '明細過多，只列出前面的部分；CSV 內有全部',
    en: 'Too many lines for a sheet: these are the first. The CSV has all of them',
  },
  paperTitle: {
    'zh-Hans': '微信支付对账单',
    'zh-Hant': '微信支付對帳單',
    en: 'Reconciliation with WeChat Pay',
  },
  differences: { 'zh-Hans': '差异', 'zh-Hant': '差異', en: 'Differences' },
  noDifferences: {
    'zh-Hans': '没有差异。',
    'zh-Hant': '沒有差異。',
    en: 'There are none.',
  },
  standing: { 'zh-Hans': '处理', 'zh-Hant': '處理', en: 'Standing' },
  stateOpen: { 'zh-Hans': '待处理', 'zh-Hant': '待處理', en: 'Open' },
  stateExplained: { 'zh-Hans': '无需处理', 'zh-Hant': '無需處理', en: 'Nothing to do' },
  stateResolved: { 'zh-Hans': '已处理', 'zh-Hant': '已處理', en: 'Dealt with' },
  cutOnPaper: {
    'zh-Hans': '未列出的差异（CSV 里有全部）：',
    'zh-Hant': '未列出的差異（CSV 內有全部）：',
    en: 'Differences that are not listed here (the CSV has all):',
  },
  signature: { 'zh-Hans': '签字、日期', 'zh-Hant': '簽名、日期', en: 'Signature and date' },
  document: { 'zh-Hans': '凭证号', 'zh-Hant': '憑證號', en: 'Document' },
  account: { 'zh-Hans': '科目', 'zh-Hant': '科目', en: 'Account' },
  debit: { 'zh-Hans': '借方', 'zh-Hant': '借方', en: 'Debit' },
  credit: { 'zh-Hans': '贷方', 'zh-Hant': '貸方', en: 'Credit' },
  receivable: {
    'zh-Hans': '应收微信支付',
    'zh-Hant': '應收微信支付',
    en: 'Receivable from WeChat Pay',
  },
  fees: { 'zh-Hans': '支付手续费', 'zh-Hant': '支付手續費', en: 'Payment fees' },
  discounts: { 'zh-Hans': '优惠与代金券', 'zh-Hant': '優惠與代金券', en: 'Discounts and coupons' },
  returns: { 'zh-Hans': '销售退回', 'zh-Hant': '銷售退回', en: 'Sales returns' },
  sales: { 'zh-Hans': '销售收入', 'zh-Hant': '銷售收入', en: 'Sales' },
} as const satisfies Readonly<Record<string, Translated>>

/** A word of an export. */
export type ExportText = keyof typeof EXPORT_TEXTS

/** The words in one language. */
export const wordsIn =
  (language: Language) =>
  (text: ExportText): string =>
    EXPORT_TEXTS[text][language]
