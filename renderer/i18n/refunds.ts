import type { Texts } from './texts.ts'

/** Giving money back at the till. */
export const refunds = {
  title: { 'zh-Hans': '退款', 'zh-Hant': '退款', en: 'Refund' },
  open: {
    'zh-Hans': '退款（{{count}} 笔未决）',
    'zh-Hant': '退款（{{count}} 筆未決）',
    en: 'Refunds, {{count}} open',
  },
  search: {
    'zh-Hans': '订单号末几位，或扫小票',
    'zh-Hant': '訂單編號末幾位，或掃單據',
    en: 'Last digits of the order number, or scan the slip',
  },
  none: {
    'zh-Hans': '没有找到已付款的交易',
    'zh-Hant': '找不到已付款的交易',
    en: 'No paid sale found',
  },
  chooseSale: {
    'zh-Hans': '请先选择要退款的交易',
    'zh-Hant': '請先選擇要退款的交易',
    en: 'Choose the sale to refund',
  },
  paid: { 'zh-Hans': '已付 {{amount}}', 'zh-Hant': '已付 {{amount}}', en: 'Paid {{amount}}' },
  left: {
    'zh-Hans': '最多可退 {{amount}}',
    'zh-Hant': '最多可退 {{amount}}',
    en: 'At most {{amount}} can go back',
  },
  amount: { 'zh-Hans': '退款金额', 'zh-Hant': '退款金額', en: 'Amount to give back' },
  amountWrong: {
    'zh-Hans': '请输入不超过 {{amount}} 的金额',
    'zh-Hant': '請輸入不超過 {{amount}} 的金額',
    en: 'Enter an amount of at most {{amount}}',
  },
  reason: {
    'zh-Hans': '原因（顾客会看到，可不填）',
    'zh-Hant': '原因（顧客會看到，可不填）',
    en: 'Reason (the customer reads it; may be empty)',
  },
  goOn: { 'zh-Hans': '退 {{amount}}', 'zh-Hant': '退 {{amount}}', en: 'Give back {{amount}}' },
  sure: {
    'zh-Hans': '确定退 {{amount}}',
    'zh-Hant': '確定退 {{amount}}',
    en: 'Yes, give back {{amount}}',
  },
  approveMore: {
    'zh-Hans': '退 {{amount}} 需要店长批准：选择姓名，输入密码。',
    'zh-Hant': '退 {{amount}} 需要店長批准：選擇姓名，輸入密碼。',
    en: 'Giving back {{amount}} needs a manager: choose the name, type the PIN.',
  },
  sending: {
    'zh-Hans': '正在退款，结果未知。请勿重复退款',
    'zh-Hant': '正在退款，結果未明。請勿重複退款',
    en: 'Refunding, result unknown. Do not refund again',
  },
  accepted: {
    'zh-Hans': '微信已受理，款项正在退回',
    'zh-Hant': '微信已受理，款項正在退回',
    en: 'Accepted, the money is on its way back',
  },
  refunded: { 'zh-Hans': '已退款', 'zh-Hant': '已退款', en: 'Refunded' },
  refused: { 'zh-Hans': '未退款', 'zh-Hant': '未退款', en: 'Not refunded' },
  attention: { 'zh-Hans': '需要店长处理', 'zh-Hant': '需要店長處理', en: 'Manager needed' },
  notConfirmed: {
    'zh-Hans': '多次没有得到明确答复。系统会用同一个退款单号继续查，不会多退',
    'zh-Hant': '多次未有明確答覆。系統會以同一退款編號繼續查，不會多退',
    en: 'No clear answer after many tries. The till goes on under the same refund number, so nothing is refunded twice',
  },
  fundsLow: {
    'zh-Hans': '商户账户余额不足。充值后按“再次发送”，或放弃',
    'zh-Hant': '商戶帳戶餘額不足。充值後按「再次發送」，或放棄',
    en: 'The merchant’s account holds too little. Top it up and press Send again, or give it up',
  },
  accountDead: {
    'zh-Hans': '顾客的卡或账户已失效，请在微信商户平台处理',
    'zh-Hant': '顧客的卡或帳戶已失效，請在微信商戶平台處理',
    en: 'The customer’s card or account is dead. Act in WeChat’s merchant platform',
  },
  notArrived: {
    'zh-Hans': '微信已受理，但多日没有到账。请联系微信支付',
    'zh-Hant': '微信已受理，但多日未到帳。請聯絡微信支付',
    en: 'Accepted, but not arrived after days. Contact WeChat Pay',
  },
  differs: {
    'zh-Hans': '微信那里这个退款单号是另一个金额。请联系技术支持',
    'zh-Hant': '微信那裡這個退款編號是另一個金額。請聯絡技術支援',
    en: 'WeChat knows this refund number with another amount. Call support',
  },
  askAgain: { 'zh-Hans': '马上再查', 'zh-Hant': '立即再查', en: 'Ask again now' },
  sendAgain: { 'zh-Hans': '再次发送', 'zh-Hant': '再次發送', en: 'Send again' },
  giveUp: { 'zh-Hans': '放弃退款', 'zh-Hant': '放棄退款', en: 'Give it up' },
  print: { 'zh-Hans': '打印退款小票', 'zh-Hant': '列印退款單據', en: 'Print the slip' },
  by: {
    'zh-Hans': '{{asked}} 经手，{{approved}} 批准',
    'zh-Hant': '{{asked}} 經手，{{approved}} 批准',
    en: 'Asked by {{asked}}, approved by {{approved}}',
  },
  givenUp: {
    'zh-Hans': '已放弃，微信没有这笔退款',
    'zh-Hant': '已放棄，微信沒有這筆退款',
    en: 'Given up; WeChat has no such refund',
  },
  closed: {
    'zh-Hans': '微信关闭了这笔退款，钱还在商户账户',
    'zh-Hant': '微信關閉了這筆退款，錢仍在商戶帳戶',
    en: 'WeChat closed this refund; the money is still the merchant’s',
  },
  notSent: {
    'zh-Hans': '没有发出去（{{detail}}），可以再试',
    'zh-Hant': '未能發出（{{detail}}），可以再試',
    en: 'It was not sent ({{detail}}); try again',
  },
  declined: {
    'zh-Hans': '商户后台不同意（{{detail}}），没有退款',
    'zh-Hant': '商戶後台不同意（{{detail}}），沒有退款',
    en: 'The merchant’s backend declined it ({{detail}}); nothing was refunded',
  },
  whyNotPaid: {
    'zh-Hans': '这笔没有收到钱，不能退款',
    'zh-Hant': '這筆沒有收到錢，不能退款',
    en: 'This sale holds no money, so there is nothing to give back',
  },
  whyTooOld: {
    'zh-Hans': '付款超过一年，微信不再退款。请用其他方式退',
    'zh-Hant': '付款超過一年，微信不再退款。請用其他方式退',
    en: 'Paid more than a year ago: WeChat refunds it no more. Return the money another way',
  },
  whyAll: { 'zh-Hans': '已全部退款', 'zh-Hant': '已全部退款', en: 'All of it was given back' },
  whyParts: {
    'zh-Hans': '一笔最多退 50 次，已经用完',
    'zh-Hant': '一筆最多退 50 次，已經用完',
    en: 'A sale can be refunded in 50 parts, and all are used',
  },
  whyUnknown: {
    'zh-Hans': '商户后台没有答复，现在不知道还能退多少',
    'zh-Hant': '商戶後台沒有答覆，現在不知道還能退多少',
    en: 'The merchant’s backend does not answer, so nobody knows how much can still go back',
  },
  troubleDamaged: {
    'zh-Hans': '退款记录被改动或损坏，这台收银台不能退款。请联系技术支持（文件 refunds.db）',
    'zh-Hant': '退款記錄被更改或損壞，這部收銀台不能退款。請聯絡技術支援（檔案 refunds.db）',
    en: 'The journal of refunds was changed or damaged, so this till refunds nothing. Call support (file refunds.db)',
  },
  troubleOthers: {
    'zh-Hans': '还有另一个商户的退款没有结果，先用原来的设置查清',
    'zh-Hant': '仍有另一商戶的退款未有結果，先用原來的設定查清',
    en: 'Refunds of another merchant are undecided here. Settle them under that set-up first',
  },
  troubleUnusable: {
    'zh-Hans': '退款记录读写不了，这台收银台不能退款。请检查磁盘',
    'zh-Hant': '退款記錄無法讀寫，這部收銀台不能退款。請檢查磁碟',
    en: 'The journal of refunds cannot be read or written, so this till refunds nothing. Check the disk',
  },
} as const satisfies Texts
