import type { Texts } from './texts.ts'

/** The verdict zone: what happened, and what to do with the goods. */
export const verdict = {
  idle: {
    'zh-Hans': '请输入金额',
    'zh-Hant': '請輸入金額',
    en: 'Enter the amount',
  },
  idleHint: {
    'zh-Hans': '输入后按回车，再扫顾客的付款码',
    'zh-Hant': '輸入後按 Enter，再掃顧客的付款碼',
    en: 'Then press Enter and scan the customer’s code',
  },
  confirm: {
    'zh-Hans': '按回车收款',
    'zh-Hant': '按 Enter 收款',
    en: 'Press Enter to charge',
  },
  confirmHint: {
    'zh-Hans': '然后扫顾客的付款码',
    'zh-Hant': '然後掃顧客的付款碼',
    en: 'Then scan the customer’s code',
  },
  locked: { 'zh-Hans': '已锁定', 'zh-Hant': '已鎖定', en: 'Locked' },
  lockedHint: {
    'zh-Hans': '请选择姓名并输入密码，然后收款',
    'zh-Hant': '請選擇姓名並輸入密碼，然後收款',
    en: 'Choose your name and type your PIN, then take payments',
  },
  blocked: {
    'zh-Hans': '现在不能收款',
    'zh-Hant': '現在不能收款',
    en: 'No payments now',
  },
  blockedHint: {
    'zh-Hans': '原因和做法见上方红色提示',
    'zh-Hant': '原因及做法見上方紅色提示',
    en: 'The red bar above says why, and what to do',
  },
  ready: {
    'zh-Hans': '请扫顾客付款码',
    'zh-Hant': '請掃顧客付款碼',
    en: 'Scan the customer’s code',
  },
  readyMore: {
    'zh-Hans': '微信右上角“+”→ 收付款',
    'zh-Hant': 'WeChat 右上角「+」→ 收付款',
    en: 'In WeChat: “+” at the top right → Money',
  },
  trainingIdle: {
    'zh-Hans': '练习一遍：输入金额，按回车 → Ctrl P 打开顾客手机 → Ctrl S 扫手机上的码',
    'zh-Hant': '練習一次：輸入金額，按 Enter → Ctrl P 開啟顧客手機 → Ctrl S 掃手機上的碼',
    en: 'Try it: type an amount, press Enter → Ctrl P opens the payer’s phone → Ctrl S scans its code',
  },
  trainingReady: {
    'zh-Hans': '培训：Ctrl P 打开顾客手机，Ctrl S 扫手机上的码',
    'zh-Hant': '培訓：Ctrl P 開啟顧客手機，Ctrl S 掃手機上的碼',
    en: 'Training: Ctrl P opens the payer’s phone, Ctrl S scans its code',
  },
  charging: { 'zh-Hans': '正在收款…', 'zh-Hant': '正在收款…', en: 'Charging…' },
  chargingMore: {
    'zh-Hans': '等待微信支付答复',
    'zh-Hant': '正在等候 WeChat Pay 回覆',
    en: 'Waiting for WeChat Pay’s answer',
  },
  password: {
    'zh-Hans': '请顾客输入密码',
    'zh-Hant': '請顧客輸入密碼',
    en: 'Ask for the password',
  },
  passwordMore: {
    'zh-Hans': '顾客要在手机上输入支付密码。时间到后系统自动撤销。',
    'zh-Hant': '顧客需要在手機輸入支付密碼。時間到後系統會自動撤銷。',
    en: 'The customer types the payment password on the phone. When the time is up, the till cancels.',
  },
  paid: { 'zh-Hans': '收款成功', 'zh-Hant': '收款成功', en: 'PAID' },
  paidCash: {
    'zh-Hans': '顾客实际支付 {{amount}}（优惠或换汇）',
    'zh-Hant': '顧客實際支付 {{amount}}（優惠或兌換）',
    en: 'The customer’s own payment was {{amount}} (coupon or exchange)',
  },
  paidNumber: {
    'zh-Hans': '微信单号 {{number}}',
    'zh-Hant': 'WeChat 交易編號 {{number}}',
    en: 'WeChat no. {{number}}',
  },
  notCharged: { 'zh-Hans': '未扣款', 'zh-Hant': '未扣款', en: 'NOT CHARGED' },
  tellCustomer: {
    'zh-Hans': '对顾客说：“{{words}}”',
    'zh-Hant': '對顧客說：「{{words}}」',
    en: 'Tell the customer: “{{words}}”',
  },
  unknown: { 'zh-Hans': '结果未知', 'zh-Hant': '結果未明', en: 'RESULT UNKNOWN' },
  unknownMore: {
    'zh-Hans': '正在查询，请勿重复收款',
    'zh-Hant': '正在查詢，請勿重複收款',
    en: 'Checking. Do not charge again',
  },
  stopping: { 'zh-Hans': '正在撤销', 'zh-Hant': '正在撤銷', en: 'CANCELLING' },
  stoppingPressed: {
    'zh-Hans': '已按停止，正在等微信支付确认，请稍候',
    'zh-Hant': '已按停止，正在等候 WeChat Pay 確認，請稍候',
    en: 'You pressed stop. Waiting for WeChat Pay to confirm',
  },
  stoppingGaveUp: {
    'zh-Hans': '时间已到，还没有付款结果，正在撤销，请稍候',
    'zh-Hant': '時間已到，尚未有付款結果，正在撤銷，請稍候',
    en: 'The time is up without a payment. Waiting for WeChat Pay to confirm',
  },
  stoppingFailed: {
    'zh-Hans': '顾客取消或付款失败，正在撤销以防之后扣款，请稍候',
    'zh-Hant': '顧客取消或付款失敗，正在撤銷以防之後扣款，請稍候',
    en: 'The customer cancelled or the payment failed. It is cancelled so that it cannot be charged later',
  },
  returning: { 'zh-Hans': '正在退回', 'zh-Hant': '正在退回', en: 'BEING RETURNED' },
  returningMore: {
    'zh-Hans': '撤销之后才扣了款，钱正在退还顾客。请勿交货',
    'zh-Hant': '撤銷之後才扣款，款項正退還顧客。請勿交貨',
    en: 'The charge came after it was cancelled, so the money goes back. Do not hand over',
  },
  stopped: { 'zh-Hans': '已撤销', 'zh-Hant': '已撤銷', en: 'CANCELLED' },
  stoppedClosed: {
    'zh-Hans': '顾客不会被扣款',
    'zh-Hant': '顧客不會被扣款',
    en: 'The customer is not charged',
  },
  stoppedUndone: {
    'zh-Hans': '顾客不会被扣款；手机上若显示已扣款，款项会自动退回',
    'zh-Hant': '顧客不會被扣款；手機上若顯示已扣款，款項會自動退回',
    en: 'The customer is not charged. A charge that their phone shows goes back by itself',
  },
  stoppedReturned: {
    'zh-Hans': '已扣的款项已退还顾客',
    'zh-Hant': '已扣的款項已退還顧客',
    en: 'The customer was charged and has the money back',
  },
  stoppedNeverArrived: {
    'zh-Hans': '微信支付没有这笔订单，没有收顾客的钱',
    'zh-Hant': 'WeChat Pay 沒有這筆訂單，沒有收顧客的錢',
    en: 'WeChat Pay has no such order. No money is kept from the customer',
  },
  stoppedAgain: {
    'zh-Hans': '可以再扫一个新的付款码，或按回车服务下一位',
    'zh-Hant': '可再掃一個新的付款碼，或按 Enter 服務下一位',
    en: 'Scan a new code to charge this amount, or press Enter for the next customer',
  },
  restored: {
    'zh-Hans': '重启后找回的交易',
    'zh-Hant': '重啟後找回的交易',
    en: 'This sale was found after a restart',
  },
  becauseGaveUp: {
    'zh-Hans': '时间内没有付款结果。',
    'zh-Hant': '時間內未有付款結果。',
    en: 'No payment was confirmed in time.',
  },
  becauseNoAnswer: {
    'zh-Hans': '微信支付没有答复，没有收顾客的钱',
    'zh-Hant': 'WeChat Pay 沒有回覆，沒有收顧客的錢',
    en: 'No answer from WeChat Pay; no money is kept from the customer',
  },
  becausePressed: {
    'zh-Hans': '收银员按了停止。',
    'zh-Hant': '收銀員按了停止。',
    en: 'Stopped at the till.',
  },
  becauseFailed: {
    'zh-Hans': '顾客取消或付款失败。',
    'zh-Hant': '顧客取消或付款失敗。',
    en: 'The customer cancelled or the payment failed.',
  },
  becauseClosed: {
    'zh-Hans': '微信支付关闭了订单。',
    'zh-Hant': 'WeChat Pay 已關閉訂單。',
    en: 'WeChat Pay closed the order.',
  },
  attention: { 'zh-Hans': '需要店长处理', 'zh-Hant': '需要店長處理', en: 'MANAGER NEEDED' },
  attentionRevoke: {
    'zh-Hans': '微信支付还没有确认撤销。系统会继续查询；请勿重复收款',
    'zh-Hant': 'WeChat Pay 尚未確認撤銷。系統會繼續查詢；請勿重複收款',
    en: 'WeChat Pay has not confirmed the cancellation. The till keeps asking; do not charge again',
  },
  attentionRefund: {
    'zh-Hans': '款项已付，但已过撤销期限。请店长办理退款',
    'zh-Hant': '款項已付，但已過撤銷期限。請店長辦理退款',
    en: 'It was paid, but is too old to cancel. The manager has to refund it',
  },
  attentionElsewhere: {
    'zh-Hans': '这笔款在别处退过（可能只退了一部分）。请店长在商户平台核对',
    'zh-Hant': '這筆款項已在別處退款（可能只退了部分）。請店長在商戶平台核對',
    en: 'Somebody refunded this elsewhere, perhaps in part. The manager has to check with WeChat Pay',
  },
  abandoned: { 'zh-Hans': '已取消', 'zh-Hant': '已取消', en: 'GIVEN UP' },
  abandonedMore: {
    'zh-Hans': '没有扫码，没有扣款',
    'zh-Hant': '沒有掃碼，沒有扣款',
    en: 'No code was scanned and nobody was charged',
  },
  goodsHold: { 'zh-Hans': '先别交货', 'zh-Hant': '先不要交貨', en: 'HOLD the goods' },
  goodsHandOver: { 'zh-Hans': '请交货', 'zh-Hant': '請交貨', en: 'HAND OVER the goods' },
  goodsKeep: { 'zh-Hans': '不要交货', 'zh-Hant': '不要交貨', en: 'KEEP the goods' },
  seconds: { 'zh-Hans': '秒', 'zh-Hant': '秒', en: 's' },
  secondsLeft: {
    'zh-Hans': '剩余 {{seconds}} 秒',
    'zh-Hant': '剩餘 {{seconds}} 秒',
    en: '{{seconds}} seconds left',
  },
  askTwice: {
    'zh-Hans': '金额较大，请核对',
    'zh-Hant': '金額較大，請核對',
    en: 'A large amount. Is it right?',
  },
  askTwiceMore: {
    'zh-Hans': '超过 {{amount}} 的金额要确认两次',
    'zh-Hant': '超過 {{amount}} 的金額需要確認兩次',
    en: 'Amounts above {{amount}} are asked for twice',
  },
} as const satisfies Texts
