import type { Texts } from './texts.ts'

/** Why a day has no usable bill. */
export const billProblem = {
  'cut-off': {
    'zh-Hans': '账单不完整：到第 {{line}} 行就断了，没有合计。',
    'zh-Hant': '帳單不完整：到第 {{line}} 行就中斷，沒有合計。',
    en: 'The bill is cut off after line {{line}}: its sums are missing.',
  },
  encoding: {
    'zh-Hans': '文件不是 UTF-8 编码，可能被别的软件另存过。',
    'zh-Hant': '檔案不是 UTF-8 編碼，可能被其他軟件另存過。',
    en: 'The file is not UTF-8: another program may have saved it.',
  },
  gzip: {
    'zh-Hans': '压缩文件损坏，解不开。',
    'zh-Hant': '壓縮檔案損壞，無法解開。',
    en: 'The compressed file is damaged.',
  },
  'too-large': {
    'zh-Hans': '文件太大，不会是一天的账单。',
    'zh-Hant': '檔案太大，不會是一日的帳單。',
    en: 'The file is larger than any day’s bill.',
  },
  'columns-missing': {
    'zh-Hans': '缺少这些列：{{columns}}。',
    'zh-Hant': '缺少這些欄：{{columns}}。',
    en: 'Columns are missing: {{columns}}.',
  },
  'row-malformed': {
    'zh-Hans': '第 {{line}} 行不是账单的行。',
    'zh-Hant': '第 {{line}} 行不是帳單的行。',
    en: 'Line {{line}} is no row of a bill.',
  },
  'cell-malformed': {
    'zh-Hans': '第 {{line}} 行“{{column}}”的内容不对。',
    'zh-Hant': '第 {{line}} 行「{{column}}」的內容不對。',
    en: 'Line {{line}}: “{{column}}” holds something else than it should.',
  },
  'part-only': {
    'zh-Hans': '这个文件只有收款或只有退款，这一天已经和更全的账单对过。',
    'zh-Hant': '這個檔案只有收款或只有退款，這一日已經和更齊全的帳單對過。',
    en: 'This file lists payments only, or refunds only, and the day was compared with more already.',
  },
  'totals-differ': {
    'zh-Hans': '“{{total}}”对不上：账单写的是 {{said}}，逐行加起来是 {{counted}}。',
    'zh-Hant': '「{{total}}」對不上：帳單寫的是 {{said}}，逐行加起來是 {{counted}}。',
    en: '“{{total}}” does not add up: the bill says {{said}}, its rows make {{counted}}.',
  },
  'wrong-day': {
    'zh-Hans': '第 {{line}} 行不是这一天的：选错了文件？',
    'zh-Hant': '第 {{line}} 行不是這一日的：選錯了檔案？',
    en: 'Line {{line}} is of another day. Is it the right file?',
  },
  'wrong-merchant': {
    'zh-Hans': '第 {{line}} 行是另一个商户号的：选错了文件？',
    'zh-Hant': '第 {{line}} 行是另一個商戶號的：選錯了檔案？',
    en: 'Line {{line}} is of another merchant. Is it the right file?',
  },
  'not-compared': {
    'zh-Hans': '核对中途出错，没有完成；账单可能没有问题。',
    'zh-Hant': '核對中途出錯，未能完成；帳單可能沒有問題。',
    en: 'The comparison broke off. The bill itself may be good.',
  },
  'not-ready': {
    'zh-Hans': '微信还没有生成这一天的账单。',
    'zh-Hant': 'WeChat 尚未產生這一日的帳單。',
    en: 'WeChat has not written this day’s bill yet.',
  },
  'try-again': {
    'zh-Hans': '连不上微信，或微信正忙：{{detail}}',
    'zh-Hant': '未能連線至 WeChat，或 WeChat 繁忙：{{detail}}',
    en: 'WeChat could not be reached or was busy: {{detail}}',
  },
  'not-allowed': {
    'zh-Hans': '微信不让这个商户号下载账单：{{detail}}',
    'zh-Hant': 'WeChat 不讓這個商戶號下載帳單：{{detail}}',
    en: 'WeChat does not let this merchant download bills: {{detail}}',
  },
  'bad-request': {
    'zh-Hans': '微信不接受这个请求：{{detail}}',
    'zh-Hant': 'WeChat 不接受這個請求：{{detail}}',
    en: 'WeChat does not accept the request: {{detail}}',
  },
  unrecognised: {
    'zh-Hans': '微信的回答看不懂：{{detail}}',
    'zh-Hant': '無法理解 WeChat 的回覆：{{detail}}',
    en: 'WeChat’s answer is not understood: {{detail}}',
  },
} as const satisfies Texts

