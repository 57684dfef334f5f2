import type { HistoryEntry, SaleHistory } from '../../app/contract/sales.ts'
import { openedAtMs, sale } from './sample-views.ts'

const order = '2511210342180000174029583614'
const transactionId = '4200002847202511215530918274'

type Told = readonly [second: number, entry: Omit<HistoryEntry, 'seq' | 'atMs' | 'outTradeNo'>]

/** A payment that was refused once, then confirmed with a password after the line broke. */
const TOLD: readonly Told[] = [
  [0, { event: { type: 'sale-started' }, state: 'awaiting-code' }],
  [6, { event: { type: 'code-scanned', outTradeNo: order, atMs: 0 }, state: 'submitting' }],
  [
    7,
    {
      event: {
        type: 'submit-answered',
        submission: 'first',
        answer: { kind: 'error', code: 'USERPAYING', description: '需要用户输入支付密码' },
      },
      state: 'confirming',
    },
  ],
  [12, { event: { type: 'query-due' }, state: 'confirming' }],
  [
    14,
    {
      event: {
        type: 'query-answered',
        answer: { kind: 'no-answer', cause: 'timeout', detail: 'no answer within 6000 ms' },
      },
      state: 'confirming',
    },
  ],
  [19, { event: { type: 'query-due' }, state: 'confirming' }],
  [
    19,
    {
      event: {
        type: 'query-answered',
        answer: { kind: 'order', tradeState: 'USERPAYING', description: '用户支付中' },
      },
      state: 'confirming',
    },
  ],
  [24, { event: { type: 'query-due' }, state: 'confirming' }],
  [
    25,
    {
      event: {
        type: 'query-answered',
        answer: {
          kind: 'paid',
          payment: {
            transactionId,
            timeEnd: '20251121034242',
            cash: { minor: 12_800, currency: 'CNY' },
            bankType: 'CMB_DEBIT',
          },
        },
      },
      state: 'paid',
    },
  ],
]

/** What happened to a sale, to be looked at. */
export const sampleHistory: SaleHistory = {
  sale: sale({ kind: 'paid', transactionId, cash: null }, { note: 'A-1042' }),
  entries: TOLD.map(([second, entry], at) => ({
    seq: 4_711 + at,
    atMs: openedAtMs - 60_000 + second * 1_000,
    outTradeNo: second === 0 ? null : order,
    ...entry,
  })),
}
