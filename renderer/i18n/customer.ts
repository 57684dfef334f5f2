import type { Texts } from './texts.ts'

/** All that the customer reads. Nothing of it says why: that is between the payer, the bank and the cashier. */
export const customer = {
  idle: {
    'zh-Hans': '欢迎使用微信支付',
    'zh-Hant': '歡迎使用 WeChat Pay',
    en: 'Pay with WeChat',
  },
  idleMore: {
    'zh-Hans': '付款时，请向收银员出示付款码',
    'zh-Hant': '付款時，請向收銀員出示付款碼',
    en: 'When it is your turn, show your payment code to the cashier',
  },
  closed: { 'zh-Hans': '请稍候', 'zh-Hant': '請稍候', en: 'One moment, please' },
  closedMore: {
    'zh-Hans': '如需付款，请询问收银员',
    'zh-Hant': '如需付款，請向收銀員查詢',
    en: 'Please ask the cashier before paying',
  },
  pay: { 'zh-Hans': '应付金额', 'zh-Hant': '應付金額', en: 'To pay' },
  step1: { 'zh-Hans': '打开微信', 'zh-Hant': '開啟 WeChat', en: 'Open WeChat' },
  step2: { 'zh-Hans': '“+” → 收付款', 'zh-Hant': '「+」→ 收付款', en: 'Tap +, then Money' },
  step3: { 'zh-Hans': '出示付款码', 'zh-Hant': '出示付款碼', en: 'Show the code' },
  otherCode: {
    'zh-Hans': '请出示微信的付款码：“+” → 收付款',
    'zh-Hant': '請出示 WeChat 的付款碼：「+」→ 收付款',
    en: 'Please show WeChat’s payment code: tap +, then Money',
  },
  holdStill: {
    'zh-Hans': '请把手机亮度调高，拿稳一点',
    'zh-Hant': '請調高手機亮度，並拿穩手機',
    en: 'Please turn the brightness up and hold the phone still',
  },
  newCode: {
    'zh-Hans': '请刷新付款码，再出示一次',
    'zh-Hant': '請更新付款碼，再出示一次',
    en: 'Please refresh the code and show it again',
  },
  charging: { 'zh-Hans': '正在付款…', 'zh-Hant': '正在付款…', en: 'Paying…' },
  chargingMore: {
    'zh-Hans': '请稍候，留意手机上的提示',
    'zh-Hant': '請稍候，留意手機上的提示',
    en: 'One moment. Please watch your phone',
  },
  password: {
    'zh-Hans': '请在手机上确认付款',
    'zh-Hant': '請在手機上確認付款',
    en: 'Please confirm on your phone',
  },
  passwordMore: {
    'zh-Hans': '输入支付密码，或用指纹、面容确认',
    'zh-Hant': '輸入支付密碼，或以指紋、面容確認',
    en: 'Enter your payment password, or use fingerprint or face',
  },
  seconds: { 'zh-Hans': '秒', 'zh-Hant': '秒', en: 'seconds' },
  checking: { 'zh-Hans': '正在确认结果', 'zh-Hant': '正在確認結果', en: 'Checking the result' },
  checkingMore: {
    'zh-Hans': '请稍候，不要再次付款',
    'zh-Hant': '請稍候，不要再次付款',
    en: 'Please wait, and do not pay again',
  },
  cancelling: { 'zh-Hans': '正在取消', 'zh-Hant': '正在取消', en: 'Cancelling' },
  cancellingMore: {
    'zh-Hans': '请稍候，不要再次付款',
    'zh-Hant': '請稍候，不要再次付款',
    en: 'Please wait, and do not pay again',
  },
  returning: { 'zh-Hans': '正在退款', 'zh-Hant': '正在退款', en: 'Returning your money' },
  returningMore: {
    'zh-Hans': '这笔已取消，钱会原路退回。请稍候',
    'zh-Hant': '此筆已取消，款項將原路退回。請稍候',
    en: 'This payment was cancelled; the money goes back the way it came. One moment',
  },
  paid: { 'zh-Hans': '付款成功', 'zh-Hant': '付款成功', en: 'Paid' },
  paidMore: { 'zh-Hans': '谢谢惠顾', 'zh-Hant': '多謝惠顧', en: 'Thank you' },
  paidCash: {
    'zh-Hans': '实付 {{amount}}',
    'zh-Hant': '實付 {{amount}}',
    en: 'Charged to you: {{amount}}',
  },
  notCharged: {
    'zh-Hans': '没有付成，未扣款',
    'zh-Hant': '未能付款，並無扣款',
    en: 'Not paid, nothing was charged',
  },
  notChargedMore: {
    'zh-Hans': '请看手机上的提示。可以再出示付款码，或换一种付款方式',
    'zh-Hant': '請看手機上的提示。可再出示付款碼，或改用其他付款方式',
    en: 'Please look at your phone. Show a new code, or pay in another way',
  },
  cancelled: { 'zh-Hans': '付款已取消', 'zh-Hant': '付款已取消', en: 'Payment cancelled' },
  cancelledMore: {
    'zh-Hans': '没有扣款。如需付款，请询问收银员',
    'zh-Hant': '並無扣款。如需付款，請向收銀員查詢',
    en: 'You were not charged. To pay, please ask the cashier',
  },
  returnedMore: {
    'zh-Hans': '已扣的钱会原路退回。请看手机上的通知',
    'zh-Hant': '已扣的款項將原路退回。請看手機上的通知',
    en: 'What was charged goes back the way it came. Your phone will tell you',
  },
  askCashier: { 'zh-Hans': '请稍候', 'zh-Hant': '請稍候', en: 'One moment, please' },
  askCashierMore: {
    'zh-Hans': '店员正在处理，请不要再次付款',
    'zh-Hant': '店員正在處理，請不要再次付款',
    en: 'The staff are looking into it. Please do not pay again',
  },
  training: {
    'zh-Hans': '培训模式，不会真的扣款',
    'zh-Hant': '培訓模式，不會真的扣款',
    en: 'Training: no real money',
  },
} as const satisfies Texts

/** The name of a text. */
export type CustomerText = keyof typeof customer
