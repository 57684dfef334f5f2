import type { Order, QueryAnswer, TradeState } from '../ports.ts'
import { makeCall, notSentIsNoAnswer, whenVerified, type Wire } from './call.ts'
import { missing, noAnswer } from './judge.ts'
import { orderEchoes, otherAmount, paymentFrom } from './payment.ts'
import type { Fields } from './xml.ts'

const STATES: readonly TradeState[] = [
  'REFUND',
  'NOTPAY',
  'CLOSED',
  'REVOKED',
  'USERPAYING',
  'PAYERROR',
  'ACCEPT',
]

/** Asks what became of an order: `/pay/orderquery` (pay.weixin.qq.com/doc/global/v2/zh/4013634899). */
export async function query(wire: Wire, order: Order): Promise<QueryAnswer> {
  const answer = await makeCall<QueryAnswer>(wire, {
    operation: 'query',
    path: '/pay/orderquery',
    outTradeNo: order.outTradeNo,
    fields: [['out_trade_no', order.outTradeNo]],
    timeoutMs: wire.timeouts.queryMs,
    read: whenVerified(wire, orderEchoes(order), (verified): QueryAnswer => {
      if (verified.kind === 'verified') return stateFrom(verified.fields, order)
      const { code, description } = verified
      return { kind: 'error', code, description }
    }),
  })
  return notSentIsNoAnswer(answer)
}

/** `trade_state` alone says where the money is; a state may free the order for another attempt, so it must name the order. */
function stateFrom(fields: Fields, order: Order): QueryAnswer {
  const state = fields.get('trade_state') ?? ''
  if (state === '') return noAnswer('unreadable', 'trade_state is missing')
  if (state === 'SUCCESS') return paymentFrom(fields, order)
  const lacking = missing(fields, ['out_trade_no'])
  if (lacking !== null) return noAnswer('mismatch', `${lacking} is missing`)
  const wrong = otherAmount(fields, order)
  if (wrong !== null) return noAnswer('mismatch', wrong)
  const tradeState = STATES.find((known) => known === state) ?? 'UNRECOGNISED'
  const description = (fields.get('trade_state_desc') ?? '').slice(0, 256)
  return { kind: 'order', tradeState, description }
}
