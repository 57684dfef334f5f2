import type { Covers } from './bill-columns.ts'
import type { BillRow } from './bill-row.ts'
import { type Day, dayOf, endOf } from './day.ts'
import type { BillSide, Difference } from './difference.ts'
import type { OurPayment, OurRefund } from './our-record.ts'
import type { NewLine } from './report.ts'
import type { Rules } from './rules.ts'
import type { Elsewhere } from './store.ts'

/** Everything that both sides have about one order number, for one day's bill. */
export interface OrderSides {
  readonly orderNumber: string
  /** Its rows in the bill. */
  readonly rows: readonly BillRow[]
  readonly payment: OurPayment | null
  /** Ours, of whatever day. */
  readonly refunds: readonly OurRefund[]
}

/** What is the same for all orders of a reconciliation. */
export interface MatchContext {
  readonly day: Day
  readonly rules: Rules
  /** What the bill lists; the rest of our books is not compared with it. */
  readonly covers: Covers
  /** The next day's bill was already matched: what was expected in it and is not is missing. */
  readonly nextBillSeen: boolean
  /** Whether another day's bill has this row of this day's books. */
  readonly isElsewhere: (one: Omit<Elsewhere, 'ourDay'>) => boolean
}

/** A payment that WeChat has and did not give back: what a second charge is looked for among. */
export interface Charge {
  readonly orderNumber: string
  readonly saleId: string
  readonly till: string
  readonly cashier: string | null
  readonly minor: number
  readonly currency: string
  readonly atMs: number
  readonly payer: string
  /** Nothing else is wrong with it. */
  readonly clean: boolean
}

/** What one order comes to. */
export interface OrderOutcome {
  readonly lines: readonly NewLine[]
  readonly differences: readonly Difference[]
  readonly elsewhere: readonly Elsewhere[]
  readonly charge: Charge | null
  readonly counted: readonly Counted[]
}

/** No concern of this day. */
export const NOTHING: OrderOutcome = {
  lines: [],
  differences: [],
  elsewhere: [],
  charge: null,
  counted: [],
}

/** Money to be added to one side's totals. */
export interface Counted {
  readonly side: 'ours' | 'theirs'
  readonly what: 'payment' | 'return'
  readonly minor: number
  readonly currency: string
  readonly atMs: number
  readonly till: string
  readonly cashier: string | null
  /** Theirs only; zero otherwise. */
  readonly settledMinor: number
  readonly feeUnits: number
}

/** What is kept of a row: the payer is compared and forgotten. */
export function withoutPayer(row: BillRow): BillSide {
  const { payer: _, ...side } = row
  return side
}

/** Adds what every difference has. */
export function differenceOf(
  { day }: MatchContext,
  found: Omit<Difference, 'id' | 'day'>,
): Difference {
  const { topic, orderNumber, refundNumber } = found
  const id = [day, topic, orderNumber, ...(refundNumber === null ? [] : [refundNumber])].join(':')
  return { id, day, ...found }
}

/** Whether a moment is so late on the day that its row may be in the next bill. */
export const nearNextDay = ({ day, rules }: MatchContext, atMs: number): boolean =>
  endOf(day) - atMs <= rules.midnightMs

/** The day that our books count a payment on: WeChat's time if it is known. */
export const ourDayOf = ({ paidAtMs, submittedAtMs }: OurPayment): Day =>
  dayOf(paidAtMs ?? submittedAtMs)
