import type { Texts } from './texts.ts'

/** The set-up's section of function keys: one line for each command whose key may be chosen. */
export const functionKeys = {
  intro: {
    'zh-Hans': '收款画面的功能键。一个键只能做一件事；F9 和回车一样是确认，不能改。',
    'zh-Hant': '收款畫面的功能鍵。一個鍵只能做一件事；F9 與 Enter 一樣是確認，不能更改。',
    en: 'Function keys of the sales screen. A key does one thing; F9 confirms, as Enter does, and stays.',
  },
  help: { 'zh-Hans': '帮助', 'zh-Hant': '說明', en: 'Help' },
  'type-code': { 'zh-Hans': '手工输入付款码', 'zh-Hant': '人手輸入付款碼', en: 'Type a code' },
  'waiting-sales': {
    'zh-Hans': '挂起和恢复的交易',
    'zh-Hant': '掛起及恢復的交易',
    en: 'Parked and restored sales',
  },
  receipts: { 'zh-Hans': '查找交易', 'zh-Hant': '尋找交易', en: 'Find a sale' },
  'ask-again': { 'zh-Hans': '马上再查', 'zh-Hant': '立即再查', en: 'Ask again' },
  park: { 'zh-Hans': '挂起', 'zh-Hant': '掛起', en: 'Park' },
  shift: { 'zh-Hans': '班次', 'zh-Hant': '更次', en: 'Shift' },
  lock: { 'zh-Hans': '锁定', 'zh-Hant': '鎖定', en: 'Lock' },
  refund: { 'zh-Hans': '退款', 'zh-Hant': '退款', en: 'Refund' },
  'print-slip': { 'zh-Hans': '再打印', 'zh-Hant': '再列印', en: 'Print again' },
  'set-up': { 'zh-Hans': '设置', 'zh-Hant': '設定', en: 'Set-up' },
} as const satisfies Texts
