import type { Texts } from './texts.ts'

/** Shifts (F7). What a report itself says is in app/shift/shift-texts.ts, for it is printed, too. */
export const shift = {
  title: { 'zh-Hans': '班次', 'zh-Hant': '更次', en: 'Shift' },
  noReports: {
    'zh-Hans': '开班后，这里随时显示 X 报表；结班后显示 Z 报表。',
    'zh-Hant': '開更後，這裡隨時顯示 X 報表；收更後顯示 Z 報表。',
    en: 'Once a shift is open its X is here at any time, and each Z after it.',
  },
  reading: { 'zh-Hans': '正在统计…', 'zh-Hant': '正在統計…', en: 'Counting…' },
  noneOpen: { 'zh-Hans': '还没有开班', 'zh-Hant': '尚未開更', en: 'No shift is open' },
  noneOpenMore: {
    'zh-Hans': '不开班也能收款；开班前收的会算进下一班',
    'zh-Hant': '不開更也能收款；開更前收的會計入下一更',
    en: 'The till sells without one, too; what it sells is counted in the next shift',
  },
  required: {
    'zh-Hans': '开班后才能收款',
    'zh-Hant': '開更後才能收款',
    en: 'Nothing is sold before a shift is open',
  },
  open: {
    'zh-Hans': '第 {{number}} 班，{{time}} 开班',
    'zh-Hant': '第 {{number}} 更，{{time}} 開更',
    en: 'Shift {{number}}, open since {{time}}',
  },
  float: { 'zh-Hans': '钱箱备用金', 'zh-Hant': '錢箱備用金', en: 'Cash in the drawer now' },
  name: { 'zh-Hans': '你的名字', 'zh-Hant': '你的名字', en: 'Your name' },
  openShift: { 'zh-Hans': '开班', 'zh-Hant': '開更', en: 'Open the shift' },
  cash: { 'zh-Hans': '钱箱存取', 'zh-Hant': '錢箱存取', en: 'Cash in or out' },
  cashAmount: { 'zh-Hans': '金额', 'zh-Hant': '金額', en: 'Amount' },
  reason: { 'zh-Hans': '原因', 'zh-Hant': '原因', en: 'Reason' },
  cashIn: { 'zh-Hans': '放入', 'zh-Hant': '放入', en: 'Put in' },
  cashOut: { 'zh-Hans': '取出', 'zh-Hant': '取出', en: 'Take out' },
  drawer: { 'zh-Hans': '打开钱箱', 'zh-Hant': '打開錢箱', en: 'Open the drawer' },
  counted: {
    'zh-Hans': '实点现金（可不填）',
    'zh-Hant': '實點現金（可不填）',
    en: 'Cash counted (may stay empty)',
  },
  close: { 'zh-Hans': '结班并出 Z 报表', 'zh-Hant': '收更並出 Z 報表', en: 'Close the shift (Z)' },
  closeSure: {
    'zh-Hans': '结班后不能再改。再按一次结班',
    'zh-Hant': '收更後不能再改。再按一次收更',
    en: 'A Z cannot be changed or taken back. Press again to close',
  },
  approveClose: {
    'zh-Hans': '结班要店长同意',
    'zh-Hant': '收更要店長同意',
    en: 'A manager has to agree to close the shift',
  },
  approveCashIn: {
    'zh-Hans': '放入钱箱 {{amount}}，要店长同意',
    'zh-Hant': '放入錢箱 {{amount}}，要店長同意',
    en: 'A manager has to agree to {{amount}} being put into the drawer',
  },
  approveCashOut: {
    'zh-Hans': '从钱箱取出 {{amount}}，要店长同意',
    'zh-Hant': '從錢箱取出 {{amount}}，要店長同意',
    en: 'A manager has to agree to {{amount}} being taken out of the drawer',
  },
  notAllowed: {
    'zh-Hans': '没有权限',
    'zh-Hant': '沒有權限',
    en: 'That is not allowed to whoever is signed in',
  },
  closed: { 'zh-Hans': '已结的班次', 'zh-Hant': '已收的更次', en: 'Closed shifts' },
  noneClosed: { 'zh-Hans': '还没有', 'zh-Hant': '尚未有', en: 'None yet' },
  current: { 'zh-Hans': '当前班次（X）', 'zh-Hant': '目前更次（X）', en: 'This shift (X)' },
  z: { 'zh-Hans': 'Z 第 {{number}} 号', 'zh-Hant': 'Z 第 {{number}} 號', en: 'Z {{number}}' },
  undecidedIn: {
    'zh-Hans': '{{count}} 笔未决',
    'zh-Hant': '{{count}} 筆未決',
    en: '{{count}} undecided',
  },
  chainWhole: {
    'zh-Hans': '所有 Z 报表都与写下时一致',
    'zh-Hant': '所有 Z 報表都與寫下時一致',
    en: 'Every Z is as it was written',
  },
  chainBroken: {
    'zh-Hans': 'Z 报表被改动过，从 Z {{number}} 起不可信。请联系技术支持，并保留数据文件夹',
    'zh-Hant': 'Z 報表被改動過，由 Z {{number}} 起不可信。請聯絡技術支援，並保留資料夾',
    en: 'The Zs were changed: none is to be believed from Z {{number}} on. Call support and keep the data folder',
  },
  chainBrokenEnd: {
    'zh-Hans': '最后的班次记录不见了。请联系技术支持，并保留数据文件夹',
    'zh-Hant': '最後的更次記錄不見了。請聯絡技術支援，並保留資料夾',
    en: 'The last records of shifts are gone. Call support and keep the data folder',
  },
  print: { 'zh-Hans': '打印', 'zh-Hant': '列印', en: 'Print' },
  export: { 'zh-Hans': '导出 CSV 和 PDF', 'zh-Hant': '匯出 CSV 及 PDF', en: 'Export CSV and PDF' },
  exported: {
    'zh-Hans': '已存到 {{folder}}',
    'zh-Hant': '已存至 {{folder}}',
    en: 'Written to {{folder}}',
  },
  shiftOpen: { 'zh-Hans': '已经开班了', 'zh-Hant': '已經開更了', en: 'A shift is open already' },
  noShift: {
    'zh-Hans': '没有这个班次，或还没有开班',
    'zh-Hant': '沒有此更次，或尚未開更',
    en: 'There is no such shift, or none is open',
  },
  saleAtCounter: {
    'zh-Hans': '柜台上还有一笔没完成：先收完、结束或挂起，再结班',
    'zh-Hant': '櫃檯上尚有一筆未完成：先收完、結束或掛起，再收更',
    en: 'A sale is still at the counter: finish, end or park it before the shift is closed',
  },
  unresolved: {
    'zh-Hans': '还有 {{count}} 笔未决。有结果之前不能结班',
    'zh-Hant': '尚有 {{count}} 筆未決。有結果之前不能收更',
    en: 'Undecided sales: {{count}}. The shift can be closed once each has a result',
  },
  countsDisagree: {
    'zh-Hans': '两种算法的合计不一致（{{at}}），没有结班。请联系技术支持；收款不受影响',
    'zh-Hant': '兩種算法的合計不一致（{{at}}），沒有收更。請聯絡技術支援；收款不受影響',
    en: 'Two ways of counting disagree ({{at}}), so the shift was not closed. Call support; payments go on',
  },
  unusable: {
    'zh-Hans': '班次文件不能读写：{{detail}}',
    'zh-Hant': '更次檔案不能讀寫：{{detail}}',
    en: 'The file of shifts cannot be used: {{detail}}',
  },
  notWritten: {
    'zh-Hans': '没能写入文件：{{detail}}',
    'zh-Hant': '未能寫入檔案：{{detail}}',
    en: 'The files could not be written: {{detail}}',
  },
  noPrinter: {
    'zh-Hans': '没有设置打印机',
    'zh-Hant': '沒有設定打印機',
    en: 'No printer is set up',
  },
  noTill: {
    'zh-Hans': '收银台现在不能收款，也没有班次',
    'zh-Hant': '收銀台現在不能收款，也沒有更次',
    en: 'The till cannot sell now, so there are no shifts',
  },
  failed: {
    'zh-Hans': '没有做成，请再试一次',
    'zh-Hant': '未能完成，請再試一次',
    en: 'That did not work. Try again',
  },
  badAmount: {
    'zh-Hans': '请填写正确的金额',
    'zh-Hant': '請填寫正確的金額',
    en: 'Enter a valid amount',
  },
} as const satisfies Texts
