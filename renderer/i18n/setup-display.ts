import type { Texts } from './texts.ts'

/** The set-up of the customer's display. */
export const displayFields = {
  displayKind: { 'zh-Hans': '顾客显示屏', 'zh-Hant': '顧客顯示屏', en: 'Customer display' },
  displayKindFor: {
    'zh-Hans': '顾客在上面看到金额、该做什么和结果；看不到订单号、备注和失败原因',
    'zh-Hant': '顧客在上面看到金額、該做甚麼及結果；看不到訂單編號、備註及失敗原因',
    en: 'Shows the customer the amount, what to do and the result; never order numbers, notes or reasons',
  },
  displayNone: { 'zh-Hans': '没有', 'zh-Hant': '沒有', en: 'None' },
  displayMonitor: { 'zh-Hans': '另一台屏幕', 'zh-Hant': '另一個螢幕', en: 'A monitor of its own' },
  displayWindow: { 'zh-Hans': '一个窗口', 'zh-Hant': '一個視窗', en: 'In a window' },
  monitor: { 'zh-Hans': '顾客的屏幕', 'zh-Hant': '顧客的螢幕', en: 'The customer’s monitor' },
  monitorFor: {
    'zh-Hans': '拔掉再插上会自动恢复。收银台所在的屏幕不会被盖住',
    'zh-Hant': '拔掉再插上會自動恢復。收銀台所在的螢幕不會被遮住',
    en: 'Unplugged and plugged in again, it comes back by itself. The till’s own monitor is never covered',
  },
  monitorAny: {
    'zh-Hans': '收银台以外的第一台',
    'zh-Hant': '收銀台以外的第一個',
    en: 'The first beside the till’s',
  },
  monitorNumber: {
    'zh-Hans': '屏幕 {{number}}',
    'zh-Hant': '螢幕 {{number}}',
    en: 'Monitor {{number}}',
  },
  monitorTill: { 'zh-Hans': '收银台在这里', 'zh-Hant': '收銀台在這裡', en: 'the till is here' },
  monitorAway: {
    'zh-Hans': '选定的屏幕（{{size}}）现在没有接上',
    'zh-Hant': '選定的螢幕（{{size}}）目前未接上',
    en: 'The chosen monitor ({{size}}) is not connected now',
  },
  showHere: { 'zh-Hans': '在这里显示', 'zh-Hant': '在這裡顯示', en: 'Show here' },
  tryWindow: { 'zh-Hans': '试一下', 'zh-Hant': '試一下', en: 'Try it' },
  displayTried: {
    'zh-Hans': '显示十二秒。保存后才会保留',
    'zh-Hant': '顯示十二秒。儲存後才會保留',
    en: 'Shown for twelve seconds. Save to keep it',
  },
  displayLanguages: {
    'zh-Hans': '顾客的语言',
    'zh-Hant': '顧客的語言',
    en: 'Languages of the customers',
  },
  displayLanguagesFor: {
    'zh-Hans': '选几种就轮流显示，每次从第一种开始',
    'zh-Hant': '選多種即輪流顯示，每次由第一種開始',
    en: 'Several take turns; each screen begins with the first',
  },
  displayTheme: { 'zh-Hans': '明暗', 'zh-Hant': '明暗', en: 'Light or dark' },
  displayThemeFor: {
    'zh-Hans': '白天和逆光用浅色，昏暗的店里用深色',
    'zh-Hant': '日間及背光用淺色，昏暗的店內用深色',
    en: 'Light for daylight, dark for a dim room',
  },
  displayLight: { 'zh-Hans': '浅色', 'zh-Hant': '淺色', en: 'Light' },
  displayDark: { 'zh-Hans': '深色', 'zh-Hant': '深色', en: 'Dark' },
  linkAddress: { 'zh-Hans': '二维码的网址', 'zh-Hant': '二維碼的網址', en: 'Address of a QR code' },
  linkAddressFor: {
    'zh-Hans': '没有人付款时显示，例如店铺主页、会员或公众号。留空就没有',
    'zh-Hant': '無人付款時顯示，例如商店網頁、會員或官方帳號。留空即沒有',
    en: 'Shown while nobody pays: the shop’s page, membership, reviews. Empty for none',
  },
  linkCaption: { 'zh-Hans': '二维码下的字', 'zh-Hant': '二維碼下的文字', en: 'Words below it' },
  linkCaptionFor: {
    'zh-Hans': '例如“扫码领会员”。不要写成像收款码',
    'zh-Hant': '例如「掃碼成為會員」。不要寫得像收款碼',
    en: 'Like “Become a member”. Nobody should take it for a code to pay',
  },
} as const satisfies Texts
