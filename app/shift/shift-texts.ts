import type { Translated } from '../language.ts'
import type { Outcome } from './figures.ts'

/** How attempts end, as reports say it. */
export const OUTCOME_TEXTS: { readonly [O in Outcome]: Translated } = {
  paid: { 'zh-Hans': '已收款', 'zh-Hant': '已收款', en: 'Paid' },
  returned: { 'zh-Hans': '已付后退回', 'zh-Hant': '已付後退回', en: 'Paid, then returned' },
  revoked: { 'zh-Hans': '已撤销', 'zh-Hant': '已撤銷', en: 'Cancelled' },
  'not-charged': { 'zh-Hans': '未扣款', 'zh-Hant': '未扣款', en: 'Not charged' },
}

/** Everything else that a shift's report says, on the screen, on paper and in files. */
export const SHIFT_TEXTS = {
  x: { 'zh-Hans': '班次中途报表 X', 'zh-Hant': '更次中途報表 X', en: 'X report' },
  z: { 'zh-Hans': '班次结算报表 Z', 'zh-Hant': '更次結算報表 Z', en: 'Z report' },
  shift: { 'zh-Hans': '班次', 'zh-Hant': '更次', en: 'Shift' },
  number: { 'zh-Hans': '编号', 'zh-Hant': '編號', en: 'Number' },
  opened: { 'zh-Hans': '开班', 'zh-Hant': '開更', en: 'Opened' },
  openedBy: { 'zh-Hans': '开班人', 'zh-Hant': '開更人', en: 'Opened by' },
  closed: { 'zh-Hans': '结班', 'zh-Hant': '收更', en: 'Closed' },
  closedBy: { 'zh-Hans': '结班人', 'zh-Hant': '收更人', en: 'Closed by' },
  asOf: { 'zh-Hans': '截至', 'zh-Hant': '截至', en: 'As of' },
  currency: { 'zh-Hans': '币种', 'zh-Hant': '貨幣', en: 'Currency' },
  totals: { 'zh-Hans': '合计', 'zh-Hant': '合計', en: 'Totals' },
  unresolved: { 'zh-Hans': '未决', 'zh-Hant': '未決', en: 'Undecided' },
  unresolvedList: {
    'zh-Hans': '未决的交易（不在合计之内）',
    'zh-Hant': '未決的交易（不在合計之內）',
    en: 'Undecided sales (in no total)',
  },
  withoutShift: {
    'zh-Hans': '其中开班前收的',
    'zh-Hant': '其中開更前收的',
    en: 'Of these before opening',
  },
  refunds: { 'zh-Hans': '退款', 'zh-Hant': '退款', en: 'Refunds' },
  given: { 'zh-Hans': '已退款', 'zh-Hant': '已退款', en: 'Refunded' },
  undone: {
    'zh-Hans': '退款后被微信关闭',
    'zh-Hant': '退款後被微信關閉',
    en: 'Refunded, then closed by WeChat',
  },
  refused: { 'zh-Hans': '退款未成', 'zh-Hant': '退款不成功', en: 'Refund refused' },
  onTheWay: {
    'zh-Hans': '其中在途',
    'zh-Hant': '其中在途',
    en: 'Of these on their way',
  },
  undecidedRefunds: { 'zh-Hans': '退款未决', 'zh-Hant': '退款未決', en: 'Refunds undecided' },
  net: { 'zh-Hans': '已收款减退款', 'zh-Hant': '已收款減退款', en: 'Paid less refunded' },
  openRefunds: {
    'zh-Hans': '未决的退款（不在合计之内）',
    'zh-Hant': '未決的退款（不在合計之內）',
    en: 'Undecided refunds (in no total)',
  },
  refundsUnread: {
    'zh-Hans': '退款记录不能读取，未计入',
    'zh-Hant': '退款記錄不能讀取，未計入',
    en: 'The record of refunds cannot be read: not counted',
  },
  refundEntries: { 'zh-Hans': '退款记录号', 'zh-Hant': '退款記錄號', en: 'Records of refunds' },
  refundsHash: { 'zh-Hans': '退款流水指纹', 'zh-Hant': '退款流水指紋', en: 'Hash of the refunds' },
  others: { 'zh-Hans': '其他币种', 'zh-Hant': '其他貨幣', en: 'Other currencies' },
  byCashier: { 'zh-Hans': '按收银员', 'zh-Hant': '按收銀員', en: 'By cashier' },
  nobody: { 'zh-Hans': '未登录', 'zh-Hant': '未登入', en: 'Nobody signed in' },
  byHour: { 'zh-Hans': '按小时（已收款）', 'zh-Hant': '按小時（已收款）', en: 'Paid by hour' },
  drawer: { 'zh-Hans': '钱箱', 'zh-Hant': '錢箱', en: 'Cash drawer' },
  float: { 'zh-Hans': '备用金', 'zh-Hant': '備用金', en: 'Float' },
  cashIn: { 'zh-Hans': '放入', 'zh-Hant': '放入', en: 'Paid in' },
  cashOut: { 'zh-Hans': '取出', 'zh-Hant': '取出', en: 'Paid out' },
  expected: { 'zh-Hans': '应有', 'zh-Hant': '應有', en: 'Expected' },
  counted: { 'zh-Hans': '实点', 'zh-Hant': '實點', en: 'Counted' },
  difference: { 'zh-Hans': '差额', 'zh-Hant': '差額', en: 'Difference' },
  proof: { 'zh-Hans': '凭据', 'zh-Hant': '憑據', en: 'Proof' },
  entries: { 'zh-Hans': '记录号', 'zh-Hant': '記錄號', en: 'Records' },
  hash: { 'zh-Hans': '本表指纹', 'zh-Hant': '本表指紋', en: 'Hash of this Z' },
  previousHash: { 'zh-Hans': '上表指纹', 'zh-Hant': '上表指紋', en: 'Hash of the Z before' },
  journalHash: { 'zh-Hans': '流水指纹', 'zh-Hant': '流水指紋', en: 'Hash of the journal' },
  count: { 'zh-Hans': '笔数', 'zh-Hant': '筆數', en: 'Count' },
  amount: { 'zh-Hans': '金额', 'zh-Hant': '金額', en: 'Amount' },
  till: { 'zh-Hans': '收银台', 'zh-Hant': '收銀台', en: 'Till' },
  shop: { 'zh-Hans': '门店', 'zh-Hant': '門店', en: 'Shop' },
  notReal: {
    'zh-Hans': '培训或测试，不是真钱',
    'zh-Hant': '培訓或測試，不是真錢',
    en: 'TRAINING OR TEST, NOT REAL MONEY',
  },
} as const satisfies { readonly [name: string]: Translated }

/** Columns of the list of attempts, in their order. */
export const ENDED_TEXTS = {
  time: { 'zh-Hans': '时间', 'zh-Hant': '時間', en: 'Time' },
  outcome: { 'zh-Hans': '结果', 'zh-Hant': '結果', en: 'Result' },
  amount: { 'zh-Hans': '金额', 'zh-Hant': '金額', en: 'Amount' },
  currency: { 'zh-Hans': '币种', 'zh-Hant': '貨幣', en: 'Currency' },
  order: { 'zh-Hans': '商户订单号', 'zh-Hant': '商戶訂單編號', en: 'Order number' },
  transaction: { 'zh-Hans': '微信交易单号', 'zh-Hant': '微信交易單號', en: 'WeChat transaction' },
  note: { 'zh-Hans': '备注', 'zh-Hant': '備註', en: 'Note' },
} as const satisfies { readonly [name: string]: Translated }
