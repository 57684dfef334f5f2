import { fail, type Result, succeed } from './result.ts'

declare const minorUnits: unique symbol

/** A whole number of a currency's smallest unit (fen, cent, yen); zero or more. */
export type MinorUnits = number & { readonly [minorUnits]: true }

/** An amount of money. Integers only: WeChat Pay counts in minor units too (`total_fee`). */
export interface Money {
  readonly minor: MinorUnits
  readonly currency: Currency
}

/**
 * Currencies a sale may be priced in, with the digits after the decimal point.
 * Source: currency list of the global V2 pages (pay.weixin.qq.com/doc/global/v2); the digits are ISO 4217's.
 */
export const CURRENCY_DIGITS = {
  CNY: 2, HKD: 2, GBP: 2, USD: 2, JPY: 0, CAD: 2, AUD: 2, EUR: 2, NZD: 2, KRW: 0,
  THB: 2, SGD: 2, RUB: 2, CHF: 2, SEK: 2, DKK: 2, NOK: 2, AED: 2, TRY: 2, MOP: 2,
  TWD: 2, CZK: 2, MYR: 2, PHP: 2, IDR: 2, MNT: 2, QAR: 2, HUF: 2, KHR: 2, ISK: 0,
} as const // prettier-ignore

/** ISO 4217 code of a currency WeChat Pay takes. */
export type Currency = keyof typeof CURRENCY_DIGITS

/** Whether a text is the code of a currency WeChat Pay takes. */
export const isCurrency = (text: string): text is Currency => Object.hasOwn(CURRENCY_DIGITS, text)

/** Why a number cannot be an amount to charge. */
export type MoneyError =
  | { readonly kind: 'not-an-integer' }
  | { readonly kind: 'not-positive' }
  | { readonly kind: 'too-large' }

/** Larger than any single payment WeChat Pay takes, and far inside exact integers. */
const MINOR_MAX = 10_000_000_000

/** The only maker of chargeable money: refuses fractions, zero, negatives and absurd sizes. */
export function money(minor: number, currency: Currency): Result<Money, MoneyError> {
  if (!Number.isSafeInteger(minor)) return fail({ kind: 'not-an-integer' })
  if (minor <= 0) return fail({ kind: 'not-positive' })
  if (minor > MINOR_MAX) return fail({ kind: 'too-large' })
  // Proven above to be a whole positive number, which is all the brand promises.
  return succeed({ minor: minor as MinorUnits, currency })
}

/** The amount in major units as plain digits ("12.80", "500" for yen), without sign or symbol. */
export function majorDigits({
  minor,
  currency,
}: {
  readonly minor: number
  readonly currency: Currency
}): string {
  const digits = CURRENCY_DIGITS[currency]
  if (digits === 0) return String(minor)
  const padded = String(minor).padStart(digits + 1, '0')
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}
