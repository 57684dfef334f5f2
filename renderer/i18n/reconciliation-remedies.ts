import type { Texts } from './texts.ts'

/** One difference: both sides of it, and what can be done. */
export const reconciliationSides = {
  why: { 'zh-Hans': '根据', 'zh-Hant': '根據', en: 'Why' },
  what: { 'zh-Hans': '可以做的', 'zh-Hant': '可以做的', en: 'What can be done' },
  done: { 'zh-Hans': '已做的', 'zh-Hant': '已做的', en: 'What was done' },
  nothingDone: {
    'zh-Hans': '还没有人处理',
    'zh-Hant': '尚未有人處理',
    en: 'Nobody has done anything yet',
  },
  nothingNeeded: { 'zh-Hans': '不用处理', 'zh-Hant': '不用處理', en: 'Nothing has to be done' },
  nextOpen: { 'zh-Hans': '下一笔待处理', 'zh-Hant': '下一筆待處理', en: 'Next open one' },
  noneOpen: {
    'zh-Hans': '这一天没有待处理的了',
    'zh-Hant': '這一日沒有待處理的了',
    en: 'Nothing of this day is open',
  },
  somebody: { 'zh-Hans': '收银台', 'zh-Hant': '收銀台', en: 'At the till' },
  stateOpen: { 'zh-Hans': '待处理', 'zh-Hant': '待處理', en: 'Open' },
  stateResolved: { 'zh-Hans': '已处理', 'zh-Hant': '已處理', en: 'Dealt with' },
  'stateExplained-itself': {
    'zh-Hans': '正常，无需处理',
    'zh-Hant': '正常，無需處理',
    en: 'As it should be',
  },
  'stateExplained-other-bill': {
    'zh-Hans': '相邻一天的账单里有',
    'zh-Hant': '相鄰一日的帳單有',
    en: 'In the bill of the day beside it',
  },
  'stateExplained-gone': {
    'zh-Hans': '重新核对后已一致',
    'zh-Hant': '重新核對後已一致',
    en: 'Gone: the sides agree now',
  },
  ours: { 'zh-Hans': '我方的账', 'zh-Hant': '我方的帳', en: 'Our books' },
  theirs: { 'zh-Hans': '微信的账单', 'zh-Hant': 'WeChat 的帳單', en: 'WeChat’s bill' },
  oursNone: { 'zh-Hans': '我方没有', 'zh-Hant': '我方沒有', en: 'We have nothing' },
  theirsNone: {
    'zh-Hans': '这份账单里没有',
    'zh-Hant': '這份帳單沒有',
    en: 'Nothing in this bill',
  },
  rowAt: {
    'zh-Hans': '文件第 {{line}} 行',
    'zh-Hant': '檔案第 {{line}} 行',
    en: 'Line {{line}} of the file',
  },
  rowPayment: { 'zh-Hans': '收款', 'zh-Hant': '收款', en: 'Payment' },
  rowRefund: { 'zh-Hans': '退款', 'zh-Hant': '退款', en: 'Refund' },
  rowRevoke: { 'zh-Hans': '撤销', 'zh-Hant': '撤銷', en: 'Revoke' },
  about: { 'zh-Hans': '涉及金额', 'zh-Hant': '涉及金額', en: 'It is about' },
  thisOrder: { 'zh-Hans': '这笔订单', 'zh-Hant': '這筆訂單', en: 'This order' },
  otherOrder: { 'zh-Hans': '另一笔订单', 'zh-Hant': '另一筆訂單', en: 'The other order' },
  showEvidence: {
    'zh-Hans': '查看这笔的经过',
    'zh-Hant': '查看這筆的經過',
    en: 'Show what happened at the till',
  },
  hideEvidence: { 'zh-Hans': '收起经过', 'zh-Hant': '收起經過', en: 'Hide what happened' },
  expectedFee: { 'zh-Hans': '应收手续费', 'zh-Hant': '應收手續費', en: 'Fee to be expected' },
  gone: {
    'zh-Hans': '这处差异已经不在了：当天重新核对过。',
    'zh-Hant': '這項差異已經不在了：當日重新核對過。',
    en: 'This difference is gone: the day was reconciled again.',
  },
  agree: {
    'zh-Hans': '这一笔两边一致。',
    'zh-Hant': '這一筆兩邊一致。',
    en: 'Both sides agree about this one.',
  },

  orderNumber: { 'zh-Hans': '商户订单号', 'zh-Hant': '商戶訂單號', en: 'Order number' },
  transactionId: { 'zh-Hans': '微信订单号', 'zh-Hant': 'WeChat 訂單號', en: 'WeChat number' },
  refundNumber: { 'zh-Hans': '商户退款单号', 'zh-Hant': '商戶退款單號', en: 'Refund number' },
  refundId: {
    'zh-Hans': '微信退款单号',
    'zh-Hant': 'WeChat 退款單號',
    en: 'WeChat’s refund number',
  },
  amount: { 'zh-Hans': '金额', 'zh-Hant': '金額', en: 'Amount' },
  state: { 'zh-Hans': '状态', 'zh-Hant': '狀態', en: 'State' },
  till: { 'zh-Hans': '收银台', 'zh-Hant': '收銀台', en: 'Till' },
  cashier: { 'zh-Hans': '收银员', 'zh-Hant': '收銀員', en: 'Cashier' },
  submittedAt: { 'zh-Hans': '提交时间', 'zh-Hant': '提交時間', en: 'Submitted' },
  paidAt: { 'zh-Hans': '支付时间', 'zh-Hant': '支付時間', en: 'Paid at' },
  requestedAt: { 'zh-Hans': '申请时间', 'zh-Hant': '申請時間', en: 'Asked for at' },
  tradeTime: { 'zh-Hans': '交易时间', 'zh-Hant': '交易時間', en: 'Trade time' },
  device: { 'zh-Hans': '设备号', 'zh-Hant': '裝置號', en: 'Device' },
  tradeType: { 'zh-Hans': '交易类型', 'zh-Hant': '交易類型', en: 'Trade type' },
  bank: { 'zh-Hans': '付款银行', 'zh-Hant': '付款銀行', en: 'Bank' },
  merchant: { 'zh-Hans': '商户号', 'zh-Hant': '商戶號', en: 'Merchant' },
  subMerchant: { 'zh-Hans': '特约商户号', 'zh-Hant': '特約商戶號', en: 'Sub-merchant' },
  price: { 'zh-Hans': '订单金额', 'zh-Hant': '訂單金額', en: 'Order amount' },
  settlement: { 'zh-Hans': '应结订单金额', 'zh-Hant': '應結訂單金額', en: 'To be settled' },
  coupon: { 'zh-Hans': '代金券金额', 'zh-Hant': '代金券金額', en: 'Coupons' },
  fee: { 'zh-Hans': '手续费', 'zh-Hant': '手續費', en: 'Fee' },
  rate: { 'zh-Hans': '费率', 'zh-Hant': '費率', en: 'Rate' },
  askedRefund: { 'zh-Hans': '申请退款金额', 'zh-Hant': '申請退款金額', en: 'Refund asked for' },
  settledRefund: { 'zh-Hans': '退款金额', 'zh-Hant': '退款金額', en: 'Refund charged' },
  refundStatus: { 'zh-Hans': '退款状态', 'zh-Hant': '退款狀態', en: 'Refund status' },
} as const satisfies Texts

