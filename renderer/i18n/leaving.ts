import type { Texts } from './texts.ts'

/** Closing the window while a payment is undecided. */
export const leaving = {
  title: {
    'zh-Hans': '还有收款没有结果',
    'zh-Hant': '仍有收款未有結果',
    en: 'Close while a payment is undecided?',
  },
  openOne: {
    'zh-Hans': '有一笔收款还不知道是否扣了钱。请勿交货，也不要重复收款。',
    'zh-Hant': '有一筆收款仍未知道是否已扣款。請勿交貨，亦不要重複收款。',
    en: 'Nobody knows yet whether the customer was charged. Hand nothing over and do not charge again.',
  },
  open: {
    'zh-Hans': '有 {{count}} 笔收款还不知道是否扣了钱。请勿交货，也不要重复收款。',
    'zh-Hant': '有 {{count}} 筆收款仍未知道是否已扣款。請勿交貨，亦不要重複收款。',
    en: 'For {{count}} payments nobody knows yet whether the customer was charged. Hand nothing over and do not charge again.',
  },
  afterwards: {
    'zh-Hans':
      '关闭不会丢失任何一笔，但下次启动之前这台收银台不再跟进。下次启动时会先查清每一笔：没有付成的撤销，已经付的会显示出来。',
    'zh-Hant':
      '關閉不會遺失任何一筆，但下次啟動之前這台收銀台不再跟進。下次啟動時會先查清每一筆：未付成的撤銷，已付的會顯示出來。',
    en: 'Closing loses nothing, but this till follows them no further until its next start. It then first finds out what became of each: what was not paid is revoked, what was paid is shown.',
  },
  leave: { 'zh-Hans': '仍然关闭', 'zh-Hant': '仍然關閉', en: 'Close anyway' },
  stay: { 'zh-Hans': '继续等结果', 'zh-Hant': '繼續等結果', en: 'Stay and wait' },
} as const satisfies Texts
