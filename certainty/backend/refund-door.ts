import { REST_CALLS } from '../../app/contract/rest-calls.ts'
import { refundDocument } from '../../app/contract/rest-refunds.ts'
import { money } from '../../app/money.ts'
import type { RefundKey, RefundRow } from '../../backend/refund-rows.ts'
import type { RefundService, RefundWish } from '../../backend/refund-service.ts'
import type { VirtualTime } from '../world/virtual-time.ts'
import { type Asked, problem, type Reply } from './reply.ts'
import type { MemoryRefunds } from './memory-refunds.ts'
import type { MemoryPayments } from './memory-store.ts'

/** A start is held this long for its result, and looked at this often. */
const START_WAIT_MS = 2_000
const LOOK_EVERY_MS = 400

interface Behind {
  readonly refunds: RefundService
  readonly store: MemoryRefunds
  readonly payments: MemoryPayments
  readonly time: VirtualTime
}

interface Call {
  /** Of the payment in a start, of the refund elsewhere. */
  readonly key: RefundKey
  readonly wish: string | undefined
  readonly tillId: string
  readonly request: Asked
}

const WISHES: ReadonlyMap<string | undefined, RefundWish> = new Map([
  ['ask-again', 'ask-again-pressed'],
  ['send-again', 'send-again-pressed'],
  ['give-up', 'give-up-pressed'],
])

const document = (row: RefundRow): Reply => ({ status: 200, body: refundDocument(row) })

/** What a node answers to a till's call about refunds. */
export async function answerRefundCall(behind: Behind, call: Call): Promise<Reply> {
  const { refunds, store } = behind
  const { key, wish, request } = call
  if (wish === 'refunds') return start(behind, call)
  const pressed = request.method === 'GET' ? undefined : WISHES.get(wish)
  const row = pressed === undefined ? store.peek(key) : await refunds.send(key, pressed)
  return row === null ? problem('not-found') : document(row)
}

async function start({ refunds, store, payments, time }: Behind, call: Call): Promise<Reply> {
  const { key: paymentKey, tillId, request } = call
  const { merchantId, id: paymentId } = paymentKey
  const ask = REST_CALLS.startRefund.body.parse(JSON.parse(request.body))
  const payment = payments.peek(paymentKey)
  if (payment === null) return problem('not-found')
  const { sale } = payment.state
  const amount = money(ask.amountMinor, sale.amount.currency)
  if (!amount.ok) return problem('bad-request')
  const fingerprint = Buffer.from(JSON.stringify([paymentId, ask.amountMinor, ask.reason]))
  const key = { merchantId, id: ask.id, fingerprint }
  const order = { outRefundNo: ask.id, outTradeNo: paymentId, total: sale.amount }
  const outcome =
    (await refunds.known(key)) ??
    (await refunds.start({
      ...key,
      paymentId,
      tillId,
      operatorId: null,
      approvedBy: null,
      refund: { ...order, amount: amount.value, reason: ask.reason },
    }))
  if (outcome.kind === 'differs') return problem('refund-differs')
  if (outcome.kind === 'refused') return problem(outcome.fault)
  let { row } = outcome
  const untilMs = time.nowMs() + START_WAIT_MS
  while (row.state.kind === 'submitting' && time.nowMs() < untilMs) {
    await new Promise<void>((resolve) => void time.after(LOOK_EVERY_MS, resolve))
    row = store.peek(key) ?? row
  }
  return document(row)
}
