import type { Translated } from '../language.ts'
import type { Currency } from '../money.ts'
import type { PaymentState } from '../payment/state.ts'
import type { EpochMs } from '../ports.ts'
import { timeEndMs } from './time-end.ts'

/** What a slip says became of the money. */
export type SlipOutcome =
  /** WeChat confirmed the payment. */
  | 'paid'
  /** Paid, and the money went back. */
  | 'returned'
  /** Revoked before any money moved. */
  | 'cancelled'
  /** Proven not charged. */
  | 'not-charged'
  /** Nobody knows yet: a pending slip, which proves nothing. */
  | 'pending'

/** An amount in any currency WeChat may name. */
export interface SlipAmount {
  readonly minor: number
  readonly currency: string
}

/** Where a slip comes from. */
export interface SlipPlace {
  readonly name: string
  readonly branch: string
  readonly till: string
  /** Training and WeChat's sandboxes: their slips must never pass for real ones. */
  readonly realMoney: boolean
}

/** A receipt or pending slip as data. Holds nothing of the payer's: no code, no openid. */
export interface SaleSlip {
  readonly kind: 'sale'
  readonly place: SlipPlace
  /** Who took the payment and in which shift; null where the till does not know. */
  readonly cashier: string | null
  readonly shift: string | null
  readonly outcome: SlipOutcome
  readonly amount: { readonly minor: number; readonly currency: Currency }
  /** What the payer really paid, where it differs from the amount. */
  readonly payerPaid: SlipAmount | null
  /** When it was paid, or submitted where it was not. */
  readonly atMs: EpochMs
  /** The shop's clock ahead of UTC at that time. */
  readonly zoneMinutes: number
  readonly outTradeNo: string
  readonly transactionId: string | null
}

/** What a slip says became of a refund. */
export type RefundSlipOutcome =
  /** The payer has the money. */
  | 'refunded'
  /** WeChat took it on; the money is on its way. */
  | 'accepted'
  /** Nothing went back. */
  | 'refused'
  /** Nobody knows yet. */
  | 'pending'

/** The slip of a refund. */
export interface RefundSlip {
  readonly kind: 'refund'
  readonly place: SlipPlace
  readonly cashier: string | null
  /** The manager; null where nobody had to approve it. */
  readonly approvedBy: string | null
  readonly shift: string | null
  readonly outcome: RefundSlipOutcome
  readonly amount: { readonly minor: number; readonly currency: Currency }
  /** What the sale had cost. */
  readonly paid: { readonly minor: number; readonly currency: Currency }
  readonly reason: string
  readonly atMs: EpochMs
  readonly zoneMinutes: number
  readonly outTradeNo: string
  readonly outRefundNo: string
  readonly refundId: string | null
}

/** Printed when the cash drawer is opened without a sale. */
export interface DrawerSlip {
  readonly kind: 'drawer'
  readonly place: SlipPlace
  readonly atMs: EpochMs
  readonly zoneMinutes: number
  /** Who was signed in. */
  readonly cashier: string | null
  readonly reason: string
}

/** A page that shows whether the printer does what a receipt needs. */
export interface TestSlip {
  readonly kind: 'test'
  readonly place: SlipPlace
  readonly atMs: EpochMs
  readonly zoneMinutes: number
}

/** The report of a shift, line by line. */
export interface ShiftSlip {
  readonly kind: 'shift'
  readonly place: SlipPlace
  readonly atMs: EpochMs
  readonly zoneMinutes: number
  readonly title: Translated
  /** A label and its value; without one it is a heading. */
  readonly lines: readonly { readonly label: Translated; readonly value: string | null }[]
}

/** Anything the till prints. */
export type Slip = SaleSlip | RefundSlip | DrawerSlip | TestSlip | ShiftSlip

/** What a slip needs besides the sale. */
export interface SlipContext {
  readonly place: SlipPlace
  readonly cashier: string | null
  readonly shift: string | null
  /** Minutes the shop's clock is ahead of UTC at a time. */
  readonly zoneMinutesAt: (atMs: EpochMs) => number
}

/** The slip of a sale as it stands; null while nothing was ever submitted for it. */
export function slipOf(state: PaymentState, context: SlipContext): SaleSlip | null {
  if (state.kind === 'awaiting-code' || state.kind === 'abandoned') return null
  const { zoneMinutesAt, ...rest } = context
  const { amount } = state.sale
  const payment = state.kind === 'paid' ? state.payment : null
  const atMs = (payment && timeEndMs(payment.timeEnd)) ?? state.attempt.submittedAtMs
  const cash = payment?.cash ?? null
  const same = cash?.minor === amount.minor && cash.currency === amount.currency
  return {
    kind: 'sale',
    ...rest,
    cashier: state.sale.cashier?.name ?? context.cashier,
    outcome: outcomeOf(state),
    amount: { minor: amount.minor, currency: amount.currency },
    payerPaid: same ? null : cash,
    atMs,
    zoneMinutes: zoneMinutesAt(atMs),
    outTradeNo: state.attempt.outTradeNo,
    transactionId: payment?.transactionId ?? null,
  }
}

function outcomeOf(state: PaymentState): SlipOutcome {
  switch (state.kind) {
    case 'paid':
      return 'paid'
    case 'not-charged':
      return 'not-charged'
    case 'revoked':
      return state.proof === 'returned' ? 'returned' : 'cancelled'
    default:
      return 'pending'
  }
}
