import { CURRENCY_DIGITS, isCurrency, majorDigits, type Currency } from '../app/money.ts'
import { minorOf, type EntryRules } from './amount-entry.ts'

const SYMBOLS: { readonly [C in Currency]?: string } = {
  CNY: '¥',
  HKD: 'HK$',
  MOP: 'MOP$',
  TWD: 'NT$',
  USD: 'US$',
  EUR: '€',
  GBP: '£',
  JPY: 'JP¥',
  KRW: '₩',
  SGD: 'S$',
  AUD: 'A$',
  CAD: 'C$',
  NZD: 'NZ$',
}

/** The currency's sign; its code where no sign is unmistakable. */
export const symbolOf = (currency: Currency): string => SYMBOLS[currency] ?? `${currency}\u00A0`

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** "1,280.00": an amount in major units, easy to read. */
export const groupedMajor = (digits: string): string => {
  const [whole = '', fraction] = digits.split('.')
  return fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`
}

/** "¥1,280.00" */
export const amountText = (minor: number, currency: Currency): string =>
  symbolOf(currency) + groupedMajor(majorDigits({ minor, currency }))

/** Digits after the point of any ISO 4217 currency; two when the system does not know it. */
function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** An amount in a currency that WeChat named, which need not be one that shops may price in. */
export function foreignAmountText(minor: number, currency: string): string {
  if (isCurrency(currency)) return amountText(minor, currency)
  const digits = digitsOf(currency)
  return `${groupedMajor((minor / 10 ** digits).toFixed(digits))} ${currency}`
}

/** What is typed, and the zeros that it stands for but were not typed. */
export interface TypedAmount {
  readonly typed: string
  readonly ghost: string
}

/** The amount while it is typed: every key pressed is seen, the rest of the amount is faint. */
export function typedAmount(rules: EntryRules, text: string, currency: Currency): TypedAmount {
  const digits = CURRENCY_DIGITS[currency]
  if (rules.style === 'cents-first') {
    const all = groupedMajor(majorDigits({ minor: minorOf(rules, text), currency }))
    return text === '' ? { typed: '', ghost: all } : { typed: all, ghost: '' }
  }
  const [, fraction] = text.split('.')
  const zeros = '0'.repeat(digits - (fraction?.length ?? 0))
  const ghostFraction = fraction === undefined && digits > 0 ? `.${zeros}` : zeros
  if (text === '') return { typed: '', ghost: `0${ghostFraction}` }
  return { typed: groupedMajor(text), ghost: ghostFraction }
}

/** How large an amount can be written and still fit; the longest are rare. */
export const lengthOf = (text: string): 'short' | 'long' | 'longest' =>
  text.length > 13 ? 'longest' : text.length > 9 ? 'long' : 'short'
