import { dayOf, startOf } from '../../app/reconciliation/day.ts'
import { isCurrency } from '../../app/money.ts'
import { foreignAmountText, symbolOf } from '../amount-text.ts'

/** U+2212, as wide as the digits beside it. */
const MINUS = '\u2212'

/** An amount that may be negative. */
export const signedAmountText = (minor: number, currency: string): string =>
  (minor < 0 ? MINUS : '') + foreignAmountText(Math.abs(minor), currency)

const UNITS_PER_MAJOR = 100_000

/** A fee in hundred-thousandths of a major unit: every digit that is not zero, and at least two. */
export function feeText(units: number, currency: string): string {
  const size = Math.abs(units)
  const whole = String(Math.floor(size / UNITS_PER_MAJOR)).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const fraction = String(size % UNITS_PER_MAJOR)
    .padStart(5, '0')
    .replace(/0{1,3}$/, '')
  const digits = `${whole}.${fraction}`
  const text = isCurrency(currency) ? symbolOf(currency) + digits : `${digits} ${currency}`
  return (units < 0 ? MINUS : '') + text
}

/** "0.60 %" of parts per million. */
export const rateText = (ppm: number): string => `${(ppm / 10_000).toFixed(2)} %`

/** Time of the day in UTC+8, as bills have it: "14:03:22". */
export function billClock(atMs: number): string {
  const ms = atMs - startOf(dayOf(atMs))
  const parts = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1_000) % 60] // prettier-ignore
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** Day and time in UTC+8, as bills have it: "2026-11-26 14:03:22". */
export const billTime = (atMs: number): string => {
  const day = dayOf(atMs)
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${billClock(atMs)}`
}
