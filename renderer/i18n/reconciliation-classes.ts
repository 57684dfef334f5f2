import type { Texts } from './texts.ts'

/** Each class in a few words: who has what. */
export const reconciliationClass = {
  matched: { 'zh-Hans': '两边一致', 'zh-Hant': '兩邊一致', en: 'Both sides agree' },
  'paid-there-only': {
    'zh-Hans': '微信已收款，我方没有记为已付',
    'zh-Hant': 'WeChat 已收款，我方沒有記為已付',
    en: 'WeChat has it as paid, we don’t',
  },
  'unknown-here': {
    'zh-Hans': '微信有这笔订单，我方没有',
    'zh-Hant': 'WeChat 有這筆訂單，我方沒有',
    en: 'WeChat has the order, we don’t',
  },
  'next-bill': {
    'zh-Hans': '应在次日的账单里',
    'zh-Hant': '應在翌日的帳單',
    en: 'Expected in the next bill',
  },
  'absent-there': {
    'zh-Hans': '我方有这笔收款，微信没有',
    'zh-Hant': '我方有這筆收款，WeChat 沒有',
    en: 'We have the payment, WeChat doesn’t',
  },
  'amount-differs': { 'zh-Hans': '金额不同', 'zh-Hant': '金額不同', en: 'Amounts differ' },
  discounted: { 'zh-Hans': '用了优惠', 'zh-Hant': '使用了優惠', en: 'Paid with a discount' },
  'fee-differs': {
    'zh-Hans': '手续费与约定不符',
    'zh-Hant': '手續費與約定不符',
    en: 'Fee is not as agreed',
  },
  'refund-unknown-here': {
    'zh-Hans': '微信有这笔退款，我方没有',
    'zh-Hant': 'WeChat 有這筆退款，我方沒有',
    en: 'WeChat has the refund, we don’t',
  },
  'refund-absent-there': {
    'zh-Hans': '我方有这笔退款，微信没有',
    'zh-Hant': '我方有這筆退款，WeChat 沒有',
    en: 'We have the refund, WeChat doesn’t',
  },
  'refund-differs': { 'zh-Hans': '退款不一致', 'zh-Hant': '退款不一致', en: 'Refunds differ' },
  'revoked-there': {
    'zh-Hans': '微信已撤销，我方记为已付',
    'zh-Hant': 'WeChat 已撤銷，我方記為已付',
    en: 'WeChat revoked it, we have it as paid',
  },
  'charged-twice': {
    'zh-Hans': '可能重复收款',
    'zh-Hant': '可能重複收款',
    en: 'Probably charged twice',
  },
  'currency-or-time': {
    'zh-Hans': '币种或时间不同',
    'zh-Hant': '幣種或時間不同',
    en: 'Currency or time differs',
  },
  'bill-unusable': { 'zh-Hans': '账单不能用', 'zh-Hant': '帳單不能用', en: 'Bill cannot be used' },
} as const satisfies Texts

