import { CURRENCY_DIGITS, type Currency } from '../../app/money.ts'

/** The minor units of a typed amount ("12.8" is 1280 fen); null for what is none, or not a whole one yet. */
export function minorTyped(text: string, currency: Currency): number | null {
  const digits = CURRENCY_DIGITS[currency]
  const [, whole, fraction = ''] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim()) ?? []
  if (whole === undefined || fraction.length > digits) return null
  const minor = Number(whole + fraction.padEnd(digits, '0'))
  return minor > 0 ? minor : null
}
