import type { RefundGateway, RefundOrder, RefundQueryAnswer } from '../refund/gateway.ts'
import { noAnswer } from './judge.ts'
import type { WechatGateway } from './gateway.ts'
import type { Refunds } from './refund-query.ts'

/** Makes WeChat's two refund calls the way that the refund flow asks. Orders are named by the merchant's own number. */
export const refundGatewayOf = (
  wechat: Pick<WechatGateway, 'refund' | 'queryRefund'>,
): RefundGateway => ({
  async refund({ outRefundNo, outTradeNo, total, amount, reason }) {
    const order = { by: 'order', outTradeNo } as const
    const answer = await wechat.refund({ order, outRefundNo, total, amount, reason })
    return answer.kind === 'accepted'
      ? { kind: 'accepted', refundId: answer.refund.refundId }
      : answer
  },
  async queryRefund(order) {
    const { outRefundNo } = order
    const answer = await wechat.queryRefund({ by: 'refund-number', outRefundNo })
    return answer.kind === 'refunds' ? foundIn(answer.refunds, order) : answer
  },
})

/** The one refund that was asked about, if the answer is about the order that it belongs to. */
function foundIn(
  { outTradeNo, totalMinor, refunds }: Refunds,
  { outRefundNo, ...order }: RefundOrder,
): RefundQueryAnswer {
  if (outTradeNo !== order.outTradeNo || totalMinor !== order.total.minor)
    return noAnswer('mismatch', 'about another order')
  const part = refunds.find((one) => one.outRefundNo === outRefundNo)
  if (part === undefined) return noAnswer('mismatch', 'without the refund')
  const { refundId, refundMinor, status, receiver, succeededAt } = part
  return {
    kind: 'found',
    refund: { refundId, amountMinor: refundMinor, status, receiver, succeededAt },
  }
}
