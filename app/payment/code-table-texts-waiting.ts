import type { Explanation } from './code-table-explanation.ts'

/** What people are told while a payment or its revoke is undecided. */
export const WAITING_TEXTS = {
  password: {
    cashier: {
      'zh-Hans': '请顾客在手机上输入支付密码。',
      'zh-Hant': '請顧客在手機輸入支付密碼。',
      en: 'Ask the customer to enter the password on the phone.',
    },
    payer: {
      'zh-Hans': '请在手机上输入支付密码。',
      'zh-Hant': '請在手機輸入支付密碼。',
      en: 'Please enter your payment password on your phone.',
    },
    next: 'ask-password',
  },
  'result-unknown': {
    cashier: {
      'zh-Hans': '结果还不知道，正在查询。不要重复收款。',
      'zh-Hant': '結果未明，正在查詢。請勿重複收款。',
      en: 'The result is not known yet; checking. Do not charge again.',
    },
    payer: {
      'zh-Hans': '正在确认付款结果，请稍等。',
      'zh-Hant': '正在確認付款結果，請稍候。',
      en: 'Checking your payment. One moment, please.',
    },
    next: 'wait',
  },
  'bank-slow': {
    cashier: {
      'zh-Hans': '银行那边没有及时答复，正在查询。不要重复收款。',
      'zh-Hant': '銀行系統未有回覆，正在查詢。請勿重複收款。',
      en: 'The bank has not answered in time; checking. Do not charge again.',
    },
    payer: {
      'zh-Hans': '银行正在处理，请稍等。',
      'zh-Hant': '銀行處理中，請稍候。',
      en: 'Your bank is still working on it. One moment, please.',
    },
    next: 'wait',
  },
  'submitted-before': {
    cashier: {
      'zh-Hans': '微信支付已有这个订单号，正在查询它的结果。不要重复收款。',
      'zh-Hant': 'WeChat Pay 已有這個訂單編號，正在查詢結果。請勿重複收款。',
      en: 'WeChat Pay already knows this order number; checking what became of it. Do not charge again.',
    },
    payer: {
      'zh-Hans': '正在确认您先前的付款，请稍等。',
      'zh-Hant': '正在確認您先前的付款，請稍候。',
      en: 'Checking your earlier payment. One moment, please.',
    },
    next: 'wait',
  },
  'unknown-code': {
    cashier: {
      'zh-Hans': '微信支付的答复不明（{code}：{description}），正在查询。不要重复收款。',
      'zh-Hant': 'WeChat Pay 的回覆不明（{code}：{description}），正在查詢。請勿重複收款。',
      en: 'WeChat Pay’s answer is unclear ({code}: {description}); checking. Do not charge again.',
    },
    payer: {
      'zh-Hans': '还在确认付款结果，请稍等。',
      'zh-Hant': '仍在確認付款結果，請稍候。',
      en: 'Still checking your payment. One moment, please.',
    },
    next: 'wait',
  },
  'order-absent': {
    cashier: {
      'zh-Hans': '微信支付暂时查不到这笔订单，还在确认。不要重复收款。',
      'zh-Hant': 'WeChat Pay 暫時查不到這筆訂單，仍在確認。請勿重複收款。',
      en: 'WeChat Pay does not see this order so far; still making sure. Do not charge again.',
    },
    payer: {
      'zh-Hans': '正在确认是否已付款，请稍等。',
      'zh-Hant': '正在確認是否已付款，請稍候。',
      en: 'Making sure whether you paid. One moment, please.',
    },
    next: 'wait',
  },
  'query-refused': {
    cashier: {
      'zh-Hans':
        '微信支付没有接受查询（{code}：{description}），会继续查。不要重复收款；一直这样请联系技术支持。',
      'zh-Hant':
        'WeChat Pay 未接受查詢（{code}：{description}），系統會繼續查詢。請勿重複收款；如持續發生請聯絡技術支援。',
      en: 'WeChat Pay did not take the query ({code}: {description}); asking again. Do not charge again; call support if this goes on.',
    },
    payer: {
      'zh-Hans': '确认付款要多花一点时间，请稍等。',
      'zh-Hant': '確認付款需時較長，請稍候。',
      en: 'Checking takes a little longer. One moment, please.',
    },
    next: 'wait',
  },
  'revoke-unconfirmed': {
    cashier: {
      'zh-Hans': '撤销还没有得到确认，系统会再试。先不要交货，也不要重新收款。',
      'zh-Hant': '撤銷尚未確認，系統會再試。請先不要交貨，亦勿重複收款。',
      en: 'The cancellation is not confirmed yet; trying again. Keep the goods and do not charge again.',
    },
    payer: {
      'zh-Hans': '正在撤销这笔付款，如已扣款会退回。',
      'zh-Hant': '正在撤銷這筆付款，如已扣款將會退回。',
      en: 'Cancelling the payment. Anything charged will be returned.',
    },
    next: 'wait',
  },
  'revoke-payer-busy': {
    cashier: {
      'zh-Hans': '顾客手机上还开着密码框，现在撤不了。请顾客关掉它，系统会再试。',
      'zh-Hant': '顧客手機仍停留在輸入密碼畫面，暫時未能撤銷。請顧客關閉該畫面，系統會再試。',
      en: 'The customer’s phone still asks for the password, so it cannot be cancelled yet. Have it closed; trying again.',
    },
    payer: {
      'zh-Hans': '请关掉手机上的密码框，这笔付款正在撤销。',
      'zh-Hant': '請關閉手機上的密碼畫面，這筆付款正在撤銷。',
      en: 'Please close the password window on your phone; the payment is being cancelled.',
    },
    next: 'wait',
  },
  'revoke-too-old': {
    cashier: {
      'zh-Hans': '订单超过七天，不能再撤销。请店长处理，需要时退款。',
      'zh-Hant': '訂單已超過七天，無法撤銷。請主管處理，有需要時改為退款。',
      en: 'The order is over seven days old and cannot be cancelled. Call a manager; a refund may be needed.',
    },
    payer: {
      'zh-Hans': '这笔付款要由店长处理，请稍等。',
      'zh-Hant': '這筆付款需由主管處理，請稍候。',
      en: 'A manager has to look at this payment. One moment, please.',
    },
    next: 'call-manager',
  },
  'revoke-manual': {
    cashier: {
      'zh-Hans': '微信支付没有撤销：{description}。先不要交货，请店长处理；系统会继续试。',
      'zh-Hant': 'WeChat Pay 未能撤銷：{description}。請先不要交貨，並請主管處理；系統會繼續嘗試。',
      en: 'WeChat Pay did not cancel it: {description}. Keep the goods and call a manager; trying on.',
    },
    payer: {
      'zh-Hans': '这笔付款还没撤销，店长会来处理，请稍等。',
      'zh-Hant': '這筆付款尚未撤銷，主管會前來處理，請稍候。',
      en: 'The payment is not cancelled yet. A manager will see to it.',
    },
    next: 'call-manager',
  },
  'revoke-refused': {
    cashier: {
      'zh-Hans':
        '微信支付没有接受撤销（{code}：{description}），系统会再试。先不要交货，请联系技术支持。',
      'zh-Hant':
        'WeChat Pay 未接受撤銷（{code}：{description}），系統會再試。請先不要交貨，並聯絡技術支援。',
      en: 'WeChat Pay did not take the cancellation ({code}: {description}); trying again. Keep the goods and call support.',
    },
    payer: {
      'zh-Hans': '撤销要多花一点时间，如已扣款会退回。',
      'zh-Hant': '撤銷需時較長，如已扣款將會退回。',
      en: 'Cancelling takes a little longer. Anything charged will be returned.',
    },
    next: 'call-support',
  },
} satisfies { readonly [reason: string]: Explanation }

/** Names what is being waited for. */
export type WaitingReason = keyof typeof WAITING_TEXTS
