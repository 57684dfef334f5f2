import type { Texts } from './texts.ts'

/** The help screen (F1). */
export const help = {
  manual: { 'zh-Hans': '手册', 'zh-Hant': '手冊', en: 'Manual' },
  manualCashier: { 'zh-Hans': '收银员', 'zh-Hant': '收銀員', en: 'For cashiers' },
  manualManager: { 'zh-Hans': '店长', 'zh-Hant': '店長', en: 'For managers' },
  title: { 'zh-Hans': '帮助', 'zh-Hant': '說明', en: 'Help' },
  howTitle: { 'zh-Hans': '收一笔款', 'zh-Hant': '收一筆款', en: 'Taking a payment' },
  how1: {
    'zh-Hans': '输入金额，按回车。',
    'zh-Hant': '輸入金額，按 Enter。',
    en: 'Type the amount and press Enter.',
  },
  how2: {
    'zh-Hans': '扫顾客手机上的付款码，扫到就收款。',
    'zh-Hant': '掃顧客手機上的付款碼，掃到即收款。',
    en: 'Scan the code on the customer’s phone. Scanning is charging.',
  },
  how3: {
    'zh-Hans': '看右边：只有绿色的“收款成功，请交货”才可以交货。',
    'zh-Hant': '看右邊：只有綠色的「收款成功，請交貨」才可以交貨。',
    en: 'Look to the right: hand the goods over only at the green PAID.',
  },
  screensTitle: { 'zh-Hans': '屏幕的意思', 'zh-Hant': '畫面的意思', en: 'What the screens mean' },
  keysTitle: { 'zh-Hans': '按键', 'zh-Hant': '按鍵', en: 'Keys' },
  troubleTitle: {
    'zh-Hans': '扫不了码时',
    'zh-Hant': '掃不到碼時',
    en: 'When scanning does not work',
  },
  trouble1: {
    'zh-Hans': '看上方“扫码枪”的灯：不亮时会写明原因和做法。',
    'zh-Hant': '看上方「掃描器」的燈：有問題時會寫明原因和做法。',
    en: 'Look at the scanner’s light at the top: it says what is wrong and what to do.',
  },
  trouble2: {
    'zh-Hans': '请顾客调高亮度、刷新付款码。',
    'zh-Hant': '請顧客調高亮度、更新付款碼。',
    en: 'Ask the customer to turn the brightness up and refresh the code.',
  },
  trouble3: {
    'zh-Hans': '仍不行就按 F2，手工输入条码下的 18 位数字。',
    'zh-Hant': '仍不行就按 F2，人手輸入條碼下的 18 位數字。',
    en: 'Still nothing: press F2 and type the 18 digits below the barcode.',
  },
  trouble4: {
    'zh-Hans': '键盘式扫码枪：本窗口要在最前。中文输入法可以开着。',
    'zh-Hant': '鍵盤式掃描器：本視窗須在最前。中文輸入法可以開著。',
    en: 'Keyboard scanners: this window has to be in front. A Chinese input method may stay on.',
  },
  keyDigits: { 'zh-Hans': '输入金额', 'zh-Hant': '輸入金額', en: 'Type the amount' },
  keyErase: { 'zh-Hans': '退一格', 'zh-Hant': '退一格', en: 'Erase one digit' },
  keyConfirm: {
    'zh-Hans': '收款；成功后下一位',
    'zh-Hant': '收款；成功後下一位',
    en: 'Charge, then next customer',
  },
  keyEscape: {
    'zh-Hans': '清除；等待时停止并撤销',
    'zh-Hant': '清除；等候時停止並撤銷',
    en: 'Clear; while waiting: stop',
  },
  keyNote: {
    'zh-Hans': '写备注，再按返回',
    'zh-Hant': '寫備註，再按返回',
    en: 'Write a note, and back',
  },
  keyWaiting: {
    'zh-Hans': '挂起和恢复的交易',
    'zh-Hant': '掛起及恢復的交易',
    en: 'Parked and restored sales',
  },
  keyReconciliation: {
    'zh-Hans': '和微信账单对账',
    'zh-Hant': '與 WeChat 帳單對帳',
    en: 'Compare days with WeChat’s bills',
  },
  keyReceipts: {
    'zh-Hans': '查找交易，看小票',
    'zh-Hant': '尋找交易，看單據',
    en: 'Find a sale and its slip',
  },
  keyShift: {
    'zh-Hans': '班次：开班、X 和 Z 报表',
    'zh-Hant': '更次：開更、X 及 Z 報表',
    en: 'Shift: open, X and Z reports',
  },
  keyPrint: {
    'zh-Hans': '打印上一张小票',
    'zh-Hant': '列印上一張單據',
    en: 'Print the last slip again',
  },
  keyLock: {
    'zh-Hans': '锁定，换人登录',
    'zh-Hant': '鎖定，換人登入',
    en: 'Lock, sign in as another',
  },
  keyLanguage: { 'zh-Hans': '切换语言', 'zh-Hant': '切換語言', en: 'Change the language' },
  version: {
    'zh-Hans': '版本 {{version}}',
    'zh-Hant': '版本 {{version}}',
    en: 'Version {{version}}',
  },
} as const satisfies Texts
