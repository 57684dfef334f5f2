import { CURRENCY_DIGITS, type Currency } from '../../app/money.ts'

/** An amount as people type it ("12.8"), in minor units; null for what is none. Never rounds. */
export function typedMinor(text: string, currency: Currency): number | null {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d*))?$/.exec(text.trim()) ?? []
  const digits = CURRENCY_DIGITS[currency]
  if (whole === undefined || fraction.length > digits) return null
  return Number(whole + fraction.padEnd(digits, '0'))
}
