import type { Texts } from './texts.ts'

/** What happened to a sale, entry by entry: the evidence. */
export const history = {
  title: { 'zh-Hans': '经过', 'zh-Hant': '經過', en: 'What happened' },
  reading: { 'zh-Hans': '正在读取…', 'zh-Hant': '正在讀取…', en: 'Reading…' },
  unreadable: {
    'zh-Hans': '读不出这笔的记录',
    'zh-Hant': '讀不到此筆的記錄',
    en: 'The records of this sale cannot be read',
  },
  started: { 'zh-Hans': '开始', 'zh-Hant': '開始', en: 'Started' },
  order: { 'zh-Hans': '商户订单号', 'zh-Hant': '商戶訂單編號', en: 'Order number' },
  transaction: { 'zh-Hans': '微信交易单号', 'zh-Hant': '微信交易單號', en: 'WeChat transaction' },
  note: { 'zh-Hans': '备注', 'zh-Hant': '備註', en: 'Note' },
  record: { 'zh-Hans': '原始记录', 'zh-Hant': '原始記錄', en: 'Record' },
  stateAfter: { 'zh-Hans': '之后的状态', 'zh-Hant': '之後的狀態', en: 'state after it' },
  attempt: {
    'zh-Hans': '第 {{count}} 次收款',
    'zh-Hant': '第 {{count}} 次收款',
    en: 'Attempt {{count}}',
  },
  saleStarted: { 'zh-Hans': '输入了金额', 'zh-Hant': '輸入了金額', en: 'The amount was entered' },
  codeScanned: {
    'zh-Hans': '扫到付款码，已发出扣款请求',
    'zh-Hant': '掃到付款碼，已送出扣款請求',
    en: 'A code was scanned and the charge was sent',
  },
  submitPaid: {
    'zh-Hans': '微信答复扣款请求：支付成功',
    'zh-Hant': '微信回覆扣款請求：支付成功',
    en: 'WeChat answered the charge: paid',
  },
  submitError: {
    'zh-Hans': '微信答复扣款请求：{{why}}',
    'zh-Hant': '微信回覆扣款請求：{{why}}',
    en: 'WeChat answered the charge: {{why}}',
  },
  submitNotSent: {
    'zh-Hans': '扣款请求没有发出：{{why}}',
    'zh-Hant': '扣款請求沒有送出：{{why}}',
    en: 'The charge never left: {{why}}',
  },
  submitNoAnswer: {
    'zh-Hans': '扣款请求没有可信的答复：{{why}}',
    'zh-Hant': '扣款請求沒有可信的回覆：{{why}}',
    en: 'No answer to the charge that can be believed: {{why}}',
  },
  queryDue: { 'zh-Hans': '向微信查询', 'zh-Hant': '向微信查詢', en: 'WeChat was asked' },
  queryPaid: {
    'zh-Hans': '微信答复查询：支付成功',
    'zh-Hant': '微信回覆查詢：支付成功',
    en: 'WeChat answered the question: paid',
  },
  queryOrder: {
    'zh-Hans': '微信答复查询：{{why}}',
    'zh-Hant': '微信回覆查詢：{{why}}',
    en: 'WeChat answered the question: {{why}}',
  },
  queryNoAnswer: {
    'zh-Hans': '查询没有可信的答复：{{why}}',
    'zh-Hant': '查詢沒有可信的回覆：{{why}}',
    en: 'No answer to the question that can be believed: {{why}}',
  },
  revokeDue: {
    'zh-Hans': '要求微信撤销',
    'zh-Hant': '要求微信撤銷',
    en: 'WeChat was asked to revoke',
  },
  revokeAccepted: {
    'zh-Hans': '微信接受了撤销，结果以查询为准',
    'zh-Hant': '微信接受了撤銷，結果以查詢為準',
    en: 'WeChat took the revoke; a query shows whether it is done',
  },
  revokeRecall: {
    'zh-Hans': '微信要求再次撤销',
    'zh-Hant': '微信要求再次撤銷',
    en: 'WeChat wants the revoke to be sent again',
  },
  revokeError: {
    'zh-Hans': '微信答复撤销：{{why}}',
    'zh-Hant': '微信回覆撤銷：{{why}}',
    en: 'WeChat answered the revoke: {{why}}',
  },
  revokeNoAnswer: {
    'zh-Hans': '撤销没有可信的答复：{{why}}',
    'zh-Hant': '撤銷沒有可信的回覆：{{why}}',
    en: 'No answer to the revoke that can be believed: {{why}}',
  },
  told: {
    'zh-Hans': '商户后台说：{{why}}',
    'zh-Hant': '商戶後台說：{{why}}',
    en: 'The merchant’s backend says: {{why}}',
  },
  stopPressed: {
    'zh-Hans': '收银员按了停止',
    'zh-Hant': '收銀員按了停止',
    en: 'The cashier pressed stop',
  },
  askAgainPressed: {
    'zh-Hans': '收银员要求马上再查',
    'zh-Hant': '收銀員要求立即再查',
    en: 'The cashier wanted it asked again',
  },
  newsHeard: {
    'zh-Hans': '商户后台通知有变化',
    'zh-Hant': '商戶後台通知有變化',
    en: 'The merchant’s backend said that something changed',
  },
  abandoned: {
    'zh-Hans': '没有扫码就结束了',
    'zh-Hant': '沒有掃碼就結束了',
    en: 'Given up before any code was scanned',
  },
  restarted: {
    'zh-Hans': '收银台重新启动，从记录中找回这笔',
    'zh-Hant': '收銀台重新啟動，從記錄中找回此筆',
    en: 'The till was started anew and found this sale in its journal',
  },
  ageRevocable: {
    'zh-Hans': '从现在起可以撤销',
    'zh-Hant': '由現在起可以撤銷',
    en: 'It may be revoked from now on',
  },
  ageOverdue: {
    'zh-Hans': '等待时间已到',
    'zh-Hant': '等候時間已到',
    en: 'It was waited for long enough',
  },
  ageCodeDead: {
    'zh-Hans': '付款码已失效',
    'zh-Hant': '付款碼已失效',
    en: 'The payment code has expired',
  },
  ageIrrevocable: {
    'zh-Hans': '已过撤销期限',
    'zh-Hant': '已過撤銷期限',
    en: 'It is too old to be revoked',
  },
  ageNew: { 'zh-Hans': '刚发出', 'zh-Hant': '剛送出', en: 'It was just sent' },
  timeout: { 'zh-Hans': '超时', 'zh-Hant': '逾時', en: 'it took too long' },
  broken: { 'zh-Hans': '网络断了', 'zh-Hant': '網絡中斷', en: 'the line broke' },
  unreadableAnswer: {
    'zh-Hans': '答复无法读取',
    'zh-Hant': '回覆無法讀取',
    en: 'it could not be read',
  },
  badSignature: { 'zh-Hans': '签名不对', 'zh-Hant': '簽名不符', en: 'its signature is wrong' },
  mismatch: {
    'zh-Hans': '说的不是这家商户、这笔订单或这个金额',
    'zh-Hant': '說的不是此商戶、此訂單或此金額',
    en: 'it speaks of another merchant, order or amount',
  },
  refusedUnsigned: {
    'zh-Hans': '微信拒绝了请求，而且没有签名',
    'zh-Hant': '微信拒絕了請求，而且沒有簽名',
    en: 'WeChat refused the request without a signature',
  },
  tradeREFUND: { 'zh-Hans': '已退款', 'zh-Hant': '已退款', en: 'the money went back' },
  tradeNOTPAY: { 'zh-Hans': '未支付', 'zh-Hant': '未支付', en: 'not paid' },
  tradeCLOSED: { 'zh-Hans': '订单已关闭', 'zh-Hant': '訂單已關閉', en: 'the order is closed' },
  tradeREVOKED: { 'zh-Hans': '订单已撤销', 'zh-Hant': '訂單已撤銷', en: 'the order is revoked' },
  tradeUSERPAYING: {
    'zh-Hans': '顾客正在输入密码',
    'zh-Hant': '顧客正在輸入密碼',
    en: 'the customer is typing the password',
  },
  tradePAYERROR: { 'zh-Hans': '支付失败', 'zh-Hant': '支付失敗', en: 'the payment failed' },
  tradeACCEPT: {
    'zh-Hans': '已受理，等待扣款',
    'zh-Hant': '已受理，等待扣款',
    en: 'taken, not charged yet',
  },
  tradeUNRECOGNISED: {
    'zh-Hans': '不认识的状态',
    'zh-Hant': '不認識的狀態',
    en: 'a state that this program does not know',
  },
  toldUndecided: { 'zh-Hans': '还没有结果', 'zh-Hant': '尚未有結果', en: 'not decided yet' },
  toldRevoking: { 'zh-Hans': '正在撤销', 'zh-Hant': '正在撤銷', en: 'it is being revoked' },
  toldAttention: {
    'zh-Hans': '需要店长处理',
    'zh-Hant': '需要店長處理',
    en: 'a manager is needed',
  },
  toldPaid: { 'zh-Hans': '支付成功', 'zh-Hant': '支付成功', en: 'paid' },
  toldNotCharged: { 'zh-Hans': '未扣款', 'zh-Hant': '未扣款', en: 'not charged' },
  toldRevoked: { 'zh-Hans': '已撤销', 'zh-Hant': '已撤銷', en: 'revoked' },
} as const satisfies Texts
