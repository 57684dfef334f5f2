import { reconciliationFault } from './reconciliation-fault.ts'
import type { Texts } from './texts.ts'

/** Calls to main that did not do what was asked, and the typed-code dialog. */
export const fault = {
  ...reconciliationFault,
  paymentOpen: {
    'zh-Hans': '还有一笔没有结果。请等待，或按 F6 挂起',
    'zh-Hant': '仍有一筆未有結果。請等候，或按 F6 掛起',
    en: 'A payment is still open. Wait for it, or press F6 to park it',
  },
  paymentUnderWay: {
    'zh-Hans': '柜台上有一笔正在收款，请等它有结果再保存',
    'zh-Hant': '櫃檯上有一筆正在收款，請等它有結果再儲存',
    en: 'A payment is under way at the counter. Wait for it, then save',
  },
  merchantHasOpen: {
    'zh-Hans': '这个商户还有没了结的款。了结之前只能换密钥、证书和地址，不能换商户',
    'zh-Hant': '這個商戶仍有未了結的款項。了結之前只能換密鑰、憑證和位址，不能換商戶',
    en: 'Payments of this merchant are still open. Until they are settled only keys, certificates and hosts may change',
  },
  noKiosk: {
    'zh-Hans': '收银台没有全屏锁定',
    'zh-Hant': '收銀台沒有全螢幕鎖定',
    en: 'The till does not fill its screen',
  },
  saleChanged: {
    'zh-Hans': '这笔刚有了变化，请先看屏幕',
    'zh-Hant': '這筆剛有變化，請先看螢幕',
    en: 'This sale has just changed. Look at the screen first',
  },
  amountOutOfRange: {
    'zh-Hans': '这个金额不能收。请改一下再试',
    'zh-Hant': '這個金額不能收。請修改後再試',
    en: 'This amount cannot be charged. Change it and try again',
  },
  largeAmount: {
    'zh-Hans': '金额较大，需要确认两次',
    'zh-Hant': '金額較大，需要確認兩次',
    en: 'A large amount has to be confirmed twice',
  },
  journalBroken: {
    'zh-Hans': '交易记录写不进磁盘，不能收款。请联系技术支持',
    'zh-Hant': '交易記錄無法寫入磁碟，不能收款。請聯絡技術支援',
    en: 'The till cannot write its journal, so it takes no payments. Call support',
  },
  signedOut: {
    'zh-Hans': '收银台已锁定。请先登录',
    'zh-Hant': '收銀台已鎖定。請先登入',
    en: 'The till is locked. Sign in first',
  },
  setUpClosed: {
    'zh-Hans': '设置已关闭。请店长重新打开（F12）',
    'zh-Hant': '設定已關閉。請店長重新開啟（F12）',
    en: 'The set-up has been closed. A manager opens it again with F12',
  },
  pinWrong: { 'zh-Hans': '密码不对', 'zh-Hant': '密碼不正確', en: 'Wrong PIN' },
  pinLocked: {
    'zh-Hans': '试错太多，密码暂时锁住',
    'zh-Hant': '試錯太多，密碼暫時鎖住',
    en: 'Too many wrong PINs: locked for a while',
  },
  notAllowed: {
    'zh-Hans': '密码对，但没有这个权限。请找店长',
    'zh-Hant': '密碼正確，但沒有此權限。請找店長',
    en: 'The PIN is right, but this person may not do it. Ask a manager',
  },
  peopleUnheard: {
    'zh-Hans': '还不知道谁可以收款：商户后台还没有回答。收银台会一直询问，请稍后再试',
    'zh-Hant': '尚未知道誰可以收款：商戶後台尚未回答。收銀台會一直詢問，請稍後再試',
    en: 'It is not known yet who may sell here: the merchant’s backend has not said. The till goes on asking; try again in a moment',
  },
  peopleUnreachable: {
    'zh-Hans': '连不上商户后台，现在没法核对密码',
    'zh-Hant': '無法連線商戶後台，現在不能核對密碼',
    en: 'The merchant’s backend cannot be reached, so the PIN cannot be checked now',
  },
  peopleUnusable: {
    'zh-Hans': '人员文件不能用。请联系技术支持',
    'zh-Hant': '人員檔案無法使用。請聯絡技術支援',
    en: 'The file of people cannot be used. Call support',
  },
  pinNotDigits: {
    'zh-Hans': '密码只能是数字',
    'zh-Hant': '密碼只能是數字',
    en: 'A PIN has digits only',
  },
  pinTooShort: {
    'zh-Hans': '密码至少 6 位',
    'zh-Hant': '密碼最少 6 位',
    en: 'A PIN has at least 6 digits',
  },
  pinTooLong: {
    'zh-Hans': '密码最多 8 位',
    'zh-Hant': '密碼最多 8 位',
    en: 'A PIN has at most 8 digits',
  },
  pinTooSimple: {
    'zh-Hans': '这个密码太容易猜。不要用同一个数字或连续数字',
    'zh-Hant': '這個密碼太容易猜。不要用同一個數字或連續數字',
    en: 'This PIN is too easy to guess. Not one digit all along, nor digits in a row',
  },
  nameTaken: {
    'zh-Hans': '已经有这个姓名。请加上区别',
    'zh-Hant': '已有這個姓名。請加上區別',
    en: 'Somebody has this name already. Add something to tell them apart',
  },
  noSuchPerson: {
    'zh-Hans': '没有这个人了',
    'zh-Hant': '已沒有此人',
    en: 'There is no such person any more',
  },
  noManagerLeft: {
    'zh-Hans': '至少要有一位店长或管理员，不然没有人能打开设置',
    'zh-Hant': '至少要有一位店長或管理員，否則沒有人能開啟設定',
    en: 'There must be a manager or an admin, or nobody could open the set-up any more',
  },
  shiftClosed: {
    'zh-Hans': '还没有开班：按 F7 开班后才能收款',
    'zh-Hant': '尚未開更：按 F7 開更後才能收款',
    en: 'No shift is open. Press F7 to open one, then take payments',
  },
  approvalNeeded: {
    'zh-Hans': '需要店长批准',
    'zh-Hant': '需要店長批准',
    en: 'A manager has to approve this',
  },
  notRefundable: {
    'zh-Hans': '这笔现在不能退款',
    'zh-Hant': '這筆現在不能退款',
    en: 'This sale cannot be refunded now',
  },
  refundExceeds: {
    'zh-Hans': '超过了还能退的金额（未决的退款也算在内）',
    'zh-Hant': '超過了還能退的金額（未決的退款也計算在內）',
    en: 'More than what is left of the sale; undecided refunds count too',
  },
  refundWholeOnly: {
    'zh-Hans': '这笔不是成交的销售，只能一次全部退还',
    'zh-Hant': '這筆不是成交的銷售，只能一次過全數退還',
    en: 'This payment is no sale: all of it has to go back at once',
  },
  refundsUnusable: {
    'zh-Hans': '这台收银台现在不能退款',
    'zh-Hant': '這部收銀台現在不能退款',
    en: 'This till cannot refund now',
  },
  notSetUp: {
    'zh-Hans': '设置还不能收款。原因和做法见上方红色提示',
    'zh-Hant': '設定尚不能收款。原因及做法見上方紅色提示',
    en: 'The set-up cannot take payments yet. The red bar above says why, and what to do',
  },
  noSuchSale: {
    'zh-Hans': '这笔交易已经有了结果，或已不在列表里',
    'zh-Hant': '這筆交易已有結果，或已不在列表內',
    en: 'This sale already has a result, or has left the list',
  },
  nothingToPark: {
    'zh-Hans': '没有需要挂起的交易',
    'zh-Hant': '沒有需要掛起的交易',
    en: 'There is nothing to park',
  },
  fromFile: {
    'zh-Hans': '设置来自配置文件，请在文件里修改',
    'zh-Hant': '設定來自設定檔，請在檔案內修改',
    en: 'The set-up comes from a configuration file; change it there',
  },
  devicesUnavailable: {
    'zh-Hans': '读不到 USB 扫码枪列表。设置照样可以保存',
    'zh-Hant': '無法讀取 USB 掃描器清單。設定仍可儲存',
    en: 'The list of USB scanners is not available. The set-up can be saved all the same',
  },
  portsUnavailable: {
    'zh-Hans': '读不到串口列表。可以手工填写串口名',
    'zh-Hant': '無法讀取串口清單。可以人手輸入串口名稱',
    en: 'The list of serial ports is not available. Type the port’s name instead',
  },
  notTraining: {
    'zh-Hans': '只有培训模式可以这样做',
    'zh-Hant': '只有培訓模式可以這樣做',
    en: 'This works in training mode only',
  },
  phoneUnavailable: {
    'zh-Hans': '顾客手机还没有打开，或没有显示付款码',
    'zh-Hant': '顧客手機尚未開啟，或沒有顯示付款碼',
    en: 'The payer’s phone is not open, or shows no code',
  },
  noDrawer: {
    'zh-Hans': '打印机上没有设置钱箱',
    'zh-Hant': '打印機上沒有設定錢箱',
    en: 'No cash drawer is set up on the printer',
  },
  drawerShut: {
    'zh-Hans': '打印机没有回应，钱箱没有打开。看打印机的灯',
    'zh-Hant': '打印機沒有回應，錢箱沒有打開。看打印機的燈',
    en: 'The printer did not print, and the drawer stayed shut. See the printer’s light',
  },
  noPrinter: {
    'zh-Hans': '没有设置打印机。请在设置（F12）里选择；F4 可以在屏幕上看小票',
    'zh-Hant': '未設定打印機。請在設定（F12）內選擇；F4 可在畫面上看單據',
    en: 'No printer is set up. Choose one in the set-up (F12); F4 shows slips on the screen',
  },
  noSlip: {
    'zh-Hans': '这笔没有扫过码，没有小票',
    'zh-Hant': '此筆未掃過碼，沒有單據',
    en: 'No code was scanned for this sale, so there is no slip',
  },
  devicesLost: {
    'zh-Hans': '打印没有排上：设备服务正在重启。请稍后再按一次',
    'zh-Hant': '列印未能排上：裝置服務正在重啟。請稍後再按一次',
    en: 'The print was not taken: the device service is restarting. Try again in a moment',
  },
  badRequest: {
    'zh-Hans': '程序内部出错（{{at}}）。没有收款；请联系技术支持',
    'zh-Hant': '程式內部出錯（{{at}}）。沒有收款；請聯絡技術支援',
    en: 'The till made a mistake inside ({{at}}). Nothing was charged by it; call support',
  },
  mainCrashed: {
    'zh-Hans': '程序内部出错，操作没有完成。请看屏幕上的结果，不要重复收款',
    'zh-Hant': '程式內部出錯，操作未能完成。請看畫面上的結果，不要重複收款',
    en: 'The till had a fault and could not finish this. Go by what the screen shows, and do not charge again',
  },
  windowBroken: {
    'zh-Hans': '画面出错了',
    'zh-Hant': '畫面出錯了',
    en: 'The screen had a fault',
  },
  windowBrokenMore: {
    'zh-Hans': '收款在后台继续，没有丢失。在看到结果之前请勿交货，也不要重复收款',
    'zh-Hant': '收款在背景繼續，沒有遺失。看到結果之前請勿交貨，亦不要重複收款',
    en: 'Payments go on behind it and nothing is lost. Until you see the result, hand nothing over and do not charge again',
  },
  windowReload: { 'zh-Hans': '重新显示', 'zh-Hant': '重新顯示', en: 'Show the screen again' },
  dismiss: { 'zh-Hans': '知道了', 'zh-Hant': '知道了', en: 'Dismiss' },
  typeTitle: {
    'zh-Hans': '手工输入付款码',
    'zh-Hant': '人手輸入付款碼',
    en: 'Type the payment code',
  },
  typeLabel: {
    'zh-Hans': '条码下面的 18 位数字',
    'zh-Hant': '條碼下面的 18 位數字',
    en: 'The 18 digits below the barcode',
  },
  typeHint: {
    'zh-Hans': '顾客点一下条码就能看到数字。收款时立即清除，不会保存。',
    'zh-Hant': '顧客按一下條碼便可看到數字。收款時立即清除，不會儲存。',
    en: 'The customer taps the barcode to see them. They are cleared when you charge, and never kept.',
  },
  typeCount: {
    'zh-Hans': '已输入 {{count}} 位，共 18 位',
    'zh-Hant': '已輸入 {{count}} 位，共 18 位',
    en: '{{count}} of 18 digits',
  },
  typeSubmit: {
    'zh-Hans': '收款 {{amount}}',
    'zh-Hant': '收款 {{amount}}',
    en: 'Charge {{amount}}',
  },
  typeScanned: {
    'zh-Hans': '那是扫码枪的输入，已清空。请先关闭这个窗口再扫',
    'zh-Hant': '那是掃描器的輸入，已清除。請先關閉這個視窗再掃',
    en: 'A scanner typed that, so it was cleared. Close this window before scanning',
  },
  typeShort: {
    'zh-Hans': '还不够 18 位，请核对并补全',
    'zh-Hant': '還不夠 18 位，請核對並補全',
    en: 'These are fewer than 18 digits: compare them and type the rest',
  },
  typeShow: { 'zh-Hans': '显示数字', 'zh-Hant': '顯示數字', en: 'Show the digits' },
  typeHide: { 'zh-Hans': '隐藏数字', 'zh-Hant': '隱藏數字', en: 'Hide the digits' },
  typeCancel: { 'zh-Hans': '取消', 'zh-Hant': '取消', en: 'Cancel' },
} as const satisfies Texts
