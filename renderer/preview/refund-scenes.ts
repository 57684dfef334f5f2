import type { TillApi } from '../../app/contract/contract.ts'
import type { RefundCalls } from '../../app/contract/refunds.ts'
import type { RefundView } from '../../app/refund/view.ts'
import { fail, succeed } from '../../app/result.ts'

const refund = (change: Partial<RefundView>): RefundView => ({
  outRefundNo: 'R202611261512070000174029583614',
  saleId: 'sample-1',
  outTradeNo: '2511210342180000174029583614',
  amountMinor: 1_000,
  currency: 'CNY',
  reason: '',
  requestedAtMs: Date.now() - 600_000,
  askedBy: 'Chen Wei',
  approvedBy: '林美',
  state: 'refunded',
  problem: null,
  refusal: null,
  refundId: '50000000002025010100000000001',
  ...change,
})

/** A refund in each state in which somebody may see it. */
export const SAMPLES: readonly RefundView[] = [
  refund({}),
  refund({ outRefundNo: 'R2', state: 'accepted', reason: '商品有问题 Broken cup' }),
  refund({ outRefundNo: 'R3', state: 'confirming', amountMinor: 250 }),
  refund({ outRefundNo: 'R4', state: 'needs-attention', problem: 'funds-low' }),
  refund({
    outRefundNo: 'R5',
    state: 'refused',
    refusal: { kind: 'error-code', code: 'TRADE_OVERDUE', description: '' },
  }),
]

/** What main answers when there is no main. */
export const REFUND_CALLS = {
  saleRefunds: async () =>
    succeed({
      refunds: SAMPLES,
      refundable: { kind: 'refundable', leftMinor: 1_400, leastMinor: 1 },
    }),
  startRefund: async () => fail({ kind: 'approval-needed' }),
  pressRefund: async () => fail({ kind: 'not-allowed' }),
  printRefund: async () => succeed(null),
} satisfies { readonly [K in Exclude<keyof RefundCalls, 'findPaidSales'>]: TillApi[K] }

/** Two refunds that somebody has to know of. */
export const OPEN_REFUNDS: readonly RefundView[] = SAMPLES.slice(1, 4)
