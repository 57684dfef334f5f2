import type { Translated } from '../../app/language.ts'
import type { ScanNotice, Screen } from '../../app/till/view.ts'

/** What is heard of a sale of ¥128.00 in each state: the verdict, the amount, the goods, and why. A new state does not compile until it is said here. */
export const HEARD_SCREENS: { readonly [K in Screen['kind']]: Translated } = {
  ready: {
    'zh-Hans': '请扫顾客付款码。¥128.00。微信右上角“+”→ 收付款',
    'zh-Hant': '請掃顧客付款碼。¥128.00。WeChat 右上角「+」→ 收付款',
    en: 'Scan the customer’s code. ¥128.00. In WeChat: “+” at the top right → Money',
  },
  charging: {
    'zh-Hans': '正在收款…。¥128.00。先别交货。等待微信支付答复',
    'zh-Hant': '正在收款…。¥128.00。先不要交貨。正在等候 WeChat Pay 回覆',
    en: 'Charging…. ¥128.00. HOLD the goods. Waiting for WeChat Pay’s answer',
  },
  password: {
    'zh-Hans':
      '请顾客输入密码。¥128.00。先别交货。顾客要在手机上输入支付密码。时间到后系统自动撤销。',
    'zh-Hant':
      '請顧客輸入密碼。¥128.00。先不要交貨。顧客需要在手機輸入支付密碼。時間到後系統會自動撤銷。',
    en: 'Ask for the password. ¥128.00. HOLD the goods. The customer types the payment password on the phone. When the time is up, the till cancels.',
  },
  unknown: {
    'zh-Hans': '结果未知。¥128.00。先别交货。正在查询，请勿重复收款',
    'zh-Hant': '結果未明。¥128.00。先不要交貨。正在查詢，請勿重複收款',
    en: 'RESULT UNKNOWN. ¥128.00. HOLD the goods. Checking. Do not charge again',
  },
  stopping: {
    'zh-Hans': '正在撤销。¥128.00。先别交货。已按停止，正在等微信支付确认，请稍候',
    'zh-Hant': '正在撤銷。¥128.00。先不要交貨。已按停止，正在等候 WeChat Pay 確認，請稍候',
    en: 'CANCELLING. ¥128.00. HOLD the goods. You pressed stop. Waiting for WeChat Pay to confirm',
  },
  returning: {
    'zh-Hans': '正在退回。¥128.00。先别交货。撤销之后才扣了款，钱正在退还顾客。请勿交货',
    'zh-Hant': '正在退回。¥128.00。先不要交貨。撤銷之後才扣款，款項正退還顧客。請勿交貨',
    en: 'BEING RETURNED. ¥128.00. HOLD the goods. The charge came after it was cancelled, so the money goes back. Do not hand over',
  },
  paid: {
    'zh-Hans': '收款成功。¥128.00。请交货',
    'zh-Hant': '收款成功。¥128.00。請交貨',
    en: 'PAID. ¥128.00. HAND OVER the goods',
  },
  'not-charged': {
    'zh-Hans': '未扣款。¥128.00。不要交货。余额不足。请顾客换一张银行卡，刷新付款码后再扫。',
    'zh-Hant': '未扣款。¥128.00。不要交貨。餘額不足。請顧客改用另一張卡，更新付款碼後再掃一次。',
    en: 'NOT CHARGED. ¥128.00. KEEP the goods. Insufficient balance. Ask the customer to choose another card and refresh the code, then scan again.',
  },
  stopped: {
    'zh-Hans': '已撤销。¥128.00。不要交货。时间内没有付款结果。已扣的款项已退还顾客',
    'zh-Hant': '已撤銷。¥128.00。不要交貨。時間內未有付款結果。已扣的款項已退還顧客',
    en: 'CANCELLED. ¥128.00. KEEP the goods. No payment was confirmed in time. The customer was charged and has the money back',
  },
  'needs-attention': {
    'zh-Hans': '需要店长处理。¥128.00。先别交货。款项已付，但已过撤销期限。请店长办理退款',
    'zh-Hant': '需要店長處理。¥128.00。先不要交貨。款項已付，但已過撤銷期限。請店長辦理退款',
    en: 'MANAGER NEEDED. ¥128.00. HOLD the goods. It was paid, but is too old to cancel. The manager has to refund it',
  },
  abandoned: {
    'zh-Hans': '已取消。¥128.00。没有扫码，没有扣款',
    'zh-Hant': '已取消。¥128.00。沒有掃碼，沒有扣款',
    en: 'GIVEN UP. ¥128.00. No code was scanned and nobody was charged',
  },
}

