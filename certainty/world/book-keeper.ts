import type { Books } from '../../simulator/books.ts'
import type { BookedOrder, BookedRefund } from '../checks/evidence.ts'

interface Kept {
  readonly outTradeNo: string
  totalFee: number
  readonly states: { atMs: number; state: string }[]
  readonly movements: { atMs: number; amount: number }[]
  readonly refunded: { atMs: number; amount: number }[]
}

interface KeptRefund extends BookedRefund {
  readonly states: { atMs: number; state: string }[]
}

/** Money that came to the shop, or went back with its order. */
const SIGN: Readonly<Record<string, 1 | -1>> = { payment: 1, revoke: -1 }

/** Copies WeChat's books as they are written, with the true time of each change. */
export function keepBooks(
  books: Books,
  nowMs: () => number,
): {
  readonly orders: () => readonly BookedOrder[]
  readonly refunds: () => readonly BookedRefund[]
} {
  const orders = new Map<string, Kept>()
  const refunds = new Map<string, KeptRefund>()
  const of = (outTradeNo: string): Kept => {
    const known = orders.get(outTradeNo)
    if (known) return known
    const made: Kept = { outTradeNo, totalFee: 0, states: [], movements: [], refunded: [] }
    orders.set(outTradeNo, made)
    return made
  }
  books.onChange((record) => {
    if (record.kind === 'order') {
      const { outTradeNo, totalFee, state } = record.value
      const kept = of(outTradeNo)
      kept.totalFee = totalFee
      if (kept.states.at(-1)?.state !== state) kept.states.push({ atMs: nowMs(), state })
    } else if (record.kind === 'movement') {
      const { kind, outTradeNo, amount } = record.value
      const sign = SIGN[kind]
      if (sign !== undefined)
        of(outTradeNo).movements.push({ atMs: nowMs(), amount: sign * amount })
      if (kind === 'refund') of(outTradeNo).refunded.push({ atMs: nowMs(), amount })
    } else if (record.kind === 'refund') {
      const { outRefundNo, outTradeNo, refundFee, status } = record.value
      const kept = refunds.get(outRefundNo) ?? {
        outRefundNo,
        outTradeNo,
        amount: refundFee,
        states: [],
      }
      refunds.set(outRefundNo, kept)
      kept.states.push({ atMs: nowMs(), state: status })
    }
  })
  return { orders: () => [...orders.values()], refunds: () => [...refunds.values()] }
}
