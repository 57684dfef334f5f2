import type { Explanation } from './code-table-explanation.ts'

/** Why a payment was certainly not made. */
export const REFUSAL_TEXTS = {
  'code-expired': {
    cashier: {
      'zh-Hans': '付款码已过期。请顾客刷新付款码后再扫。',
      'zh-Hant': '付款碼已過期，請顧客更新付款碼後再掃一次。',
      en: 'The code has expired. Ask the customer to refresh it, then scan again.',
    },
    payer: {
      'zh-Hans': '付款码已过期，未扣款。请刷新付款码。',
      'zh-Hant': '付款碼已過期，並未扣款。請更新付款碼。',
      en: 'Your code has expired. You were not charged. Please refresh it.',
    },
    next: 'rescan',
  },
  'code-used': {
    cashier: {
      'zh-Hans': '这个付款码已经用过，一个码只能用一次。请顾客刷新后再扫。',
      'zh-Hant': '這個付款碼用過了，每個碼只限用一次。請顧客更新後再掃一次。',
      en: 'This code was already used; each works once. Ask the customer to refresh it, then scan again.',
    },
    payer: {
      'zh-Hans': '付款码只能用一次，这次未扣款。请刷新付款码。',
      'zh-Hant': '付款碼只限用一次，今次並未扣款。請更新付款碼。',
      en: 'Each code works only once. This time you were not charged. Please refresh it.',
    },
    next: 'rescan',
  },
  'code-refused': {
    cashier: {
      'zh-Hans': '付款码无效。请顾客打开微信的付款码页面，刷新后再扫。',
      'zh-Hant': '付款碼無效。請顧客開啟 WeChat Pay 付款碼畫面，更新後再掃一次。',
      en: 'The code is not valid. Ask the customer to open Quick Pay in WeChat, refresh, then scan again.',
    },
    payer: {
      'zh-Hans': '付款码无效，未扣款。请在微信里打开付款码并刷新。',
      'zh-Hant': '付款碼無效，並未扣款。請開啟 WeChat Pay 付款碼並更新。',
      en: 'Your code is not valid. You were not charged. Please open Quick Pay in WeChat and refresh it.',
    },
    next: 'rescan',
  },
  'balance-low': {
    cashier: {
      'zh-Hans': '余额不足。请顾客换一张银行卡，刷新付款码后再扫。',
      'zh-Hant': '餘額不足。請顧客改用另一張卡，更新付款碼後再掃一次。',
      en: 'Insufficient balance. Ask the customer to choose another card and refresh the code, then scan again.',
    },
    payer: {
      'zh-Hans': '余额不足，未扣款。请换一张银行卡再付。',
      'zh-Hant': '餘額不足，並未扣款。請改用另一張卡付款。',
      en: 'Insufficient balance. You were not charged. Please choose another card.',
    },
    next: 'other-means',
  },
  'card-unsupported': {
    cashier: {
      'zh-Hans': '这张卡不能用于本次付款。请顾客换一张卡，刷新付款码后再扫。',
      'zh-Hant': '這張卡不適用於今次付款。請顧客改用另一張卡，更新付款碼後再掃一次。',
      en: 'This card cannot be used here. Ask the customer to choose another card and refresh the code, then scan again.',
    },
    payer: {
      'zh-Hans': '这张卡不支持，未扣款。请换一张卡再付。',
      'zh-Hant': '不接受這張卡，並未扣款。請改用另一張卡付款。',
      en: 'This card is not accepted. You were not charged. Please choose another card.',
    },
    next: 'other-means',
  },
  'trade-refused': {
    cashier: {
      'zh-Hans': '微信支付拒绝了这笔付款：{description}。请顾客换一种付款方式。',
      'zh-Hant': 'WeChat Pay 拒絕了這筆付款：{description}。請顧客改用其他方式付款。',
      en: 'WeChat Pay refused the payment: {description}. Ask the customer to pay another way.',
    },
    payer: {
      'zh-Hans': '付款被拒绝，未扣款：{description}。请换一种付款方式。',
      'zh-Hant': '付款不成功，並未扣款：{description}。請改用其他方式付款。',
      en: 'The payment was refused and you were not charged: {description}. Please pay another way.',
    },
    next: 'other-means',
  },
  'risk-refused': {
    cashier: {
      'zh-Hans': '微信支付的风险控制拦下了这笔付款：{description}。请顾客换一种付款方式。',
      'zh-Hant': 'WeChat Pay 基於風險管理未能接受這筆付款：{description}。請顧客改用其他方式付款。',
      en: 'WeChat Pay’s risk control stopped the payment: {description}. Ask the customer to pay another way.',
    },
    payer: {
      'zh-Hans': '微信支付没有通过这笔付款，未扣款。请换一种付款方式。',
      'zh-Hant': 'WeChat Pay 未能接受這筆付款，並未扣款。請改用其他方式付款。',
      en: 'WeChat Pay did not allow this payment. You were not charged. Please pay another way.',
    },
    next: 'other-means',
  },
  'number-closed': {
    cashier: {
      'zh-Hans': '这个订单号已关闭。请顾客刷新付款码后再扫，系统会用新的订单号。',
      'zh-Hant': '這個訂單編號已關閉。請顧客更新付款碼後再掃一次，系統會改用新編號。',
      en: 'This order number is closed. Ask the customer to refresh the code and scan again; a new number is used.',
    },
    payer: {
      'zh-Hans': '这次未扣款。请刷新付款码再付一次。',
      'zh-Hant': '今次並未扣款。請更新付款碼再付一次。',
      en: 'You were not charged. Please refresh your code and pay again.',
    },
    next: 'rescan',
  },
  'permission-missing': {
    cashier: {
      'zh-Hans': '本店还没有开通付款码支付（{code}）。请换一种方式收款，并联系技术支持。',
      'zh-Hant': '本店尚未開通付款碼收款（{code}）。請改用其他方式收款，並聯絡技術支援。',
      en: 'This shop may not take Quick Pay yet ({code}). Take the money another way and call support.',
    },
    payer: {
      'zh-Hans': '本店暂时不能用微信付款，未扣款。请换一种付款方式。',
      'zh-Hant': '本店暫時未能使用 WeChat Pay，並未扣款。請改用其他方式付款。',
      en: 'WeChat Pay is not available here right now. You were not charged. Please pay another way.',
    },
    next: 'call-support',
  },
  'merchant-unknown': {
    cashier: {
      'zh-Hans': '微信支付不认得本店的商户号或应用号（{code}）。请换一种方式收款，并联系技术支持。',
      'zh-Hant':
        'WeChat Pay 找不到本店的商戶編號或 App ID（{code}）。請改用其他方式收款，並聯絡技術支援。',
      en: 'WeChat Pay does not know this shop’s merchant or app id ({code}). Take the money another way and call support.',
    },
    payer: {
      'zh-Hans': '本店微信收款设置有误，未扣款。请换一种付款方式。',
      'zh-Hant': '本店的 WeChat Pay 設定有問題，並未扣款。請改用其他方式付款。',
      en: 'WeChat Pay is not set up properly here. You were not charged. Please pay another way.',
    },
    next: 'call-support',
  },
  'signature-refused': {
    cashier: {
      'zh-Hans': '本店的微信支付密钥不对（{code}）。请换一种方式收款，并联系技术支持。',
      'zh-Hant': '本店的 WeChat Pay 金鑰不正確（{code}）。請改用其他方式收款，並聯絡技術支援。',
      en: 'This shop’s WeChat Pay key is wrong ({code}). Take the money another way and call support.',
    },
    payer: {
      'zh-Hans': '本店微信收款出了问题，未扣款。请换一种付款方式。',
      'zh-Hant': '本店的 WeChat Pay 收款出現問題，並未扣款。請改用其他方式付款。',
      en: 'Something is wrong with WeChat Pay at this shop. You were not charged. Please pay another way.',
    },
    next: 'call-support',
  },
  'request-faulty': {
    cashier: {
      'zh-Hans':
        '微信支付没有接受收款请求（{code}：{description}）。请换一种方式收款，并联系技术支持。',
      'zh-Hant':
        'WeChat Pay 未接受收款要求（{code}：{description}）。請改用其他方式收款，並聯絡技術支援。',
      en: 'WeChat Pay did not accept the request ({code}: {description}). Take the money another way and call support.',
    },
    payer: {
      'zh-Hans': '本店收款系统出错，未扣款。请换一种付款方式。',
      'zh-Hant': '本店收款系統出錯，並未扣款。請改用其他方式付款。',
      en: 'The shop’s till had a fault. You were not charged. Please pay another way.',
    },
    next: 'call-support',
  },
  'refused-otherwise': {
    cashier: {
      'zh-Hans': '微信支付没有收款（{code}：{description}）。请顾客换一种付款方式。',
      'zh-Hant': 'WeChat Pay 沒有收款（{code}：{description}）。請顧客改用其他方式付款。',
      en: 'WeChat Pay took no payment ({code}: {description}). Ask the customer to pay another way.',
    },
    payer: {
      'zh-Hans': '付款没有成功，未扣款。请换一种付款方式。',
      'zh-Hant': '付款不成功，並未扣款。請改用其他付款方式。',
      en: 'The payment did not go through. You were not charged. Please pay another way.',
    },
    next: 'other-means',
  },
  unreachable: {
    cashier: {
      'zh-Hans': '连不上微信支付，收款请求没有发出。请检查网络，再扫一次。',
      'zh-Hant': '無法連線至 WeChat Pay，收款要求並未送出。請檢查網絡連線，再掃一次。',
      en: 'WeChat Pay cannot be reached; nothing was sent. Check the network, then scan again.',
    },
    payer: {
      'zh-Hans': '本店网络暂时不通，未扣款。请稍等。',
      'zh-Hant': '本店連線中斷，並未扣款。請稍候。',
      en: 'The shop is offline. You were not charged. One moment, please.',
    },
    next: 'check-network',
  },
  'identity-unproven': {
    cashier: {
      'zh-Hans': '无法确认对方是微信支付，收款请求没有发出。请换一种方式收款，并联系技术支持。',
      'zh-Hant':
        '無法確認對方是 WeChat Pay，收款要求並未送出。請改用其他方式收款，並聯絡技術支援。',
      en: 'The other side could not prove to be WeChat Pay; nothing was sent. Take the money another way and call support.',
    },
    payer: {
      'zh-Hans': '本店与微信支付的连接不安全，未扣款。请换一种付款方式。',
      'zh-Hant': '本店與 WeChat Pay 的連線不安全，並未扣款。請改用其他方式付款。',
      en: 'The shop’s line to WeChat Pay is not safe. You were not charged. Please pay another way.',
    },
    next: 'call-support',
  },
  'not-set-up': {
    cashier: {
      'zh-Hans': '微信支付还没有设置好，收款请求没有发出。请换一种方式收款，并联系技术支持。',
      'zh-Hant':
        '本機的 WeChat Pay 尚未完成設定，收款要求並未送出。請改用其他方式收款，並聯絡技術支援。',
      en: 'WeChat Pay is not fully set up on this till; nothing was sent. Take the money another way and call support.',
    },
    payer: {
      'zh-Hans': '本机还不能用微信收款，未扣款。请换一种付款方式。',
      'zh-Hant': '本機尚未能使用 WeChat Pay，並未扣款。請改用其他方式付款。',
      en: 'This till cannot take WeChat Pay yet. You were not charged. Please pay another way.',
    },
    next: 'call-support',
  },
  'till-refused': {
    cashier: {
      'zh-Hans':
        '商户后台不接受本机的收款请求，没有发给微信支付。请换一种方式收款，并联系技术支持。',
      'zh-Hant':
        '商戶後台不接受本機的收款要求，並未送往 WeChat Pay。請改用其他方式收款，並聯絡技術支援。',
      en: 'The merchant’s backend takes nothing from this till; nothing went to WeChat Pay. Take the money another way and call support.',
    },
    payer: {
      'zh-Hans': '本机暂时不能用微信收款，未扣款。请换一种付款方式。',
      'zh-Hant': '本機暫時未能使用 WeChat Pay，並未扣款。請改用其他方式付款。',
      en: 'This till cannot take WeChat Pay right now. You were not charged. Please pay another way.',
    },
    next: 'call-support',
  },
} satisfies { readonly [reason: string]: Explanation }

/** Names a reason why a payment was certainly not made. */
export type RefusalReason = keyof typeof REFUSAL_TEXTS
