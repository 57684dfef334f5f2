import type { Texts } from './texts.ts'

/** The manager's screen: calendar, day, bill and totals. */
export const reconciliation = {
  title: { 'zh-Hans': '对账', 'zh-Hant': '對帳', en: 'Reconciliation' },
  toTill: { 'zh-Hans': '返回收款', 'zh-Hant': '返回收款', en: 'Back to the till' },
  toCalendar: { 'zh-Hans': '日历', 'zh-Hant': '日曆', en: 'Calendar' },
  toDay: { 'zh-Hans': '返回当天', 'zh-Hant': '返回當日', en: 'Back to the day' },
  loading: { 'zh-Hans': '正在读取…', 'zh-Hant': '正在讀取…', en: 'Reading…' },
  tryAgain: { 'zh-Hans': '再试一次', 'zh-Hant': '再試一次', en: 'Try again' },

  noneNotSetUp: {
    'zh-Hans': '这台收银台还不能对账',
    'zh-Hant': '這台收銀台還不能對帳',
    en: 'This till cannot reconcile yet',
  },
  noneNotSetUpMore: {
    'zh-Hans': '收银台还没有设置好，没有可以和微信账单比较的账。请先完成设置（F12）。',
    'zh-Hant': '收銀台尚未設定好，沒有可以與 WeChat 帳單比較的帳。請先完成設定（F12）。',
    en: 'The till is not set up, so there are no books to compare with WeChat’s bill. Finish the set-up first (F12).',
  },
  noneUnreachable: {
    'zh-Hans': '商户后台没有回应',
    'zh-Hant': '商戶後台沒有回應',
    en: 'The merchant backend does not answer',
  },
  noneUnreachableMore: {
    'zh-Hans': '所有收银台的账和微信账单都在商户后台。收款不受影响；请检查网络，稍后再试。',
    'zh-Hant': '所有收銀台的帳與 WeChat 帳單都在商戶後台。收款不受影響；請檢查網路，稍後再試。',
    en: 'It has the books of all tills and WeChat’s bills. Payments are not touched by this. Check the network and try again.',
  },
  noneBroken: {
    'zh-Hans': '对账记录打不开',
    'zh-Hant': '對帳記錄無法開啟',
    en: 'The reconciliation records cannot be opened',
  },
  noneBrokenMore: {
    'zh-Hans':
      '收款不受影响，账也没有丢。请再试一次；仍然打不开时，请检查磁盘空间和权限，再重启收银台。',
    'zh-Hant':
      '收款不受影響，帳也沒有遺失。請再試一次；仍無法開啟時，請檢查磁碟空間和權限，再重啟收銀台。',
    en: 'Payments are not affected and nothing is lost. Try again; if it stays so, check disk space and permissions and restart the till.',
  },
  noneNotAllowed: {
    'zh-Hans': '对账由店长来做',
    'zh-Hant': '對帳由店長來做',
    en: 'Reconciliation is for managers',
  },
  noneNotAllowedMore: {
    'zh-Hans': '现在登录的人不能对账。请返回收款，按 F8 锁定，再由店长登录。',
    'zh-Hant': '目前登入的人不能對帳。請返回收款，按 F8 鎖定，再由店長登入。',
    en: 'Whoever is signed in may not reconcile. Go back to the till, lock it with F8, and let a manager sign in.',
  },
  failedTitle: {
    'zh-Hans': '没有读到',
    'zh-Hant': '未能讀取',
    en: 'It could not be read',
  },

  monthBefore: { 'zh-Hans': '上个月', 'zh-Hant': '上個月', en: 'Month before' },
  monthAfter: { 'zh-Hans': '下个月', 'zh-Hant': '下個月', en: 'Month after' },
  latestDay: { 'zh-Hans': '最近可对账的一天', 'zh-Hant': '最近可對帳的一日', en: 'Latest day' },
  calendarOf: {
    'zh-Hans': '{{month}}的对账',
    'zh-Hant': '{{month}}的對帳',
    en: 'Days of {{month}}',
  },
  legend: { 'zh-Hans': '图例', 'zh-Hant': '圖例', en: 'Legend' },
  looksDone: { 'zh-Hans': '已对清', 'zh-Hant': '已對清', en: 'Settled' },
  looksOpen: { 'zh-Hans': '有差异', 'zh-Hant': '有差異', en: 'Differences' },
  looksOpenCount: {
    'zh-Hans': '{{count}} 处差异',
    'zh-Hant': '{{count}} 項差異',
    en: '{{count}} open',
  },
  looksMissing: { 'zh-Hans': '没有账单', 'zh-Hant': '沒有帳單', en: 'No bill yet' },
  looksFailed: { 'zh-Hans': '账单有问题', 'zh-Hant': '帳單有問題', en: 'Bill failed' },
  looksNotDue: { 'zh-Hans': '还没到时候', 'zh-Hant': '時候未到', en: 'Not due' },
  looksUnsold: { 'zh-Hans': '尚无销售', 'zh-Hant': '尚無銷售', en: 'No sales yet' },
  looksWaits: {
    'zh-Hans': '等下一份账单',
    'zh-Hant': '等下一份帳單',
    en: 'Waits for the next bill',
  },
  looksToday: { 'zh-Hans': '今天', 'zh-Hant': '今日', en: 'Today' },
  looksWorking: { 'zh-Hans': '正在对账', 'zh-Hant': '對帳中', en: 'Working' },
  nextFetch: {
    'zh-Hans': '{{time}} 左右自动取下一份账单',
    'zh-Hant': '約 {{time}} 自動取下一份帳單',
    en: 'The next bill is fetched by itself at about {{time}}',
  },
  ruleOfDays: {
    'zh-Hans': '按北京时间（UTC+8）分日；当天的账单次日 10:00 后才有。',
    'zh-Hant': '按北京時間（UTC+8）分日；當日的帳單翌日 10:00 後才有。',
    en: 'Days are those of UTC+8; a day’s bill is there after 10:00 of the next one.',
  },

  dayBefore: { 'zh-Hans': '前一天', 'zh-Hant': '前一日', en: 'Day before' },
  dayAfter: { 'zh-Hans': '后一天', 'zh-Hant': '後一日', en: 'Day after' },
  fetch: { 'zh-Hans': '取账单并核对', 'zh-Hant': '取帳單並核對', en: 'Fetch the bill' },
  fetchAgain: { 'zh-Hans': '重新核对', 'zh-Hant': '重新核對', en: 'Fetch again' },
  chooseFile: { 'zh-Hans': '选择账单文件…', 'zh-Hant': '選擇帳單檔案…', en: 'Choose a file…' },
  settled: {
    'zh-Hans': '这一天已对清：差异 {{resolved}} 处已处理，{{explained}} 处无需处理。',
    'zh-Hant': '這一日已對清：差異 {{resolved}} 項已處理，{{explained}} 項無需處理。',
    en: 'This day is settled. Differences dealt with: {{resolved}}; explained: {{explained}}.',
  },
  openDay: {
    'zh-Hans': '还有 {{open}} 处差异要看；{{resolved}} 处已处理，{{explained}} 处无需处理。',
    'zh-Hant': '尚有 {{open}} 項差異要看；{{resolved}} 項已處理，{{explained}} 項無需處理。',
    en: 'Differences to look at: {{open}}. Dealt with: {{resolved}}; explained: {{explained}}.',
  },
  nothingOpen: {
    'zh-Hans': '没有差异要看；{{resolved}} 处已处理，{{explained}} 处无需处理。',
    'zh-Hant': '沒有差異要看；{{resolved}} 項已處理，{{explained}} 項無需處理。',
    en: 'Nothing to look at. Dealt with: {{resolved}}; explained: {{explained}}.',
  },
  waiting: {
    'zh-Hans': '其中 {{count}} 笔应出现在下一份账单里，到时自动了结。',
    'zh-Hant': '其中 {{count}} 筆應出現在下一份帳單，屆時自動了結。',
    en: 'Expected in the next bill: {{count}}; that closes by itself.',
  },
  missingTitle: {
    'zh-Hans': '还没有取这一天的账单',
    'zh-Hant': '尚未取這一日的帳單',
    en: 'Nobody has fetched this day’s bill yet',
  },
  missingMore: {
    'zh-Hans': '取来账单后，每一笔都会和我们的账核对。也可以选择从商户平台下载的账单文件。',
    'zh-Hant': '取來帳單後，每一筆都會與我們的帳核對。也可選擇從商戶平台下載的帳單檔案。',
    en: 'Fetch it, and every payment is compared with our books. A file that was downloaded from the merchant platform does as well.',
  },
  notDueTitle: {
    'zh-Hans': '这一天的账单还没有出',
    'zh-Hant': '這一日的帳單尚未出',
    en: 'This day’s bill is not there yet',
  },
  notDueMore: {
    'zh-Hans': '微信在次日 10:00（北京时间）后给出账单，也就是本地时间 {{time}} 之后。',
    'zh-Hant': 'WeChat 在翌日 10:00（北京時間）後給出帳單，即本地時間 {{time}} 之後。',
    en: 'WeChat gives it after 10:00 (UTC+8) of the next day: here, after {{time}}.',
  },
  failedDay: {
    'zh-Hans': '账单不能用，{{time}}',
    'zh-Hant': '帳單不能用，{{time}}',
    en: 'The bill cannot be used, {{time}}',
  },
  nextTry: {
    'zh-Hans': '{{time}} 自动再试。',
    'zh-Hant': '{{time}} 自動再試。',
    en: 'It is tried again by itself at {{time}}.',
  },
  reportStays: {
    'zh-Hans': '下面是上一次核对的结果。',
    'zh-Hant': '以下是上一次核對的結果。',
    en: 'Below is what was found the last time.',
  },

  totals: { 'zh-Hans': '合计', 'zh-Hant': '合計', en: 'Totals' },
  totalsOf: {
    'zh-Hans': '合计（{{currency}}）',
    'zh-Hant': '合計（{{currency}}）',
    en: 'Totals in {{currency}}',
  },
  ours: { 'zh-Hans': '我方', 'zh-Hant': '我方', en: 'Ours' },
  theirs: { 'zh-Hans': '微信', 'zh-Hant': 'WeChat 方', en: 'WeChat' },
  gap: { 'zh-Hans': '相差', 'zh-Hant': '相差', en: 'Difference' },
  noGap: { 'zh-Hans': '相同', 'zh-Hant': '相同', en: 'None' },
  payments: { 'zh-Hans': '收款笔数', 'zh-Hant': '收款筆數', en: 'Payments' },
  paid: { 'zh-Hans': '收款金额', 'zh-Hant': '收款金額', en: 'Paid' },
  refunds: { 'zh-Hans': '退款和撤销', 'zh-Hant': '退款及撤銷', en: 'Refunds and revokes' },
  refunded: { 'zh-Hans': '退回金额', 'zh-Hant': '退回金額', en: 'Given back' },
  settledSum: { 'zh-Hans': '应结金额', 'zh-Hant': '應結金額', en: 'Settled by WeChat' },
  fees: { 'zh-Hans': '手续费', 'zh-Hant': '手續費', en: 'Fees' },

  bill: { 'zh-Hans': '账单', 'zh-Hant': '帳單', en: 'Bill' },
  billFrom: {
    'zh-Hans': '{{time}} 从微信取得，{{rows}} 行',
    'zh-Hant': '{{time}} 從 WeChat 取得，{{rows}} 行',
    en: 'Fetched from WeChat {{time}}, rows: {{rows}}',
  },
  billFile: {
    'zh-Hans': '{{time}} 选择的文件，{{rows}} 行',
    'zh-Hant': '{{time}} 選擇的檔案，{{rows}} 行',
    en: 'A file chosen {{time}}, rows: {{rows}}',
  },
  billNone: {
    'zh-Hans': '{{time}} 微信回答：这一天没有交易',
    'zh-Hant': '{{time}} WeChat 回覆：這一日沒有交易',
    en: 'WeChat said {{time}} that nothing was sold',
  },
  billPayments: {
    'zh-Hans': '只有收款（SUCCESS）：退款没有对。',
    'zh-Hant': '只有收款（SUCCESS）：退款沒有對。',
    en: 'Payments only (SUCCESS): refunds were not compared.',
  },
  billRefunds: {
    'zh-Hans': '只有退款（REFUND）：收款没有对。',
    'zh-Hant': '只有退款（REFUND）：收款沒有對。',
    en: 'Refunds only (REFUND): payments were not compared.',
  },
  billOthers: {
    'zh-Hans': '其他收银台的行：{{rows}}，由它们自己对账。',
    'zh-Hant': '其他收銀台的行：{{rows}}，由它們自己對帳。',
    en: 'Rows of other tills: {{rows}}. They compare those themselves.',
  },
  billHash: { 'zh-Hans': '文件 SHA-256', 'zh-Hant': '檔案 SHA-256', en: 'SHA-256 of the file' },

  exportDay: { 'zh-Hans': '导出当天', 'zh-Hant': '匯出當日', en: 'Export the day' },
  exportCsv: { 'zh-Hans': 'CSV', 'zh-Hant': 'CSV', en: 'CSV' },
  exportXlsx: { 'zh-Hans': 'XLSX', 'zh-Hant': 'XLSX', en: 'XLSX' },
  exportPdf: { 'zh-Hans': 'PDF', 'zh-Hant': 'PDF', en: 'PDF' },
  exportJournal: { 'zh-Hans': '分录', 'zh-Hant': '分錄', en: 'Journal' },
  exported: {
    'zh-Hans': '已写入 {{file}}',
    'zh-Hant': '已寫入 {{file}}',
    en: 'Written to {{file}}',
  },

  exportLinesCut: {
    'zh-Hans': 'XLSX 只有前 {{max}} 行；CSV 有全部 {{all}} 行。',
    'zh-Hant': 'XLSX 只有前 {{max}} 行；CSV 有全部 {{all}} 行。',
    en: 'XLSX has the first {{max}} lines; CSV has all {{all}}.',
  },
  exportDifferencesCut: {
    'zh-Hans': 'PDF 只列 {{max}} 项差异，未处理的在前；CSV 有全部 {{all}} 项。',
    'zh-Hant': 'PDF 只列 {{max}} 項差異，未處理的在前；CSV 有全部 {{all}} 項。',
    en: 'PDF lists {{max}} differences, open ones first; CSV has all {{all}}.',
  },

  phaseFetching: { 'zh-Hans': '正在取账单', 'zh-Hant': '正在取帳單', en: 'Fetching the bill' },
  phaseReadingBill: { 'zh-Hans': '正在读账单', 'zh-Hant': '正在讀帳單', en: 'Reading the bill' },
  phaseReadingBooks: {
    'zh-Hans': '正在读我方的账',
    'zh-Hant': '正在讀我方的帳',
    en: 'Reading our books',
  },
  phaseMatching: { 'zh-Hans': '正在逐笔核对', 'zh-Hant': '正在逐筆核對', en: 'Comparing' },
  phaseSaving: { 'zh-Hans': '正在保存', 'zh-Hant': '正在儲存', en: 'Saving' },
  cancel: { 'zh-Hans': '停止', 'zh-Hant': '停止', en: 'Cancel' },
} as const satisfies Texts