/** What a class means for the manager, and what to think of first. */
export const reconciliationMeaning = {
  matched: {
    'zh-Hans': '订单号、金额和结果两边相同，没有事要做。',
    'zh-Hant': '訂單號、金額和結果兩邊相同，沒有事要做。',
    en: 'Number, amount and outcome are the same on both sides. Nothing is to be done.',
  },
  'paid-there-only': {
    'zh-Hans': '顾客付了钱，我方却没有记为已付。顾客拿到商品了吗？拿到就记为已付，没拿到就退款。',
    'zh-Hant': '顧客付了錢，我方卻沒有記為已付。顧客拿到商品了嗎？拿到就記為已付，沒拿到就退款。',
    en: 'The customer was charged, and our books do not say so. Did they get the goods? If so, mark it as paid; if not, give the money back.',
  },
  'unknown-here': {
    'zh-Hans':
      '有人付了款，订单号却不是我方的：另一台收银台、应用或手工收款？找到是谁收的就归到那里，没有人收就退款。',
    'zh-Hant':
      '有人付了款，訂單號卻不是我方的：另一台收銀台、應用程式或人手收款？找到是誰收的就歸到那裡，沒有人收就退款。',
    en: 'Somebody paid under a number that is not ours: another till, an app, or a code typed elsewhere? Assign it to whoever took it; if nobody did, give the money back.',
  },
  'next-bill': {
    'zh-Hans': '发生在临近半夜的时候，微信会把它列在次日的账单里。到时自动消除，不用处理。',
    'zh-Hant': '發生在臨近午夜的時候，WeChat 會把它列在翌日的帳單。到時自動消除，不用處理。',
    en: 'It happened close to midnight, and WeChat lists it in the next bill. It closes itself then.',
  },
  'absent-there': {
    'zh-Hans':
      '我方记为已付，微信的账单里却没有。先查询：微信说没付，就作为损失记下；说付了，就写明原因。',
    'zh-Hant':
      '我方記為已付，WeChat 的帳單卻沒有。先查詢：WeChat 說沒付，就作為損失記下；說付了，就寫明原因。',
    en: 'We have it as paid, and WeChat’s bill has no such payment. Ask WeChat first: if it was not paid, write the loss down; if it was, explain it.',
  },
  'amount-differs': {
    'zh-Hans': '同一笔订单，两边的金额不同。请对照两边，再查询或写明原因。',
    'zh-Hant': '同一筆訂單，兩邊的金額不同。請對照兩邊，再查詢或寫明原因。',
    en: 'One order, two amounts. Compare the sides, then ask WeChat or write down why.',
  },
  discounted: {
    'zh-Hans': '订单金额相同，因为用了代金券或立减，结算的钱较少。这是正常的。',
    'zh-Hant': '訂單金額相同，因為使用了代金券或立減，結算的錢較少。這是正常的。',
    en: 'The order is the same; with a coupon or discount less is settled. That is as it should be.',
  },
  'fee-differs': {
    'zh-Hans': '微信扣的手续费或费率和约定的不同。写下说明，导出后可向微信查问。',
    'zh-Hant': 'WeChat 扣的手續費或費率與約定的不同。寫下說明，匯出後可向 WeChat 查問。',
    en: 'WeChat’s fee or rate is another one than was agreed. Write it down, export it, and ask WeChat.',
  },
  'refund-unknown-here': {
    'zh-Hans': '这笔退款是在商户平台上做的，我方没有记录。记下来，账就对上了。',
    'zh-Hant': '這筆退款是在商戶平台上做的，我方沒有記錄。記下來，帳就對上了。',
    en: 'It was refunded in the merchant platform, not here. Record it, and the books agree.',
  },
  'refund-absent-there': {
    'zh-Hans':
      '我方退了款，微信的账单里却没有。先查询：微信也查不到，就用同一个退款号重发；查得到，就写明原因。',
    'zh-Hant':
      '我方退了款，WeChat 的帳單卻沒有。先查詢：WeChat 也查不到，就用同一個退款號重發；查得到，就寫明原因。',
    en: 'We refunded it, and WeChat’s bill has no such refund. Ask WeChat first: what it does not know either, send again under the same number; what it knows, explain.',
  },
  'refund-differs': {
    'zh-Hans':
      '两边都有这笔退款，金额或状态却不同。先查询；没有到账的，另想办法把钱退给顾客，再写明原因。',
    'zh-Hant':
      '兩邊都有這筆退款，金額或狀態卻不同。先查詢；未能到帳的，另想辦法把錢退給顧客，再寫明原因。',
    en: 'Both sides have the refund with another amount or status. Ask WeChat first; if it bounced, give the customer the money in another way, then explain it.',
  },
  'revoked-there': {
    'zh-Hans':
      '微信把钱退回给了顾客，我方却记为已付：钱退了，商品走了。先查询；确实退了，就作为损失记下。',
    'zh-Hant':
      'WeChat 把錢退回給了顧客，我方卻記為已付：錢退了，商品走了。先查詢；確實退了，就作為損失記下。',
    en: 'WeChat gave the money back, and we have it as paid: the money went back, the goods left. Ask WeChat first; if it is so, write the loss down.',
  },
  'charged-twice': {
    'zh-Hans':
      '两分钟内，同一台收银台收了两笔相同的金额。先问清楚：多收的，退掉这一笔；确实买了两次，就写明原因。',
    'zh-Hant':
      '兩分鐘內，同一台收銀台收了兩筆相同的金額。先問清楚：多收的，退回這一筆；確實買了兩次，就寫明原因。',
    en: 'Two paid orders of one amount at one till within two minutes. Find out first: if it was one purchase, refund this one; if it was two, explain it.',
  },
  'currency-or-time': {
    'zh-Hans': '币种不同，或时间对不上。常见原因是收银台的时钟或时区不对。查明后写明原因。',
    'zh-Hant': '幣種不同，或時間對不上。常見原因是收銀台的時鐘或時區不對。查明後寫明原因。',
    en: 'Another currency, or a time that cannot be. Often the till’s clock or time zone is wrong. Find out, then explain it.',
  },
  'bill-unusable': {
    'zh-Hans': '账单读不了，这一天什么都还不知道。请重新取账单。',
    'zh-Hant': '帳單無法讀取，這一日甚麼都還不知道。請重新取帳單。',
    en: 'The bill cannot be read, so nothing of the day is known. Fetch it again.',
  },
} as const satisfies Texts