/** Buttons of the remedies. */
export const remedyName = {
  query: { 'zh-Hans': '向微信查询', 'zh-Hant': '向 WeChat 查詢', en: 'Ask WeChat now' },
  refund: { 'zh-Hans': '退款给顾客', 'zh-Hant': '退款給顧客', en: 'Refund the customer' },
  'resend-refund': {
    'zh-Hans': '用同一退款号重发',
    'zh-Hant': '用同一退款號重發',
    en: 'Send the refund again',
  },
  'mark-paid': { 'zh-Hans': '记为已付', 'zh-Hant': '記為已付', en: 'Mark as paid' },
  assign: { 'zh-Hans': '归到别的收银台', 'zh-Hant': '歸到別的收銀台', en: 'Assign to a till' },
  'record-refund': {
    'zh-Hans': '记下这笔退款',
    'zh-Hant': '記下這筆退款',
    en: 'Record the refund',
  },
  'record-loss': { 'zh-Hans': '记为损失', 'zh-Hant': '記為損失', en: 'Record a loss' },
  explain: { 'zh-Hans': '写明原因', 'zh-Hant': '寫明原因', en: 'Explain it' },
  note: { 'zh-Hans': '加备注', 'zh-Hant': '加備註', en: 'Add a note' },
} as const satisfies Texts

