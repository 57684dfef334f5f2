import type { BillRow } from './bill-row.ts'
import { unitsPerMinor } from './decimal.ts'
import type { Difference, Reason } from './difference.ts'
import type { MatchContext } from './match-context.ts'
import type { OurPayment } from './our-record.ts'

/** A difference between amounts or times that are both known. */
export type AmountDifference = Pick<Difference, 'class' | 'reasons' | 'topic'> & {
  readonly expectedFeeUnits?: number
}

interface Compared {
  /** Null: the order is not paid in our books, or was undone; only what the bill says of itself is looked at. */
  readonly ours: OurPayment | null
  /** The rows of its charge. */
  readonly rows: readonly BillRow[]
}

/** Compares an order that both sides have as paid: amount, currency, time, coupons; and the fee of any charge. */
export function compareAmounts(
  { rules }: MatchContext,
  { ours, rows }: Compared,
): readonly AmountDifference[] {
  const [row] = rows
  if (row === undefined) return []
  const found = [
    ...(ours === null ? [] : [priceOf(ours, rows), timeOf(ours, row, rules.timeApartMs)]),
    ours === null ? null : discountOf(row),
    feeOf(row, rules.agreedRatePpm),
  ]
  return found.filter((one) => one !== null)
}

function priceOf(ours: OurPayment, rows: readonly BillRow[]): AmountDifference | null {
  const [row] = rows
  if (row === undefined) return null
  if (row.price.currency !== ours.amount.currency)
    return { class: 'currency-or-time', topic: 'currency', reasons: ['other-currency'] }
  const reasons: Reason[] = []
  const minor = rows.reduce((sum, { price }) => sum + price.minor, 0)
  if (minor < ours.amount.minor) reasons.push('less-there')
  if (minor > ours.amount.minor) reasons.push('more-there')
  if (ours.transactionId !== '' && ours.transactionId !== row.transactionId)
    reasons.push('other-transaction')
  return reasons.length === 0 ? null : { class: 'amount-differs', topic: 'amount', reasons }
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** A time that is whole hours apart was read in another zone; any other was written by a clock that is wrong. */
function timeOf(ours: OurPayment, row: BillRow, apartMax: number): AmountDifference | null {
  if (ours.paidAtMs === null) return null
  const apart = Math.abs(row.atMs - ours.paidAtMs)
  if (apart <= apartMax) return null
  const beyond = apart % HOUR_MS
  const whole = Math.min(beyond, HOUR_MS - beyond) <= MINUTE_MS
  return {
    class: 'currency-or-time',
    topic: 'time',
    reasons: [whole ? 'whole-hours-apart' : 'clock-wrong'],
  }
}

function discountOf({ price, settlement, couponMinor }: BillRow): AmountDifference | null {
  const settledLess = price.currency === settlement.currency && price.minor !== settlement.minor
  return couponMinor !== 0 || settledLess
    ? { class: 'discounted', topic: 'discount', reasons: [] }
    : null
}

const PPM = 1_000_000

/**
 * The fee that a rate makes of what is settled. WeChat rounds it to a minor unit in a way that it does not say, so a whole
 * minor unit more or less is the first that cannot be rounding.
 */
function feeOf(row: BillRow, agreedPpm: number | null): AmountDifference | null {
  const { settlement, feeUnits, ratePpm } = row
  const rate = agreedPpm ?? ratePpm
  if (rate === null) return null
  const perMinor = unitsPerMinor(settlement.currency)
  // In the bounds of exact integers: at most 10^10 minor units, 10^3 units each, and a rate of 10^6 divided by itself.
  const expectedFeeUnits = Math.round(((settlement.minor * rate) / PPM) * perMinor)
  const reasons: Reason[] = []
  if (agreedPpm !== null && ratePpm !== null && agreedPpm !== ratePpm)
    reasons.push('rate-not-agreed')
  if (Math.abs(feeUnits - expectedFeeUnits) >= perMinor) reasons.push('fee-not-by-rate')
  return reasons.length === 0
    ? null
    : { class: 'fee-differs', topic: 'fee', reasons, expectedFeeUnits }
}
