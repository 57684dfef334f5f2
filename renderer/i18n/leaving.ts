import type { Texts } from './texts.ts'

/** Closing the window while a payment is undecided. */
export const leaving = {
  title: {
    'zh-Hans': '还有收款没有结果，要关闭吗？',
    'zh-Hant': '仍有收款未有結果，要關閉嗎？',
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
  afterwardsOne: {
    'zh-Hans':
      '关闭不会丢失这一笔，但下次启动之前没有人跟进。下次启动时先查清：没有付成就撤销，已经付了会显示出来。',
    'zh-Hant':
      '關閉不會遺失此筆，但下次啟動之前無人跟進。下次啟動時會先查清：未付成就撤銷，已付的會顯示出來。',
    en: 'Closing does not lose it, but nobody follows it up until the next start. Then it comes first: if it was not paid it is revoked, if it was paid you see it.',
  },
  afterwards: {
    'zh-Hans':
      '关闭不会丢失任何一笔，但下次启动之前没有人跟进。下次启动时先查清每一笔：没有付成的撤销，已经付的会显示出来。',
    'zh-Hant':
      '關閉不會遺失任何一筆，但下次啟動之前無人跟進。下次啟動時會先查清每一筆：未付成的撤銷，已付的會顯示出來。',
    en: 'Closing loses none of them, but nobody follows them up until the next start. Then they come first: what was not paid is revoked, what was paid is shown.',
  },
  leave: { 'zh-Hans': '仍然关闭', 'zh-Hant': '仍然關閉', en: 'Close anyway' },
  stay: { 'zh-Hans': '继续等结果', 'zh-Hant': '繼續等結果', en: 'Stay and wait' },
} as const satisfies Texts
