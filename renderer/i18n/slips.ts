import type { Texts } from './texts.ts'

/** Receipts and other slips: how they look, and what became of a print. */
export const slips = {
  noSlip: {
    'zh-Hans': '这笔没有扫过码，没有小票',
    'zh-Hant': '此筆未掃過碼，沒有單據',
    en: 'No code was scanned for this sale, so there is no slip',
  },
  drawing: { 'zh-Hans': '正在生成预览…', 'zh-Hant': '正在產生預覽…', en: 'Drawing the slip…' },
  preview: { 'zh-Hans': '小票预览', 'zh-Hant': '單據預覽', en: 'Preview of the slip' },
  print: { 'zh-Hans': '打印小票', 'zh-Hant': '列印單據', en: 'Print the slip' },
  waiting: {
    'zh-Hans': '等待打印的小票：{{count}} 张',
    'zh-Hant': '等候列印的單據：{{count}} 張',
    en: 'Slips waiting for the printer: {{count}}',
  },
  discard: { 'zh-Hans': '全部不打印', 'zh-Hant': '全部不列印', en: 'Discard them' },
  queued: { 'zh-Hans': '已送去打印', 'zh-Hant': '已送往列印', en: 'Sent to the printer' },
  queuedCopy: {
    'zh-Hans': '已送去打印，标明“副本”',
    'zh-Hant': '已送往列印，標明「副本」',
    en: 'Sent to the printer, marked COPY',
  },
  waitsAlready: {
    'zh-Hans': '这张已在等打印机，见上方打印机的灯',
    'zh-Hant': '此張已在等候打印機，請看上方打印機的燈',
    en: 'This slip waits for the printer already: look at the printer’s light above',
  },
  discarded: {
    'zh-Hans': '等待打印的小票已取消',
    'zh-Hant': '等候列印的單據已取消',
    en: 'The waiting slips will not be printed',
  },
  nothingToPrint: {
    'zh-Hans': '还没有可打印的交易',
    'zh-Hant': '尚未有可列印的交易',
    en: 'There is no sale to print yet',
  },
  trainingPaper: {
    'zh-Hans': '培训：打印机打出了这张',
    'zh-Hant': '培訓：打印機印出了此張',
    en: 'Training: the printer printed this',
  },
  enlarge: { 'zh-Hans': '放大', 'zh-Hant': '放大', en: 'Enlarge' },
} as const satisfies Texts