/** What is heard of a scan in vain while nobody pays. */
export const HEARD_NOTICES: { readonly [K in ScanNotice['kind']]: Translated } = {
  'other-wallet': {
    'zh-Hans':
      '不是微信付款码. 这是支付宝的付款码。请顾客打开微信的付款码. 没有发送任何请求，没有扣款',
    'zh-Hant':
      '不是微信付款碼. 這是支付寶的付款碼。請顧客開啟 WeChat 的付款碼. 沒有送出任何請求，沒有扣款',
    en: 'Not a WeChat Pay code. This is an Alipay code. Ask the customer to open Quick Pay in WeChat. Nothing was sent, nobody was charged',
  },
  'goods-barcode': {
    'zh-Hans': '这是商品条码. 请扫顾客手机上的微信付款码. 没有发送任何请求，没有扣款',
    'zh-Hant': '這是貨品條碼. 請掃顧客手機上的 WeChat 付款碼. 沒有送出任何請求，沒有扣款',
    en: 'A product barcode. Scan the Quick Pay code on the customer’s phone instead. Nothing was sent, nobody was charged',
  },
  'collect-code': {
    'zh-Hans':
      '不是付款码. 顾客打开的是收款码或网页。请打开微信 →“收付款”→ 付款码. 没有发送任何请求，没有扣款',
    'zh-Hant':
      '不是付款碼. 顧客開啟的是收款碼或網頁。請開啟 WeChat →「收付款」→ 付款碼. 沒有送出任何請求，沒有扣款',
    en: 'Not a payment code. The phone shows a code to receive money, or a web page. Ask for WeChat’s Quick Pay code. Nothing was sent, nobody was charged',
  },
  'incomplete-code': {
    'zh-Hans': '条码没有扫全. 请把手机亮度调高、拿稳，再扫一次. 没有发送任何请求，没有扣款',
    'zh-Hant': '條碼未掃全. 請調高手機亮度、拿穩，再掃一次. 沒有送出任何請求，沒有扣款',
    en: 'Only part of a code. Turn the phone’s brightness up, hold it still and scan again. Nothing was sent, nobody was charged',
  },
  'unreadable-code': {
    'zh-Hans':
      '无法识别. 请扫顾客手机上的微信付款码。如果每次都这样，请检查扫码枪设置（F1）. 没有发送任何请求，没有扣款',
    'zh-Hant':
      '無法識別. 請掃顧客手機上的 WeChat 付款碼。如果每次都這樣，請檢查掃描器設定（F1）. 沒有送出任何請求，沒有扣款',
    en: 'Not a code we know. Scan the customer’s Quick Pay code. If this happens every time, check the scanner’s set-up (F1). Nothing was sent, nobody was charged',
  },
  receipt: {
    'zh-Hans':
      '这是小票上的条码. 要查这笔交易，请在没有收款时再扫。其他收银台的小票要在那台上查. 没有发送任何请求，没有扣款',
    'zh-Hant':
      '這是單據上的條碼. 要查此筆交易，請在沒有收款時再掃。其他收銀台的單據須在該台查. 沒有送出任何請求，沒有扣款',
    en: 'The code of a receipt. To find its sale, scan it again while no payment is open. Receipts of other tills are found there. Nothing was sent, nobody was charged',
  },
  'same-code': {
    'zh-Hans':
      '这个码已经扫过. 每个付款码只能用一次。请顾客刷新付款码后再扫. 没有发送任何请求，没有扣款',
    'zh-Hant':
      '這個碼已掃過. 每個付款碼只限用一次。請顧客更新付款碼後再掃. 沒有送出任何請求，沒有扣款',
    en: 'Same code again. Each code is good for one payment. Ask the customer to refresh it, then scan again. Nothing was sent, nobody was charged',
  },
  'payment-open': {
    'zh-Hans':
      '上一笔还没有结果. 这次扫码没有收款。请等结果，或按 F6 挂起后为下一位收款. 没有发送任何请求，没有扣款',
    'zh-Hant':
      '上一筆尚未有結果. 這次掃碼沒有收款。請等候結果，或按 F6 掛起後服務下一位. 沒有送出任何請求，沒有扣款',
    en: 'A payment is still open. This scan was not charged. Wait for the result, or press F6 to park it and serve the next customer. Nothing was sent, nobody was charged',
  },
  'signed-out': {
    'zh-Hans':
      '请先登录. 收银台已锁定，扫到的码没有收款。登录后请顾客刷新付款码再扫. 没有发送任何请求，没有扣款',
    'zh-Hant':
      '請先登入. 收銀台已鎖定，掃到的碼沒有收款。登入後請顧客更新付款碼再掃. 沒有送出任何請求，沒有扣款',
    en: 'Sign in first. The till is locked, so this code was not charged. Sign in, then scan again. Nothing was sent, nobody was charged',
  },
  'no-amount': {
    'zh-Hans': '还没有金额. 请先输入金额并按回车，再扫码. 没有发送任何请求，没有扣款',
    'zh-Hant': '還未有金額. 請先輸入金額並按 Enter，再掃碼. 沒有送出任何請求，沒有扣款',
    en: 'No amount yet. Enter the amount and press Enter, then scan. Nothing was sent, nobody was charged',
  },
  'already-paid': {
    'zh-Hans': '这笔已经收过款. 这次扫码没有收款。按回车为下一位收款. 没有发送任何请求，没有扣款',
    'zh-Hant': '這筆已收款. 這次掃碼沒有收款。按 Enter 服務下一位. 沒有送出任何請求，沒有扣款',
    en: 'Already paid. This scan was not charged. Press Enter for the next customer. Nothing was sent, nobody was charged',
  },
}
