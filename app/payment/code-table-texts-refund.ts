import type { Explanation } from './code-table-explanation.ts'

/** What people are told about a refund that did not simply succeed. */
export const REFUND_TEXTS = {
  'refund-unconfirmed': {
    cashier: {
      'zh-Hans': '退款还没有得到确认，系统会用同一个退款单号再查。不要另外退款。',
      'zh-Hant': '退款尚未確認，系統會以同一退款編號再查。請勿另外退款。',
      en: 'The refund is not confirmed yet; asking again under the same refund number. Do not refund twice.',
    },
    payer: {
      'zh-Hans': '退款正在确认，请稍等。',
      'zh-Hant': '退款確認中，請稍候。',
      en: 'Your refund is being confirmed. One moment, please.',
    },
    next: 'wait',
  },
  'refund-later': {
    cashier: {
      'zh-Hans': '退款请求太频繁，系统一分钟后用同一个退款单号再试。',
      'zh-Hant': '退款要求過於頻密，系統會在一分鐘後以同一退款編號再試。',
      en: 'Too many refund requests; tried again in a minute under the same refund number.',
    },
    payer: {
      'zh-Hans': '退款要再等一分钟。',
      'zh-Hant': '退款需再等一分鐘。',
      en: 'Your refund needs another minute.',
    },
    next: 'wait',
  },
  'refund-too-old': {
    cashier: {
      'zh-Hans': '付款已超过一年，微信支付不能退款。请店长用其他方式退款。',
      'zh-Hant': '付款已超過一年，無法經 WeChat Pay 退款。請主管以其他方式退款。',
      en: 'The payment is over a year old and cannot be refunded by WeChat Pay. A manager has to return the money another way.',
    },
    payer: {
      'zh-Hans': '付款已超过一年，店长会用其他方式退款。',
      'zh-Hant': '付款已超過一年，主管會以其他方式退款給您。',
      en: 'The payment is over a year old. A manager will refund you another way.',
    },
    next: 'call-manager',
  },
  'refund-account-gone': {
    cashier: {
      'zh-Hans': '顾客的微信支付账户已注销或异常，退不回去。请店长用其他方式退款。',
      'zh-Hant': '顧客的 WeChat Pay 帳戶已停用或有問題，款項無法退回。請主管以其他方式退款。',
      en: 'The customer’s WeChat Pay account is closed or blocked. A manager has to refund another way.',
    },
    payer: {
      'zh-Hans': '款项退不回您的微信支付账户，店长会用其他方式退款。',
      'zh-Hant': '款項無法退回您的 WeChat Pay 帳戶，主管會以其他方式退款給您。',
      en: 'The money cannot go back to your WeChat Pay account. A manager will refund you another way.',
    },
    next: 'call-manager',
  },
  'refund-funds-low': {
    cashier: {
      'zh-Hans': '商户账户可退余额不足，没有退款。请店长充值后用同一个退款单号再试。',
      'zh-Hant': '商戶帳戶可退款餘額不足，並未退款。請主管增值後以同一退款編號再試。',
      en: 'The merchant account holds too little to refund. A manager has to top it up, then try the same refund again.',
    },
    payer: {
      'zh-Hans': '退款暂时没有完成，店长会来处理。',
      'zh-Hant': '退款暫未完成，主管會跟進。',
      en: 'Your refund is not done yet. A manager will see to it.',
    },
    next: 'call-manager',
  },
  'refund-order-absent': {
    cashier: {
      'zh-Hans': '微信支付没有这笔已付款的订单，没有退款。请核对订单号。',
      'zh-Hant': 'WeChat Pay 沒有這筆已付款的訂單，並未退款。請核對訂單編號。',
      en: 'WeChat Pay has no such paid order; nothing was refunded. Check the order number.',
    },
    payer: {
      'zh-Hans': '没有找到这笔付款，店长会来核对。',
      'zh-Hant': '找不到這筆付款，主管會核對。',
      en: 'This payment was not found. A manager will check.',
    },
    next: 'call-manager',
  },
  'refund-manual': {
    cashier: {
      'zh-Hans': '微信支付没有受理退款：{description}。请店长处理，不要另外退款。',
      'zh-Hant': 'WeChat Pay 未受理退款：{description}。請主管處理，請勿另外退款。',
      en: 'WeChat Pay did not take the refund: {description}. Call a manager; do not refund twice.',
    },
    payer: {
      'zh-Hans': '退款要由店长处理，请稍等。',
      'zh-Hant': '退款需由主管處理，請稍候。',
      en: 'A manager has to look at your refund. One moment, please.',
    },
    next: 'call-manager',
  },
  'refund-request-faulty': {
    cashier: {
      'zh-Hans': '退款请求有误（{code}：{description}），没有退款。请联系技术支持。',
      'zh-Hant': '退款要求有誤（{code}：{description}），並未退款。請聯絡技術支援。',
      en: 'The refund request was faulty ({code}: {description}); nothing was refunded. Call support.',
    },
    payer: {
      'zh-Hans': '退款没有成功，本店会尽快处理。',
      'zh-Hant': '退款不成功，本店會盡快處理。',
      en: 'The refund did not work. The shop will see to it soon.',
    },
    next: 'call-support',
  },
  'refund-absent': {
    cashier: {
      'zh-Hans': '微信支付没有这笔退款。请店长核对后，用同一个退款单号再退。',
      'zh-Hant': 'WeChat Pay 沒有這筆退款紀錄。請主管核對後，以同一退款編號再退。',
      en: 'WeChat Pay has no such refund. A manager has to check, then send it again under the same refund number.',
    },
    payer: {
      'zh-Hans': '还没有查到退款，店长会来核对。',
      'zh-Hant': '尚未查到退款，主管會核對。',
      en: 'Your refund is not to be found yet. A manager will check.',
    },
    next: 'call-manager',
  },
  'refund-query-refused': {
    cashier: {
      'zh-Hans':
        '微信支付没有接受退款查询（{code}：{description}），会继续查。一直这样请联系技术支持。',
      'zh-Hant':
        'WeChat Pay 未接受退款查詢（{code}：{description}），系統會繼續查詢。如持續發生請聯絡技術支援。',
      en: 'WeChat Pay did not take the refund query ({code}: {description}); asking again. Call support if this goes on.',
    },
    payer: {
      'zh-Hans': '确认退款要多花一点时间，请稍等。',
      'zh-Hant': '確認退款需時較長，請稍候。',
      en: 'Checking your refund takes a little longer. One moment, please.',
    },
    next: 'wait',
  },
} satisfies { readonly [reason: string]: Explanation }

/** Names what became of a refund. */
export type RefundReason = keyof typeof REFUND_TEXTS
