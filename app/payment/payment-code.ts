import type { ScanNotice } from '../till/view.ts'
import { isOrderNumber } from './order-number.ts'

/** What was scanned: a code to charge, or why it is none. */
export type ScannedText =
  | { readonly kind: 'payment-code'; readonly code: string }
  | Extract<
      ScanNotice,
      {
        readonly kind:
          | 'other-wallet'
          | 'goods-barcode'
          | 'collect-code'
          | 'incomplete-code'
          | 'unreadable-code'
          | 'receipt'
      }
    >

/** A Quick Pay code has 18 digits (submit page, pay.weixin.qq.com/doc/v2/merchant/4011937125). */
const CODE_LENGTH = 18

/** No code of any wallet is longer; what a scanner sends beyond it is noise. */
const SCAN_LENGTH_MAX = 128

/**
 * Says what a scan or a typed text is. `prefixes` are the first digits of codes that may be charged (10–15,
 * by configuration also 160); anything but 18 digits behind one of them is never a payment code.
 *
 * Around the code, control characters, white space and one AIM identifier (`]C1`) are taken off; inside, only
 * spaces, since phones show the digits in groups and people type them so. A line end or another control
 * character inside means two readings run together: joining them could make up somebody else's code.
 * Full-width digits, which an input method makes of a keyboard scanner's, become plain ones.
 */
export function classifyScan(text: string, prefixes: readonly string[]): ScannedText {
  const bare = bareText(text)
  if (LINK.test(bare)) return { kind: 'collect-code' }
  if (bare.length > SCAN_LENGTH_MAX) return { kind: 'unreadable-code' }
  if (MERCHANT_QR.test(bare)) return { kind: 'collect-code' }
  return /^\d+$/u.test(bare) ? classifyDigits(bare, prefixes) : { kind: 'unreadable-code' }
}

/** The order number that a scan of a printed slip gives; null for everything else. */
export function printedOrderNumber(text: string): string | null {
  const bare = bareText(text)
  return isOrderNumber(bare) ? bare : null
}

/**
 * What may stand in a log instead of a scanned code: the last four digits, so that two lines can be told to
 * speak of the same code, or nothing of a text too short for four digits to hide the rest. Other
 * wallets' codes are money too, so this holds for every scan, not only for WeChat's.
 */
export function maskCode(text: string): string {
  const bare = bareText(text)
  return bare.length < MASKABLE_LENGTH_MIN ? '…' : `…${bare.slice(-SHOWN_DIGITS)}`
}

const SHOWN_DIGITS = 4
const MASKABLE_LENGTH_MIN = 16

/** Web addresses, and the schemes of WeChat's and Alipay's own receive codes. */
const LINK = /^(?:https?|wxp|weixin|alipays?):\/\//iu

/** EMV merchant-presented codes (Hong Kong FPS, UnionPay): data object 00, length 02, value 01 in front. */
const MERCHANT_QR = /^000201.{12,}/u

/** Alipay's payment codes: 16 to 24 digits, 25 to 30 in front. */
const ALIPAY = /^(?:2[5-9]|30)\d{14,22}$/u

/** UnionPay's payment codes: 19 digits. */
const UNIONPAY = /^62\d{17}$/u

function classifyDigits(digits: string, prefixes: readonly string[]): ScannedText {
  // Before the configured prefixes: another wallet's code must not leave, whatever was configured.
  if (ALIPAY.test(digits)) return { kind: 'other-wallet', wallet: 'alipay' }
  if (UNIONPAY.test(digits)) return { kind: 'other-wallet', wallet: 'unionpay' }
  const expected = prefixes.some((prefix) => prefix.length >= 2 && digits.startsWith(prefix))
  if (expected && digits.length === CODE_LENGTH) return { kind: 'payment-code', code: digits }
  // Half a payment code and a barcode on goods may be equally long; the check digit tells them apart.
  if (isGoodsNumber(digits)) return { kind: 'goods-barcode' }
  if (isOrderNumber(digits)) return { kind: 'receipt' }
  if (expected && digits.length < CODE_LENGTH) return { kind: 'incomplete-code' }
  return /^\d{8,14}$/u.test(digits) ? { kind: 'goods-barcode' } : { kind: 'unreadable-code' }
}

/** EAN-8, UPC-A, EAN-13 or GTIN-14 with the right check digit (GS1 General Specifications 7.9). */
function isGoodsNumber(digits: string): boolean {
  if (![8, 12, 13, 14].includes(digits.length)) return false
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

const WIDE_ZERO = 0xff10
const wideToPlain = (digit: string): string => String(digit.charCodeAt(0) - WIDE_ZERO)

/** The text without what scanners and keyboards put around it. */
function bareText(text: string): string {
  const edge = (shown: string): string => {
    const start = shown.search(/[^\p{Cc}\p{Cf}\s]/u)
    let end = shown.length
    while (end > 0 && /[\p{Cc}\p{Cf}\s]/u.test(shown.charAt(end - 1))) end -= 1
    return start < 0 ? '' : shown.slice(start, end)
  }
  return edge(edge(text).replace(/^\][A-Za-z][0-9A-Za-z]/u, ''))
    .replaceAll(/\p{Zs}/gu, '')
    .replaceAll(/[０-９]/gu, wideToPlain)
}
