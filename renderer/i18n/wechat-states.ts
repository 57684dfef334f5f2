import type { Texts } from './texts.ts'

/** What WeChat says of an order or a refund when it is asked: its own word, by which its support finds it, and what that means. */
export const wechatState = {
  SUCCESS: { 'zh-Hans': 'SUCCESS（成功）', 'zh-Hant': 'SUCCESS（成功）', en: 'SUCCESS (done)' },
  REFUND: {
    'zh-Hans': 'REFUND（有退款）',
    'zh-Hant': 'REFUND（有退款）',
    en: 'REFUND (paid, and something was given back)',
  },
  NOTPAY: { 'zh-Hans': 'NOTPAY（未付）', 'zh-Hant': 'NOTPAY（未付）', en: 'NOTPAY (not paid)' },
  CLOSED: { 'zh-Hans': 'CLOSED（已关闭）', 'zh-Hant': 'CLOSED（已關閉）', en: 'CLOSED (not paid)' },
  REVOKED: {
    'zh-Hans': 'REVOKED（已撤销）',
    'zh-Hant': 'REVOKED（已撤銷）',
    en: 'REVOKED (undone)',
  },
  USERPAYING: {
    'zh-Hans': 'USERPAYING（顾客付款中）',
    'zh-Hant': 'USERPAYING（顧客付款中）',
    en: 'USERPAYING (the customer is paying)',
  },
  PAYERROR: {
    'zh-Hans': 'PAYERROR（付款失败）',
    'zh-Hant': 'PAYERROR（付款失敗）',
    en: 'PAYERROR (not paid)',
  },
  ORDERNOTEXIST: {
    'zh-Hans': 'ORDERNOTEXIST（没有这笔订单）',
    'zh-Hant': 'ORDERNOTEXIST（沒有這筆訂單）',
    en: 'ORDERNOTEXIST (no such order)',
  },
  REFUNDNOTEXIST: {
    'zh-Hans': 'REFUNDNOTEXIST（没有这笔退款）',
    'zh-Hant': 'REFUNDNOTEXIST（沒有這筆退款）',
    en: 'REFUNDNOTEXIST (no such refund)',
  },
  PROCESSING: {
    'zh-Hans': 'PROCESSING（退款在路上）',
    'zh-Hant': 'PROCESSING（退款途中）',
    en: 'PROCESSING (on its way)',
  },
  CHANGE: {
    'zh-Hans': 'CHANGE（退不回去，要人工处理）',
    'zh-Hant': 'CHANGE（退不回去，要人手處理）',
    en: 'CHANGE (bounced: act in the merchant platform)',
  },
  REFUNDCLOSE: {
    'zh-Hans': 'REFUNDCLOSE（退款已关闭）',
    'zh-Hant': 'REFUNDCLOSE（退款已關閉）',
    en: 'REFUNDCLOSE (given up, nothing went back)',
  },
} as const satisfies Texts
