import type { Texts } from './texts.ts'

/** Calls about reconciliation that did not do what was asked. */
export const reconciliationFault = {
  reconciliationUnavailable: {
    'zh-Hans': '现在不能对账：收银台未设置好、账单由商户后台核对，或对账文件打不开',
    'zh-Hant': '現時不能對帳：收銀台未設定好、帳單由商戶後台核對，或對帳檔案無法開啟',
    en: 'No reconciliation here now: the till is not set up, the backend has the bills, or the file of reconciled days cannot be opened',
  },
  billTooLarge: {
    'zh-Hans': '文件太大，不像是账单。请从微信支付商户平台下载当天的账单',
    'zh-Hant': '檔案太大，不像是帳單。請從微信支付商戶平台下載當日的帳單',
    en: 'The file is too large for a bill. Download the day’s bill from the WeChat Pay merchant platform',
  },
  reconciliationBusy: {
    'zh-Hans': '正在核对另一天。请等它完成，或先取消',
    'zh-Hant': '正在核對另一天。請等待完成，或先取消',
    en: 'Another day is being reconciled. Wait for it, or cancel it first',
  },
  dayNotDue: {
    'zh-Hans': '这一天还没有账单。账单在次日北京时间 10 点以后才有',
    'zh-Hant': '這一天尚未有帳單。帳單在翌日北京時間 10 時後才有',
    en: 'This day has no bill yet. It comes after 10:00 (UTC+8) of the next day',
  },
  nothingChosen: {
    'zh-Hans': '没有选择文件',
    'zh-Hant': '沒有選擇檔案',
    en: 'No file was chosen',
  },
  notReconciled: {
    'zh-Hans': '这一天还没有对账，没有可导出的内容',
    'zh-Hant': '這一天尚未對帳，沒有可匯出的內容',
    en: 'This day is not reconciled yet: there is nothing to export',
  },
  exportNotWritten: {
    'zh-Hans': '文件没有写成（{{detail}}）',
    'zh-Hant': '檔案未能寫入（{{detail}}）',
    en: 'The file could not be written ({{detail}})',
  },
  noSuchDifference: {
    'zh-Hans': '这条差异已不在列表里。请刷新',
    'zh-Hant': '這條差異已不在列表內。請重新整理',
    en: 'This difference is not there any more. Load the day anew',
  },
  remedyNotOffered: {
    'zh-Hans': '这种差异不能这样处理',
    'zh-Hant': '這種差異不能這樣處理',
    en: 'This is no remedy for a difference of this kind',
  },
  differenceNotOpen: {
    'zh-Hans': '这条差异已经处理过了',
    'zh-Hant': '這條差異已經處理過',
    en: 'Somebody has dealt with this difference already',
  },
  approvalNeeded: {
    'zh-Hans': '需要店长输入密码',
    'zh-Hant': '需要店長輸入密碼',
    en: 'This needs a manager’s PIN',
  },
  nothingToRefund: {
    'zh-Hans': '这笔在微信那边已经没有可退的钱',
    'zh-Hant': '這筆在微信那邊已沒有可退的款項',
    en: 'WeChat has nothing left of this order to give back',
  },
  remedyNotPossible: {
    'zh-Hans': '这台收银台做不了这件事。请在微信商户平台处理',
    'zh-Hant': '這台收銀台無法做到。請在微信商戶平台處理',
    en: 'This till has no way to do it. Use WeChat’s merchant platform',
  },
  wechatNoAnswer: {
    'zh-Hans': '微信没有给出明确答复，什么都没有改变。请稍后再问（{{detail}}）',
    'zh-Hant': '微信沒有明確答覆，什麼都沒有改變。請稍後再問（{{detail}}）',
    en: 'WeChat gave no clear answer, and nothing was changed. Ask again later ({{detail}})',
  },
} as const satisfies Texts
