import type { Texts } from './texts.ts'

/** The waits of the payment flow, in seconds on the screen, with the page that each value comes from. */
export const timing = {
  intro: {
    'zh-Hans': '单位：秒。微信各页说法不一，默认值取自全球版开发指引；没有把握请不要改。',
    'zh-Hant': '單位：秒。WeChat 各頁說法不一，預設值取自全球版開發指引；沒有把握請不要改。',
    en: 'In seconds. WeChat’s pages disagree; the defaults follow the global development guide. Leave them unless you know better.',
  },
  queryEveryMs: { 'zh-Hans': '查询间隔', 'zh-Hant': '查詢間隔', en: 'Between queries' },
  queryEveryMsFor: {
    'zh-Hans': '5 秒：全球版开发指引；也见 10 秒：付款码提交页 4011937125',
    'zh-Hant': '5 秒：全球版開發指引；另見 10 秒：付款碼提交頁 4011937125',
    en: '5 s: global development guide; also seen: 10 s, submit page 4011937125',
  },
  giveUpAfterMs: {
    'zh-Hans': '多久放弃并撤销',
    'zh-Hant': '多久放棄並撤銷',
    en: 'Give up and revoke after',
  },
  giveUpAfterMsFor: {
    'zh-Hans': '30 秒：全球版开发指引；大陆页为 45 秒，微信自己也在 45 秒关单',
    'zh-Hant': '30 秒：全球版開發指引；大陸頁為 45 秒，WeChat 自己亦在 45 秒關單',
    en: '30 s: global development guide; the mainland page says 45 s, when WeChat closes unpaid orders itself',
  },
  noRevokeBeforeMs: { 'zh-Hans': '最早何时撤销', 'zh-Hant': '最早何時撤銷', en: 'Earliest revoke' },
  noRevokeBeforeMsFor: {
    'zh-Hans': '15 秒：撤销订单页（全球版 4013659173）',
    'zh-Hant': '15 秒：撤銷訂單頁（全球版 4013659173）',
    en: '15 s after the submit: revoke page (global 4013659173)',
  },
  absentAfterMs: {
    'zh-Hans': '何时判定请求未到达',
    'zh-Hant': '何時判定請求未送達',
    en: 'Never arrived after',
  },
  absentAfterMsFor: {
    'zh-Hans': '60 秒：付款码有效期一分钟，过后“订单不存在”才算证明',
    'zh-Hant': '60 秒：付款碼有效期一分鐘，過後「訂單不存在」才算證明',
    en: '60 s: a code lives one minute; only then does “no such order” prove anything',
  },
  revokesInForeground: {
    'zh-Hans': '撤销几次后叫店长',
    'zh-Hant': '撤銷幾次後叫店長',
    en: 'Revokes before a manager is called',
  },
  revokesInForegroundFor: {
    'zh-Hans': '之后后台继续查询和撤销',
    'zh-Hant': '之後背景繼續查詢及撤銷',
    en: 'A number. The till goes on in the background after that',
  },
  backgroundPauseMaxMs: {
    'zh-Hans': '后台查询最长间隔',
    'zh-Hant': '背景查詢最長間隔',
    en: 'Longest pause in the background',
  },
  backgroundPauseMaxMsFor: {
    'zh-Hans': '越久没有结果查得越慢，最慢到这里',
    'zh-Hant': '越久沒有結果查得越慢，最慢到這裡',
    en: 'Pauses grow with time, up to this',
  },
  revocableForMs: { 'zh-Hans': '撤销期限', 'zh-Hant': '撤銷期限', en: 'Revocable for' },
  revocableForMsFor: {
    'zh-Hans': '7 天（604800 秒）：撤销订单页；过后只能退款',
    'zh-Hant': '7 天（604800 秒）：撤銷訂單頁；過後只能退款',
    en: '7 days (604800 s): revoke page; after that only a refund helps',
  },
  connectTimeoutMs: { 'zh-Hans': '连接超时', 'zh-Hant': '連線逾時', en: 'Time to connect' },
  connectTimeoutMsFor: {
    'zh-Hans': '连不上就换下一个地址',
    'zh-Hant': '連不上就換下一個位址',
    en: 'Then the next address is tried',
  },
  submitTimeoutMs: { 'zh-Hans': '提交超时', 'zh-Hant': '提交逾時', en: 'Answer to a submit' },
  submitTimeoutMsFor: {
    'zh-Hans': '超时算“结果未知”，改为查询',
    'zh-Hant': '逾時算「結果未明」，改為查詢',
    en: 'Then the result is unknown, and is queried',
  },
  queryTimeoutMs: { 'zh-Hans': '查询超时', 'zh-Hant': '查詢逾時', en: 'Answer to a query' },
  queryTimeoutMsFor: {
    'zh-Hans': '超时后过一会再查',
    'zh-Hant': '逾時後稍後再查',
    en: 'Then it is asked again later',
  },
  revokeTimeoutMs: { 'zh-Hans': '撤销超时', 'zh-Hant': '撤銷逾時', en: 'Answer to a revoke' },
  revokeTimeoutMsFor: {
    'zh-Hans': '超时后先查询，再撤销',
    'zh-Hant': '逾時後先查詢，再撤銷',
    en: 'Then it is queried and revoked again',
  },
} as const satisfies Texts