/** Each reason that led to a class. */
export const reconciliationReason = {
  'here-not-charged': {
    'zh-Hans': '我方的账：顾客没有被扣款',
    'zh-Hant': '我方的帳：顧客沒有被扣款',
    en: 'Our books: nobody was charged',
  },
  'here-revoked': {
    'zh-Hans': '我方的账：已撤销',
    'zh-Hant': '我方的帳：已撤銷',
    en: 'Our books: revoked',
  },
  'here-open': {
    'zh-Hans': '我方的账：结果还没有定',
    'zh-Hant': '我方的帳：結果未定',
    en: 'Our books: not settled yet',
  },
  'here-paid': { 'zh-Hans': '我方的账：已付', 'zh-Hant': '我方的帳：已付', en: 'Our books: paid' },
  'returned-there': {
    'zh-Hans': '同一份账单里，微信已把钱全数退回',
    'zh-Hant': '同一份帳單內，WeChat 已把錢全數退回',
    en: 'WeChat gave all of it back in the same bill',
  },
  'payment-expected': {
    'zh-Hans': '次日的账单应有这笔收款',
    'zh-Hant': '翌日的帳單應有這筆收款',
    en: 'The next bill should have the payment',
  },
  'revoke-expected': {
    'zh-Hans': '次日的账单应有这笔撤销',
    'zh-Hant': '翌日的帳單應有這筆撤銷',
    en: 'The next bill should have the revoke',
  },
  'refund-expected': {
    'zh-Hans': '次日的账单应有这笔退款',
    'zh-Hant': '翌日的帳單應有這筆退款',
    en: 'The next bill should have the refund',
  },
  'not-in-next-bill': {
    'zh-Hans': '次日的账单里也没有',
    'zh-Hant': '翌日的帳單也沒有',
    en: 'It is not in the next bill either',
  },
  'rate-not-agreed': {
    'zh-Hans': '费率不是约定的费率',
    'zh-Hant': '費率不是約定的費率',
    en: 'The rate is not the one that was agreed',
  },
  'fee-not-by-rate': {
    'zh-Hans': '手续费不是按费率算出来的',
    'zh-Hant': '手續費不是按費率算出來的',
    en: 'The fee is not what the rate makes of it',
  },
  'refund-amount': {
    'zh-Hans': '退款金额不同',
    'zh-Hant': '退款金額不同',
    en: 'The refund’s amounts differ',
  },
  'refund-failed-there': {
    'zh-Hans': '微信：退款失败',
    'zh-Hant': 'WeChat：退款失敗',
    en: 'WeChat: the refund failed',
  },
  'refund-bounced': {
    'zh-Hans': '微信：钱退不到顾客账上，要人工处理',
    'zh-Hant': 'WeChat：錢退不到顧客帳上，要人手處理',
    en: 'WeChat: the money came back; it has to be given by hand',
  },
  'refund-not-settled-here': {
    'zh-Hans': '我方的账：退款还没有确认到账',
    'zh-Hant': '我方的帳：退款尚未確認到帳',
    en: 'Our books: the refund is not confirmed yet',
  },
  'refund-refused-here': {
    'zh-Hans': '我方的账：退款被拒绝',
    'zh-Hant': '我方的帳：退款被拒絕',
    en: 'Our books: the refund was refused',
  },
  'refund-open-here': {
    'zh-Hans': '我方的账：退款结果还没有定',
    'zh-Hant': '我方的帳：退款結果未定',
    en: 'Our books: the refund is not settled',
  },
  'same-sale': {
    'zh-Hans': '同一笔销售的两次收款',
    'zh-Hant': '同一筆銷售的兩次收款',
    en: 'Two attempts of one sale',
  },
  'same-payer': {
    'zh-Hans': '两笔是同一位顾客付的',
    'zh-Hant': '兩筆由同一位顧客支付',
    en: 'The same payer paid both',
  },
  'payer-not-known': {
    'zh-Hans': '账单没有说付款的是谁',
    'zh-Hant': '帳單沒有說付款的是誰',
    en: 'The bill does not say who paid',
  },
  'other-currency': { 'zh-Hans': '币种不同', 'zh-Hant': '幣種不同', en: 'The currencies differ' },
  'whole-hours-apart': {
    'zh-Hans': '时间相差整小时：请检查时区',
    'zh-Hant': '時間相差整小時：請檢查時區',
    en: 'Whole hours apart: check the time zone',
  },
  'clock-wrong': {
    'zh-Hans': '时间对不上：请检查收银台的时钟',
    'zh-Hant': '時間對不上：請檢查收銀台的時鐘',
    en: 'The times do not fit: check the till’s clock',
  },
  'less-there': {
    'zh-Hans': '微信的金额较少',
    'zh-Hant': 'WeChat 的金額較少',
    en: 'WeChat has less',
  },
  'more-there': {
    'zh-Hans': '微信的金额较多',
    'zh-Hant': 'WeChat 的金額較多',
    en: 'WeChat has more',
  },
  'other-transaction': {
    'zh-Hans': '微信订单号和我方记的不同',
    'zh-Hant': 'WeChat 訂單號與我方記的不同',
    en: 'WeChat’s number is another one than ours',
  },
} as const satisfies Texts
