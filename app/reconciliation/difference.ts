import type { EpochMs } from '../ports.ts'
import type { BillAmount, BillRow } from './bill-row.ts'
import type { Day } from './day.ts'
import type { OurPayment, OurRefund } from './our-record.ts'

/** What an order can be found to be, in the order of the manager's guide (docs/reconciliation.md). */
export const CLASSES = [
  /** 1: both sides say the same. */
  'matched',
  /** 2: WeChat was paid; our books have the order, but not as paid. Did the customer get the goods? */
  'paid-there-only',
  /** 3: WeChat was paid under a number that we do not have: another till, an app, a code typed elsewhere. */
  'unknown-here',
  /** 4: ours is of the last minutes of the day: its row is expected in the next bill, and then it closes itself. */
  'next-bill',
  /** 5: paid in our books, and WeChat has no such payment. */
  'absent-there',
  /** 6: the order's amounts differ. */
  'amount-differs',
  /** 7: a coupon or discount: what is settled is less than the order, as it should be. */
  'discounted',
  /** 8: fee or rate is not what was agreed. */
  'fee-differs',
  /** 9: WeChat has a refund that we do not have: made in the merchant platform. */
  'refund-unknown-here',
  /** 10: our refund is not in the bill. */
  'refund-absent-there',
  /** 11: amount or status of a refund differ. */
  'refund-differs',
  /** 12: paid and then revoked at WeChat, while ours is paid: the money went back, the goods left. */
  'revoked-there',
  /** 13: probably charged twice: two paid orders of one amount at one till within two minutes. */
  'charged-twice',
  /** 14: another currency, or another time than can be. */
  'currency-or-time',
  /** 15: the bill cannot be used; nothing of the day is known. */
  'bill-unusable',
] as const

/** See `CLASSES`. */
export type DifferenceClass = (typeof CLASSES)[number]

/** What is looked at first: `GRAVITY[0]` is the gravest. */
export const GRAVITY = [
  'charged-twice',
  'paid-there-only',
  'unknown-here',
  'revoked-there',
  'absent-there',
  'refund-absent-there',
  'refund-unknown-here',
  'refund-differs',
  'amount-differs',
  'currency-or-time',
  'fee-differs',
  'next-bill',
  'discounted',
] as const satisfies readonly Exclude<DifferenceClass, 'matched' | 'bill-unusable'>[]

/** What a difference can be about; a re-run finds the same one again by it. */
export type Topic =
  'payment' | 'amount' | 'discount' | 'fee' | 'refund' | 'twice' | 'currency' | 'time'

/** Why a class was found. Each stands for a sentence; a difference lists all that hold. */
export type Reason =
  /** Of class 2 and 12: what our books say of the order. */
  | 'here-not-charged'
  | 'here-revoked'
  | 'here-open'
  | 'here-paid'
  /** Of classes 2 and 3: WeChat gave all of it back in the same bill. */
  | 'returned-there'
  /** Of class 4: which row the next bill should have. */
  | 'payment-expected'
  | 'revoke-expected'
  | 'refund-expected'
  /** It was expected in the next bill, and is not there either. */
  | 'not-in-next-bill'
  /** Of class 8. */
  | 'rate-not-agreed'
  | 'fee-not-by-rate'
  /** Of class 11. */
  | 'refund-amount'
  | 'refund-failed-there'
  | 'refund-bounced'
  | 'refund-not-settled-here'
  | 'refund-refused-here'
  /** Of class 10. */
  | 'refund-open-here'
  /** Of class 13. */
  | 'same-sale'
  | 'same-payer'
  | 'payer-not-known'
  /** Of class 14. */
  | 'other-currency'
  | 'whole-hours-apart'
  | 'clock-wrong'
  /** Of class 6. */
  | 'less-there'
  | 'more-there'
  /** WeChat's number of the order is another one than ours. */
  | 'other-transaction'

/** What is kept of a row: everything but the payer. */
export type BillSide = Omit<BillRow, 'payer'>

/** A difference as matching finds it. Pure: the same two sides give the same one, with the same id. */
export interface Difference {
  /** `day:topic:order number[:refund number]`; stays the same when the day is reconciled again. */
  readonly id: string
  readonly day: Day
  readonly class: Exclude<DifferenceClass, 'matched' | 'bill-unusable'>
  readonly topic: Topic
  readonly reasons: readonly Reason[]
  readonly orderNumber: string
  /** Null when it is not about a refund. */
  readonly refundNumber: string | null
  /** Of class 13: the earlier order, which the customer meant to pay. */
  readonly otherOrderNumber: string | null
  /** The money it is about: what was charged, or what was or should have been given back. */
  readonly amount: BillAmount
  /** Empty when neither side names one. */
  readonly till: string
  readonly cashier: string | null
  /** When it happened: WeChat's time where there is one. */
  readonly atMs: EpochMs
  readonly ours: { readonly payment: OurPayment | null; readonly refund: OurRefund | null }
  /** Rows of the bill that are about it. */
  readonly theirs: readonly BillSide[]
  /** Of class 8: the fee that was to be expected, in the units of `feeUnits`. Null otherwise. */
  readonly expectedFeeUnits: number | null
}

/** Classes that need nobody: they are explained from the start. */
export const explainsItself = ({ class: name }: Pick<Difference, 'class'>): boolean =>
  name === 'discounted' || name === 'next-bill'
