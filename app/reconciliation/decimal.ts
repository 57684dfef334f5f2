import { CURRENCY_DIGITS, isCurrency } from '../money.ts'

/**
 * Amounts of a bill are decimals in major units. They are read as whole hundred-thousandths, because fees have five
 * decimals, and never as floating point numbers.
 */
export const UNITS_PER_MAJOR = 100_000

const DECIMALS = 5
const POWERS = [1, 10, 100, 1_000, 10_000, 100_000] as const

/** Longer than any amount, and far inside exact integers. */
const DIGITS_MAX = 10

/** Hundred-thousandths of a major unit, or null when the text is no plain decimal. Empty counts as zero. */
export function readUnits(text: string): number | null {
  if (text === '') return 0
  const negative = text.charCodeAt(0) === 0x2d
  let whole = 0
  let digits = 0
  let index = negative ? 1 : 0
  for (; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 0x30
    if (digit === -2) break
    if (digit < 0 || digit > 9) return null
    whole = whole * 10 + digit
    digits += 1
  }
  if (digits === 0 || digits > DIGITS_MAX) return null
  const fraction = index === text.length ? 0 : readFraction(text, index + 1)
  if (fraction === null) return null
  const units = whole * UNITS_PER_MAJOR + fraction
  return negative && units !== 0 ? -units : units
}

function readFraction(text: string, from: number): number | null {
  if (from === text.length) return null
  let value = 0
  for (let index = from; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 0x30
    if (digit < 0 || digit > 9) return null
    if (index - from < DECIMALS) value = value * 10 + digit
    // Past the fifth decimal only zeros can be exact.
    else if (digit !== 0) return null
  }
  return value * (POWERS[Math.max(0, DECIMALS - (text.length - from))] ?? 1)
}

/** The same for sums, which may be larger than any amount. */
export function readLargeUnits(text: string): bigint | null {
  const parts = /^(-?)(\d{1,18})(?:\.(\d{1,5})0*)?$/.exec(text)
  if (parts === null) return null
  const [, sign, whole = '', fraction = ''] = parts
  const units = BigInt(whole) * BigInt(UNITS_PER_MAJOR) + BigInt(fraction.padEnd(DECIMALS, '0'))
  return sign === '-' ? -units : units
}

/** Digits behind the point of a currency; two for one that is not known, as bills write them. */
export const digitsOf = (currency: string): number =>
  isCurrency(currency) ? CURRENCY_DIGITS[currency] : 2

/** Hundred-thousandths in one minor unit of a currency. */
export const unitsPerMinor = (currency: string): number =>
  POWERS[DECIMALS - digitsOf(currency)] ?? 1

/** Whole minor units, or null when the amount is no whole number of them. */
export function minorOf(units: number, currency: string): number | null {
  const minor = units / unitsPerMinor(currency)
  return Number.isInteger(minor) ? minor : null
}

/** Rates are written like `0.60%`: parts per million, or null when there is none. */
export function readRatePpm(text: string): number | null {
  if (!text.endsWith('%')) return null
  const units = readUnits(text.slice(0, -1))
  // One per cent is 10,000 parts per million, and 100,000 units.
  return units === null || text.length === 1 ? null : Math.round(units / 10)
}

/** Adds up any number of whole numbers exactly. */
export interface ExactSum {
  readonly add: (value: number) => void
  readonly total: () => bigint
}

/** Plain numbers are fast and exact up to this; beyond it the sum goes on with big integers. */
const SAFE = 2 ** 52

/** A sum that starts at zero. */
export function exactSum(): ExactSum {
  let small = 0
  let large = 0n
  return {
    add(value) {
      small += value
      if (small < SAFE && small > -SAFE) return
      large += BigInt(small)
      small = 0
    },
    total: () => large + BigInt(small),
  }
}
