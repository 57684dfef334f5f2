import type { Texts } from './texts.ts'

/** Scans that were not charged: what it was, and what to do. Nothing was sent for any of them. */
export const notice = {
  nothingSent: {
    'zh-Hans': '没有发送任何请求，没有扣款',
    'zh-Hant': '沒有送出任何請求，沒有扣款',
    en: 'Nothing was sent, nobody was charged',
  },
  otherWallet: {
    'zh-Hans': '不是微信付款码',
    'zh-Hant': '不是微信付款碼',
    en: 'Not a WeChat Pay code',
  },
  alipay: {
    'zh-Hans': '这是支付宝的付款码。请顾客打开微信的付款码',
    'zh-Hant': '這是支付寶的付款碼。請顧客開啟 WeChat 的付款碼',
    en: 'This is an Alipay code. Ask the customer to open Quick Pay in WeChat',
  },
  unionpay: {
    'zh-Hans': '这是云闪付（银联）的付款码。请顾客打开微信的付款码',
    'zh-Hant': '這是雲閃付（銀聯）的付款碼。請顧客開啟 WeChat 的付款碼',
    en: 'This is a UnionPay code. Ask the customer to open Quick Pay in WeChat',
  },
  signedOut: { 'zh-Hans': '请先登录', 'zh-Hant': '請先登入', en: 'Sign in first' },
  signedOutMore: {
    'zh-Hans': '收银台已锁定，扫到的码没有收款。登录后请顾客刷新付款码再扫',
    'zh-Hant': '收銀台已鎖定，掃到的碼沒有收款。登入後請顧客更新付款碼再掃',
    en: 'The till is locked, so this code was not charged. Sign in, then scan again',
  },
  goods: { 'zh-Hans': '这是商品条码', 'zh-Hant': '這是貨品條碼', en: 'A product barcode' },
  goodsMore: {
    'zh-Hans': '请扫顾客手机上的微信付款码',
    'zh-Hant': '請掃顧客手機上的 WeChat 付款碼',
    en: 'Scan the Quick Pay code on the customer’s phone instead',
  },
  collect: { 'zh-Hans': '不是付款码', 'zh-Hant': '不是付款碼', en: 'Not a payment code' },
  collectMore: {
    'zh-Hans': '顾客打开的是收款码或网页。请打开微信 →“收付款”→ 付款码',
    'zh-Hant': '顧客開啟的是收款碼或網頁。請開啟 WeChat →「收付款」→ 付款碼',
    en: 'The phone shows a code to receive money, or a web page. Ask for WeChat’s Quick Pay code',
  },
  incomplete: { 'zh-Hans': '条码没有扫全', 'zh-Hant': '條碼未掃全', en: 'Only part of a code' },
  incompleteMore: {
    'zh-Hans': '请把手机亮度调高、拿稳，再扫一次',
    'zh-Hant': '請調高手機亮度、拿穩，再掃一次',
    en: 'Turn the phone’s brightness up, hold it still and scan again',
  },
  unreadable: { 'zh-Hans': '无法识别', 'zh-Hant': '無法識別', en: 'Not a code we know' },
  unreadableMore: {
    'zh-Hans': '请扫顾客手机上的微信付款码。如果每次都这样，请检查扫码枪设置（F1）',
    'zh-Hant': '請掃顧客手機上的 WeChat 付款碼。如果每次都這樣，請檢查掃描器設定（F1）',
    en: 'Scan the customer’s Quick Pay code. If this happens every time, check the scanner’s set-up (F1)',
  },
  receipt: {
    'zh-Hans': '这是小票上的条码',
    'zh-Hant': '這是單據上的條碼',
    en: 'The code of a receipt',
  },
  receiptMore: {
    'zh-Hans': '要查这笔交易，请在没有收款时再扫。其他收银台的小票要在那台上查',
    'zh-Hant': '要查此筆交易，請在沒有收款時再掃。其他收銀台的單據須在該台查',
    en: 'To find its sale, scan it again while no payment is open. Receipts of other tills are found there',
  },
  same: { 'zh-Hans': '这个码已经扫过', 'zh-Hant': '這個碼已掃過', en: 'Same code again' },
  sameMore: {
    'zh-Hans': '每个付款码只能用一次。请顾客刷新付款码后再扫',
    'zh-Hant': '每個付款碼只限用一次。請顧客更新付款碼後再掃',
    en: 'Each code is good for one payment. Ask the customer to refresh it, then scan again',
  },
  open: {
    'zh-Hans': '上一笔还没有结果',
    'zh-Hant': '上一筆尚未有結果',
    en: 'A payment is still open',
  },
  openMore: {
    'zh-Hans': '这次扫码没有收款。请等结果，或按 F6 挂起后为下一位收款',
    'zh-Hant': '這次掃碼沒有收款。請等候結果，或按 F6 掛起後服務下一位',
    en: 'This scan was not charged. Wait for the result, or press F6 to park it and serve the next customer',
  },
  noAmount: { 'zh-Hans': '还没有金额', 'zh-Hant': '還未有金額', en: 'No amount yet' },
  noAmountMore: {
    'zh-Hans': '请先输入金额并按回车，再扫码',
    'zh-Hant': '請先輸入金額並按 Enter，再掃碼',
    en: 'Enter the amount and press Enter, then scan',
  },
  notConfirmed: {
    'zh-Hans': '金额还没有确认',
    'zh-Hant': '金額尚未確認',
    en: 'Confirm the amount first',
  },
  notConfirmedMore: {
    'zh-Hans': '请按回车确认金额，再扫一次码',
    'zh-Hant': '請按 Enter 確認金額，再掃一次',
    en: 'Press Enter to confirm the amount, then scan again',
  },
  alreadyPaid: { 'zh-Hans': '这笔已经收过款', 'zh-Hant': '這筆已收款', en: 'Already paid' },
  alreadyPaidMore: {
    'zh-Hans': '这次扫码没有收款。按回车为下一位收款',
    'zh-Hant': '這次掃碼沒有收款。按 Enter 服務下一位',
    en: 'This scan was not charged. Press Enter for the next customer',
  },
  keyboardScan: {
    'zh-Hans': '扫码枪在按键盘输入',
    'zh-Hant': '掃描器正以鍵盤方式輸入',
    en: 'That was a scanner typing',
  },
  keyboardScanMore: {
    'zh-Hans': '扫到的数字没有当作金额。请在设置（F12）里把扫码枪设为“键盘”',
    'zh-Hant': '掃到的數字沒有當作金額。請在設定（F12）把掃描器設為「鍵盤」',
    en: 'Its digits were not taken as an amount. Set the scanner to “keyboard” in the set-up (F12)',
  },
  noteRefused: {
    'zh-Hans': '请先改备注',
    'zh-Hant': '請先修改備註',
    en: 'Change the note first',
  },
  noteRefusedMore: {
    'zh-Hans': '备注里的数字像付款码，付款码不能保存。请删去，按回车离开备注，再按回车收款',
    'zh-Hant': '備註內的數字像付款碼，付款碼不可儲存。請刪去，按 Enter 離開備註，再按 Enter 收款',
    en: 'A number in it looks like a payment code, which must not be kept. Erase it, press Enter to leave the note, and Enter again to charge',
  },
} as const satisfies Texts
