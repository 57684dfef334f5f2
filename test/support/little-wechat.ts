import type {
  Clock,
  Gateway,
  Order,
  QueryAnswer,
  RevokeAnswer,
  SubmitAnswer,
  TradeState,
} from '../../app/ports.ts'

/** Payment codes and what happens to them here: each failure can be asked for by its code. */
export const CODE = {
  pays: '130000000000000001',
  poor: '130000000000000002',
  asksPassword: '130000000000000003',
  paysButNeverAnswers: '130000000000000004',
  neverArrives: '130000000000000005',
  noConnection: '130000000000000006',
  asksPasswordAndRefusesRevokes: '130000000000000007',
  paysAfterTheRevokeWasSent: '130000000000000008',
} as const

interface Entry {
  readonly order: Order
  readonly paymentCode: string
  state: TradeState | 'SUCCESS'
  revokesRefused: number
}

/** WeChat's side in a few lines: keeps orders, answers calls, and counts what it saw. For tests of the runner and the till. */
export interface LittleWechat {
  readonly gateway: Gateway
  /** Calls in the order they came, as "submit 0001". */
  readonly calls: readonly string[]
  readonly pay: (outTradeNo: string) => void
  readonly stateOf: (outTradeNo: string) => string | undefined
  /** Numbers of the orders whose money is with the merchant. */
  readonly charged: () => readonly string[]
  /** While false, every call ends without an answer and without an effect. */
  online: boolean
}

const TIMEOUT_MS = 10_000
const silence = { kind: 'no-answer', cause: 'timeout', detail: '' } as const

export function littleWechat(clock: Clock): LittleWechat {
  const orders = new Map<string, Entry>()
  const calls: string[] = []
  const later = <T>(answer: T, ms: number): Promise<T> =>
    new Promise((resolve) => clock.after(ms, () => resolve(answer)))
  const evidence = { transactionId: '42', timeEnd: '20250101093000', cash: null, bankType: 'CFT' }
  const error = (code: string) => ({ kind: 'error', code, description: code }) as const

  async function submit(order: Order, paymentCode: string): Promise<SubmitAnswer> {
    calls.push(`submit ${order.outTradeNo}`)
    if (paymentCode === CODE.noConnection)
      return { kind: 'not-sent', cause: 'unreachable', detail: 'refused' }
    if (!world.online || paymentCode === CODE.neverArrives) return later(silence, TIMEOUT_MS)
    if (paymentCode === CODE.poor) return error('NOTENOUGH')
    const paid = paymentCode === CODE.pays || paymentCode === CODE.paysButNeverAnswers
    const state = paid ? 'SUCCESS' : 'USERPAYING'
    const revokesRefused = paymentCode === CODE.asksPasswordAndRefusesRevokes ? 1_000 : 0
    orders.set(order.outTradeNo, { order, paymentCode, state, revokesRefused })
    if (paymentCode === CODE.paysButNeverAnswers) return later(silence, TIMEOUT_MS)
    return paid ? { kind: 'paid', payment: evidence } : error('USERPAYING')
  }

  async function query({ outTradeNo }: Order): Promise<QueryAnswer> {
    calls.push(`query ${outTradeNo}`)
    if (!world.online) return later(silence, TIMEOUT_MS)
    const entry = orders.get(outTradeNo)
    if (entry === undefined) return error('ORDERNOTEXIST')
    if (entry.state === 'SUCCESS') return { kind: 'paid', payment: evidence }
    return { kind: 'order', tradeState: entry.state, description: '' }
  }

  async function revoke({ outTradeNo }: Order): Promise<RevokeAnswer> {
    calls.push(`revoke ${outTradeNo}`)
    if (!world.online) return later(silence, TIMEOUT_MS)
    const entry = orders.get(outTradeNo)
    if (entry === undefined) return { kind: 'accepted', recall: false }
    if (entry.revokesRefused > 0) {
      entry.revokesRefused -= 1
      return { ...error('USERPAYING'), recall: true }
    }
    if (entry.paymentCode === CODE.paysAfterTheRevokeWasSent && entry.state === 'USERPAYING') {
      entry.state = 'SUCCESS'
      return { kind: 'accepted', recall: true }
    }
    entry.state = 'REVOKED'
    return { kind: 'accepted', recall: false }
  }

  const world: LittleWechat = {
    gateway: { submit, query, revoke },
    calls,
    online: true,
    pay(outTradeNo) {
      const entry = orders.get(outTradeNo)
      if (entry?.state === 'USERPAYING') entry.state = 'SUCCESS'
    },
    stateOf: (outTradeNo) => orders.get(outTradeNo)?.state,
    charged: () =>
      [...orders].flatMap(([outTradeNo, { state }]) => (state === 'SUCCESS' ? [outTradeNo] : [])),
  }
  return world
}
