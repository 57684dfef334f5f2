import type { Texts } from './texts.ts'

/** What the set-up screen says of WeChat's bills, by which days are compared. */
export const billFields = {
  apiV3Key: { 'zh-Hans': 'APIv3 密钥', 'zh-Hant': 'APIv3 密鑰', en: 'APIv3 key' },
  apiV3KeyFor: {
    'zh-Hans': '32 个字符，与 v2 的不同。只有下载境外对账单才需要；收款不需要。',
    'zh-Hant': '32 個字元，與 v2 的不同。只有下載境外對帳單才需要；收款不需要。',
    en: '32 characters, another one than v2’s. Only the statement of merchants outside the mainland needs it; no payment does.',
  },
  billAutomatic: { 'zh-Hans': '自动对账', 'zh-Hant': '自動對帳', en: 'Reconcile by itself' },
  billAutomaticFor: {
    'zh-Hans': '每天 10:00（UTC+8）后自动下载前一天的账单并对账。',
    'zh-Hant': '每天 10:00（UTC+8）後自動下載前一天的帳單並對帳。',
    en: 'Each day’s bill is fetched and compared after 10:00 (UTC+8) of the next one.',
  },
  billOn: { 'zh-Hans': '自动', 'zh-Hant': '自動', en: 'By itself' },
  billOff: { 'zh-Hans': '只手动', 'zh-Hant': '只手動', en: 'By hand only' },
  billKind: { 'zh-Hans': '下载哪种账单', 'zh-Hant': '下載哪種帳單', en: 'Which bill' },
  billKindFor: {
    'zh-Hans':
      '境外商户（apihk 域名）用对账单，需要 APIv3 密钥。只对收款或只对退款时，另一半不对。',
    'zh-Hant':
      '境外商戶（apihk 網域）用對帳單，需要 APIv3 密鑰。只對收款或只對退款時，另一半不對。',
    en: 'Merchants outside the mainland (apihk) use the statement, which needs the APIv3 key. With payments or refunds alone, the other half is not compared.',
  },
  billAll: { 'zh-Hans': '全部', 'zh-Hant': '全部', en: 'Everything' },
  billSuccess: { 'zh-Hans': '只有收款', 'zh-Hant': '只有收款', en: 'Payments' },
  billRefund: { 'zh-Hans': '只有退款', 'zh-Hant': '只有退款', en: 'Refunds' },
  billStatement: { 'zh-Hans': '境外对账单', 'zh-Hant': '境外對帳單', en: 'Statement (V3)' },
  billTills: { 'zh-Hans': '对哪些收银台', 'zh-Hant': '對哪些收銀台', en: 'Which tills' },
  billTillsFor: {
    'zh-Hans': '几台收银台共用一个商户号又没有后台时，选“只有本机”，并给每台不同的设备号。',
    'zh-Hant': '幾台收銀台共用一個商戶號又沒有後台時，選「只有本機」，並給每台不同的設備號。',
    en: 'Where several tills share a merchant without a backend, choose this till and give each a device number of its own.',
  },
  billTillsAll: { 'zh-Hans': '账单里全部', 'zh-Hant': '帳單內全部', en: 'All in the bill' },
  billTillsThis: { 'zh-Hans': '只有本机', 'zh-Hant': '只有本機', en: 'This till' },
  billRate: { 'zh-Hans': '约定费率', 'zh-Hant': '約定費率', en: 'Agreed fee' },
  billRateFor: {
    'zh-Hans': '与微信约定的手续费率，例如 0.60 %。不填：只按账单自己写的费率核对。',
    'zh-Hant': '與 WeChat 約定的手續費率，例如 0.60 %。不填：只按帳單自己寫的費率核對。',
    en: 'The fee agreed with WeChat, such as 0.60 %. Empty: fees are only measured by the rate that the bill itself names.',
  },
} as const satisfies Texts
