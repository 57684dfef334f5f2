import { type MatchContext, NOTHING, type OrderOutcome, type OrderSides } from './match-context.ts'
import { matchPayment } from './match-payment.ts'
import { matchRefunds } from './match-refund.ts'

/** Compares both sides of one order. Pure, and whole: rows and records are all used or found to be of no concern. */
export function matchOrder(context: MatchContext, sides: OrderSides): OrderOutcome {
  const { covers } = context
  const payment = covers === 'refunds' ? NOTHING : matchPayment(context, sides)
  const refunds = covers === 'payments' ? NOTHING : matchRefunds(context, sides)
  if (refunds === NOTHING) return payment
  return {
    lines: [...payment.lines, ...refunds.lines],
    differences: [...payment.differences, ...refunds.differences],
    elsewhere: [...payment.elsewhere, ...refunds.elsewhere],
    charge: payment.charge,
    counted: [...payment.counted, ...refunds.counted],
  }
}
