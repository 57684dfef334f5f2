import type { RefundAnswer, RefundOrder } from '../../app/refund/gateway.ts'
import { errorAnswer, known, silence } from './samples.ts'

/** WeChat's book of refunds: each number once, whatever is asked for how often. */
export function littleBook() {
  const refunds = new Map<string, RefundOrder>()
  const seen: string[] = []
  let arrived = false
  let fate: 'answered' | 'done, unheard' | 'lost' | 'never' | 'refused' = 'answered'
  return {
    refunds,
    seen,
    arrive: () => {
      arrived = true
    },
    next: (wanted: typeof fate) => {
      fate = wanted
    },
    gateway: {
      async refund(order: RefundOrder): Promise<RefundAnswer> {
        const now = fate
        fate = 'answered'
        seen.push(`refund ${order.amount.minor}`)
        if (now === 'refused') return errorAnswer('TRADE_OVERDUE')
        if (now !== 'lost') refunds.set(order.outRefundNo, order)
        if (now === 'never') return new Promise(() => undefined)
        return now === 'answered' ? { kind: 'accepted', refundId: known.refundId } : silence
      },
      async queryRefund({ outRefundNo }: RefundOrder) {
        seen.push('query')
        const order = refunds.get(outRefundNo)
        if (order === undefined) {
          return { kind: 'error', code: 'REFUNDNOTEXIST', description: '' } as const
        }
        const status = arrived ? 'SUCCESS' : 'PROCESSING'
        return {
          kind: 'found',
          refund: { ...known, amountMinor: order.amount.minor, status },
        } as const
      },
    },
  }
}

/** See `littleBook`. */
export type LittleBook = ReturnType<typeof littleBook>
