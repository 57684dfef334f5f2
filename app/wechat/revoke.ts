import type { Order, RevokeAnswer } from '../ports.ts'
import { makeCall, notSentIsNoAnswer, whenVerified, type Wire } from './call.ts'
import { orderEchoes } from './payment.ts'

/**
 * Closes an order, or gives its money back: `/secapi/pay/reverse` (pay.weixin.qq.com/doc/global/v2/en/4013659173).
 * May be repeated; what really happened is seen by a query.
 */
export async function revoke(wire: Wire, order: Order): Promise<RevokeAnswer> {
  const answer = await makeCall<RevokeAnswer>(wire, {
    operation: 'revoke',
    path: '/secapi/pay/reverse',
    outTradeNo: order.outTradeNo,
    fields: [['out_trade_no', order.outTradeNo]],
    timeoutMs: wire.timeouts.revokeMs,
    read: whenVerified(wire, orderEchoes(order), (verified): RevokeAnswer => {
      const recall = verified.fields.get('recall')
      // "Done" must be said; silence asks for another call.
      if (verified.kind === 'verified') return { kind: 'accepted', recall: recall !== 'N' }
      const { code, description } = verified
      return { kind: 'error', code, description, recall: recall === 'Y' }
    }),
  })
  return notSentIsNoAnswer(answer)
}