/** What each remedy does, and what it does not. */
export const remedyMeaning = {
  query: {
    'zh-Hans': '问微信这笔现在怎样，把回答记下来。不会动钱，差异仍待处理。',
    'zh-Hant': '問 WeChat 這筆現在怎樣，把回覆記下來。不會動錢，差異仍待處理。',
    en: 'Asks WeChat how it stands and keeps the answer. No money moves, and the difference stays open.',
  },
  refund: {
    'zh-Hans': '把微信还没有退的部分全数退给顾客，先记账再发出。需要店长的密码。',
    'zh-Hant': '把 WeChat 尚未退的部分全數退給顧客，先記帳再發出。需要店長的密碼。',
    en: 'Gives back all that WeChat has not given back yet; written down before it is sent. Needs a manager’s PIN.',
  },
  'resend-refund': {
    'zh-Hans': '用同一个退款号再发一次：同一个号微信只退一次。需要店长的密码。',
    'zh-Hant': '用同一個退款號再發一次：同一個號 WeChat 只退一次。需要店長的密碼。',
    en: 'Sends it again under the same number, which WeChat refunds only once. Needs a manager’s PIN.',
  },
  'mark-paid': {
    'zh-Hans': '顾客拿到了商品，这笔收款是对的。不会动钱。',
    'zh-Hant': '顧客拿到了商品，這筆收款是對的。不會動錢。',
    en: 'The customer got the goods: the charge is right. No money moves.',
  },
  assign: {
    'zh-Hans': '这笔属于一台不在这里记账的收银台或门店。不会动钱。',
    'zh-Hant': '這筆屬於一台不在這裡記帳的收銀台或門店。不會動錢。',
    en: 'It belongs to a till or shop that keeps no books here. No money moves.',
  },
  'record-refund': {
    'zh-Hans': '记下在商户平台做过的退款。不会再退一次。',
    'zh-Hant': '記下在商戶平台做過的退款。不會再退一次。',
    en: 'Writes down a refund that was made in the merchant platform. Nothing is refunded again.',
  },
  'record-loss': {
    'zh-Hans': '商品走了，钱没有来：作为损失记下。不会动钱。',
    'zh-Hant': '商品走了，錢沒有來：作為損失記下。不會動錢。',
    en: 'The goods left and the money did not come: written down as a loss. No money moves.',
  },
  explain: {
    'zh-Hans': '写明为什么不同，差异就算处理完。不会动钱。',
    'zh-Hant': '寫明為何不同，差異就算處理完。不會動錢。',
    en: 'Say why it differs, and it is dealt with. No money moves.',
  },
  note: {
    'zh-Hans': '写下知道的事，差异仍待处理。',
    'zh-Hant': '寫下知道的事，差異仍待處理。',
    en: 'Write down what is known. The difference stays open.',
  },
} as const satisfies Texts

/** The dialog of a remedy, and what came of it. */
export const remedyDialog = {
  note: { 'zh-Hans': '说明', 'zh-Hant': '說明', en: 'Note' },
  noteHint: {
    'zh-Hans': '写给日后看账的人。请不要写付款码或密码。',
    'zh-Hant': '寫給日後看帳的人。請不要寫付款碼或密碼。',
    en: 'For whoever reads the books later. No payment codes or PINs, please.',
  },
  noteNeeded: {
    'zh-Hans': '请写一句说明',
    'zh-Hant': '請寫一句說明',
    en: 'Please write a sentence',
  },
  reason: {
    'zh-Hans': '退款原因（顾客会看到）',
    'zh-Hant': '退款原因（顧客會看到）',
    en: 'Reason of the refund, which the customer sees',
  },
  toTill: {
    'zh-Hans': '属于哪台收银台或门店',
    'zh-Hant': '屬於哪台收銀台或門店',
    en: 'Till or shop that it belongs to',
  },
  take: { 'zh-Hans': '确定', 'zh-Hant': '確定', en: 'Confirm' },
  next: {
    'zh-Hans': '下一步：店长密码',
    'zh-Hant': '下一步：店長密碼',
    en: 'Next: a manager’s PIN',
  },
  approve: { 'zh-Hans': '批准退款', 'zh-Hant': '批准退款', en: 'Approve the refund' },
  noManager: {
    'zh-Hans': '这里还没有设置店长。请先在设置（F12）里添加一位。',
    'zh-Hant': '這裡尚未設定店長。請先在設定（F12）加入一位。',
    en: 'Nobody here is a manager. Add one in the set-up (F12) first.',
  },
  back: { 'zh-Hans': '不做', 'zh-Hant': '不做', en: 'Leave it' },
  writtenDown: { 'zh-Hans': '已记下', 'zh-Hant': '已記下', en: 'Written down' },
  wechatSaid: {
    'zh-Hans': '微信回答：{{state}} {{detail}}',
    'zh-Hant': 'WeChat 回覆：{{state}} {{detail}}',
    en: 'WeChat said: {{state}} {{detail}}',
  },
  refundStarted: {
    'zh-Hans': '退款已开始，退款号 {{number}}',
    'zh-Hant': '退款已開始，退款號 {{number}}',
    en: 'The refund has begun: {{number}}',
  },
} as const satisfies Texts
