import type { Books } from '../../simulator/books.ts'
import type { BookedOrder } from '../checks/evidence.ts'

interface Kept {
  readonly outTradeNo: string
  totalFee: number
  readonly states: { atMs: number; state: string }[]
  readonly movements: { atMs: number; amount: number }[]
}

/** Money that came to the shop, or went back. */
const SIGN: Readonly<Record<string, 1 | -1>> = { payment: 1, revoke: -1, refund: -1 }

/** Copies WeChat's books as they are written, with the true time of each change. */
export function keepBooks(
  books: Books,
  nowMs: () => number,
): { readonly orders: () => readonly BookedOrder[]; readonly stop: () => void } {
  const orders = new Map<string, Kept>()
  const of = (outTradeNo: string): Kept => {
    const known = orders.get(outTradeNo)
    if (known) return known
    const made: Kept = { outTradeNo, totalFee: 0, states: [], movements: [] }
    orders.set(outTradeNo, made)
    return made
  }
  const stop = books.onChange((record) => {
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
    }
  })
  return { orders: () => [...orders.values()], stop }
}
