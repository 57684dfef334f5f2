import type { Translated } from '../language.ts'
import type { RefundSlipOutcome, SlipOutcome } from './slip.ts'

/** The word for what became of the money: the first thing a slip must say. */
export const OUTCOME_WORDS: { readonly [O in SlipOutcome]: Translated } = {
  paid: { 'zh-Hans': '支付成功', 'zh-Hant': '支付成功', en: 'PAID' },
  returned: { 'zh-Hans': '已退款', 'zh-Hant': '已退款', en: 'REFUNDED' },
  cancelled: { 'zh-Hans': '已撤销，未扣款', 'zh-Hant': '已撤銷，未扣款', en: 'CANCELLED' },
  'not-charged': { 'zh-Hans': '未扣款', 'zh-Hant': '未扣款', en: 'NOT CHARGED' },
  pending: { 'zh-Hans': '结果待确认', 'zh-Hant': '結果待確認', en: 'RESULT PENDING' },
}

/** The same for a refund. */
export const REFUND_WORDS: { readonly [O in RefundSlipOutcome]: Translated } = {
  refunded: { 'zh-Hans': '已退款', 'zh-Hant': '已退款', en: 'REFUNDED' },
  accepted: { 'zh-Hans': '退款已受理', 'zh-Hant': '退款已受理', en: 'REFUND ACCEPTED' },
  refused: { 'zh-Hans': '未退款', 'zh-Hant': '未退款', en: 'NOT REFUNDED' },
  pending: { 'zh-Hans': '退款待确认', 'zh-Hant': '退款待確認', en: 'REFUND PENDING' },
}

/** Everything else that is printed. */
export const SLIP_TEXTS = {
  till: { 'zh-Hans': '收银台', 'zh-Hant': '收銀台', en: 'Till' },
  cashier: { 'zh-Hans': '收银员', 'zh-Hant': '收銀員', en: 'Cashier' },
  shift: { 'zh-Hans': '班次', 'zh-Hant': '更次', en: 'Shift' },
  amount: { 'zh-Hans': '金额', 'zh-Hant': '金額', en: 'Amount' },
  payerPaid: { 'zh-Hans': '顾客实付', 'zh-Hant': '顧客實付', en: 'Customer paid' },
  method: { 'zh-Hans': '支付方式', 'zh-Hant': '付款方式', en: 'Payment' },
  wechat: { 'zh-Hans': '微信支付', 'zh-Hant': '微信支付', en: 'WeChat Pay' },
  quickPay: { 'zh-Hans': '付款码', 'zh-Hant': '付款碼', en: 'Quick Pay' },
  time: { 'zh-Hans': '时间', 'zh-Hant': '時間', en: 'Time' },
  order: { 'zh-Hans': '商户订单号', 'zh-Hant': '商戶訂單編號', en: 'Order no.' },
  transaction: { 'zh-Hans': '微信交易单号', 'zh-Hant': '微信交易單號', en: 'WeChat transaction' },
  approvedBy: { 'zh-Hans': '批准人', 'zh-Hant': '批准人', en: 'Approved by' },
  salePaid: { 'zh-Hans': '原支付金额', 'zh-Hant': '原支付金額', en: 'Sale' },
  drawerTitle: { 'zh-Hans': '打开钱箱', 'zh-Hant': '打開錢箱', en: 'DRAWER OPENED' },
  reason: { 'zh-Hans': '原因', 'zh-Hant': '原因', en: 'Reason' },
  refundNumber: { 'zh-Hans': '商户退款单号', 'zh-Hant': '商戶退款編號', en: 'Refund no.' },
  refundId: { 'zh-Hans': '微信退款单号', 'zh-Hant': '微信退款單號', en: 'WeChat refund' },
  onItsWay: {
    'zh-Hans': '款项原路退回：零钱约 20 分钟，银行卡约 3 个工作日。',
    'zh-Hant': '款項循原路退回：零錢約 20 分鐘，銀行卡約 3 個工作天。',
    en: 'The money goes back the way it came: wallet about 20 minutes, bank card about 3 working days.',
  },
  copy: { 'zh-Hans': '副本', 'zh-Hant': '副本', en: 'COPY' },
  maybePrinted: {
    'zh-Hans': '打印曾中断，这张可能是重复的',
    'zh-Hant': '列印曾中斷，此張可能是重複的',
    en: 'Printing was interrupted: this may be a second print',
  },
  notProof: {
    'zh-Hans': '不是付款凭证。结果以商户查询为准。',
    'zh-Hant': '並非付款憑證。結果以商戶查詢為準。',
    en: 'Not proof of payment. The shop is still checking the result.',
  },
  notReal: {
    'zh-Hans': '培训或测试，不是真钱',
    'zh-Hant': '培訓或測試，不是真錢',
    en: 'TRAINING OR TEST, NOT REAL MONEY',
  },
  testTitle: { 'zh-Hans': '打印测试', 'zh-Hant': '列印測試', en: 'TEST PAGE' },
  testWide: {
    'zh-Hans': '下面一行应当正好占满纸宽：',
    'zh-Hant': '下面一行應剛好佔滿紙寬：',
    en: 'The next line should just fill the paper:',
  },
  testScan: {
    'zh-Hans': '用扫码枪扫下面的码，应读出：',
    'zh-Hant': '用掃描器掃下面的碼，應讀出：',
    en: 'A scanner should read this code as:',
  },
} as const satisfies { readonly [name: string]: Translated }
