import type { Texts } from './texts.ts'

/** Finding sales (F4), and what is shown of one. */
export const sales = {
  title: { 'zh-Hans': '交易和小票', 'zh-Hant': '交易及單據', en: 'Sales and receipts' },
  search: {
    'zh-Hans': '订单号或微信单号的末几位，或扫小票上的条码',
    'zh-Hant': '訂單編號或微信單號的最後幾位，或掃單據上的條碼',
    en: 'Last digits of a number, or scan the receipt',
  },
  amount: { 'zh-Hans': '金额', 'zh-Hant': '金額', en: 'Amount' },
  day: { 'zh-Hans': '日期', 'zh-Hant': '日期', en: 'Day' },
  dayLike: { 'zh-Hans': '年-月-日', 'zh-Hant': '年-月-日', en: 'YYYY-MM-DD' },
  group: { 'zh-Hans': '结果', 'zh-Hant': '結果', en: 'Result' },
  anyGroup: { 'zh-Hans': '全部', 'zh-Hant': '全部', en: 'All' },
  paid: { 'zh-Hans': '已收款', 'zh-Hant': '已收款', en: 'Paid' },
  undecided: { 'zh-Hans': '未决', 'zh-Hant': '未決', en: 'Undecided' },
  notCharged: { 'zh-Hans': '未扣款', 'zh-Hant': '未扣款', en: 'Not charged' },
  cancelled: { 'zh-Hans': '已撤销', 'zh-Hant': '已撤銷', en: 'Cancelled' },
  neverCharged: { 'zh-Hans': '没有扫过码', 'zh-Hant': '沒有掃過碼', en: 'No code scanned' },
  none: { 'zh-Hans': '没有找到', 'zh-Hant': '找不到', en: 'Nothing found' },
  more: { 'zh-Hans': '更早的交易', 'zh-Hant': '較早的交易', en: 'Earlier sales' },
  all: { 'zh-Hans': '显示全部', 'zh-Hant': '顯示全部', en: 'Show all' },
  behind: {
    'zh-Hans': '正在整理较早的交易，还没有全部列出',
    'zh-Hant': '正在整理較早的交易，尚未全部列出',
    en: 'Earlier sales are still being put in order: not all are listed yet',
  },
  showSlip: { 'zh-Hans': '看小票', 'zh-Hant': '看單據', en: 'The slip' },
  showHistory: { 'zh-Hans': '看经过', 'zh-Hant': '看經過', en: 'What happened' },
} as const satisfies Texts