/** What to do about it. */
export const billAdvice = {
  again: {
    'zh-Hans': '请重新取账单。还是不行，就从商户平台下载同一天的账单，再选择那个文件。',
    'zh-Hant': '請重新取帳單。仍不行的話，從商戶平台下載同一日的帳單，再選擇那個檔案。',
    en: 'Fetch it again. If that does not help, download the day’s bill from the merchant platform and choose that file.',
  },
  file: {
    'zh-Hans': '请选择这一天、这个商户号的账单文件，不要先用表格软件打开再保存。',
    'zh-Hant': '請選擇這一日、這個商戶號的帳單檔案，不要先用試算表軟件開啟再儲存。',
    en: 'Choose the file of this day and this merchant, as it was downloaded: not opened and saved in a spreadsheet.',
  },
  whole: {
    'zh-Hans': '请取全部（ALL）的账单，或选择那样的文件。',
    'zh-Hant': '請取全部（ALL）的帳單，或選擇那樣的檔案。',
    en: 'Fetch the whole bill (ALL), or choose a file of that kind.',
  },
  wait: {
    'zh-Hans': '不用做什么：会自动再试。着急时可以重新取账单。',
    'zh-Hant': '不用做甚麼：會自動再試。急用時可以重新取帳單。',
    en: 'Nothing is to be done: it is tried again by itself. If it is urgent, fetch it again.',
  },
  machine: {
    'zh-Hans': '会自动再试，也可以重新取账单。总是这样，请检查这台机器（或后台）的磁盘空间和日志。',
    'zh-Hant': '會自動再試，也可重新取帳單。若一直如此，請檢查這部機器（或後台）的磁碟空間及日誌。',
    en: 'It is tried again by itself, or fetch it again. If it goes on, look at the disk and the log of this machine or of the backend.',
  },
  network: {
    'zh-Hans': '请检查网络。会自动再试，也可以重新取账单。',
    'zh-Hant': '請檢查網絡。會自動再試，也可以重新取帳單。',
    en: 'Check the network. It is tried again by itself, or fetch it again.',
  },
  permission: {
    'zh-Hans':
      '请在商户平台开通下载账单的权限，并检查商户号设置（F12）；或选择从商户平台下载的文件。',
    'zh-Hant':
      '請在商戶平台開通下載帳單的權限，並檢查商戶號設定（F12）；或選擇從商戶平台下載的檔案。',
    en: 'Permit bill downloads in the merchant platform and check the merchant’s set-up (F12); or choose a file downloaded there.',
  },
} as const satisfies Texts

/** Sums that a bill’s last line says. */
export const billTotal = {
  rows: { 'zh-Hans': '总行数', 'zh-Hant': '總行數', en: 'Rows' },
  order: { 'zh-Hans': '订单总金额', 'zh-Hant': '訂單總金額', en: 'Sum of orders' },
  settlement: { 'zh-Hans': '应结订单总金额', 'zh-Hant': '應結訂單總金額', en: 'Sum to be settled' },
  refund: { 'zh-Hans': '退款总金额', 'zh-Hant': '退款總金額', en: 'Sum of refunds' },
  'asked-refund': {
    'zh-Hans': '申请退款总金额',
    'zh-Hant': '申請退款總金額',
    en: 'Sum of refunds asked for',
  },
  'coupon-refund': {
    'zh-Hans': '代金券退款总金额',
    'zh-Hant': '代金券退款總金額',
    en: 'Sum of coupons given back',
  },
  fee: { 'zh-Hans': '手续费总金额', 'zh-Hant': '手續費總金額', en: 'Sum of fees' },
} as const satisfies Texts
